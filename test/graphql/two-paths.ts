import {
  type DocumentNode,
  type ExecutionResult,
  type GraphQLSchema,
  type OperationDefinitionNode,
  execute,
  getVariableValues,
} from 'graphql';
import { CompiledQueries } from '../../src/graphql/jit.js';
import { answerByPlan } from '../../src/graphql/plan/read-plan.js';
import type { RequestContext } from '../../src/kernel/request-context.js';
import { tableOfType, typeOf } from '../../src/modules/registry.js';

export type Way = 'planned' | 'compiled' | 'loaders only';

/** Whether the value of a field changes with the time of the request. */
const isMoment = (name: string): boolean => name.endsWith('freshAsOf');

/** The part of an answer that a client can compare: the data, and path and code of errors. */
export const seen = ({ data, errors }: ExecutionResult): { data: unknown; errors: string[] } => ({
  data: data
    ? JSON.parse(JSON.stringify(data), (name, value: unknown) => (isMoment(name) ? typeof value : value))
    : null,
  errors: (errors ?? [])
    .map((error) => `${(error.path ?? []).join('.')} ${codeOf(error.originalError ?? error)}`)
    .sort(),
});

const codeOf = (error: unknown): string =>
  String(
    (error as { code?: string }).code ??
      (error as { extensions?: { code?: string } }).extensions?.code ??
      'INTERNAL_SERVER_ERROR',
  );

export interface Both {
  readonly way: Way;
  readonly fast: ReturnType<typeof seen> | null;
  readonly slow: ReturnType<typeof seen>;
}

/** Answers one document with the fastest executor that accepts it, and with graphql-js and the loaders. */
export async function bothWays(
  schema: GraphQLSchema,
  compiled: CompiledQueries,
  document: DocumentNode,
  given: Record<string, unknown>,
  context: () => RequestContext,
): Promise<Both> {
  const operation = document.definitions.find(
    (definition) => definition.kind === 'OperationDefinition',
  ) as OperationDefinitionNode;
  const slow = seen(await execute({ schema, document, variableValues: given, contextValue: context() }));
  const { coerced } = getVariableValues(schema, operation.variableDefinitions ?? [], given);
  if (!coerced) return { way: 'loaders only', fast: null, slow };
  const data = await answerByPlan({
    schema,
    document,
    operation,
    variables: coerced,
    ctx: context(),
    types: { typeOf, tableOfType },
    onFault: (error) => {
      throw error;
    },
  });
  if (data) return { way: 'planned', fast: seen({ data }), slow };
  const result = await compiled.answer(document, operation, null, context(), given);
  return result ? { way: 'compiled', fast: seen(result), slow } : { way: 'loaders only', fast: null, slow };
}
