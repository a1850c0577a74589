import type { Statement } from '../../kernel/database.js';
import { rolledJoins } from './base-aggregates-rolled.js';
import { type AggregateName, DUE_BY, FROM, HAS_DATA, TO } from './base-aggregates.js';
import { type MetricDefinition, type SumMetric, isSum } from './metrics/metric-definition.js';
import { SortDirection } from './comparison.enums.js';

/** The period's days as the statements take them: `dueBy` is the last day on which what is due counts as due. */
export interface PeriodDays { readonly from: string; readonly to: string; readonly dueBy: string }
/** Places from `from` on, up to but without `end`, by path. */
export interface PathRange { readonly from: string; readonly end: string }

export interface PageQuery {
  readonly days: PeriodDays;
  readonly range: PathRange;
  /** null: by code alone. */
  readonly metric: SumMetric | null;
  readonly direction: SortDirection;
  readonly after: { readonly code: string; readonly value: number | null } | null;
  readonly limit: number;
}

const values = (days: PeriodDays): unknown[] => [days.from, days.to, days.dueBy];

/** The rooms asked about. Statistical units own none; a closed place's room keeps its records and stays. The periods' parameters are named so that PostgreSQL knows their types in every statement. */
export const scope = (condition: string): string =>
  `scope AS (SELECT r.id, r.city_id, r.place_id, r.place_path, p.code, coalesce(r.data_complete_from > ${TO}, false) AS is_incomplete FROM room r JOIN place p ON p.city_id = r.city_id AND p.id = r.place_id `
  + `WHERE ${condition} AND p.kind IS DISTINCT FROM 'STATISTICAL_ONLY' AND ${FROM} <= ${TO} AND ${DUE_BY} IS NOT NULL)`;
export const inRange = (first: number): string => `r.place_path >= $${first} AND r.place_path < $${first + 1}`;

/** The latest number of usual residents not after the period's end, else the earliest known. */
const RESIDENTS = ` LEFT JOIN LATERAL (SELECT p.count, p.as_of FROM place_fact p WHERE p.city_id = s.city_id AND p.place_id = s.place_id AND p.kind = 'USUAL_RESIDENTS' ORDER BY p.as_of <= ${TO} DESC, abs(p.as_of - ${TO}) LIMIT 1) f ON true`
  + ` CROSS JOIN LATERAL (SELECT f.count::float8 AS amount, 0::float8 AS carried, false AS doubtful, false AS is_floor, false AS is_approximate, f.as_of) a_residents`;

/** Joins `a_<name>` for each name to the rooms of `scope s`. */
export const joined = (names: readonly AggregateName[]): string =>
  rolledJoins(names.filter((name) => name !== 'residents')) + (names.includes('residents') ? RESIDENTS : '');

/** In one fixed order, so that the same set always makes the same statement text. */
export const aggregatesOf = (metrics: readonly MetricDefinition[]): AggregateName[] =>
  [...new Set(metrics.filter(isSum).flatMap((metric) => [metric.numerator, ...(metric.denominator ? [metric.denominator] : [])]))].sort();

const factColumns = (names: readonly AggregateName[]): string =>
  names.map((name) => ['amount', 'carried', 'doubtful', 'is_floor', 'is_approximate', 'as_of'].map((column) => `, a_${name}.${column} AS "${name}.${column}"`).join('')).join('');

/** The base numbers of the given rooms, one row a room: `hasData`, and for each aggregate its columns behind its name. */
export const factsStatement = (days: PeriodDays, roomIds: readonly string[], names: readonly AggregateName[]): Statement => ({
  text: `WITH ${scope('r.id = ANY($4::uuid[])')} SELECT s.id AS "roomId", ${HAS_DATA} AS "hasData", s.is_incomplete AS "isIncomplete"${factColumns(names)} FROM scope s${joined(names)}`,
  values: [...values(days), roomIds],
});

/** The same for every room of a range. */
export const rangeFactsStatement = (days: PeriodDays, range: PathRange, names: readonly AggregateName[]): Statement => ({
  text: `WITH ${scope(inRange(4))} SELECT s.id AS "roomId", ${HAS_DATA} AS "hasData", s.is_incomplete AS "isIncomplete"${factColumns(names)} FROM scope s${joined(names)}`,
  values: [...values(days), range.from, range.end],
});

/** The value of a metric as SQL, null when suppressed: evaluate.ts says the same in words, and a test holds them together. */
function valueSql({ numerator, denominator, per = 1, minimum = 1, ofRegister = false }: SumMetric): string {
  const unknown = [
    ...[numerator, ...(denominator ? [denominator] : [])].map((name) => `a_${name}.doubtful`),
    ...(ofRegister ? [] : [`NOT ${HAS_DATA}`, `(s.is_incomplete AND coalesce(a_${numerator}.carried, 0) = 0)`]), ...(denominator && minimum > 1 ? [`a_${denominator}.amount < ${minimum}`] : []),
  ].join(' OR ');
  return `CASE WHEN ${unknown} THEN NULL ELSE ${denominator ? `a_${numerator}.amount * ${per} / nullif(a_${denominator}.amount, 0)` : `a_${numerator}.amount`} END`;
}

const BEHIND: Readonly<Record<SortDirection, string>> = { ASC: '>', DESC: '<' };

/** One page of rooms in the order asked for; rooms without a value last, ties by code upwards. */
export function pageStatement(query: PageQuery): Statement {
  const names = query.metric ? aggregatesOf([query.metric]) : [];
  const parameters: unknown[] = [...values(query.days), query.range.from, query.range.end, query.limit];
  const behind = BEHIND[query.direction];
  let condition = 'true';
  if (query.after) {
    parameters.push(query.after.code, query.after.value);
    condition = query.metric
      ? `(v.value IS NULL AND ($8::float8 IS NOT NULL OR v.code > $7)) OR v.value ${behind} $8::float8 OR (v.value = $8::float8 AND v.code > $7)`
      : `v.code ${behind} $7 AND $8::float8 IS NULL`;
  }
  const order = query.metric ? `v.value ${query.direction} NULLS LAST, v.code` : `v.code ${query.direction}`;
  return {
    text: `WITH ${scope(inRange(4))}, v AS (SELECT s.id AS "roomId", s.place_id AS "placeId", s.code, `
      + `${query.metric ? `${valueSql(query.metric)} AS value FROM scope s${joined(names)}` : 'NULL::float8 AS value FROM scope s'}) `
      + `SELECT v.* FROM v WHERE ${condition} ORDER BY ${order} LIMIT $6::int`,
    values: parameters,
  };
}

/** How much of the tree the comparison covers. A place could own a room when it is an open community, or any other place that has one. */
export function coverageStatement(days: PeriodDays, range: PathRange): Statement {
  return {
    text: `WITH ${scope(inRange(4))} SELECT count(*) AS enrolled, count(*) FILTER (WHERE ${HAS_DATA}) AS "withData", `
      + `(SELECT count(*) FROM place p WHERE p.path >= $4 AND p.path < $5 AND p.kind IS DISTINCT FROM 'STATISTICAL_ONLY' `
      + `AND (p.level = 'COMMUNITY' AND p.closed_on IS NULL OR p.id IN (SELECT place_id FROM scope))) AS places FROM scope s`,
    values: [...values(days), range.from, range.end],
  };
}
