import { type GraphQLField, type GraphQLLeafType, type GraphQLNullableType, type GraphQLOutputType, type GraphQLList, getArgumentValues, getNamedType, getNullableType, isLeafType, isListType, isNonNullType, isObjectType } from 'graphql';
import { columnProperties, snakeCase } from '../../kernel/columns.js';
import type { PageRequest } from '../../kernel/page.js';
import type { Relation } from '../../kernel/relation.js';
import { type Composite, type Reading, type Selected, Unplanned, selectedFields, subSelections } from './selection.js';
import { type Source, joined, keysOf, paged } from './source.js';

/** How one field of the answer is made from a level's row. */
export type Part =
  | { readonly kind: 'typename' | 'id'; readonly name: string }
  | { readonly kind: 'column'; readonly name: string; readonly property: string; readonly type: GraphQLOutputType; readonly nullable: boolean }
  | { readonly kind: 'computed'; readonly name: string; readonly field: GraphQLField<unknown, unknown>; readonly selected: Selected; readonly args: Record<string, unknown> }
  | { readonly kind: 'one' | 'list'; readonly name: string; readonly level: Level; readonly property: string; readonly nullable: boolean }
  | { readonly kind: 'page'; readonly name: string; readonly level: Level; readonly property: string; readonly shape: PageShape };

export interface PageShape { readonly request: PageRequest; readonly fields: readonly Selected[]; readonly edge: readonly Selected[]; readonly pageInfo: readonly Selected[]; readonly nodes: boolean; readonly withCursors: boolean }

/** One statement: the rows of one field, for all parents at once. */
export interface Level {
  readonly type: Composite;
  readonly source: Source;
  readonly properties: ReadonlySet<string>;
  readonly parts: readonly Part[];
  readonly page: PageShape | null;
  readonly sort: readonly string[];
}

export function compileLevel(type: Composite, source: Source, selected: readonly Selected[], reading: Reading, page: { shape: PageShape; sort: readonly string[] } | null = null): Level {
  const properties = new Set(['cityId', 'id']);
  const columns = new Set(columnProperties(source.entity));
  if (columns.has('level')) properties.add('level');
  const parts = selected.map((field) => compilePart(field, type, source, columns, properties, reading));
  return { type, source, properties, parts, page: page?.shape ?? null, sort: page?.sort ?? [] };
}

function compilePart(selected: Selected, type: Composite, source: Source, columns: ReadonlySet<string>, properties: Set<string>, reading: Reading): Part {
  const { field, responseName: name } = selected;
  if (!field) return { kind: 'typename', name };
  if (field.name === 'id' && columns.has('id')) return { kind: 'id', name };
  const reads = field.extensions['reads'] as Relation | undefined;
  if (reads) return compileRelation(reads, selected, field, source, properties, reading);
  // An interface's own resolvers are never called; its columns are its implementations' columns.
  if ((field.resolve && isObjectType(type)) || !columns.has(field.name) || !isLeafType(getNamedType(field.type))) throw new Unplanned(`field ${field.name}`);
  properties.add(field.name);
  return { kind: 'column', name, property: field.name, type: field.type, nullable: !isNonNullType(field.type) };
}

function compileRelation(reads: Relation, selected: Selected, field: GraphQLField<unknown, unknown>, source: Source, properties: Set<string>, reading: Reading): Part {
  const name = selected.responseName;
  const nullable = !isNonNullType(field.type);
  if (reads.kind === 'row') {
    for (const property of reads.properties) properties.add(property);
    return { kind: 'computed', name, field, selected, args: argumentsOf(field, selected, reading) };
  }
  if (reads.kind === 'one') {
    properties.add(reads.property);
    const below = joined(reads.entity, 'id', source, snakeCase(reads.property));
    return { kind: 'one', name, property: reads.property, nullable, level: child(field, selected, below, reading) };
  }
  if (reads.kind === 'page') return compilePage(reads, selected, field, source, properties, reading);
  const { entity, column } = reads.loader;
  const options = reads.kind === 'list' ? reads.loader.options : {};
  return { kind: reads.kind === 'list' ? 'list' : 'one', name, property: 'id', nullable, level: child(field, selected, joined(entity, column, source, 'id', options), reading) };
}

const child = (field: GraphQLField<unknown, unknown>, selected: Selected, source: Source, reading: Reading): Level => {
  const type = getNamedType(field.type) as Composite;
  return compileLevel(type, source, selectedFields(subSelections(selected), type, reading), reading);
};

function compilePage(reads: Extract<Relation, { kind: 'page' }>, selected: Selected, field: GraphQLField<unknown, unknown>, source: Source, properties: Set<string>, reading: Reading): Part {
  properties.add(reads.property);
  const args = argumentsOf(field, selected, reading);
  const request: PageRequest = { first: args['first'] as number, after: (args['after'] as string | null) ?? null, filter: Object.fromEntries(reads.filters.map((key) => [key, args[key]])) };
  const below = paged(reads.definition, (parameters) => keysOf(source, snakeCase(reads.property), parameters), request);
  const compiled = connectionLevel(field, selected, below, request, reads.definition.sort.map((key) => key.sql), reading);
  return { kind: 'page', name: selected.responseName, property: reads.property, ...compiled };
}

/** A connection's own fields: `edges`, `nodes`, `pageInfo`. Nodes selected through both must be the same level, so their selections are merged. */
export function connectionLevel(field: GraphQLField<unknown, unknown>, selected: Selected, source: Source, request: PageRequest, sort: readonly string[], reading: Reading): { level: Level; shape: PageShape } {
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
  const level = compileLevel(nodeType, source, nodeSelection ? selectedFields(subSelections(nodeSelection), nodeType, reading) : [], reading, { shape, sort });
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
