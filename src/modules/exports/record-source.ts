import { type EntityClass, columnProperties, tableOf } from '../../kernel/columns.js';
import { toGlobalId } from '../../kernel/global-id.js';
import { byId } from '../../kernel/loader.js';
import type { Message } from '../../kernel/message.js';
import type { RequestContext } from '../../kernel/request-context.js';
import { type Viewer, pathEnd } from '../../kernel/viewer.js';
import type { Span } from '../comparison/period/period.service.js';
import type { Cell, ExportRow } from './export-row.js';
import type { ExportSource } from './export-source.js';
import { recordHeadings } from './messages/record-headings.js';
import { recordSheet } from './record-sheet.js';
import type { SheetMaker } from './sheet-table.js';
import { PLACE, PLACES_ABOVE, RECORDED, type RecordColumn, type Under, idColumn } from './record-columns.js';

/**
 * Under which rule of the export policy a list may be taken: records as everywhere, names for the own room's people,
 * what the whole city reads, and who did what.
 */
export type ExportRight = 'records' | 'names' | 'register' | 'audit';

/** A list of records that can be taken away. */
export interface RecordExport {
  readonly title: Message;
  /** The type of the schema, which is the entity's own name too. */
  readonly entity: EntityClass;
  readonly right: ExportRight;
  readonly columns: readonly RecordColumn[];
  /** FROM, with the record as `t`, its place as `p`. */
  readonly from: string;
  /** SQL of the path of its place; null: it belongs to the whole city. */
  readonly path: string | null;
  /** SQL of the first and the last day it can have happened on; null where a period says nothing of it. */
  readonly days: readonly [first: string, last: string] | null;
  readonly pageRows: number;
  readonly sheet: SheetMaker;
}

export interface RecordShape {
  /** Its parents: every row has their columns. */
  readonly under?: readonly Under[];
  readonly joins?: string;
  /** Its own columns, between what it stands under and how it was recorded. */
  readonly columns: readonly (RecordColumn | readonly RecordColumn[])[];
  /** `done` for `done_from` and `done_to`, or the SQL of both. */
  readonly days?: string | readonly [first: string, last: string];
  /** What its id is of, where that is not the entity. */
  readonly idOf?: RecordColumn['idOf'];
  /** By default `records`. */
  readonly right?: ExportRight;
  /**
   * Where it stands: at the place of its `place_id` by default, `PLACE_OF_TODAY` when that place may have moved since,
   * being a place `ITSELF`, or in the whole `CITY`.
   */
  readonly at?: keyof typeof STANDS;
  /** The columns and dates of the sheet in front, at most 11; by default the first ones. */
  readonly summary?: readonly string[];
  /** Columns whose numbers may be added over all rows. */
  readonly sums?: readonly string[];
  /** How many are read at a time, where much is worked out of each; by default 1,000. */
  readonly pageRows?: number;
}

const placeBy = (id: string): string => ` JOIN place p ON p.city_id = t.city_id AND p.id = ${id}`;
const STANDS = {
  PLACE: { join: placeBy('t.place_id') + PLACES_ABOVE, path: 't.place_path', columns: PLACE },
  PLACE_OF_TODAY: { join: placeBy('t.place_id') + PLACES_ABOVE, path: 'p.path', columns: PLACE },
  ITSELF: { join: placeBy('t.id'), path: 't.path', columns: [] },
  CITY: { join: '', path: null, columns: [] },
} as const;

const PAGE_ROWS = 1_000;

/** Defines a kind of list; the columns that all lists have are added. */
export function recordExport(
  entity: EntityClass,
  title: Message,
  {
    under = [],
    joins = '',
    columns,
    days,
    idOf = entity.name,
    right = 'records',
    at = 'PLACE',
    pageRows = PAGE_ROWS,
    summary,
    sums,
  }: RecordShape,
): RecordExport {
  const stands = STANDS[at];
  const recorded =
    columnProperties(entity).includes('paperReference') && columnProperties(entity).includes('origin') ? RECORDED : [];
  const all = [
    idColumn('id', recordHeadings.id, idOf),
    ...stands.columns,
    ...under.flatMap((parent) => parent.columns),
    ...columns.flat(),
    ...recorded,
  ];
  return {
    title,
    entity,
    right,
    pageRows,
    path: stands.path,
    from: `FROM ${tableOf(entity)} t${stands.join}${under.map(({ join }) => join).join('')}${joins}`,
    columns: all,
    sheet: recordSheet({ columns: all, ...(summary ? { summary } : {}), ...(sums ? { sums } : {}) }),
    days: typeof days === 'string' ? [`t.${days}_from`, `t.${days}_to`] : (days ?? null),
  };
}

/**
 * A space sorts before every character of a path, so the range of a room's own people holds their place alone; what the
 * whole city reads they read too.
 */
const rangeEnd = (viewer: Viewer, path: string, right: ExportRight): string =>
  viewer.reader === 'app_room' && right !== 'register' ? `${path} ` : pathEnd(path);

type RawRow = Record<string, unknown> & { readonly cityId: string; readonly rowId: string };

/** Records at or below a place, in the order of their ids, which is the order they came in. */
export function recordSource(kind: RecordExport, path: string, period: Span | null): ExportSource {
  const selected = kind.columns
    .filter(({ sql }) => sql)
    .map(({ sql, key }) => `${sql} AS "${key}"`)
    .join(', ');
  return {
    columns: kind.columns,
    sheet: kind.sheet,
    page: async (ctx, after) => {
      const values: unknown[] = [];
      const given = (value: unknown, type: string): string => `$${values.push(value)}::${type}`;
      const where = [
        ...(kind.path
          ? [
              `${kind.path} >= ${given(path, 'text')}`,
              `${kind.path} < ${given(rangeEnd(ctx.viewer, path, kind.right), 'text')}`,
            ]
          : []),
        ...(period && kind.days
          ? [`${kind.days[0]} >= ${given(period.from, 'date')}`, `${kind.days[1]} <= ${given(period.to, 'date')}`]
          : []),
        ...(after ? [`t.id > ${given(after, 'uuid')}`] : []),
      ];
      const text = `SELECT t.city_id AS "cityId", t.id AS "rowId", ${selected} ${kind.from}
        WHERE ${where.join(' AND ') || 'true'} ORDER BY t.id LIMIT ${kind.pageRows}`;
      const rows = await ctx.rows<RawRow>({ text, values });
      return {
        rows: await Promise.all(rows.map((row) => written(ctx, kind, row))),
        next: rows.length === kind.pageRows ? rows.at(-1)!.rowId : null,
      };
    },
  };
}

async function written(ctx: RequestContext, { columns, entity }: RecordExport, row: RawRow): Promise<ExportRow> {
  const shown: Record<string, Cell> = {};
  for (const column of columns)
    shown[column.key] = column.worked
      ? await column.worked(ctx, (await ctx.load(byId(entity), row.rowId)) as never)
      : cellOf(ctx, column, row);
  return shown;
}

function cellOf({ viewer }: RequestContext, { key, idOf, seenBy }: RecordColumn, row: RawRow): Cell {
  const value = row[key];
  if (value === null || value === undefined || (seenBy && !seenBy(viewer))) return null;
  if (idOf) return idCell(value as string | readonly string[], row, idOf);
  return value instanceof Date ? value.toISOString() : (value as Cell);
}

function idCell(value: string | readonly string[], row: RawRow, idOf: NonNullable<RecordColumn['idOf']>): Cell {
  const globalId = (id: string): string => toGlobalId(typeof idOf === 'string' ? idOf : idOf(row), row.cityId, id);
  return typeof value === 'string' ? globalId(value) : value.map(globalId);
}
