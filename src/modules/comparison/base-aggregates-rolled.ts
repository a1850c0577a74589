import { DUE_BY, FROM, type RecordAggregateName, TO } from './base-aggregates.js';

/**
 * The same numbers from what triggers keep by room and month (room_month_stat, room_span_stat): good for periods of whole months, which are the only ones there are.
 * base-aggregates.ts says what counts; a test holds the two together.
 */

/** Items due in months before this one are in the roll-ups; those of the month still running are counted one by one up to the last day due. */
const DUE_MONTH = `date_trunc('month', (${DUE_BY} + 1)::timestamp)::date`;
/** A record's span counts when all of it lies within the period, and leaves the number in doubt when only a part does. */
const INSIDE = `p.from_month >= ${FROM} AND p.to_month <= ${TO}`;
/** An item belongs to the month it was due in; what became of it later counts once it has certainly come about. */
const OF_DUE = `p.from_month >= ${FROM} AND p.from_month < ${DUE_MONTH}`;

interface Rolled {
  readonly column: string;
  readonly isDue?: boolean;
}

const ROLLED = {
  sessions: { column: 'sessions' }, suggestions: { column: 'suggestions' }, attendances: { column: 'attendances' },
  topicsClosed: { column: 'topics_closed' }, itemsCompleted: { column: 'items_completed' },
  itemsDue: { column: 'items_due', isDue: true }, itemsDueVerified: { column: 'items_due_verified', isDue: true },
} satisfies Partial<Record<RecordAggregateName, Rolled>>;
type RolledName = keyof typeof ROLLED;

/** What each number is read from. Overdue is what was due and is not verified, so it is in doubt when that is. */
const parts = (name: RecordAggregateName): readonly RolledName[] => (name === 'itemsOverdue' ? ['itemsDue', 'itemsDueVerified'] : [name]);

function monthColumn({ column, isDue }: Rolled): string {
  return `sum(m.${column})${isDue ? ` FILTER (WHERE m.month < ${DUE_MONTH})` : ''} AS ${column}`;
}

function spanColumns({ column, isDue }: Rolled): string[] {
  const measure = `p.measure = '${column.toUpperCase()}'`;
  const counts = isDue ? `${OF_DUE} AND p.to_month <= ${TO}` : INSIDE;
  const doubt = isDue ? `${OF_DUE} AND p.since_month <= ${TO} AND p.to_month > ${TO}` : `NOT (${INSIDE})`;
  return [
    `sum(p.value) FILTER (WHERE ${measure} AND ${counts}) AS ${column}`, `bool_or(${doubt}) FILTER (WHERE ${measure}) AS ${column}_doubt`,
    `sum(p.value) FILTER (WHERE ${measure} AND ${counts} AND p.carried) AS ${column}_carried`,
    `bool_or(${counts} AND p.bound = 'AT_LEAST') FILTER (WHERE ${measure}) AS ${column}_floor`, `bool_or(${counts} AND p.bound = 'APPROXIMATE') FILTER (WHERE ${measure}) AS ${column}_rough`,
  ];
}

/** Due in the month that is still running; nothing of a month that is over is read. */
const RUNNING = `SELECT s.id AS room_id, count(*) AS items_due, count(*) FILTER (WHERE i.verified_on <= ${TO}) AS items_due_verified, `
  + `bool_or(i.verified_on > ${TO} AND coalesce(i.verified_from, i.verified_on) <= ${TO}) AS items_due_verified_doubt `
  + `FROM scope s JOIN implementation_item i ON i.city_id = s.city_id AND i.place_id = s.place_id AND i.due_on BETWEEN greatest(${FROM}, ${DUE_MONTH}) AND ${DUE_BY} `
  + `WHERE NOT (i.state = 'CANCELLED' AND coalesce(i.cancelled_on <= ${TO}, true)) GROUP BY s.id`;

/** One row a room of the scope: the sums of every part in one pass over each table. */
function stats(rolled: readonly Rolled[]): string {
  const due = rolled.some(({ isDue }) => isDue);
  const columns = rolled.map(({ column, isDue }) => {
    const running = isDue ? ` + coalesce(d.${column}, 0)` : '';
    const doubt = column === 'items_due_verified' ? ` OR coalesce(d.items_due_verified_doubt, false)` : '';
    return `(coalesce(m.${column}, 0) + coalesce(p.${column}, 0)${running})::float8 AS ${column}, coalesce(p.${column}_carried, 0)::float8 AS ${column}_carried, `
      + `coalesce(p.${column}_doubt, false)${doubt} AS ${column}_doubt, coalesce(p.${column}_floor, false) AS ${column}_floor, coalesce(p.${column}_rough, false) AS ${column}_rough`;
  });
  return `stats AS (SELECT s.id AS room_id, ${columns.join(', ')} FROM scope s `
    + `LEFT JOIN (SELECT m.room_id, ${rolled.map(monthColumn).join(', ')} FROM scope s JOIN room_month_stat m ON m.city_id = s.city_id AND m.room_id = s.id AND m.month BETWEEN ${FROM} AND ${TO} GROUP BY m.room_id) m ON m.room_id = s.id `
    + `LEFT JOIN (SELECT p.room_id, ${rolled.flatMap(spanColumns).join(', ')} FROM scope s JOIN room_span_stat p ON p.city_id = s.city_id AND p.room_id = s.id `
    + `AND p.measure IN (${rolled.map(({ column }) => `'${column.toUpperCase()}'`).join(', ')}) AND p.from_month <= ${TO} AND p.to_month >= ${FROM} AND p.records <> 0 GROUP BY p.room_id) p ON p.room_id = s.id`
    + `${due ? ` LEFT JOIN (${RUNNING}) d ON d.room_id = s.id` : ''})`;
}

function aggregate(name: RecordAggregateName): string {
  const [first, less] = parts(name).map((part) => ROLLED[part].column) as [string, string?];
  const minus = less ? ` - ${less}` : '';
  const doubt = less ? `${first}_doubt OR ${less}_doubt` : `${first}_doubt`;
  return `a_${name} AS (SELECT room_id, ${first}${minus} AS amount, ${first}_carried AS carried, ${doubt} AS doubtful, ${first}_floor AS is_floor, ${first}_rough AS is_approximate, NULL::date AS as_of FROM stats)`;
}

/** `a_<name>` for each, one row a room of `scope`, behind the CTE they are all read from. */
export function rolledCtes(names: readonly RecordAggregateName[]): string[] {
  if (names.length === 0) return [];
  const rolled = [...new Set(names.flatMap(parts))].sort().map((name) => ROLLED[name]);
  return [stats(rolled), ...names.map(aggregate)];
}
