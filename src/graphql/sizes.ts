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

/** The request's variables as sent, not coerced; `consulted` says that an answer depended on them. */
export interface Variables {
  given: Record<string, unknown> | undefined;
  definitions: readonly VariableDefinitionNode[];
  consulted: boolean;
}

type Field = GraphQLField<unknown, unknown>;

/** Rows of a page when the field declares no default, and the most a page may hold when it declares no `pageMax`. */
const PAGE_DEFAULT = 20;
const PAGE_MAX = 100;
/** Rows assumed of a bounded list that does not say its own. */
const LIST_SIZE = 10;
/** Length assumed of a list argument further out that nothing around the field names. */
export const UNSAID = 50;
const PAGE_ARGUMENTS = ['first', 'last', 'limit'];

const connections = new WeakMap<GraphQLNamedType, boolean>();

/** Whether a type is a Relay connection, judged by its fields rather than by its name. */
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

/** `edges` and `nodes` of a connection: as many as the page holds, once. */
export const isPageField = (node: FieldNode, parent: GraphQLNamedType | undefined): boolean =>
  (node.name.value === 'edges' || node.name.value === 'nodes') && isConnection(parent);

/**
 * Rows a connection field may return: `first`, `last` or `limit` as asked, else its default in the schema. Where the
 * number cannot be known (a variable not sent, null, not a number) it is the field's declared maximum:
 * `extensions.pageMax`, else 100.
 */
export function pageSize(node: FieldNode, field: Field, variables: Variables): number {
  return asked(node, field, variables) ?? declared(field) ?? number(field.extensions.listSize) ?? PAGE_DEFAULT;
}

/**
 * Rows of a list field: as asked by `first`, `last` or `limit`; else `extensions.listSize`, a number or the name of the
 * list argument that bounds it, its own or one further out (`owesSize`); else the longest list among its arguments
 * (`nodes(ids:)`), and never under ten.
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
 * Whether a list is as long as a list argument of a field further out: `extensions.listSize` names an argument this
 * field has not.
 */
export const owesSize = ({ args, extensions: { listSize: hint } }: Field): boolean =>
  typeof hint === 'string' && !args.some(({ name }) => name === hint);

/**
 * Length of the list argument that bounds lists further in (`extensions.boundsBelow`), as far as it can be known: else
 * ten; undefined of fields that bound none.
 */
export function boundBelow(node: FieldNode, field: Field, variables: Variables): number | undefined {
  const name = field.extensions.boundsBelow;
  return typeof name === 'string' ? (argumentLength(node, name, variables) ?? LIST_SIZE) : undefined;
}

/**
 * Units of what a field has worked out for each row it is asked of (`extensions.cost`), on top of what is said of it.
 */
export const costOf = (field: Field): number => number(field.extensions.cost) ?? 0;

/**
 * Units of what a field has computed once for all rows (`extensions.work`), for each of what it is asked for. Fields
 * without arguments that stand in one selection share it.
 */
export const workOf = (field: Field): number => number(field.extensions.work) ?? 0;

/**
 * How often that work is done: once for each entry of the list argument named by `extensions.workEach`, or by
 * `listSize`; where none is sent, `extensions.workUnsaid` times, else ten.
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

/** An argument's value as far as it bounds anything: a number or a list. */
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
