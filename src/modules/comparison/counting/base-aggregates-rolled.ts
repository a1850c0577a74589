import { FROM, type RecordAggregateName, TO } from './base-aggregates.js';
import {
  DUE_MONTH,
  RUNNING,
  type Rolled,
  aggregate,
  isKeyed,
  isRunning,
  measuresOf,
  monthColumns,
  rolledOf,
  runningColumns,
  spanColumns,
} from './measures/rolled-measure.js';

/**
 * The same numbers from what triggers keep by room and month (room_month_stat, room_span_stat): good for periods of
 * whole months, which are the only ones there are.
 * The measures say what counts and what each is read from (measures/); a test holds the two together.
 */

/** The first days of the period's months, as a list the planner knows about how long to take for. */
const MONTHS = `ARRAY(SELECT generate_series(${FROM}::timestamp, ${TO}::timestamp, '1 month')::date)`;
const listed = (rolled: readonly Rolled[]): string => [...new Set(rolled.flatMap(measuresOf))].join(', ');
const spansOf = (rolled: readonly Rolled[]): string =>
  `p.measure IN (${listed(rolled)}) AND p.from_month <= ${TO} AND p.to_month >= ${FROM} AND p.records <> 0`;

/**
 * The same rows, bounded on one side where they are: of all rooms at once there are many, and an index leads to those
 * that began in the period.
 */
function spansOfAll(rolled: readonly Rolled[]): string {
  const [due, other] = [rolled.filter(isKeyed), rolled.filter((one) => !isKeyed(one))];
  const conditions = [
    ...(due.length > 0 ? [`p.measure IN (${listed(due)}) AND p.from_month >= ${FROM} AND p.from_month <= ${TO}`] : []),
    ...(other.length > 0
      ? [`p.measure IN (${listed(other)}) AND p.from_month <= ${TO} AND p.to_month >= ${FROM}`]
      : []),
  ];
  return `(${conditions.join(' OR ')}) AND p.records <> 0`;
}

const runningOfRoom = (rolled: readonly Rolled[]): string =>
  `(SELECT ${runningColumns(rolled)} FROM implementation_item i
    WHERE i.city_id = s.city_id AND i.place_id = s.place_id AND ${RUNNING}) stat_d`;

/** Worked out once a statement, not once a row and number. */
const once = (sql: string): string => sql.replaceAll(DUE_MONTH, `(SELECT ${DUE_MONTH})`);

const aggregates = (names: readonly RecordAggregateName[]): string =>
  names.map((name) => ` CROSS JOIN LATERAL ${aggregate(name)}`).join('');

/**
 * Joins `a_<name>` to each room of `scope s`, looked up room by room. Summing the tables first and joining the sums
 * would be chosen by a guess at the number of rooms, which a prepared statement cannot make: it then summed once a
 * room, and took 40 times as long. Looking up costs the same whatever is guessed.
 */
export function rolledJoins(names: readonly RecordAggregateName[]): string {
  const rolled = rolledOf(names);
  if (rolled.length === 0) return aggregates(names);
  return once(
    ` CROSS JOIN LATERAL (SELECT ${monthColumns(rolled)} FROM room_month_stat m
      WHERE m.city_id = s.city_id AND m.room_id = s.id AND m.month BETWEEN ${FROM} AND ${TO}) stat_m` +
      ` CROSS JOIN LATERAL (SELECT ${spanColumns(rolled)} FROM room_span_stat p
        WHERE p.city_id = s.city_id AND p.room_id = s.id AND ${spansOf(rolled)}) stat_p` +
      `${rolled.some(isRunning) ? ` CROSS JOIN LATERAL ${runningOfRoom(rolled)}` : ''}` +
      aggregates(names),
  );
}

/**
 * The same, of all rooms of the viewer's city: each table is read once, in the order of its months, and what it adds up
 * to is joined by equality. `scope s` must hold the whole city and be bounded by nothing else: the planner then knows
 * how many rooms there are, also in a prepared statement. With a range of paths it guesses a handful, and would add up
 * everything again for each.
 * Joined fully to each other, which cannot be done row by row: of spans there may be none or as many as rooms, and
 * nobody can tell beforehand.
 */
export function rolledSets(names: readonly RecordAggregateName[]): string {
  if (names.length === 0) return '';
  const rolled = rolledOf(names);
  const months = rolled.length > 0 ? `, ${monthColumns(rolled)}` : '';
  const sets = [
    [
      'stat_m',
      `SELECT m.place_id, sum(m.recorded) AS recorded${months} FROM room_month_stat m WHERE m.month = ANY(${MONTHS})
        GROUP BY m.place_id`,
    ],
    ...(rolled.length > 0
      ? [
          [
            'stat_p',
            `SELECT p.place_id, ${spanColumns(rolled)} FROM room_span_stat p WHERE ${spansOfAll(rolled)}
              GROUP BY p.place_id`,
          ],
        ]
      : []),
    ...(rolled.some(isRunning)
      ? [
          [
            'stat_d',
            `SELECT i.place_id, ${runningColumns(rolled)} FROM implementation_item i WHERE ${RUNNING}
              GROUP BY i.place_id`,
          ],
        ]
      : []),
  ] as const;
  const [first, ...others] = sets.map(([alias, sql]) => `(${sql}) ${alias}`);
  const places = sets.map(([alias]) => `${alias}.place_id`);
  const joins = others
    .map(
      (set, index) =>
        ` FULL JOIN ${set} ON ${places[index + 1]} = ` +
        `${index === 0 ? places[0] : `coalesce(${places.slice(0, index + 1).join(', ')})`}`,
    )
    .join('');
  // One set alone is no join, and PostgreSQL takes no brackets round it.
  return once(
    ` LEFT JOIN ${others.length > 0 ? `(${first}${joins})` : first} ON coalesce(${places.join(', ')}) =
      s.place_id${aggregates(names)}`,
  );
}

/**
 * Whether a room has data, where the months' sums are at hand: nearly always they tell, and nothing is looked up. Never
 * asked for all rooms at once, whatever the planner would like.
 */
export const HAS_DATA_BY_MONTHS = `(coalesce(recorded, 0) > 0 OR (SELECT true FROM room_month_stat k
  WHERE k.city_id = s.city_id AND k.room_id = s.id AND k.month <= ${TO} AND k.recorded > 0 LIMIT 1) IS TRUE)`;
