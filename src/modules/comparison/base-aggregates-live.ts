import { FROM, RECORD_AGGREGATES, RECORD_KINDS, type RecordAggregate, type RecordAggregateName, TO } from './base-aggregates.js';

/** The numbers counted from the records themselves, as slow as they are many: what the kept sums are held against. */
const carriedRecords = ({ measure, floorWhen }: NonNullable<RecordAggregate['carried']>): string =>
  `UNION ALL SELECT s.id, c.period_from, c.period_to, c.value, false, true, c.quality = 'AT_LEAST' OR ${floorWhen}, c.quality = 'APPROXIMATE' `
  + `FROM scope s JOIN carried_total c ON c.city_id = s.city_id AND c.room_id = s.id AND c.measure = '${measure}'`;

/** Every record and total behind a number: room_id, first, last, weight, doubtful, carried, is_floor, is_approximate. */
export function recordsOf(name: RecordAggregateName): string {
  const aggregate: RecordAggregate = RECORD_AGGREGATES[name];
  return `SELECT x.*, false AS carried, false AS is_floor, false AS is_approximate FROM (${aggregate.records}) x ${aggregate.carried ? carriedRecords(aggregate.carried) : ''}`;
}

/** One row a room that has any such record overlapping the period. Sums stay within a double. */
export const liveCte = (name: RecordAggregateName): string =>
  `a_${name} AS (SELECT room_id, coalesce(sum(weight) FILTER (WHERE inside), 0)::float8 AS amount, coalesce(sum(weight) FILTER (WHERE inside AND carried), 0)::float8 AS carried, `
  + `bool_or(doubtful OR NOT inside) AS doubtful, bool_or(inside AND is_floor) AS is_floor, bool_or(inside AND is_approximate) AS is_approximate, NULL::date AS as_of `
  + `FROM (SELECT y.*, y.first >= ${FROM} AND y.last <= ${TO} AS inside FROM (${recordsOf(name)}) y WHERE y.first <= ${TO} AND y.last >= ${FROM}) z GROUP BY room_id)`;

export const HAS_DATA_LIVE = `(${RECORD_KINDS.map(([table, last]) => `EXISTS (SELECT 1 FROM ${table} k WHERE k.city_id = s.city_id AND k.place_path = s.place_path AND k.${last} <= ${TO})`).join(' OR ')})`;
