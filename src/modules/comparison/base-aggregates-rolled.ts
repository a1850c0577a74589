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

const monthColumns = (rolled: readonly Rolled[]): string => rolled.map(({ column, isDue }) =>
  `sum(m.${column})${isDue ? ` FILTER (WHERE m.month < ${DUE_MONTH})` : ''} AS ${column}`).join(', ');

const spanColumns = (rolled: readonly Rolled[]): string => rolled.flatMap(({ column, isDue }) => {
  const measure = `p.measure = '${column.toUpperCase()}'`;
  const counts = isDue ? `${OF_DUE} AND p.to_month <= ${TO}` : INSIDE;
  const doubt = isDue ? `${OF_DUE} AND p.since_month <= ${TO} AND p.to_month > ${TO}` : `NOT (${INSIDE})`;
  return [
    `sum(p.value) FILTER (WHERE ${measure} AND ${counts}) AS ${column}_span`, `bool_or(${doubt}) FILTER (WHERE ${measure}) AS ${column}_doubt`,
    `sum(p.value) FILTER (WHERE ${measure} AND ${counts} AND p.carried) AS ${column}_carried`,
    `bool_or(${counts} AND p.bound = 'AT_LEAST') FILTER (WHERE ${measure}) AS ${column}_floor`, `bool_or(${counts} AND p.bound = 'APPROXIMATE') FILTER (WHERE ${measure}) AS ${column}_rough`,
  ];
}).join(', ');
const spansOf = (rolled: readonly Rolled[]): string =>
  `p.measure IN (${rolled.map(({ column }) => `'${column.toUpperCase()}'`).join(', ')}) AND p.from_month <= ${TO} AND p.to_month >= ${FROM} AND p.records <> 0`;

/** Due in the month that is still running; nothing of a month that is over is read. */
const RUNNING_COLUMNS = `count(i.id) AS items_due_running, count(i.id) FILTER (WHERE i.verified_on <= ${TO}) AS items_due_verified_running, `
  + `bool_or(i.verified_on > ${TO} AND coalesce(i.verified_from, i.verified_on) <= ${TO}) AS items_due_running_doubt`;
const RUNNING = `${DUE_MONTH} <= ${DUE_BY} AND i.due_on BETWEEN greatest(${FROM}, ${DUE_MONTH}) AND ${DUE_BY} AND NOT (i.state = 'CANCELLED' AND coalesce(i.cancelled_on <= ${TO}, true))`;

const RUNNING_OF_ROOM = `(SELECT ${RUNNING_COLUMNS} FROM implementation_item i WHERE i.city_id = s.city_id AND i.place_id = s.place_id AND ${RUNNING}) stat_d`;

function numbersOf({ column, isDue }: Rolled): { amount: string; doubt: string } {
  const doubt = `coalesce(${column}_doubt, false)`;
  return {
    amount: `(coalesce(${column}, 0) + coalesce(${column}_span, 0)${isDue ? ` + coalesce(${column}_running, 0)` : ''})::float8`,
    doubt: column === 'items_due_verified' ? `${doubt} OR coalesce(items_due_running_doubt, false)` : doubt,
  };
}

/** `a_<name>`, worked out from the columns above. */
function aggregate(name: RecordAggregateName): string {
  const numbers = parts(name).map((part) => numbersOf(ROLLED[part]));
  const { column } = ROLLED[parts(name)[0]!];
  return `(SELECT ${numbers.map(({ amount }) => amount).join(' - ')} AS amount, coalesce(${column}_carried, 0)::float8 AS carried, ${numbers.map(({ doubt }) => doubt).join(' OR ')} AS doubtful, `
    + `coalesce(${column}_floor, false) AS is_floor, coalesce(${column}_rough, false) AS is_approximate, NULL::date AS as_of) a_${name}`;
}

const rolledOf = (names: readonly RecordAggregateName[]): Rolled[] => [...new Set(names.flatMap(parts))].sort().map((name) => ROLLED[name]);
const aggregates = (names: readonly RecordAggregateName[]): string => names.map((name) => ` CROSS JOIN LATERAL ${aggregate(name)}`).join('');

/**
 * Joins `a_<name>` to each room of `scope s`, looked up room by room. Summing the tables first and joining the sums would be chosen by a guess at the number
 * of rooms, which a prepared statement cannot make: it then summed once a room, and took 40 times as long. Looking up costs the same whatever is guessed.
 */
export function rolledJoins(names: readonly RecordAggregateName[]): string {
  if (names.length === 0) return '';
  const rolled = rolledOf(names);
  return ` CROSS JOIN LATERAL (SELECT ${monthColumns(rolled)} FROM room_month_stat m WHERE m.city_id = s.city_id AND m.room_id = s.id AND m.month BETWEEN ${FROM} AND ${TO}) stat_m`
    + ` CROSS JOIN LATERAL (SELECT ${spanColumns(rolled)} FROM room_span_stat p WHERE p.city_id = s.city_id AND p.room_id = s.id AND ${spansOf(rolled)}) stat_p`
    + `${rolled.some(({ isDue }) => isDue) ? ` CROSS JOIN LATERAL ${RUNNING_OF_ROOM}` : ''}`
    + aggregates(names);
}
