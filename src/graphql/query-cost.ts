import { Kind, type DocumentNode, type GraphQLSchema, type OperationDefinitionNode } from 'graphql';
import { Measurer, type Measure } from './query-cost-counter.js';

/**
 * Measures that no variable could change: clients send the same few documents again and again, and Apollo keeps them
 * parsed.
 */
const remembered = new WeakMap<OperationDefinitionNode, WeakMap<GraphQLSchema, WeakMap<DocumentNode, Measure>>>();

function memory(operation: OperationDefinitionNode, schema: GraphQLSchema): WeakMap<DocumentNode, Measure> {
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
export function measure(
  document: DocumentNode,
  schema: GraphQLSchema,
  operationName?: string | null,
  variables?: Record<string, unknown>,
): Measure {
  const operations = operationsOf(document);
  const operation = operations.find((o) => operationName != null && o.name?.value === operationName) ?? operations[0];
  if (!operation) return { depth: 0, aliases: 0, cost: 0, rootFields: 0, introspectionDepth: 0, introspectionCost: 0 };
  return measureOperation(document, schema, operation, variables);
}

export const operationsOf = (document: DocumentNode): OperationDefinitionNode[] =>
  document.definitions.filter((d): d is OperationDefinitionNode => d.kind === Kind.OPERATION_DEFINITION);

/** Measures one operation of the document; see `measure`. */
export function measureOperation(
  document: DocumentNode,
  schema: GraphQLSchema,
  operation: OperationDefinitionNode,
  variables?: Record<string, unknown>,
): Measure {
  const known = memory(operation, schema);
  const before = known.get(document);
  if (before) return before;
  const measurer = new Measurer(document, schema, operation, variables);
  const result = measurer.run();
  if (!measurer.variables.consulted) known.set(document, result);
  return result;
}
