import type { Statement } from '../../../kernel/database.js';
import { textFamily } from '../../../kernel/statement-text.js';
import { HAS_DATA_BY_MONTHS, rolledJoins, rolledSets } from '../counting/base-aggregates-rolled.js';
import {
  type AggregateName,
  DUE_BY,
  FROM,
  HAS_DATA,
  type RecordAggregateName,
  TO,
} from '../counting/base-aggregates.js';
import { factJoin, isDatedFact } from '../counting/dated-facts.js';
import { KEEPING, MASK, areRecorded, isKnownOtherwise } from '../counting/kept-registers.js';
import {
  FACT_SETS,
  type FactSet,
  GROUP_SETS,
  SUM_METRICS,
  aggregatesOf,
  groupSetOf,
  keyOfSet,
  namesIn,
} from './fact-sets.js';
import type { SumMetric } from '../catalogue/metric-definition.js';
import { SortDirection } from '../catalogue/comparison.enums.js';

/** The days of a period, as parameters of statements. `dueBy` is the last day on which something due counts as due. */
export interface PeriodDays {
  readonly from: string;
  readonly to: string;
  readonly dueBy: string;
}
/**
 * Places with a path from `from` up to but without `end`.
 * `isCity`: this is all that the viewer sees. Then row security alone selects the rows, and the statement has no range.
 */
export interface PathRange {
  readonly from: string;
  readonly end: string;
  readonly isCity?: boolean;
}

export interface PageQuery {
  readonly days: PeriodDays;
  readonly range: PathRange;
  /** null: the order is by code only. */
  readonly metric: SumMetric | null;
  readonly direction: SortDirection;
  readonly after: { readonly code: string; readonly value: number | null } | null;
  readonly limit: number;
}

export const dayParameters = (days: PeriodDays): unknown[] => [days.from, days.to, days.dueBy];

/**
 * The rooms of a comparison. Units of the statistics are left out.
 * The room of a closed place keeps its records and is included.
 * The period's parameters are named even where unused, so that PostgreSQL knows their types.
 */
export const scope = (condition: string): string =>
  `scope AS (SELECT r.id, r.city_id, r.place_id, r.place_path, r.enrolled_on, p.code, k.kept, ${MASK} AS mask
    FROM room r JOIN place p ON p.city_id = r.city_id AND p.id = r.place_id ${KEEPING} ` +
  `WHERE ${condition} AND p.kind IS DISTINCT
    FROM 'STATISTICAL_ONLY' AND ${FROM} IS NOT NULL AND ${TO} IS NOT NULL AND ${DUE_BY} IS NOT NULL)`;
export const inRange = (first: number, isCity = false): string =>
  isCity
    ? `$${first}::text IS NOT NULL AND $${first + 1}::text IS NOT NULL`
    : `r.place_path >= $${first} AND r.place_path < $${first + 1}`;

/**
 * Joins `a_<name>` for each name to the rooms of `scope s`: by a look-up for each room, or for a whole city at once.
 */
export function joined(names: readonly AggregateName[], of: 'rooms' | 'city' = 'rooms'): string {
  const kept = names.filter((name): name is RecordAggregateName => !isDatedFact(name));
  return (
    (of === 'city' ? rolledSets(kept) : rolledJoins(kept)) +
    names
      .filter(isDatedFact)
      .map((name) => factJoin(name, of))
      .join('')
  );
}

/** The values of isCity: a whole city, or a part of it. */
export const BOTH: readonly boolean[] = [true, false];
const waysOf = (isCity: boolean): 'rooms' | 'city' => (isCity ? 'city' : 'rooms');
/** Whether a room of `scope s` has data, in a statement that joins `names`. */
const hasData = (names: readonly AggregateName[], isCity: boolean): string =>
  isCity && !names.every(isDatedFact) ? HAS_DATA_BY_MONTHS : HAS_DATA;

/**
 * The columns of base numbers. Rare columns are null when there is nothing to say, which makes rows small.
 * `marks` is a bit mask: 1 doubtful, 2 floor, 4 approximate, 8 covered by carried totals. Only dated facts have `asOf`.
 */
export const factColumns = (names: readonly AggregateName[]): string =>
  names
    .map(
      (name) =>
        `, a_${name}.amount AS "${name}.amount", nullif(a_${name}.carried, 0) AS "${name}.carried", ` +
        `nullif(a_${name}.doubtful::int + a_${name}.is_floor::int * 2 + a_${name}.is_approximate::int * 4 + ` +
        `(${isKnownOtherwise(name)})::int * 8, ` +
        `0) AS "${name}.marks"` +
        (!isDatedFact(name) ? '' : `, a_${name}.as_of AS "${name}.asOf"`),
    )
    .join('');

const roomFactsText = textFamily(
  'facts of rooms',
  () => FACT_SETS,
  keyOfSet,
  (set) =>
    `WITH ${scope('r.id = ANY($4::uuid[])')}
      SELECT s.id AS "roomId", ${HAS_DATA} AS "hasData", s.mask${factColumns(namesIn(set))}
      FROM scope s${joined(namesIn(set))}`,
);

/**
 * The base numbers of the given rooms, one row for each room: `hasData`, and for each base number its columns with its
 * name as prefix.
 */
export const factsStatement = (days: PeriodDays, roomIds: readonly string[], set: FactSet): Statement => ({
  text: roomFactsText(set),
  values: [...dayParameters(days), roomIds],
  plan: 'generic',
  isShared: true,
});

interface RangeShape {
  readonly isCity: boolean;
  readonly set: FactSet;
}
/** A part of a city has few rooms. So there is no text for a single metric; the metric is read with its group. */
const RANGE_SHAPES = (): RangeShape[] => [
  ...FACT_SETS.map((set) => ({ isCity: true, set })),
  ...GROUP_SETS.map((set) => ({ isCity: false, set })),
];
const rangeFactsText = textFamily(
  'facts of a range',
  RANGE_SHAPES,
  ({ isCity, set }) => `${isCity} ${keyOfSet(set)}`,
  ({ isCity, set }) => {
    const names = namesIn(set);
    return `WITH ${scope(inRange(4, isCity))}
      SELECT s.id AS "roomId", ${hasData(names, isCity)} AS "hasData",
      s.mask${factColumns(names)} FROM scope s${joined(names, waysOf(isCity))}`;
  },
);

/** The base numbers of every room in a range. */
export const rangeFactsStatement = (days: PeriodDays, range: PathRange, set: FactSet): Statement => ({
  text: rangeFactsText({ isCity: range.isCity === true, set: range.isCity ? set : groupSetOf(set) }),
  values: [...dayParameters(days), range.from, range.end],
  isShared: true,
});

/**
 * SQL for the value of a metric; null when suppressed. It must agree with compute-metric.ts, and a test compares them.
 */
function valueSql(
  { numerator, denominator, per = 1, minimum = 1, ofRegister = false, isAboutRecords = false }: SumMetric,
  known: string,
): string {
  const recorded = areRecorded('s.mask', [numerator, ...(denominator ? [denominator] : [])]);
  const unknown = [
    ...[numerator, ...(denominator ? [denominator] : [])].map((name) => `a_${name}.doubtful`),
    ...(ofRegister ? [] : [`NOT ${known}`]),
    ...(isAboutRecords || recorded === 'true'
      ? []
      : [`(NOT (${recorded})${denominator ? '' : ` AND a_${numerator}.amount = 0`})`]),
    ...(denominator && minimum > 1 ? [`a_${denominator}.amount < ${minimum}`] : []),
  ].join(' OR ');
  const over = denominator ? ` * ${per} / nullif(a_${denominator}.amount, 0)` : '';
  const amount = `a_${numerator}.amount${over}`;
  return `CASE WHEN ${unknown} THEN NULL
    ELSE ${amount}
    END`;
}

interface PageShape {
  readonly isCity: boolean;
  readonly metric: SumMetric | null;
  readonly direction: SortDirection | null;
}
/**
 * The direction of a metric is a parameter: values are multiplied by 1 or −1 before they are ordered.
 * OFFSET 0 keeps PostgreSQL from computing a value twice.
 */
const PAGE_SHAPES = (): PageShape[] =>
  BOTH.flatMap((isCity) => [
    ...Object.values(SortDirection).map((direction) => ({ isCity, metric: null, direction })),
    ...SUM_METRICS.map((metric) => ({ isCity, metric, direction: null })),
  ]);

const BEHIND: Readonly<Record<SortDirection, string>> = { ASC: '>', DESC: '<' };

const pageText = textFamily(
  'page of rooms',
  PAGE_SHAPES,
  ({ isCity, metric, direction }) => `${isCity} ${metric?.id} ${direction}`,
  ({ isCity, metric, direction }) => {
    const head = (value: string, from: string): string =>
      `WITH ${scope(inRange(4, isCity))} SELECT v.id AS "roomId", v.place_id AS "placeId", v.code, v.value
        FROM (SELECT s.id, s.place_id, s.code, ${value} AS value FROM scope s${from} OFFSET 0) v `;
    if (!metric)
      return `${head('NULL::float8', '')}WHERE $7::text IS NULL OR (v.code ${BEHIND[direction!]} $7
        AND $8::float8 IS NULL) ORDER BY v.code ${direction!} LIMIT $6::int`;
    const ordering = aggregatesOf([metric]);
    return (
      `${head(valueSql(metric, hasData(ordering, isCity)), joined(ordering, waysOf(isCity)))}WHERE $7::text IS NULL
        OR (v.value IS NULL AND ($8::float8 IS NOT NULL OR v.code > $7)) ` +
      'OR v.value * $9::int > $8::float8 * $9::int OR (v.value = $8::float8 AND v.code > $7) ORDER BY v.value ' +
      '* $9::int NULLS LAST, v.code LIMIT $6::int'
    );
  },
);

/**
 * One page of rooms in the requested order. Rooms without a value are last. Equal values are ordered by code,
 * ascending.
 */
export function pageStatement({ days, range, metric, direction, after, limit }: PageQuery): Statement {
  const text = pageText({ isCity: range.isCity === true, metric, direction: metric ? null : direction });
  const position = [
    after?.code ?? null,
    after?.value ?? null,
    ...(metric ? [direction === SortDirection.ASC ? 1 : -1] : []),
  ];
  return {
    text,
    values: [...dayParameters(days), range.from, range.end, limit, ...position],
    plan: 'generic',
    isShared: true,
  };
}
