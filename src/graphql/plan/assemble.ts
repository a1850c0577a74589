import {
  type GraphQLOutputType,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
} from 'graphql';
import { toGlobalId } from '../../kernel/global-id.js';
import { encodeCursor } from '../../kernel/cursor.js';
import type { RequestContext } from '../../kernel/request-context.js';
import { serializerOf } from './level.js';
import type { EdgeField, Level, PageShape, FieldPlan } from './parts.js';
import { type Reading, type Selected, Unplanned, selectedFields, subSelections } from './selection.js';

type Row = Record<string, unknown>;
export interface Loaded {
  readonly byKey: ReadonlyMap<unknown, readonly Row[]>;
  readonly counts?: ReadonlyMap<unknown, number>;
}

const NONE: readonly Row[] = [];

/**
 * Builds the answer from rows. For an unexpected case, such as a null in a non-null field, it gives up. The loaders
 * then answer.
 */
export class Assembler {
  /** Promises of computed fields. The answer is complete when all have resolved. */
  readonly pending: Promise<void>[] = [];

  constructor(
    private readonly ctx: RequestContext,
    private readonly loaded: ReadonlyMap<Level, Loaded>,
    private readonly typeOf: (row: Row) => string | undefined,
    private readonly reading: Reading,
    readonly schema: GraphQLSchema,
  ) {}

  rows(level: Level, key: unknown): readonly Row[] {
    return this.loaded.get(level)?.byKey.get(key) ?? NONE;
  }

  object(level: Level, row: Row, parts: readonly FieldPlan[] = level.parts): Row {
    this.ctx.size.count(1);
    const answer: Row = {};
    const typeName = isObjectType(level.type) ? level.type.name : this.typeOf(row)!;
    for (const part of parts) answer[part.name] = this.value(part, row, typeName, answer);
    return answer;
  }

  private value(part: FieldPlan, row: Row, typeName: string, answer: Row): unknown {
    switch (part.kind) {
      case 'typename':
        return typeName;
      case 'id':
        return toGlobalId(typeName, row['cityId'] as string, row['id'] as string);
      case 'column':
        return required(part.serialize(row[part.property]), part.nullable);
      case 'computed':
        return this.computed(part, row, answer);
      case 'one':
        return this.one(part, row);
      case 'list':
        return this.rows(part.level, row[part.property]).map((item) => this.object(part.level, item));
      case 'page':
        return this.page(part.level, part.shape, row[part.property]);
    }
  }

  private one(part: Extract<FieldPlan, { kind: 'one' | 'list' }>, row: Row): unknown {
    const key = row[part.property];
    const [found] = key === null ? [] : this.rows(part.level, key);
    return required(found ? this.object(part.level, found) : null, part.nullable);
  }

  private computed(part: Extract<FieldPlan, { kind: 'computed' }>, row: Row, answer: Row): unknown {
    const value = part.field.resolve!(row, part.args, this.ctx, undefined as never);
    if (!(value instanceof Promise)) return this.complete(value, part.field.type, part.selected);
    const done = value.then((settled) => {
      answer[part.name] = this.complete(settled, part.field.type, part.selected);
    });
    // Nothing waits for this promise if the assembler has given up, so its error is ignored here.
    done.catch(() => undefined);
    this.pending.push(done);
    return null;
  }

  /** Completes a computed value: a leaf, or an object whose properties are its fields. */
  private complete(value: unknown, type: GraphQLOutputType, selected: Selected): unknown {
    if (value === null || value === undefined) return required(null, !isNonNullType(type));
    if (typeof value === 'function') throw new Unplanned('a value that is read only when selected');
    const nullable = getNullableType(type);
    if (isListType(nullable)) return (value as unknown[]).map((item) => this.complete(item, nullable.ofType, selected));
    if (isLeafType(nullable)) return serializerOf(nullable)(value);
    const object = getNamedType(type);
    if (!isObjectType(object)) throw new Unplanned('a computed interface');
    const answer: Row = {};
    for (const field of selectedFields(subSelections(selected), object, this.reading)) {
      if (field.field?.resolve) throw new Unplanned(`field ${field.name}`);
      answer[field.responseName] = field.field
        ? this.complete((value as Row)[field.name], field.field.type, field)
        : object.name;
    }
    return answer;
  }

  private page(level: Level, shape: PageShape, key: unknown): Row {
    const rows = this.rows(level, key);
    const shown = rows.length > shape.request.first ? rows.slice(0, shape.request.first) : rows;
    const answer: Row = {};
    for (const field of shape.fields) {
      switch (field.kind) {
        case 'typename':
          answer[field.name] = field.typeName;
          break;
        case 'nodes':
          answer[field.name] = shown.map((row) => this.object(level, row, field.parts));
          break;
        case 'edges':
          answer[field.name] = shown.map((row) => this.edge(level, row, field.fields));
          break;
        case 'totalCount':
          answer[field.name] = this.loaded.get(level)?.counts?.get(key) ?? 0;
          break;
        case 'pageInfo':
          answer[field.name] = pageInfo(level, field.fields, shape, rows, shown);
      }
    }
    return answer;
  }

  private edge(level: Level, row: Row, fields: readonly EdgeField[]): Row {
    const answer: Row = {};
    for (const field of fields)
      answer[field.name] =
        field.kind === 'node'
          ? this.object(level, row, field.parts)
          : field.kind === 'cursor'
            ? cursorOf(level, row)
            : field.typeName;
    return answer;
  }
}

const cursorOf = (level: Level, row: Row | undefined): string | null =>
  row ? encodeCursor(Array.from({ length: level.sortKeys }, (_, index) => String(row[`sort${index}`]))) : null;

function pageInfo(
  level: Level,
  fields: readonly Selected[],
  { request }: PageShape,
  rows: readonly Row[],
  shown: readonly Row[],
): Row {
  const answer: Row = {};
  for (const { responseName, name } of fields) {
    answer[responseName] =
      name === 'hasNextPage'
        ? rows.length > request.first
        : name === 'hasPreviousPage'
          ? Boolean(request.after)
          : name === 'startCursor'
            ? cursorOf(level, shown[0])
            : name === 'endCursor'
              ? cursorOf(level, shown.at(-1))
              : 'PageInfo';
  }
  return answer;
}

function required(value: unknown, nullable: boolean): unknown {
  if ((value === null || value === undefined) && !nullable) throw new Unplanned('a null where none may be');
  return value ?? null;
}
