import { type GraphQLOutputType, type GraphQLSchema, getNamedType, getNullableType, isLeafType, isListType, isNonNullType, isObjectType } from 'graphql';
import { toGlobalId } from '../../kernel/global-id.js';
import { encodeCursor } from '../../kernel/page.js';
import type { RequestContext } from '../../kernel/request-context.js';
import { type Level, type PageShape, type Part, serialize } from './level.js';
import { type Reading, type Selected, Unplanned, selectedFields, subSelections } from './selection.js';

type Row = Record<string, unknown>;
export interface Loaded { readonly level: Level; readonly byKey: ReadonlyMap<unknown, readonly Row[]> }

/** Puts rows together into the answer. Anything out of the ordinary (a null where none may be) gives up, and the loaders answer instead. */
export class Assembler {
  /** Computed fields with arguments may come as promises; the answer is complete when these are. */
  readonly pending: Promise<void>[] = [];

  constructor(private readonly ctx: RequestContext, private readonly loaded: ReadonlyMap<Level, Loaded>, private readonly typeOf: (row: Row) => string | undefined, private readonly reading: Reading, readonly schema: GraphQLSchema) {}

  rows(level: Level, key: unknown): readonly Row[] { return this.loaded.get(level)!.byKey.get(key) ?? []; }

  object(level: Level, row: Row): Row {
    const answer: Row = {};
    const typeName = isObjectType(level.type) ? level.type.name : this.typeOf(row)!;
    for (const part of level.parts) answer[part.name] = this.value(part, row, typeName, answer);
    return answer;
  }

  private value(part: Part, row: Row, typeName: string, answer: Row): unknown {
    switch (part.kind) {
      case 'typename': return typeName;
      case 'id': return toGlobalId(typeName, row['cityId'] as string, row['id'] as string);
      case 'column': return required(serialize(row[part.property], part.type), part.nullable);
      case 'computed': return this.computed(part, row, answer);
      case 'one': return this.one(part, row);
      case 'list': return this.rows(part.level, row[part.property]).map((item) => this.object(part.level, item));
      case 'page': return this.page(part.level, part.shape, this.rows(part.level, row[part.property]));
    }
  }

  private one(part: Extract<Part, { kind: 'one' | 'list' }>, row: Row): unknown {
    const key = row[part.property];
    const [found] = key === null ? [] : this.rows(part.level, key);
    return required(found ? this.object(part.level, found) : null, part.nullable);
  }

  private computed(part: Extract<Part, { kind: 'computed' }>, row: Row, answer: Row): unknown {
    const value = part.field.resolve!(row, part.args, this.ctx, undefined as never);
    if (!(value instanceof Promise)) return this.complete(value, part.field.type, part.selected);
    this.pending.push(value.then((settled) => { answer[part.name] = this.complete(settled, part.field.type, part.selected); }));
    return null;
  }

  /** A computed value: a leaf, or an object whose fields are its properties. */
  private complete(value: unknown, type: GraphQLOutputType, selected: Selected): unknown {
    if (value === null || value === undefined) return required(null, !isNonNullType(type));
    const nullable = getNullableType(type);
    if (isListType(nullable)) return (value as unknown[]).map((item) => this.complete(item, nullable.ofType, selected));
    if (isLeafType(nullable)) return nullable.serialize(value);
    const object = getNamedType(type);
    if (!isObjectType(object)) throw new Unplanned('a computed interface');
    const answer: Row = {};
    for (const field of selectedFields(subSelections(selected), object, this.reading)) {
      if (field.field?.resolve) throw new Unplanned(`field ${field.name}`);
      answer[field.responseName] = field.field ? this.complete((value as Row)[field.name], field.field.type, field) : object.name;
    }
    return answer;
  }

  page(level: Level, shape: PageShape, rows: readonly Row[]): Row {
    const shown = rows.slice(0, shape.request.first);
    const cursor = (row: Row | undefined): string | null => (row ? encodeCursor(level.sort.map((_, index) => String(row[`sort${index}`]))) : null);
    const objects = shape.nodes ? shown.map((row) => this.object(level, row)) : [];
    const info: Row = {
      hasNextPage: rows.length > shape.request.first, hasPreviousPage: Boolean(shape.request.after),
      ...(shape.withCursors ? { startCursor: cursor(shown[0]), endCursor: cursor(shown.at(-1)) } : {}),
    };
    const answer: Row = {};
    for (const field of shape.fields) {
      if (field.name === 'nodes') answer[field.responseName] = objects;
      else if (field.name === 'pageInfo') answer[field.responseName] = picked(shape.pageInfo, (name) => info[name], 'PageInfo');
      else if (field.name === 'edges') answer[field.responseName] = shown.map((row, index) => picked(shape.edge, (name) => (name === 'node' ? objects[index] : cursor(row)), `${getNamedType(field.field!.type).name}`));
      else answer[field.responseName] = `${level.type.name}Connection`;
    }
    return answer;
  }
}

function picked(fields: readonly Selected[], value: (name: string) => unknown, typeName: string): Row {
  return Object.fromEntries(fields.map((field) => [field.responseName, field.field ? value(field.name) : typeName]));
}

function required(value: unknown, nullable: boolean): unknown {
  if ((value === null || value === undefined) && !nullable) throw new Unplanned('a null where none may be');
  return value ?? null;
}
