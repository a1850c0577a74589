import { type GraphQLField, type GraphQLLeafType, type GraphQLNullableType, type GraphQLOutputType, type GraphQLList, getArgumentValues, getNamedType, getNullableType, isLeafType, isListType, isNonNullType, isObjectType } from 'graphql';
import { type EntityClass, columnProperties } from '../../kernel/columns.js';
import type { PageRequest } from '../../kernel/page.js';
import type { Relation } from '../../kernel/relation.js';
import { type Composite, type Reading, type Selected, Unplanned, selectedFields, subSelections } from './selection.js';
import { type Keys, type Source, joined, paged } from './source.js';

/** How one field of the answer is made from a level's row. */
export type Part =
  | { readonly kind: 'typename' | 'id'; readonly name: string }
  | { readonly kind: 'column'; readonly name: string; readonly property: string; readonly type: GraphQLOutputType; readonly nullable: boolean }
  | { readonly kind: 'computed'; readonly name: string; readonly field: GraphQLField<unknown, unknown>; readonly selected: Selected; readonly args: Record<string, unknown> }
  | { readonly kind: 'one' | 'list'; readonly name: string; readonly level: Level; readonly property: string; readonly nullable: boolean }
  | { readonly kind: 'page'; readonly name: string; readonly level: Level; readonly property: string; readonly shape: PageShape };

export interface PageShape { readonly request: PageRequest; readonly fields: readonly Selected[]; readonly edge: readonly Selected[]; readonly pageInfo: readonly Selected[]; readonly nodes: boolean; readonly withCursors: boolean }

/** Where a level's rows come from: the root's argument, or the rows of the level above. */
export interface Origin {
  readonly entity: EntityClass;
  /** The parent's property that holds the keys, and the type they have. */
  readonly property: string;
  readonly keyType: 'uuid' | 'text';
  readonly source: (keys: Keys) => Source;
  /** How many rows it may bring for one parent, roughly: decides whether to nest statements or to wait for the keys. */
  readonly width: number;
}

/** One statement: the rows of one field, for all parents at once. */
export interface Level {
  readonly type: Composite;
  readonly origin: Origin;
  readonly properties: ReadonlySet<string>;
  readonly parts: readonly Part[];
  readonly page: PageShape | null;
  readonly sort: readonly string[];
}

export function compileLevel(type: Composite, origin: Origin, selected: readonly Selected[], reading: Reading, page: { shape: PageShape; sort: readonly string[] } | null = null): Level {
  const properties = new Set(['cityId', 'id']);
  const columns = new Set(columnProperties(origin.entity));
  if (columns.has('level')) properties.add('level');
  const parts = selected.map((field) => compilePart(field, type, columns, properties, reading));
  return { type, origin, properties, parts, page: page?.shape ?? null, sort: page?.sort ?? [] };
}

function compilePart(selected: Selected, type: Composite, columns: ReadonlySet<string>, properties: Set<string>, reading: Reading): Part {
  const { field, responseName: name } = selected;
  if (!field) return { kind: 'typename', name };
  if (field.name === 'id' && columns.has('id')) return { kind: 'id', name };
  const reads = field.extensions['reads'] as Relation | undefined;
  if (reads) return compileRelation(reads, selected, field, properties, reading);
  // An interface's own resolvers are never called; its columns are its implementations' columns.
  if ((field.resolve && isObjectType(type)) || !columns.has(field.name) || !isLeafType(getNamedType(field.type))) throw new Unplanned(`field ${field.name}`);
  properties.add(field.name);
  return { kind: 'column', name, property: field.name, type: field.type, nullable: !isNonNullType(field.type) };
}

function compileRelation(reads: Relation, selected: Selected, field: GraphQLField<unknown, unknown>, properties: Set<string>, reading: Reading): Part {
  const name = selected.responseName;
  const nullable = !isNonNullType(field.type);
  if (reads.kind === 'row') {
    for (const property of reads.properties) properties.add(property);
    return { kind: 'computed', name, field, selected, args: argumentsOf(field, selected, reading) };
  }
  if (reads.kind === 'page') return compilePage(reads, selected, field, properties, reading);
  if (reads.kind === 'one') {
    properties.add(reads.property);
    const origin: Origin = { entity: reads.entity, property: reads.property, keyType: 'uuid', width: 1, source: (keys) => joined(reads.entity, 'id', keys) };
    return { kind: 'one', name, property: reads.property, nullable, level: child(field, selected, origin, reading) };
  }
  const { entity, column } = reads.loader;
  const options = reads.kind === 'list' ? reads.loader.options : {};
  const origin: Origin = { entity, property: 'id', keyType: 'uuid', width: reads.kind === 'list' ? LIST_WIDTH : 1, source: (keys) => joined(entity, column, keys, options) };
  return { kind: reads.kind === 'list' ? 'list' : 'one', name, property: 'id', nullable, level: child(field, selected, origin, reading) };
}

const LIST_WIDTH = 5;

const child = (field: GraphQLField<unknown, unknown>, selected: Selected, origin: Origin, reading: Reading): Level => {
  const type = getNamedType(field.type) as Composite;
  return compileLevel(type, origin, selectedFields(subSelections(selected), type, reading), reading);
};

function compilePage(reads: Extract<Relation, { kind: 'page' }>, selected: Selected, field: GraphQLField<unknown, unknown>, properties: Set<string>, reading: Reading): Part {
  properties.add(reads.property);
  const args = argumentsOf(field, selected, reading);
  const request: PageRequest = { first: args['first'] as number, after: (args['after'] as string | null) ?? null, filter: Object.fromEntries(reads.filters.map((key) => [key, args[key]])) };
  const { definition } = reads;
  const origin: Origin = { entity: definition.entity, property: reads.property, keyType: definition.keyType ?? 'uuid', width: request.first, source: (keys) => paged(definition, keys, request) };
  return { kind: 'page', name: selected.responseName, property: reads.property, ...connectionLevel(field, selected, origin, request, definition.sort.map((key) => key.sql), reading) };
}

/** A connection's own fields: `edges`, `nodes`, `pageInfo`. Nodes selected through both must be the same level, so their selections are merged. */
function connectionLevel(field: GraphQLField<unknown, unknown>, selected: Selected, origin: Origin, request: PageRequest, sort: readonly string[], reading: Reading): { level: Level; shape: PageShape } {
  const connection = getNamedType(field.type) as Composite;
  const fields = selectedFields(subSelections(selected), connection, reading);
  const one = (name: string): Selected | undefined => {
    const all = fields.filter((candidate) => candidate.name === name);
    if (all.length > 1) throw new Unplanned('a connection selected twice');
    return all[0];
  };
  if (one('totalCount')) throw new Unplanned('totalCount');
  const edges = one('edges');
  const edgeType = getNamedType(connection.getFields()['edges']!.type) as Composite;
  const edge = edges ? selectedFields(subSelections(edges), edgeType, reading) : [];
  const inEdges = edge.filter((candidate) => candidate.name === 'node');
  const nodes = one('nodes');
  if (inEdges.length > 1 || (inEdges.length === 1 && nodes)) throw new Unplanned('nodes and edges at once');
  const info = one('pageInfo');
  const pageInfo = info ? selectedFields(subSelections(info), getNamedType(info.field!.type) as Composite, reading) : [];
  const nodeSelection = nodes ?? inEdges[0];
  const nodeType = getNamedType(connection.getFields()['nodes']!.type) as Composite;
  const withCursors = edge.some((candidate) => candidate.name === 'cursor') || pageInfo.some((candidate) => candidate.name.endsWith('Cursor'));
  const shape: PageShape = { request, fields, edge, pageInfo, nodes: Boolean(nodeSelection), withCursors };
  const level = compileLevel(nodeType, origin, nodeSelection ? selectedFields(subSelections(nodeSelection), nodeType, reading) : [], reading, { shape, sort });
  return { level, shape };
}

/** Merged fields have the same arguments: validation has made sure of it. */
export const argumentsOf = (field: GraphQLField<unknown, unknown>, selected: Selected, reading: Reading): Record<string, unknown> =>
  getArgumentValues(field, selected.nodes[0]!, reading.variables as Record<string, unknown>);

/** Serialises a stored value as its type says; lists of leaves included. */
export function serialize(value: unknown, type: GraphQLOutputType): unknown {
  if (value === null || value === undefined) return null;
  const nullableType = getNullableType(type) as GraphQLNullableType;
  if (isListType(nullableType)) return (value as unknown[]).map((item) => serialize(item, (nullableType as GraphQLList<GraphQLOutputType>).ofType));
  return (nullableType as GraphQLLeafType).serialize(value);
}
