import type { Statement } from '../../kernel/database.js';
import { snakeCase } from '../../kernel/columns.js';
import { HAS_DATA_BY_MONTHS, rolledJoins, rolledSets } from './base-aggregates-rolled.js';
import { type AggregateName, DUE_BY, FROM, HAS_DATA, type RecordAggregateName, TO } from './base-aggregates.js';
import { factJoin, isDatedFact } from './dated-facts.js';
import { type MetricDefinition, type SumMetric, isSum } from './metrics/metric-definition.js';
import { SortDirection } from './comparison.enums.js';

/** The period's days as the statements take them: `dueBy` is the last day on which what is due counts as due. */
export interface PeriodDays { readonly from: string; readonly to: string; readonly dueBy: string }
/** Places from `from` on, up to but without `end`, by path; `isCity` when that is all the viewer sees, and need not be asked for. */
export interface PathRange { readonly from: string; readonly end: string; readonly isCity?: boolean }

export interface PageQuery {
  readonly days: PeriodDays;
  readonly range: PathRange;
  /** null: by code alone. */
  readonly metric: SumMetric | null;
  readonly direction: SortDirection;
  readonly after: { readonly code: string; readonly value: number | null } | null;
  readonly limit: number;
  /** What the page's rooms are told with: their numbers, and these properties of their places. */
  readonly names: readonly AggregateName[];
  readonly place: readonly string[];
}

const values = (days: PeriodDays): unknown[] => [days.from, days.to, days.dueBy];

/** The rooms asked about. Statistical units own none; a closed place's room keeps its records and stays. The periods' parameters are named so that PostgreSQL knows their types in every statement. */
export const scope = (condition: string): string =>
  `scope AS (SELECT r.id, r.city_id, r.place_id, r.place_path, p.code, coalesce(r.data_complete_from > ${TO}, false) AS is_incomplete FROM room r JOIN place p ON p.city_id = r.city_id AND p.id = r.place_id `
  + `WHERE ${condition} AND p.kind IS DISTINCT FROM 'STATISTICAL_ONLY' AND ${FROM} IS NOT NULL AND ${TO} IS NOT NULL AND ${DUE_BY} IS NOT NULL)`;
export const inRange = (first: number, range?: PathRange): string =>
  (range?.isCity ? `$${first}::text IS NOT NULL AND $${first + 1}::text IS NOT NULL` : `r.place_path >= $${first} AND r.place_path < $${first + 1}`);

/** Joins `a_<name>` for each name to the rooms of `scope s`: looked up room by room, or of a whole city at once. */
export function joined(names: readonly AggregateName[], of: 'rooms' | 'city' = 'rooms'): string {
  const kept = names.filter((name): name is RecordAggregateName => !isDatedFact(name));
  return (of === 'city' ? rolledSets(kept) : rolledJoins(kept)) + names.filter(isDatedFact).map((name) => factJoin(name, of)).join('');
}

const waysOf = (range: PathRange): 'rooms' | 'city' => (range.isCity ? 'city' : 'rooms');
/** Whether a room of `scope s` has data, where `names` are joined. */
const hasData = (names: readonly AggregateName[], range: PathRange): string => (range.isCity && !names.every(isDatedFact) ? HAS_DATA_BY_MONTHS : HAS_DATA);

/** In one fixed order, so that the same set always makes the same statement text. */
export const aggregatesOf = (metrics: readonly MetricDefinition[]): AggregateName[] =>
  [...new Set(metrics.filter(isSum).flatMap((metric) => [metric.numerator, ...(metric.denominator ? [metric.denominator] : [])]))].sort();

/** What is out of the ordinary is null where it is not, and costs nothing: `marks` adds up 1 doubtful, 2 floor, 4 approximate; `carried`; a day, of dated facts alone. */
const factColumns = (names: readonly AggregateName[]): string => names.map((name) =>
  `, a_${name}.amount AS "${name}.amount", nullif(a_${name}.carried, 0) AS "${name}.carried", nullif(a_${name}.doubtful::int + a_${name}.is_floor::int * 2 + a_${name}.is_approximate::int * 4, 0) AS "${name}.marks"`
  + (!isDatedFact(name) ? '' : `, a_${name}.as_of AS "${name}.asOf"`)).join('');

/** The base numbers of the given rooms, one row a room: `hasData`, and for each aggregate its columns behind its name. */
export const factsStatement = (days: PeriodDays, roomIds: readonly string[], names: readonly AggregateName[]): Statement => ({
  text: `WITH ${scope('r.id = ANY($4::uuid[])')} SELECT s.id AS "roomId", ${HAS_DATA} AS "hasData", s.is_incomplete AS "isIncomplete"${factColumns(names)} FROM scope s${joined(names)}`,
  values: [...values(days), roomIds],
});

/** The same for every room of a range. */
export const rangeFactsStatement = (days: PeriodDays, range: PathRange, names: readonly AggregateName[]): Statement => ({
  text: `WITH ${scope(inRange(4, range))} SELECT s.id AS "roomId", ${hasData(names, range)} AS "hasData", s.is_incomplete AS "isIncomplete"${factColumns(names)} FROM scope s${joined(names, waysOf(range))}`,
  values: [...values(days), range.from, range.end], isShared: true,
});

/** The value of a metric as SQL, null when suppressed: evaluate.ts says the same in words, and a test holds them together. */
function valueSql({ numerator, denominator, per = 1, minimum = 1, ofRegister = false }: SumMetric, known: string): string {
  const unknown = [
    ...[numerator, ...(denominator ? [denominator] : [])].map((name) => `a_${name}.doubtful`),
    ...(ofRegister ? [] : [`NOT ${known}`, `(s.is_incomplete AND coalesce(a_${numerator}.carried, 0) = 0)`]), ...(denominator && minimum > 1 ? [`a_${denominator}.amount < ${minimum}`] : []),
  ].join(' OR ');
  return `CASE WHEN ${unknown} THEN NULL ELSE ${denominator ? `a_${numerator}.amount * ${per} / nullif(a_${denominator}.amount, 0)` : `a_${numerator}.amount`} END`;
}

const BEHIND: Readonly<Record<SortDirection, string>> = { ASC: '>', DESC: '<' };

/** Texts by what they hang on: putting one together takes longer than many a request. Metrics, directions and the sets of names asked for are few; the bound is a safety net. */
const texts = new Map<string, string>();
const MOST_TEXTS = 2_000;

export function textOf(kind: string, shape: readonly unknown[], make: () => string): string {
  const key = `${kind} ${JSON.stringify(shape)}`;
  let text = texts.get(key);
  if (text === undefined) {
    if (texts.size >= MOST_TEXTS) texts.clear();
    texts.set(key, (text = make()));
  }
  return text;
}

/** One page of rooms in the order asked for, with their numbers and places; rooms without a value last, ties by code upwards. */
export function pageStatement(query: PageQuery): Statement {
  const { days, range, metric, direction, after, limit, names, place } = query;
  const text = textOf('page', [range.isCity, metric?.id, direction, after !== null, names, place], () => pageText(query));
  return { text, values: [...values(days), range.from, range.end, limit, ...(after ? [after.code, after.value] : [])], plan: 'generic', isShared: true };
}

function pageText({ range, metric, direction, after, names, place }: PageQuery): string {
  const behind = BEHIND[direction];
  const condition = !after ? 'true' : metric
    ? `(v.value IS NULL AND ($8::float8 IS NOT NULL OR v.code > $7)) OR v.value ${behind} $8::float8 OR (v.value = $8::float8 AND v.code > $7)`
    : `v.code ${behind} $7 AND $8::float8 IS NULL`;
  const order = (of: string): string => (metric ? `${of}.value ${direction} NULLS LAST, ${of}.code` : `${of}.code ${direction}`);
  const ordering = metric ? aggregatesOf([metric]) : [];
  const bySets = range.isCity === true && ordering.length > 0 && !ordering.every(isDatedFact);
  const valued = metric ? `${valueSql(metric, hasData(ordering, range))} AS value${bySets ? ', recorded' : ''} FROM scope s${joined(ordering, waysOf(range))}` : 'NULL::float8 AS value FROM scope s';
  return `WITH ${scope(inRange(4, range))}, s AS (SELECT v.* FROM (SELECT s.*, ${valued}) v WHERE ${condition} ORDER BY ${order('v')} LIMIT $6::int) `
    + `SELECT s.id AS "roomId", s.place_id AS "placeId", s.code, s.value, ${bySets ? HAS_DATA_BY_MONTHS : HAS_DATA} AS "hasData", s.is_incomplete AS "isIncomplete"${factColumns(names)}`
    + `${place.map((property) => `, w."${snakeCase(property)}" AS "place.${property}"`).join('')} FROM s${joined(names)}`
    + `${place.length > 0 ? ' JOIN place w ON w.city_id = s.city_id AND w.id = s.place_id' : ''} ORDER BY ${order('s')}`;
}

/** How much of the tree the comparison covers. A place could own a room when it is an open community, or any other place that has one. */
export function coverageStatement(days: PeriodDays, range: PathRange): Statement {
  return {
    text: `WITH ${scope(inRange(4, range))} SELECT count(*) AS enrolled, count(*) FILTER (WHERE ${HAS_DATA}) AS "withData", `
      + `(SELECT count(*) FROM place p WHERE p.path >= $4 AND p.path < $5 AND p.kind IS DISTINCT FROM 'STATISTICAL_ONLY' `
      + `AND (p.level = 'COMMUNITY' AND p.closed_on IS NULL OR p.id IN (SELECT place_id FROM scope))) AS places FROM scope s`,
    values: [...values(days), range.from, range.end], isShared: true,
  };
}
