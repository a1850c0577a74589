import type { GatewayInterface, GatewaySchemaLoadOrUpdateCallback } from '@apollo/server-gateway-interface';
import { ApolloServerErrorCode } from '@apollo/server/errors';
import {
  type DocumentNode,
  type ExecutionResult,
  GraphQLError,
  type GraphQLSchema,
  type OperationDefinitionNode,
  OperationTypeNode,
  execute,
  getVariableValues,
} from 'graphql';
import { RequestContext } from '../kernel/request-context.js';
import { CompiledQueries } from './jit.js';
import { type RowTypes, answerByPlan } from './plan/read-plan.js';

export interface Operation {
  readonly document: DocumentNode;
  /** Undefined when the document has no operation of the given name. */
  readonly operation: OperationDefinitionNode | undefined;
  readonly operationName: string | undefined;
  readonly variables: Record<string, unknown>;
  readonly context: RequestContext;
}
export type Executor = (operation: Operation) => Promise<ExecutionResult>;

export interface ExecutorParts {
  readonly schema: GraphQLSchema;
  readonly types: RowTypes;
  readonly onPlanFault: (error: unknown, context: RequestContext) => void;
}

/**
 * Three executors, tried in this order (ADR 14 has the figures):
 * - the read plan, for queries whose fields all declare how they are read;
 * - compiled code, for other queries that come a second time;
 * - graphql-js, for mutations, for answers with an error, and for the rest.
 */
export function createExecutor({ schema, types, onPlanFault }: ExecutorParts): Executor {
  const compiled = new CompiledQueries(schema);
  return async ({ document, operation, operationName, variables: given, context }) => {
    // With a gateway, Apollo leaves this check to the executor.
    if (!operation) return { errors: [unknownOperation(operationName)] };
    if (operation.operation === OperationTypeNode.QUERY) {
      const variables = getVariableValues(schema, operation.variableDefinitions ?? [], given, { maxErrors: 5 }).coerced;
      if (variables) {
        const onFault = (error: unknown): void => onPlanFault(error, context);
        context.executor = 'plan';
        const data = await answerByPlan({ schema, document, operation, variables, ctx: context, types, onFault });
        if (data) return { data };
        context.executor = 'compiled';
        context.size.restart();
        const result = await compiled.answer(document, operation, operationName, context, given);
        if (result) return result;
      }
    }
    context.executor = 'graphql-js';
    context.size.restart();
    return execute({
      schema,
      document,
      contextValue: context,
      operationName: operationName ?? null,
      variableValues: given,
    });
  };
}

const unknownOperation = (name: string | undefined): GraphQLError =>
  new GraphQLError(
    name ? `Unknown operation named "${name}".` : 'Must provide operation name if query contains multiple operations.',
    { extensions: { code: ApolloServerErrorCode.OPERATION_RESOLUTION_FAILURE } },
  );

/** Apollo Server accepts a custom executor only through a gateway. This one has a fixed schema and loads nothing. */
export function gatewayOf(schema: GraphQLSchema, executor: Executor): GatewayInterface {
  const listeners = new Set<GatewaySchemaLoadOrUpdateCallback>();
  return {
    onSchemaLoadOrUpdate: (listener) => {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    load: async () => {
      for (const listener of listeners) listener({ apiSchema: schema, coreSupergraphSdl: '' });
      return {
        executor: async ({ document, operation, request, context }) => {
          if (!(context instanceof RequestContext)) throw new TypeError('The context must be a RequestContext.');
          const { operationName, variables = {} } = request;
          return executor({ document, operation, operationName, variables, context });
        },
      };
    },
    stop: async () => undefined,
  };
}
