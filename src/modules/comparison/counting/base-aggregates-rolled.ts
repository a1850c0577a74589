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
 * Base numbers read from the sums that triggers store by room and month (room_month_stat, room_span_stat).
 * They serve periods of whole months. The API accepts no others.
 * measures/ defines what counts and where it is stored. A test compares these numbers with those of
 * base-aggregates-live.ts.
 */

/**
 * The first days of the period's months. PostgreSQL estimates the length of such a list better than that of a range.
 */
const MONTHS = `ARRAY(SELECT generate_series(${FROM}::timestamp, ${TO}::timestamp, '1 month')::date)`;
const listed = (rolled: readonly Rolled[]): string => [...new Set(rolled.flatMap(measuresOf))].join(', ');
const spansOf = (rolled: readonly Rolled[]): string =>
  `p.measure IN (${listed(rolled)}) AND p.from_month <= ${TO} AND p.to_month >= ${FROM} AND p.records <> 0`;

/**
 * As `spansOf`, for all rooms at once. A keyed row (a record with a key day, e.g. a due day) must begin in the period,
 * so an index finds it.
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

/** Computes the month once for each statement instead of once for each row and number. */
const once = (sql: string): string => sql.replaceAll(DUE_MONTH, `(SELECT ${DUE_MONTH})`);

const aggregates = (names: readonly RecordAggregateName[]): string =>
  names.map((name) => ` CROSS JOIN LATERAL ${aggregate(name)}`).join('');

/**
 * Joins `a_<name>` to each room of `scope s` by a look-up for each room.
 * The alternative is to sum the tables first and join the sums. PostgreSQL chooses a plan for that by an estimate of
 * the number of rooms, which is wrong in a prepared statement.
 * It then summed again for each room and took 40 times as long. The cost of look-ups does not depend on the estimate.
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
 * As `rolledJoins`, for all rooms of the viewer's city. Each table is read once, grouped by place, and joined by
 * equality.
 * `scope s` must hold the whole city, without another condition. Then PostgreSQL knows the number of rooms, in a
 * prepared statement too.
 * With a range of paths it assumes a handful of rooms and sums again for each.
 * The sets are joined by FULL JOIN, because PostgreSQL cannot do that row by row. The number of spans cannot be
 * estimated: none, or as many as rooms.
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
  // A single set has no join, and PostgreSQL does not accept parentheses around it.
  return once(
    ` LEFT JOIN ${others.length > 0 ? `(${first}${joins})` : first} ON coalesce(${places.join(', ')}) =
      s.place_id${aggregates(names)}`,
  );
}

/**
 * Whether a room has data, when the sums of its months are already joined. Usually those answer the question.
 * Otherwise the subquery looks for an earlier month. Its form keeps PostgreSQL from running it for all rooms at once.
 */
export const HAS_DATA_BY_MONTHS = `(coalesce(recorded, 0) > 0 OR (SELECT true FROM room_month_stat k
  WHERE k.city_id = s.city_id AND k.room_id = s.id AND k.month <= ${TO} AND k.recorded > 0 LIMIT 1) IS TRUE)`;
