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
/** The most compiled documents in the cache. Compiled code is large, and clients choose the documents. */
const MAX_COMPILED = 200;

/**
 * Compiles queries that the read planner cannot answer. Compiling takes milliseconds, so it happens when a document
 * comes the second time.
 * Documents are compared by identity, because Apollo caches the parsed ones.
 */
export class CompiledQueries {
  private readonly seen = new WeakSet<OperationDefinitionNode>();
  private readonly compiled = new Map<OperationDefinitionNode, Run | null>();

  constructor(
    private readonly schema: GraphQLSchema,
    private readonly from: 'first use' | 'second use' = 'second use',
  ) {}

  /**
   * @returns null when the document is not compiled, or when the result has an error; graphql-js then answers with its
   * own error, and reuses rows in the loader caches
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
      // Moves the entry to the end. The first entry, the least recently used, is removed first.
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
 * Documents with directives are not compiled: if a field is selected twice and one place is skipped, compiled code
 * returns its subfields from both.
 * Introspection is rare, so graphql-js answers it.
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
