import { NEW_MEASURES } from './catalogue-measures.js';

/** Which records add to which roll-up, as SQL. Frozen with the migration that uses it: what a later version counts is a later migration. */

export const month = (day: string): string => `date_trunc('month', (${day})::timestamp)::date`;

/** What one kind of record adds: a value in one month, or over a span of months. */
export interface Part {
  readonly measure: string;
  /** The records `x`, and what they must be looked up in. */
  readonly from?: string;
  readonly when?: string;
  /** Of records that hang on a parent: what further must hold of each; `when` and the days are the parent's. `{rows}` are those that came or went together. */
  readonly each?: string;
  /** Days; `since` only where it is not `first`. */
  readonly first: string;
  readonly since?: string;
  readonly last: string;
  readonly value?: string;
  readonly bound?: string;
  /** A total: always a span, of any length. */
  readonly carried?: boolean;
}

export interface RollUpSource {
  readonly table: string;
  /** A change of nothing else is no change to any roll-up. */
  readonly columns: readonly string[];
  readonly parts: readonly Part[];
  /** What hangs on the record and moves with it when it is changed; counted by its own table otherwise. */
  readonly moved?: readonly Part[];
  /** A parent the parts look up: were it deleted in the same statement, the record would silently stay counted. */
  readonly parent?: { readonly table: string; readonly column: string };
  /** Where its room stands, of `x` or of its parent `e`: named for what is written most, whose commonest insert then skips the general way (see roll-up-triggers). */
  readonly room?: 'x.room_id' | 'e.room_id';
}

const recorded = (day: string): Part => ({ measure: 'RECORDED', when: `x.${day} IS NOT NULL`, first: `x.${day}`, last: `x.${day}` });
const recordedOnly = (table: string, day: string): RollUpSource => ({ table, columns: ['place_id', day], parts: [recorded(day)] });

const HELD = { when: `x.state = 'HELD'`, first: 'x.held_from', last: 'x.held_to' };
const IN_SESSION = { from: 'JOIN session e ON e.city_id = x.city_id AND e.id = x.session_id', when: `e.state = 'HELD'`, first: 'e.held_from', last: 'e.held_to' };
const OF_SESSION = { parent: { table: 'session', column: 'session_id' } };

const DUE_MONTH = month('x.due_on');
/** The first month in which it cannot be said, or is said, that the item is verified; never before it was due. */
const VERIFIED = (day: string): string => `greatest(x.due_on, ${day})`;
const LIVE = `x.due_on IS NOT NULL AND x.state <> 'CANCELLED'`;
const CANCELLED_LATER = `x.due_on IS NOT NULL AND x.state = 'CANCELLED' AND ${month('x.cancelled_on')} > ${DUE_MONTH}`;

export const SOURCES: readonly RollUpSource[] = [
  {
    table: 'session', columns: ['place_id', 'state', 'held_from', 'held_to'], room: 'x.room_id',
    parts: [{ measure: 'SESSIONS', ...HELD }, recorded('held_to')],
    moved: [
      { measure: 'SUGGESTIONS', from: 'JOIN suggestion g ON g.city_id = x.city_id AND g.session_id = x.id', ...HELD },
      { measure: 'ATTENDANCES', from: 'JOIN attendance g ON g.city_id = x.city_id AND g.session_id = x.id', value: 'g.headcount', ...HELD },
    ],
  },
  { table: 'suggestion', columns: ['place_id', 'session_id'], parts: [{ measure: 'SUGGESTIONS', ...IN_SESSION }], ...OF_SESSION, room: 'x.room_id' },
  { table: 'attendance', columns: ['place_id', 'session_id', 'headcount'], parts: [{ measure: 'ATTENDANCES', value: 'x.headcount', ...IN_SESSION }], ...OF_SESSION, room: 'e.room_id' },
  {
    table: 'topic', columns: ['place_id', 'state', 'proposed_to', 'closed_from', 'closed_to'], room: 'x.room_id',
    parts: [{ measure: 'TOPICS_CLOSED', when: `x.state = 'CLOSED' AND x.closed_from IS NOT NULL AND x.closed_to IS NOT NULL`, first: 'x.closed_from', last: 'x.closed_to' }, recorded('proposed_to')],
  },
  {
    table: 'implementation_item', columns: ['place_id', 'state', 'assigned_on', 'due_on', 'completed_on', 'completed_from', 'verified_on', 'verified_from', 'cancelled_on'],
    parts: [
      { measure: 'ITEMS_COMPLETED', when: 'x.completed_on IS NOT NULL', first: 'coalesce(x.completed_from, x.completed_on)', last: 'x.completed_on' },
      { measure: 'ITEMS_DUE', when: `${LIVE} OR ${CANCELLED_LATER}`, first: 'x.due_on', last: 'x.due_on' },
      // Cancelled later than it was due: up to then it was due, from then on no longer.
      { measure: 'ITEMS_DUE', when: CANCELLED_LATER, first: 'x.due_on', since: 'x.cancelled_on', last: 'x.cancelled_on', value: '-1' },
      { measure: 'ITEMS_DUE_VERIFIED', when: `${LIVE} AND x.verified_on IS NOT NULL`, first: 'x.due_on', since: VERIFIED('coalesce(x.verified_from, x.verified_on)'), last: VERIFIED('x.verified_on') },
      recorded('assigned_on'),
    ],
  },
  {
    table: 'carried_total', columns: ['place_id', 'measure', 'value', 'quality', 'counted_as', 'role', 'period_from', 'period_to'],
    parts: [{
      measure: 'x.measure', first: 'x.period_from', last: 'x.period_to', value: 'x.value', carried: true,
      // So many persons came at least so many times, and so many of one role are at least so many of all.
      bound: `CASE WHEN x.quality = 'AT_LEAST' OR (x.measure = 'ATTENDANCES' AND (x.counted_as = 'PERSONS' OR x.role IS NOT NULL)) THEN 'AT_LEAST' WHEN x.quality = 'APPROXIMATE' THEN 'APPROXIMATE' ELSE 'EXACT' END`,
    }, recorded('period_to')],
  },
  recordedOnly('concern', 'received_to'), recordedOnly('research_record', 'done_to'), recordedOnly('outcome', 'reached_to'),
  recordedOnly('outcome_report', 'reported_to'), recordedOnly('evaluation', 'done_to'),
];

/** Every measure that is a column of the month; the second line since migration 8, its last two since migration 22. */
export const MONTH_COLUMNS: readonly string[] = ['RECORDED', 'SESSIONS', 'SUGGESTIONS', 'ATTENDANCES', 'TOPICS_CLOSED', 'ITEMS_COMPLETED', 'ITEMS_DUE', 'ITEMS_DUE_VERIFIED',
  ...NEW_MEASURES, 'ITEMS_DUE_DONE', 'ITEMS_DUE_DONE_OWN'];

/** What rows add (sign 1) or take away (sign -1), one line a record and part. */
export function additions(parts: readonly Part[], rows: string, sign: 1 | -1): string {
  return parts.map((part) => {
    const measure = part.measure.startsWith('x.') ? part.measure : `'${part.measure}'`;
    return `SELECT x.city_id, x.place_id, ${measure} AS measure, ${month(part.first)} AS from_month, ${month(part.since ?? part.first)} AS since_month, ${month(part.last)} AS to_month, `
      + `${part.carried ?? false} AS carried, ${part.bound ?? `'EXACT'`} AS bound, ${sign} * (${part.value ?? '1'})::bigint AS value, ${sign} AS records `
      + `FROM ${rows} x ${part.from ?? ''} WHERE ${part.when ?? 'true'}${part.each ? ` AND ${part.each.replaceAll('{rows}', rows)}` : ''}`;
  }).join(' UNION ALL ');
}

/** May a line of this part be of one month, may it be of several? */
export const ofMonths = (parts: readonly Part[]): string[] => MONTH_COLUMNS.filter((column) => parts.some((part) => part.measure === column && !part.carried));
const spans = (parts: readonly Part[]): boolean => parts.some((part) => part.measure !== 'RECORDED');

const ROOM = 'JOIN room r ON r.city_id = d.city_id AND r.place_id = d.place_id';

/** One upsert a statement and table, in the order of the keys, so that two of them never wait for each other crosswise. */
export function upserts(parts: readonly Part[], lines: string): string[] {
  const columns = ofMonths(parts).map((measure) => ({ measure, column: measure.toLowerCase() }));
  const sums = columns.map(({ measure, column }) => `coalesce(sum(value) FILTER (WHERE measure = '${measure}'), 0) AS ${column}`).join(', ');
  const names = columns.map(({ column }) => column).join(', ');
  const into = (table: string, keys: string, rest: string, from: string, set: readonly string[]): string =>
    `INSERT INTO ${table} AS s (city_id, room_id, ${keys}, place_id, place_path, ${rest}) SELECT r.city_id, r.id, ${keys.split(', ').map((key) => `d.${key}`).join(', ')}, r.place_id, r.place_path, ${rest.split(', ').map((name) => `d.${name}`).join(', ')} `
    + `FROM (${from}) d ${ROOM} ORDER BY r.city_id, r.id, ${keys} ON CONFLICT (city_id, room_id, ${keys}) DO UPDATE SET ${set.map((name) => `${name} = s.${name} + excluded.${name}`).join(', ')}`;
  const months = `SELECT city_id, place_id, from_month AS month, ${sums} FROM (${lines}) l WHERE from_month = to_month AND NOT carried GROUP BY 1, 2, 3 HAVING ${columns.map(({ measure }) => `coalesce(sum(value) FILTER (WHERE measure = '${measure}'), 0) <> 0`).join(' OR ')}`;
  const keys = 'measure, from_month, since_month, to_month, carried, bound';
  const longer = `SELECT city_id, place_id, ${keys}, sum(value) AS value, sum(records) AS records FROM (${lines}) l WHERE from_month <> to_month OR carried GROUP BY city_id, place_id, ${keys} HAVING sum(value) <> 0 OR sum(records) <> 0`;
  return [into('room_month_stat', 'month', names, months, columns.map(({ column }) => column)), ...(spans(parts) ? [into('room_span_stat', keys, 'value, records', longer, ['value', 'records'])] : [])];
}
