import { ApolloServerErrorCode } from '@apollo/server/errors';
import { type DocumentNode, type ExecutionResult, GraphQLError, type GraphQLSchema, type OperationDefinitionNode, OperationTypeNode, execute, getVariableValues } from 'graphql';
import type { RequestContext } from '../kernel/request-context.js';
import { CompiledQueries } from './jit.js';
import { type RowTypes, answerByPlan } from './plan/read-plan.js';

export interface ExecutorRequest { readonly document: DocumentNode; readonly operation: OperationDefinitionNode | undefined; readonly operationName?: string | null; readonly request: { readonly variables?: Record<string, unknown> }; readonly context: RequestContext }

/** Queries that say how all their fields are read are answered by a plan; others by compiled code and the loaders; mutations, errors and the rest by graphql-js and the loaders. */
export function createExecutor(schema: GraphQLSchema, types: RowTypes, onPlanFault: (error: unknown, ctx: RequestContext) => void) {
  const compiled = new CompiledQueries(schema);
  return async ({ document, operation, operationName, request, context }: ExecutorRequest): Promise<ExecutionResult> => {
    // With an executor of one's own nobody else says it.
    if (!operation) return { errors: [new GraphQLError(operationName ? `Unknown operation named "${operationName}".` : 'Must provide operation name if query contains multiple operations.', { extensions: { code: ApolloServerErrorCode.OPERATION_RESOLUTION_FAILURE } })] };
    const variables = operation.operation === OperationTypeNode.QUERY && getVariableValues(schema, operation.variableDefinitions ?? [], request.variables ?? {}, { maxErrors: 5 }).coerced;
    if (variables) {
      const data = await answerByPlan({ schema, document, operation, variables, ctx: context, types, onFault: (error) => onPlanFault(error, context) });
      if (data) return { data };
      const result = await compiled.answer(document, operation, operationName, context, request.variables ?? {});
      if (result) return result;
    }
    return execute({ schema, document, contextValue: context, ...(operationName ? { operationName } : {}), ...(request.variables ? { variableValues: request.variables } : {}) });
  };
}

/** Apollo takes an executor of one's own only from a "gateway"; this one has the schema at hand and loads nothing. */
export function asGateway(schema: GraphQLSchema, executor: ReturnType<typeof createExecutor>): object {
  let deliver: ((context: { apiSchema: GraphQLSchema; coreSupergraphSdl: string }) => void) | null = null;
  return {
    onSchemaLoadOrUpdate: (callback: typeof deliver) => {
      deliver = callback;
      return () => { deliver = null; };
    },
    load: async () => {
      deliver?.({ apiSchema: schema, coreSupergraphSdl: '' });
      return { executor };
    },
    stop: async () => undefined,
  };
}
