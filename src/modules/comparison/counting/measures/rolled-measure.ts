import { DUE_BY, FROM, type Measure, TO, counting } from './measure.js';
import { type MeasureName, measureOf } from './measures.js';

/**
 * A stored sum and how it is read: from room_month_stat `m` and room_span_stat `p`.
 * For the month that is still running, the items `i` due in it are counted one by one.
 */
export interface Rolled {
  /** The prefix of its columns in the statement. */
  readonly label: string;
  readonly column: string;
  readonly measure: Measure;
}

/**
 * The running month. Due days in earlier months are in the stored sums. Those of this month are counted up to the last
 * day due.
 */
export const DUE_MONTH = `date_trunc('month', (${DUE_BY} + 1)::timestamp)::date`;
/**
 * A record's span counts when it is wholly in the period. A partial overlap makes the number doubtful, so its amount is
 * unknown.
 */
const INSIDE = `p.from_month >= ${FROM} AND p.to_month <= ${TO}`;
/**
 * A keyed record (one with a key day, e.g. a due day) belongs to the month of that day. A later change counts once it
 * has certainly happened.
 */
const ofKey = (isDue: boolean): string =>
  `p.from_month >= ${FROM} AND p.from_month ${isDue ? `< ${DUE_MONTH}` : `<= ${TO}`}`;

const snake = (name: string): string => name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** Numbers that are computed from stored ones. Overdue = due − done, so it is doubtful when done is. */
const FOLLOWS: Readonly<Partial<Record<MeasureName, readonly MeasureName[]>>> = {
  itemsOverdue: ['itemsDue', 'itemsDueDone'],
  roomsBuilt: [],
  roomsActive: ['sessions'],
  roomsSilent: ['traces'],
};
export const partsOf = (name: MeasureName): readonly MeasureName[] => FOLLOWS[name] ?? [name];

/** The number of rooms enrolled by the period's end. For a room's place it is 0 or 1; for a range it counts all. */
const ENROLLED = `(SELECT count(*) FROM room k
  WHERE k.city_id = s.city_id AND k.place_id = s.place_id AND k.enrolled_on <= ${TO})::float8`;
/**
 * Whether a room counts depends on its own sums. So these numbers are computed room by room and cannot be read from
 * sums over rooms.
 */
const OF_ONE_ROOM: readonly MeasureName[] = ['roomsActive', 'roomsSilent'];
export const isOfOneRoom = (name: MeasureName): boolean => OF_ONE_ROOM.includes(name);

/** SQL for the amount, and for the condition under which the amount is unknown. */
function totalOf(name: MeasureName, parts: readonly Rolled[]): { readonly amount: string; readonly doubt: string } {
  const numbers = parts.map(numbersOf);
  if (name === 'roomsBuilt') return { amount: ENROLLED, doubt: 'false' };
  if (isOfOneRoom(name)) {
    const { amount, doubt } = numbers[0]!;
    const [yes, no] = name === 'roomsActive' ? [ENROLLED, '0::float8'] : ['0::float8', ENROLLED];
    return {
      amount: `CASE WHEN ${amount} > 0 THEN ${yes} ELSE ${no} END`,
      doubt: `(${doubt}) AND ${amount} = 0 AND ${ENROLLED} > 0`,
    };
  }
  return {
    amount: numbers.map(({ amount }) => amount).join(' - '),
    doubt: numbers.map(({ doubt }) => doubt).join(' OR '),
  };
}

const hasMark = (label: string, mark: 1 | 2 | 4 | 8): string => `(coalesce(${label}_marks, 0) & ${mark}) > 0`;

/** SQL for `a_<name>`, computed from the columns of its parts. */
export function aggregate(name: MeasureName): string {
  const parts = rolledOf([name]);
  const { amount, doubt } = totalOf(name, parts);
  const label = name === partsOf(name)[0] || name === 'itemsOverdue' ? parts[0]!.label : null;
  const marked = (mark: 2 | 4 | 8): string => (label ? hasMark(label, mark) : 'false');
  return `(SELECT ${amount} AS amount, ${
    label
      ? `coalesce(${label}_carried,
    0)`
      : '0'
  }::float8 AS carried,
    ${doubt} AS doubtful, ${marked(2)} AS is_floor, ${marked(4)} AS is_approximate,
    ${marked(8)} AS is_carried, NULL::date AS as_of) a_${name}`;
}

export function rolledOf(names: readonly MeasureName[]): Rolled[] {
  return [...new Set(names.flatMap(partsOf))].sort().map((name) => {
    const measure = measureOf(name);
    return { label: snake(name), column: measure.kept!.column, measure };
  });
}

export const isDue = ({ measure }: Rolled): boolean => measure.keyed?.isDue !== undefined;
export const isRunning = ({ measure }: Rolled): boolean => measure.keyed?.isDue === 'ANY_DAY';
export const isKeyed = ({ measure }: Rolled): boolean => measure.keyed !== undefined;
const unsureOf = (column: string): string => `${column}_unsure`;

/** Its measures in room_span_stat. */
export const measuresOf = ({ column, measure }: Rolled): string[] =>
  [column, ...(measure.unsure ? [unsureOf(column)] : [])].map((name) => `'${name.toUpperCase()}'`);

export const monthColumns = (rolled: readonly Rolled[]): string =>
  rolled
    .flatMap((one) => {
      const { label, column, measure } = one;
      const sum =
        measure.kept!.only === 'CARRIED'
          ? '0'
          : `sum(m.${column})${isDue(one) ? ` FILTER (WHERE m.month < ${DUE_MONTH})` : ''}`;
      return [`${sum} AS ${label}`, ...(measure.unsure ? [`sum(m.${unsureOf(column)}) AS ${unsureOf(label)}`] : [])];
    })
    .join(', ');

/**
 * SQL for the columns from room_span_stat. Amounts are added as doubles, because adding numeric costs several times as
 * much. Below 2^53 both are exact.
 * Flags form a bit mask: 1 doubtful, 2 floor, 4 approximate, 8 carried.
 * One aggregate function is cheaper than three, and each
 * room pays for it.
 */
export const spanColumns = (rolled: readonly Rolled[]): string =>
  rolled
    .flatMap((one) => {
      const {
        label,
        column,
        measure: { kept, unsure },
      } = one;
      const only = { RECORDS: ' AND NOT p.carried', CARRIED: ' AND p.carried' };
      const own = `p.measure = '${column.toUpperCase()}'${kept!.only ? only[kept!.only] : ''}`;
      const key = ofKey(isDue(one));
      const counts = isKeyed(one) ? `${key} AND p.to_month <= ${TO}` : INSIDE;
      const doubt = isKeyed(one)
        ? `WHEN ${key} AND p.since_month <= ${TO} AND p.to_month > ${TO} THEN 1 WHEN NOT (${counts}) THEN 0`
        : `WHEN NOT (${counts}) THEN 1`;
      return [
        `sum(p.value::float8) FILTER (WHERE ${own} AND ${counts}) AS ${label}_span`,
        `sum(p.value::float8) FILTER (WHERE ${own} AND ${counts} AND p.carried) AS ${label}_carried`,
        `bit_or(CASE ${doubt} WHEN NOT p.carried THEN 0 WHEN p.bound = 'AT_LEAST' THEN 10 WHEN p.bound = 'APPROXIMATE'
          THEN 12 ELSE 8 END) FILTER (WHERE ${own}) AS ${label}_marks`,
        ...(unsure ? [`bool_or(p.measure = '${unsureOf(column).toUpperCase()}') AS ${unsureOf(label)}_span`] : []),
      ];
    })
    .join(', ');

/** SQL for the items due in the running month. No item of an earlier month is read. */
export const runningColumns = (rolled: readonly Rolled[]): string =>
  rolled
    .filter(isRunning)
    .flatMap(({ label, measure }) => {
      const { met } = measure.keyed!;
      const settled = met ? ` AND ${met.last} <= ${TO}` : '';
      return [
        `count(i.id) FILTER (WHERE ${counting(measure)}${settled}) AS ${label}_running`,
        ...(met ? [`bool_or(${met.last} > ${TO} AND ${met.first} <= ${TO}) AS ${label}_running_doubt`] : []),
      ];
    })
    .join(', ');
export const RUNNING = `${DUE_MONTH} <= ${DUE_BY} AND i.due_on BETWEEN greatest(${FROM}, ${DUE_MONTH}) AND ${DUE_BY}
  AND NOT (i.state = 'CANCELLED' AND coalesce(i.cancelled_on <= ${TO}, true))`;

/** SQL for a sum's amount from those columns, and for the condition under which the amount is unknown. */
export function numbersOf(one: Rolled): { readonly amount: string; readonly doubt: string } {
  const { label, measure } = one;
  const doubts = [
    hasMark(label, 1),
    ...(isRunning(one) && measure.keyed!.met ? [`coalesce(${label}_running_doubt, false)`] : []),
    ...(measure.unsure ? [`coalesce(${unsureOf(label)} > 0, false)`, `coalesce(${unsureOf(label)}_span, false)`] : []),
  ];
  return {
    amount: `(coalesce(${label}, 0) + coalesce(${label}_span,
      0)${
        isRunning(one)
          ? ` + coalesce(${label}_running,
      0)`
          : ''
      })::float8`,
    doubt: doubts.join(' OR '),
  };
}
