import { Kind, type DocumentNode, type GraphQLSchema, type OperationDefinitionNode } from 'graphql';
import { QueryCostCounter, type QueryCost } from './query-cost-counter.js';

/**
 * A cache of costs that do not depend on variables. Clients send the same few documents, and Apollo caches the parsed
 * ones.
 */
const cache = new WeakMap<OperationDefinitionNode, WeakMap<GraphQLSchema, WeakMap<DocumentNode, QueryCost>>>();

function cacheFor(operation: OperationDefinitionNode, schema: GraphQLSchema): WeakMap<DocumentNode, QueryCost> {
  let bySchema = cache.get(operation);
  if (!bySchema) cache.set(operation, (bySchema = new WeakMap()));
  let byDocument = bySchema.get(schema);
  if (!byDocument) bySchema.set(schema, (byDocument = new WeakMap()));
  return byDocument;
}

/**
 * The cost of the named operation, or of the only one. If the name is missing or unknown, the first operation counts;
 * execution refuses it anyway.
 * It never throws for a document that parses. A document without an operation costs 0.
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

/** The cost of one operation of the document; see `queryCost`. */
export function operationCost(
  document: DocumentNode,
  schema: GraphQLSchema,
  operation: OperationDefinitionNode,
  variables?: Record<string, unknown>,
): QueryCost {
  const known = cacheFor(operation, schema);
  const before = known.get(document);
  if (before) return before;
  const counter = new QueryCostCounter(document, schema, operation, variables);
  const result = counter.run();
  if (!counter.variables.consulted) known.set(document, result);
  return result;
}
