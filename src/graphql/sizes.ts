import {
  isInterfaceType,
  isObjectType,
  Kind,
  type FieldNode,
  type GraphQLField,
  type GraphQLNamedType,
  type ValueNode,
  type VariableDefinitionNode,
} from 'graphql';

/** The variables as the client sent them, not coerced. `consulted` is set when a result depended on them. */
export interface Variables {
  given: Record<string, unknown> | undefined;
  definitions: readonly VariableDefinitionNode[];
  consulted: boolean;
}

type Field = GraphQLField<unknown, unknown>;

/** The page size without a default in the schema, and the maximum page size without `pageMax`. */
const PAGE_DEFAULT = 20;
const PAGE_MAX = 100;
/** The assumed length of a bounded list that declares none. */
const LIST_SIZE = 10;
/** The assumed length of an outer list argument that is not found. */
export const UNSAID = 50;
const PAGE_ARGUMENTS = ['first', 'last', 'limit'];

const connections = new WeakMap<GraphQLNamedType, boolean>();

/** Whether a type is a Relay connection. The fields decide, not the name. */
export function isConnection(type: GraphQLNamedType | undefined): boolean {
  if (!isObjectType(type) && !isInterfaceType(type)) return false;
  let known = connections.get(type);
  if (known === undefined) {
    const fields = type.getFields();
    known = 'pageInfo' in fields && ('edges' in fields || 'nodes' in fields);
    connections.set(type, known);
  }
  return known;
}

/** Whether a field is `edges` or `nodes` of a connection. Both hold the rows of the page. */
export const isPageField = (node: FieldNode, parent: GraphQLNamedType | undefined): boolean =>
  (node.name.value === 'edges' || node.name.value === 'nodes') && isConnection(parent);

/**
 * The most rows of a connection field: `first`, `last` or `limit` of the request, else the default in the schema.
 * If the number is unknown (variable not sent, null, not a number), it is `extensions.pageMax`, else 100.
 */
export function pageSize(node: FieldNode, field: Field, variables: Variables): number {
  return asked(node, field, variables) ?? declared(field) ?? number(field.extensions.listSize) ?? PAGE_DEFAULT;
}

/**
 * The assumed number of rows of a list field. The first of these that exists counts:
 * - `first`, `last` or `limit` of the request;
 * - `extensions.listSize`: a number, or the name of a list argument of this or an outer field (`owesSize`);
 * - the longest list among its arguments (`nodes(ids:)`), at least 10.
 */
export function listSize(node: FieldNode, field: Field, variables: Variables): number {
  const size = asked(node, field, variables) ?? declared(field);
  if (size !== undefined) return size;
  const hint = field.extensions.listSize;
  if (typeof hint === 'string') return argumentLength(node, hint, variables) ?? LIST_SIZE;
  if (number(hint) !== undefined) return number(hint)!;
  const lengths = (node.arguments ?? []).map((a) => argumentLength(node, a.name.value, variables) ?? 0);
  return lengths.reduce((longest, length) => Math.max(longest, length), LIST_SIZE);
}

/**
 * Whether the length of a list is that of a list argument of an outer field: `extensions.listSize` names an argument
 * that this field lacks.
 */
export const owesSize = ({ args, extensions: { listSize: hint } }: Field): boolean =>
  typeof hint === 'string' && !args.some(({ name }) => name === hint);

/**
 * The length of the list argument in `extensions.boundsBelow`, which bounds inner lists. 10 if it is unknown; undefined
 * for fields without one.
 */
export function boundBelow(node: FieldNode, field: Field, variables: Variables): number | undefined {
  const name = field.extensions.boundsBelow;
  return typeof name === 'string' ? (argumentLength(node, name, variables) ?? LIST_SIZE) : undefined;
}

/** Extra units for each row of a field (`extensions.cost`), besides those for the row itself. */
export const costOf = (field: Field): number => number(field.extensions.cost) ?? 0;

/**
 * Units of work that a field does once for all rows (`extensions.work`). Fields without arguments in one selection
 * share it.
 */
export const workOf = (field: Field): number => number(field.extensions.work) ?? 0;

/**
 * How often the work is done: once for each entry of the list argument in `extensions.workEach`, or in `listSize`.
 * If the argument is not sent, `extensions.workUnsaid` times, else 10.
 */
export function oftenOf(node: FieldNode, field: Field, variables: Variables): number {
  const { workEach, listSize: hint, workUnsaid } = field.extensions;
  const name = workEach ?? (typeof hint === 'string' && !owesSize(field) ? hint : undefined);
  return typeof name === 'string' ? (argumentLength(node, name, variables) ?? number(workUnsaid) ?? LIST_SIZE) : 1;
}

function asked(node: FieldNode, field: Field, variables: Variables): number | undefined {
  let size: number | undefined;
  for (const argument of node.arguments ?? []) {
    if (!PAGE_ARGUMENTS.includes(argument.name.value)) continue;
    const value = number(valueOf(argument.value, variables)) ?? number(field.extensions.pageMax) ?? PAGE_MAX;
    size = Math.max(size ?? 0, value);
  }
  return size;
}

function declared(field: Field): number | undefined {
  for (const argument of field.args) {
    if (PAGE_ARGUMENTS.includes(argument.name) && number(argument.defaultValue) !== undefined)
      return number(argument.defaultValue);
  }
  return undefined;
}

function argumentLength(node: FieldNode, name: string, variables: Variables): number | undefined {
  const value = valueOf(node.arguments?.find((a) => a.name.value === name)?.value, variables);
  return Array.isArray(value) ? value.length : undefined;
}

/** The value of an argument if it is a number or a list. */
function valueOf(node: ValueNode | undefined, variables: Variables): unknown {
  if (node === undefined) return undefined;
  if (node.kind === Kind.INT) return Number(node.value);
  if (node.kind === Kind.LIST) return node.values;
  if (node.kind !== Kind.VARIABLE) return undefined;
  variables.consulted = true;
  const name = node.name.value;
  const given = variables.given;
  if (given && Object.hasOwn(given, name)) return given[name];
  const fallback = variables.definitions.find((d) => d.variable.name.value === name)?.defaultValue;
  return valueOf(fallback, variables);
}

const number = (value: unknown): number | undefined =>
  typeof value === 'number' && Number.isFinite(value) ? Math.max(0, Math.min(value, 1e9)) : undefined;
