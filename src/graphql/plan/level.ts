import { type GraphQLField, type GraphQLLeafType, type GraphQLNullableType, type GraphQLOutputType, type GraphQLList, getNamedType, getNullableType, isLeafType, isListType, isNonNullType, isObjectType } from 'graphql';
import { columnProperties, isReadable, tableOf } from '../../kernel/columns.js';
import type { Relation } from '../../kernel/relation.js';
import { type Composite, type Reading, type Selected, Unplanned, argumentsOf, selectedFields, subSelections } from './selection.js';
import { compilePage } from './connection.js';
import type { Level, LevelBuilder, Origin, Part } from './parts.js';
import { joined } from './source.js';

export function compileLevel(type: Composite, origin: Origin, selected: readonly Selected[], reading: Reading): Level {
  const compiler = new LevelCompiler(type, origin, reading);
  compiler.add(selected);
  return compiler.level([]);
}

export class LevelCompiler implements LevelBuilder {
  private readonly properties: Set<string>;
  private readonly columns: ReadonlySet<string>;
  private readonly all: Part[] = [];

  constructor(private readonly type: Composite, private readonly origin: Origin, private readonly reading: Reading) {
    if (!isReadable(origin.entity, reading.reader)) throw new Unplanned(`table ${tableOf(origin.entity)}`);
    this.columns = new Set(columnProperties(origin.entity));
    this.properties = new Set(this.columns.has('level') ? ['cityId', 'id', 'level'] : ['cityId', 'id']);
  }

  add(selected: readonly Selected[]): Part[] {
    const parts = selected.map((field) => compilePart(field, this.type, this.columns, this.properties, this.reading));
    this.all.push(...parts);
    return parts;
  }

  level(sort: readonly string[]): Level {
    return { type: this.type, origin: this.origin, properties: this.properties, parts: this.all, sort };
  }
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
  if (reads.kind === 'page') {
    properties.add(reads.property);
    return compilePage(reads, selected, field, reading, builderOf(reading));
  }
  if (reads.kind === 'one') {
    properties.add(reads.property);
    const origin: Origin = { entity: reads.entity, property: reads.property, keyType: 'uuid', width: 1, source: (keys) => joined(reads.entity, 'id', keys) };
    return { kind: 'one', name, property: reads.property, nullable, level: child(field, selected, origin, reading) };
  }
  const { entity, column } = reads.loader;
  const options = reads.kind === 'list' ? { where: reads.loader.options.where, orderBy: reads.loader.options.orderBy ?? 't.id' } : {};
  const property = reads.kind === 'list' ? reads.property : 'id';
  properties.add(property);
  const origin: Origin = { entity, property, keyType: 'uuid', width: reads.kind === 'list' ? LIST_WIDTH : 1, source: (keys) => joined(entity, column, keys, options) };
  return { kind: reads.kind === 'list' ? 'list' : 'one', name, property, nullable, level: child(field, selected, origin, reading) };
}

/** Handed to connections, which lie below this file and yet hold levels. */
export const builderOf = (reading: Reading) => (type: Composite, origin: Origin): LevelBuilder => new LevelCompiler(type, origin, reading);

const LIST_WIDTH = 5;

const child = (field: GraphQLField<unknown, unknown>, selected: Selected, origin: Origin, reading: Reading): Level => {
  const type = getNamedType(field.type) as Composite;
  return compileLevel(type, origin, selectedFields(subSelections(selected), type, reading), reading);
};

/** Serialises a stored value as its type says; lists of leaves included. */
export function serialize(value: unknown, type: GraphQLOutputType): unknown {
  if (value === null || value === undefined) return null;
  const nullableType = getNullableType(type) as GraphQLNullableType;
  if (isListType(nullableType)) return (value as unknown[]).map((item) => serialize(item, (nullableType as GraphQLList<GraphQLOutputType>).ofType));
  return (nullableType as GraphQLLeafType).serialize(value);
}
