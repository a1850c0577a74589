import { FROM, RECORD_KINDS, type RecordAggregateName, TO } from './base-aggregates.js';
import { type Carried, recordsSql } from './measures/measure.js';
import { measureOf } from './measures/measures.js';

/**
 * Base numbers counted from the records themselves. They check the stored sums, and they count periods that end within
 * a month.
 */
const carriedRecords = ({ measure, floorWhen }: Carried): string =>
  `SELECT s.id AS room_id, c.period_from AS first, c.period_to AS last, c.value AS weight, false AS doubtful,
    true AS carried, c.quality = 'AT_LEAST' OR ${floorWhen} AS is_floor, c.quality = 'APPROXIMATE' AS is_approximate ` +
  `FROM scope s JOIN carried_total c ON c.city_id = s.city_id AND c.room_id = s.id AND c.measure = '${measure}'`;

/**
 * All records and carried totals behind a number. A carried total is a total for a time before records were kept here.
 * Columns: room_id, first, last, weight, doubtful (it may be outside the period), carried, is_floor, is_approximate.
 */
export function recordsOf(name: RecordAggregateName): string {
  const measure = measureOf(name);
  return [
    ...(measure.kept?.only === 'CARRIED'
      ? []
      : [`SELECT x.*, false AS carried, false AS is_floor, false AS is_approximate FROM (${recordsSql(measure)}) x`]),
    ...(measure.carried && measure.kept?.only !== 'RECORDS' ? [carriedRecords(measure.carried)] : []),
  ].join(' UNION ALL ');
}

/**
 * A query named `a_<name>` with one row for each room that has such a record in the period. Sums stay exact within a
 * double.
 */
export const liveCte = (name: RecordAggregateName): string =>
  `a_${name} AS (SELECT room_id, coalesce(sum(weight) FILTER (WHERE inside), 0)::float8 AS amount,
    coalesce(sum(weight) FILTER (WHERE inside AND carried), 0)::float8 AS carried, ` +
  `bool_or(doubtful OR NOT inside) AS doubtful, bool_or(inside AND is_floor) AS is_floor, bool_or(inside AND
    is_approximate) AS is_approximate, bool_or(inside AND carried) AS is_carried, NULL::date AS as_of ` +
  `FROM (SELECT y.*, y.first >= ${FROM} AND y.last <= ${TO} AS inside FROM (${recordsOf(name)}) y
    WHERE y.first <= ${TO} AND y.last >= ${FROM}) z GROUP BY room_id)`;

/** Joins `a_<name>`, counted by `liveCte`, to the rooms of `scope s`. A room without a record has 0. */
export const liveJoins = (names: readonly RecordAggregateName[]): string =>
  names
    .map(
      (name) =>
        ` LEFT JOIN a_${name} l_${name} ON l_${name}.room_id = s.id CROSS JOIN LATERAL (SELECT ` +
        ['amount', 'carried'].map((column) => `coalesce(l_${name}.${column}, 0) AS ${column}, `).join('') +
        ['doubtful', 'is_floor', 'is_approximate', 'is_carried']
          .map((column) => `coalesce(l_${name}.${column}, false) AS ${column}, `)
          .join('') +
        `l_${name}.as_of) a_${name}`,
    )
    .join('');

export const HAS_DATA_LIVE = `(${RECORD_KINDS.map(
  ([table, last]) => `EXISTS (SELECT 1 FROM ${table} k
  WHERE k.city_id = s.city_id AND k.place_path = s.place_path AND k.${last} <= ${TO})`,
).join(' OR ')})`;
