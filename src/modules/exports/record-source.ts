import { type EntityClass, snakeCase, tableOf } from '../../kernel/columns.js';
import { toGlobalId } from '../../kernel/global-id.js';
import type { Message } from '../../kernel/message.js';
import { type Viewer, pathEnd } from '../../kernel/viewer.js';
import type { Span } from '../comparison/period.service.js';
import type { Cell, ExportColumn, ExportRow, ExportSource } from './export-source.js';

export interface RecordColumn extends ExportColumn {
  /** SQL over `t` (the record), `p` (its place) and the kind's own joins. */
  readonly sql: string;
  /** The column is a uuid; what is written is the global id of a thing of this type. */
  readonly idOf?: string;
}

/** A list of records that can be taken away, told once: one file a kind. */
export interface RecordExport {
  readonly title: Message;
  /** The type of the schema, which is the entity's own name too. */
  readonly entity: EntityClass;
  /** Holds residents' data: for the own room's people alone. */
  readonly personal?: true;
  readonly joins?: string;
  readonly columns: readonly RecordColumn[];
  /** First and last day the record can have happened on, for the period. */
  readonly days: readonly [from: string, to: string];
}

export const column = (key: string, zh: string, sql: string = `t.${snakeCase(key)}`): RecordColumn => ({ key, zh, sql });
export const idColumn = (key: string, zh: string, type: string, sql: string = `t.${snakeCase(key)}`, shows?: string): RecordColumn => ({ key, zh, sql, idOf: type, ...(shows ? { shows } : {}) });
export const showing = (shows: string, ...columns: readonly RecordColumn[]): RecordColumn[] => columns.map((one) => ({ ...one, shows }));

/** A date known to the day, the month or the year: three columns `xFrom`, `xTo`, `xPrecision`, shown as the field `xOn`. */
export const dates = (name: string, zh: string): RecordColumn[] =>
  showing(`${name}On`, column(`${name}From`, `${zh}（起）`), column(`${name}To`, `${zh}（止）`), column(`${name}Precision`, `${zh}（精度）`));

export const PLACE: readonly RecordColumn[] = showing('place', column('placeCode', '区划代码', 'p.code'), column('placeName', '社区（村）', 'p.name'));
export const RECORDED: readonly RecordColumn[] = [
  column('origin', '来源'), column('onBehalfOf', '代谁录入'), column('paperReference', '纸质材料'), column('recordedAt', '录入时间'), column('version', '版本'),
];
export const ROOM: readonly RecordColumn[] = [idColumn('roomId', '协商议事室编号', 'Room', 'r.id', 'room'), ...showing('room', column('roomName', '协商议事室', 'r.name'))];
export const TOPIC: readonly RecordColumn[] = [idColumn('topicId', '议题编号', 'Topic', 't.topic_id', 'topic'), ...showing('topic', column('topicTitle', '议题', 'o.title'))];
export const JOIN_ROOM = ' LEFT JOIN room r ON r.city_id = t.city_id AND r.id = t.room_id';
export const JOIN_TOPIC = ' LEFT JOIN topic o ON o.city_id = t.city_id AND o.id = t.topic_id';
export const JOIN_SESSION = ' JOIN session s ON s.city_id = t.city_id AND s.id = t.session_id';

const PAGE_ROWS = 1_000;

/** A space sorts before every character of a path, so the range of a room's own people holds their place alone. */
const rangeEnd = (viewer: Viewer, path: string): string => (viewer.reader === 'app_room' ? `${path} ` : pathEnd(path));

/** Records at or below a place, in the order of their ids, which is the order they came in. */
export function recordSource(kind: RecordExport, path: string, period: Span | null): ExportSource {
  const [first, last] = kind.days;
  const within = period ? ` AND ${first} >= $3::date AND ${last} <= $4::date` : '';
  const from = `FROM ${tableOf(kind.entity)} t JOIN place p ON p.city_id = t.city_id AND p.id = t.place_id${kind.joins ?? ''} WHERE t.place_path >= $1 AND t.place_path < $2${within}`;
  const values = (viewer: Viewer): unknown[] => [path, rangeEnd(viewer, path), ...(period ? [period.from, period.to] : [])];
  const selected = kind.columns.map(({ sql, key }) => `${sql} AS "${key}"`).join(', ');
  return {
    columns: kind.columns,
    count: async (ctx, limit) => {
      const parameters = [...values(ctx.viewer), limit];
      const [row] = await ctx.rows<{ count: number }>({ text: `SELECT count(*)::int AS count FROM (SELECT 1 ${from} LIMIT $${parameters.length}::int) x`, values: parameters });
      return row!.count;
    },
    page: async (ctx, after) => {
      const parameters = [...values(ctx.viewer), ...(after ? [after] : []), PAGE_ROWS];
      const behind = after ? ` AND t.id > $${parameters.length - 1}::uuid` : '';
      const text = `SELECT t.city_id AS "cityId", t.id AS "rowId", ${selected} ${from}${behind} ORDER BY t.id LIMIT $${parameters.length}::int`;
      const rows = await ctx.rows<RawRow>({ text, values: parameters });
      return { rows: rows.map((row) => written(kind.columns, row)), next: rows.length === PAGE_ROWS ? rows.at(-1)!.rowId : null };
    },
  };
}

type RawRow = Record<string, unknown> & { readonly cityId: string; readonly rowId: string };

function written(columns: readonly RecordColumn[], row: RawRow): ExportRow {
  const shown: Record<string, Cell> = {};
  for (const { key, idOf } of columns) shown[key] = cellOf(row[key], row.cityId, idOf);
  return shown;
}

function cellOf(value: unknown, cityId: string, idOf: string | undefined): Cell {
  if (value === null || value === undefined) return null;
  if (idOf) return toGlobalId(idOf, cityId, value as string);
  return value instanceof Date ? value.toISOString() : value as Cell;
}

