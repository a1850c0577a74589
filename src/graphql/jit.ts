import {
  type DocumentNode,
  type ExecutionResult,
  type GraphQLSchema,
  type OperationDefinitionNode,
  visit,
} from 'graphql';
import { compileQuery, isCompiledQuery } from 'graphql-jit';
import type { RequestContext } from '../kernel/request-context.js';

type Run = (
  root: unknown,
  context: unknown,
  variables: Readonly<Record<string, unknown>>,
) => Promise<ExecutionResult> | ExecutionResult;

const INTROSPECTION = new Set(['__schema', '__type']);
/** Compiled code is large, and documents come from outside. */
const MAX_COMPILED = 200;

/**
 * Compiled queries for what the planner does not take. Compiling costs milliseconds, so a document is compiled when it
 * comes the second time; documents are distinguished by identity, as Apollo keeps the parsed ones.
 */
export class CompiledQueries {
  private readonly seen = new WeakSet<OperationDefinitionNode>();
  private readonly compiled = new Map<OperationDefinitionNode, Run | null>();

  constructor(
    private readonly schema: GraphQLSchema,
    private readonly from: 'first use' | 'second use' = 'second use',
  ) {}

  /**
   * @returns null when the document is not compiled, or the answer holds an error: graphql-js then says it in its own
   * words, and the loaders remember what they read.
   */
  async answer(
    document: DocumentNode,
    operation: OperationDefinitionNode,
    operationName: string | null | undefined,
    ctx: RequestContext,
    variables: Readonly<Record<string, unknown>>,
  ): Promise<ExecutionResult | null> {
    const run = this.runOf(document, operation, operationName);
    if (!run) return null;
    const result = await run(undefined, ctx, variables);
    return result.errors?.length ? null : result;
  }

  private runOf(
    document: DocumentNode,
    operation: OperationDefinitionNode,
    operationName: string | null | undefined,
  ): Run | null {
    const known = this.compiled.get(operation);
    if (known !== undefined) {
      // The least recently used is the first to go.
      this.compiled.delete(operation);
      this.compiled.set(operation, known);
      return known;
    }
    if (this.from === 'second use' && !this.seen.has(operation)) {
      this.seen.add(operation);
      return null;
    }
    const run = compile(this.schema, document, operation, operationName);
    this.compiled.set(operation, run);
    if (this.compiled.size > MAX_COMPILED) this.compiled.delete(this.compiled.keys().next().value!);
    return run;
  }
}

/**
 * Where a field is selected twice and skipped once, compiled code shows what was selected in the skipped place;
 * introspection is asked once in a while and answered by graphql-js.
 */
function isCompilable(document: DocumentNode): boolean {
  let compilable = true;
  visit(document, {
    Directive: () => {
      compilable = false;
    },
    Field: ({ name }) => {
      if (INTROSPECTION.has(name.value)) compilable = false;
    },
  });
  return compilable;
}

function compile(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  operationName: string | null | undefined,
): Run | null {
  if (!isCompilable(document)) return null;
  try {
    const compiled = compileQuery(schema, document, operationName ?? operation.name?.value ?? '');
    return isCompiledQuery(compiled) ? (compiled.query as Run) : null;
  } catch {
    return null;
  }
}
