import {
  type GraphQLField,
  type GraphQLLeafType,
  type GraphQLNullableType,
  type GraphQLOutputType,
  type GraphQLList,
  getNamedType,
  getNullableType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  isScalarType,
} from 'graphql';
import { columnProperties, isReadable, tableOf } from '../../kernel/columns.js';
import type { Relation } from '../../kernel/relation.js';
import { type RowLookup, lookupById } from '../../kernel/row-text.js';
import {
  type Composite,
  type Reading,
  type Selected,
  Unplanned,
  argumentsOf,
  selectedFields,
  subSelections,
} from './selection.js';
import { compilePage } from './connection.js';
import type { Level, LevelBuilder, RowSource, FieldPlan } from './parts.js';

export function compileLevel(
  type: Composite,
  origin: RowSource,
  selected: readonly Selected[],
  reading: Reading,
): Level {
  const compiler = new LevelCompiler(type, origin, reading);
  compiler.add(selected);
  return compiler.level(0);
}

export class LevelCompiler implements LevelBuilder {
  private readonly properties: Set<string>;
  private readonly columns: ReadonlySet<string>;
  private readonly all: FieldPlan[] = [];

  constructor(
    private readonly type: Composite,
    private readonly origin: RowSource,
    private readonly reading: Reading,
  ) {
    if (!isReadable(origin.entity, reading.reader)) throw new Unplanned(`table ${tableOf(origin.entity)}`);
    this.columns = new Set(columnProperties(origin.entity));
    this.properties = new Set(this.columns.has('level') ? ['level'] : []);
    // The id shows whether a row was joined: null means that there was none.
    if (origin.join) this.properties.add('id');
  }

  add(selected: readonly Selected[]): FieldPlan[] {
    const parts = selected.map((field) => compilePart(field, this.type, this.columns, this.properties, this.reading));
    this.all.push(...parts);
    return parts;
  }

  level(sortKeys: number): Level {
    return { type: this.type, source: this.origin, properties: this.properties, parts: this.all, sortKeys };
  }
}

function compilePart(
  selected: Selected,
  type: Composite,
  columns: ReadonlySet<string>,
  properties: Set<string>,
  reading: Reading,
): FieldPlan {
  const { field, responseName: name } = selected;
  if (!field) return { kind: 'typename', name };
  if (field.name === 'id' && columns.has('id')) {
    identify(properties);
    return { kind: 'id', name };
  }
  const reads = field.extensions['reads'] as Relation | undefined;
  if (reads) return compileRelation(reads, selected, field, properties, reading);
  // Resolvers of an interface are never called. Its columns are those of its types.
  if ((field.resolve && isObjectType(type)) || !columns.has(field.name) || !isLeafType(getNamedType(field.type)))
    throw new Unplanned(`field ${field.name}`);
  properties.add(field.name);
  return {
    kind: 'column',
    name,
    property: field.name,
    serialize: serializerOf(field.type),
    nullable: !isNonNullType(field.type),
  };
}

const identify = (properties: Set<string>): void => {
  properties.add('cityId').add('id');
};

function compileRelation(
  reads: Relation,
  selected: Selected,
  field: GraphQLField<unknown, unknown>,
  properties: Set<string>,
  reading: Reading,
): FieldPlan {
  const name = selected.responseName;
  const nullable = !isNonNullType(field.type);
  if (reads.kind === 'row') {
    identify(properties);
    for (const property of reads.properties) properties.add(property);
    return { kind: 'computed', name, field, selected, args: argumentsOf(field, selected, reading) };
  }
  if (reads.kind === 'page') {
    properties.add(reads.property);
    return compilePage(reads, selected, field, reading, builderOf(reading));
  }
  if (reads.kind === 'one') {
    properties.add(reads.property);
    return {
      kind: 'one',
      name,
      property: reads.property,
      nullable,
      level: child(field, selected, found(lookupById(reads.entity), reads.property, 'id'), reading),
    };
  }
  const { lookup, property: keyProperty } = reads.loader;
  const property = reads.kind === 'list' ? reads.property : 'id';
  properties.add(property);
  return {
    kind: reads.kind === 'list' ? 'list' : 'one',
    name,
    property,
    nullable,
    level: child(field, selected, found(lookup, property, keyProperty), reading),
  };
}

/**
 * A row source that uses a look-up.
 * @param property the property of the parent that holds the keys
 * @param keyProperty the property of the row that holds its key
 */
const found = (lookup: RowLookup, property: string, keyProperty: string): RowSource => ({
  entity: lookup.entity,
  property,
  keyProperty,
  statement: lookup.statement,
  canJoin: lookup.isUnique,
  isById: lookup.column === 'id',
  ...(lookup.isUnique ? { join: lookup.column } : {}),
});

/** Makes level builders. Connections get it as a parameter, because they may not import this file. */
export const builderOf =
  (reading: Reading) =>
  (type: Composite, origin: RowSource): LevelBuilder =>
    new LevelCompiler(type, origin, reading);

const child = (
  field: GraphQLField<unknown, unknown>,
  selected: Selected,
  origin: RowSource,
  reading: Reading,
): Level => {
  const type = getNamedType(field.type) as Composite;
  return compileLevel(type, origin, selectedFields(subSelections(selected), type, reading), reading);
};

/** Makes a serialiser for the stored values of a type, lists of leaves included. Dates and texts need no conversion. */
export function serializerOf(type: GraphQLOutputType): (value: unknown) => unknown {
  const nullable = getNullableType(type) as GraphQLNullableType;
  if (isListType(nullable)) {
    const item = serializerOf((nullable as GraphQLList<GraphQLOutputType>).ofType);
    return (value) => (Array.isArray(value) ? value.map(item) : null);
  }
  const leaf = nullable as GraphQLLeafType;
  if (isScalarType(leaf) && STORED_AS_SHOWN.has(leaf.name))
    return (value) => (value === null || typeof value === 'string' ? value : leaf.serialize(value));
  return (value) => (value === null || value === undefined ? null : leaf.serialize(value));
}

const STORED_AS_SHOWN = new Set(['String', 'LocalDate']);
