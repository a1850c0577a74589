import { snakeCase } from '../../kernel/columns.js';
import type { RequestContext } from '../../kernel/request-context.js';
import type { Viewer } from '../../kernel/viewer.js';
import { type Cell, type ExportColumn, wordsOf } from './export-row.js';
import { recordHeadings } from './messages/record-headings.js';
import { commonWords } from './messages/record-words.js';

export interface RecordColumn extends ExportColumn {
  /** SQL over `t` (the record), `p` (its place) and the list's joins; empty on what is worked out. */
  readonly sql: string;
  /** The column is a uuid, or several; what is written is the global id of a thing of this type. */
  readonly idOf?: string | ((row: Readonly<Record<string, unknown>>) => string);
  /** Worked out by the very function that answers the field; all rows of a page at once, by its loaders. */
  readonly worked?: (ctx: RequestContext, record: never) => Promise<Cell> | Cell;
  /** Null for those who do not see it. */
  readonly seenBy?: (viewer: Viewer) => boolean;
  /** The date that the column is a part of. The sheet in front shows the date in one column. */
  readonly dateOf?: { readonly name: string; readonly zh: string };
}

export const column = (key: string, zh: string, sql: string = `t.${snakeCase(key)}`): RecordColumn => ({
  key,
  zh,
  sql,
});
/** A code, for which tables show its word. */
export const coded = (
  key: string,
  zh: string,
  words: Readonly<Record<string, string>>,
  sql?: string,
): RecordColumn => ({ ...column(key, zh, sql), words: wordsOf(words) });
export const day = (key: string, zh: string, sql?: string): RecordColumn => ({ ...column(key, zh, sql), as: 'DAY' });
export const moment = (key: string, zh: string, sql?: string): RecordColumn => ({
  ...column(key, recordHeadings.inShanghai(zh), sql),
  as: 'TIME',
});
export const idColumn = (
  key: string,
  zh: string,
  type: RecordColumn['idOf'],
  sql: string = `t.${snakeCase(key)}`,
  shows?: string,
): RecordColumn => ({ key, zh, sql, idOf: type!, ...(shows ? { shows } : {}) });
export const worked = <R>(
  key: string,
  zh: string,
  work: (ctx: RequestContext, record: R) => Promise<Cell> | Cell,
): RecordColumn => ({ key, zh, sql: '', worked: work as RecordColumn['worked'] & object });
export const showing = (shows: string, ...columns: readonly RecordColumn[]): RecordColumn[] =>
  columns.map((one) => ({ ...one, shows }));

/**
 * A date known to the day, the month or the year: three columns `xFrom`, `xTo`, `xPrecision`, shown as the field `xOn`.
 */
export const dates = (name: string, zh: string): RecordColumn[] =>
  showing(
    `${name}On`,
    ...partsOf(
      name,
      zh,
      day(`${name}From`, recordHeadings.from(zh)),
      day(`${name}To`, recordHeadings.to(zh)),
      coded(`${name}Precision`, recordHeadings.precision(zh), commonWords.precision),
    ),
  );
const partsOf = (name: string, zh: string, ...columns: readonly RecordColumn[]): RecordColumn[] =>
  columns.map((one) => ({ ...one, dateOf: { name, zh } }));

/** The two places above a record's place `p`, which have the street and the district of it. */
export const PLACES_ABOVE =
  ' LEFT JOIN place pa ON pa.city_id = p.city_id AND pa.id = p.parent_id' +
  ' LEFT JOIN place pb ON pb.city_id = pa.city_id AND pb.id = pa.parent_id';
const levelNamed = (level: string): string =>
  `CASE '${level}' WHEN p.level THEN p.name WHEN pa.level THEN pa.name WHEN pb.level THEN pb.name END`;
export const PLACE: readonly RecordColumn[] = showing(
  'place',
  column('placeCode', recordHeadings.placeCode, 'p.code'),
  column('placeName', recordHeadings.placeName, 'p.name'),
  column('streetName', recordHeadings.street, levelNamed('STREET')),
  column('districtName', recordHeadings.district, levelNamed('DISTRICT')),
);
export const RECORDED: readonly RecordColumn[] = [
  coded('origin', recordHeadings.origin, commonWords.origin),
  column('onBehalfOf', recordHeadings.onBehalfOf),
  column('paperReference', recordHeadings.paperReference),
  moment('recordedAt', recordHeadings.recordedAt),
  column('version', recordHeadings.version),
];

/** The day something was entered here, for what has no day of its own. */
const ENTERED = `(t.recorded_at AT TIME ZONE 'Asia/Shanghai')::date`;
export const DAY_ENTERED = [ENTERED, ENTERED] as const;

/** The record's parent: how it is found, and which of its columns are shown. */
export interface Under {
  readonly name: string;
  readonly join: string;
  readonly columns: readonly RecordColumn[];
}

/** Found by `reference` in a table. Its id and `more` columns are shown. */
const under = (
  name: string,
  [type, zh]: readonly [type: string, zh: string],
  [table, alias, reference]: readonly [table: string, alias: string, reference: string],
  ...more: readonly RecordColumn[]
): Under => ({
  name,
  join: ` LEFT JOIN ${table} ${alias} ON ${alias}.city_id = t.city_id AND ${alias}.id = ${reference}`,
  columns: showing(name, idColumn(`${name}Id`, recordHeadings.idOf(zh), type, `${alias}.id`), ...more),
});
export const ROOM = under(
  'room',
  ['Room', recordHeadings.room],
  ['room', 'r', 't.room_id'],
  column('roomName', recordHeadings.roomName, 'r.name'),
);
const topicBy = (reference: string): Under =>
  under(
    'topic',
    ['Topic', recordHeadings.topic],
    ['topic', 'o', reference],
    column('topicTitle', recordHeadings.topicTitle, 'o.title'),
  );
export const TOPIC = topicBy('t.topic_id');
export const SESSION = under(
  'session',
  ['Session', recordHeadings.session],
  ['session', 's', 't.session_id'],
  ...partsOf(
    'held',
    recordHeadings.held,
    day('heldFrom', recordHeadings.heldFrom, 's.held_from'),
    day('heldTo', recordHeadings.heldTo, 's.held_to'),
  ),
);
export const ITEM = under(
  'item',
  ['ImplementationItem', recordHeadings.item],
  ['implementation_item', 'i', 't.item_id'],
  column('itemMeasure', recordHeadings.itemMeasure, 'i.measure'),
);
export const TOPIC_OF_ITEM = topicBy('i.topic_id');
