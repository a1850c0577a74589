import { Kind, type DocumentNode, type GraphQLSchema, type OperationDefinitionNode } from 'graphql';
import { QueryCostCounter, type QueryCost } from './query-cost-counter.js';

/**
 * Measures that no variable could change: clients send the same few documents again and again, and Apollo keeps them
 * parsed.
 */
const remembered = new WeakMap<OperationDefinitionNode, WeakMap<GraphQLSchema, WeakMap<DocumentNode, QueryCost>>>();

function memory(operation: OperationDefinitionNode, schema: GraphQLSchema): WeakMap<DocumentNode, QueryCost> {
  let bySchema = remembered.get(operation);
  if (!bySchema) remembered.set(operation, (bySchema = new WeakMap()));
  let byDocument = bySchema.get(schema);
  if (!byDocument) bySchema.set(schema, (byDocument = new WeakMap()));
  return byDocument;
}

/**
 * Measures the operation named (or the only one; the first where the name is missing or unknown, which execution
 * refuses).
 * Never throws, whatever parses; a document without an operation measures nought.
 */
export function queryCost(
  document: DocumentNode,
  schema: GraphQLSchema,
  operationName?: string | null,
  variables?: Record<string, unknown>,
): QueryCost {
  const operations = operationsOf(document);
  const operation = operations.find((o) => operationName != null && o.name?.value === operationName) ?? operations[0];
  if (!operation) return { depth: 0, aliases: 0, cost: 0, rootFields: 0, introspectionDepth: 0, introspectionCost: 0 };
  return operationCost(document, schema, operation, variables);
}

export const operationsOf = (document: DocumentNode): OperationDefinitionNode[] =>
  document.definitions.filter((d): d is OperationDefinitionNode => d.kind === Kind.OPERATION_DEFINITION);

/** Measures one operation of the document; see `measure`. */
export function operationCost(
  document: DocumentNode,
  schema: GraphQLSchema,
  operation: OperationDefinitionNode,
  variables?: Record<string, unknown>,
): QueryCost {
  const known = memory(operation, schema);
  const before = known.get(document);
  if (before) return before;
  const counter = new QueryCostCounter(document, schema, operation, variables);
  const result = counter.run();
  if (!counter.variables.consulted) known.set(document, result);
  return result;
}
