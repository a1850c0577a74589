import type { Statement } from '../../../kernel/database.js';
import { DUE_BY, FROM, HAS_DATA, type RecordAggregateName, TO } from '../counting/base-aggregates.js';
import { textFamily } from '../../../kernel/statement-text.js';
import { BOTH, inRange, scope } from './comparison-sql.js';
import { isDatedFact } from '../counting/dated-facts.js';
import { MASK, hasRegisters } from '../counting/kept-registers.js';
import { FACT_GROUPS, type FactGroup, aggregatesOf, metricsIn } from './fact-sets.js';
import {
  DUE_MONTH,
  RUNNING,
  aggregate,
  isKeyed,
  isRunning,
  measuresOf,
  monthColumns,
  rolledOf,
  runningColumns,
  spanColumns,
} from '../counting/measures/rolled-measure.js';
import type { SumMetric } from '../catalogue/metric-definition.js';
import { type PlaceScope, canBePlain, placeParameters, within } from './place-sql.js';

/**
 * The steps of a trend, which follow each other without a gap. Each is a row, and its columns replace the parameters of
 * a statement about one period.
 */
const STEPS = `steps AS MATERIALIZED (SELECT n::int AS n, first_day, last_day, due_by,
  ${DUE_MONTH.replaceAll(DUE_BY, 'due_by')} AS due_month
  FROM unnest($1::date[], $2::date[], $3::date[]) WITH ORDINALITY AS u(first_day, last_day, due_by, n))`;
const ofStep = (sql: string): string =>
  sql
    .replaceAll(DUE_MONTH, 'step.due_month')
    .replaceAll(FROM, 'step.first_day')
    .replaceAll(TO, 'step.last_day')
    .replaceAll(DUE_BY, 'step.due_by');
const FIRST = '($1::date[])[1]';
const LAST = '($2::date[])[cardinality($2::date[])]';

/** Leaves out statistical units, as in every comparison. Usually a city has none, and then the rows are not checked. */
const REGULAR = (alias: string): string =>
  `((SELECT true FROM place WHERE kind = 'STATISTICAL_ONLY' LIMIT 1) IS NULL
    OR ${alias}.place_id <> ALL (ARRAY(SELECT id FROM place WHERE kind = 'STATISTICAL_ONLY')))`;

/**
 * The sums of one place for metrics that are plain sums, step by step. Trends use it.
 * Each month and each kind of span is added up once over all rooms. The steps are then made from a few dozen rows.
 */
export const stepTotalsStatement = (query: PlaceScope, group: FactGroup): Statement => ({
  text: totalsText({ isCity: query.range.isCity === true, isByMonth: isByMonth(query), group }),
  values: placeParameters(query),
  plan: 'generic',
  isShared: true,
});

interface StepsShape {
  readonly isCity: boolean;
  readonly isByMonth: boolean;
  readonly group: FactGroup;
}
const STEPS_SHAPES = (): StepsShape[] =>
  BOTH.flatMap((isCity) =>
    BOTH.flatMap((byMonth) => FACT_GROUPS.map((group) => ({ isCity, isByMonth: byMonth, group }))),
  );
const totalsText = textFamily(
  'steps of a place',
  STEPS_SHAPES,
  (shape) => `${shape.isCity} ${shape.isByMonth} ${shape.group}`,
  makeTotals,
);

function makeTotals(shape: StepsShape): string {
  const metrics = metricsIn(shape.group).filter(canBePlain);
  const names = aggregatesOf(metrics).filter((name): name is RecordAggregateName => !isDatedFact(name));
  const rolled = rolledOf(names);
  // For a whole city the rows have no condition on their path. Even a condition that is always true would be checked
  // for every row.
  const rows = (alias: string): string =>
    (shape.isCity ? '' : `${alias}.place_path >= $4 AND ${alias}.place_path < $5 AND `) + REGULAR(alias);
  /** Rewrites SQL about one room for all rooms of the place in a step, without units of the statistics. */
  const ofPlace = (sql: string): string =>
    ofStep(sql).replaceAll(/(\w)\.(?:room_id = s\.id|place_id = s\.place_id)\b/g, (_, alias: string) => rows(alias));
  const monthsKept = [
    ...new Set([...monthColumns(rolled).matchAll(/\bm\.(\w+)/g)].map(([, column]) => column!)),
  ].filter((column) => column !== 'month');
  const ctes = [
    STEPS,
    `m AS MATERIALIZED (SELECT m.month${monthsKept
      .map(
        (column) => `, sum(m.${column}) AS
      ${column}`,
      )
      .join('')}
      FROM room_month_stat m WHERE m.month >= ${FIRST} AND m.month <= ${LAST} AND ${rows('m')} GROUP BY m.month)`,
    `p AS MATERIALIZED (SELECT p.measure, p.from_month, p.since_month, p.to_month, p.carried, p.bound,
      sum(p.value) AS value FROM room_span_stat p ` +
      `WHERE (${spansOf(shape, rolled)}) AND p.records <> 0 AND ${rows('p')}
        GROUP BY p.measure, p.from_month, p.since_month, p.to_month, p.carried, p.bound)`,
  ];
  const joins =
    rolled.length === 0
      ? ''
      : ofStep(
          ` CROSS JOIN LATERAL (SELECT ${monthColumns(rolled)} FROM m WHERE m.month BETWEEN ${FROM} AND ${TO}) stat_m` +
            ` CROSS JOIN LATERAL (SELECT ${spanColumns(rolled)} FROM p
              WHERE p.from_month <= ${TO} AND p.to_month >= ${FROM}) stat_p`,
        ) +
        (rolled.some(isRunning)
          ? ofPlace(
              ` CROSS JOIN LATERAL (SELECT ${runningColumns(rolled)} FROM implementation_item i
                WHERE i.city_id = s.city_id AND i.place_id = s.place_id AND ${RUNNING}) stat_d`,
            )
          : '');
  return (
    `WITH ${ctes.join(', ')} SELECT step.n AS step, s.path AS "group",
      ${ofPlace(HAS_DATA)}::int AS "withData", (${isMixed(rows('r'), names)}) IS TRUE AS "isMixed"
      ${metrics.map(totals).join('')} ` +
    `FROM (SELECT city_id, path FROM place
      WHERE path = ($6::text[])[1] AND $4::text IS NOT NULL AND $5::text IS NOT NULL) s CROSS
      JOIN steps step${joins}${names
        .map(
          (name) => `
      CROSS JOIN LATERAL ${ofPlace(aggregate(name))}`,
        )
        .join('')}`
  );
}

/**
 * Whether some room with data did not keep the registers of these numbers during all the steps. Then the numbers must
 * be read room by room. A room that has kept all registers since the first step needs one comparison of days.
 * The form of the other conditions keeps PostgreSQL from asking them of all rooms at once.
 */
const isMixed = (rooms: string, names: readonly RecordAggregateName[]): string =>
  `SELECT true FROM room r WHERE (r.data_complete_from <= ${FIRST}) IS NOT TRUE AND ${rooms}
    AND (SELECT ${hasRegisters(`(${MASK.replaceAll(FROM, FIRST).replaceAll(TO, LAST)})`, names)} FROM room_keeping k
    WHERE k.city_id = r.city_id AND k.room_id = r.id LIMIT 1) IS NOT TRUE
    AND (SELECT true FROM room_month_stat h WHERE h.city_id = r.city_id AND h.room_id = r.id AND h.month <= ${LAST}
    AND h.recorded > 0 LIMIT 1) IS TRUE LIMIT 1`;

const isByMonth = ({ days }: PlaceScope): boolean => days.every(({ from, to }) => from.slice(0, 7) === to.slice(0, 7));

/**
 * The spans that can matter to a step. A span of keyed records (with a key day, e.g. a due day) must begin in it.
 * If steps are months, its change must also be possible in that month.
 */
function spansOf(shape: StepsShape, rolled: ReturnType<typeof rolledOf>): string {
  const listed = (some: typeof rolled): string => [...new Set(some.flatMap(measuresOf))].join(', ');
  const [keyed, others] = [rolled.filter(isKeyed), rolled.filter((one) => !isKeyed(one))];
  const conditions = [
    ...(keyed.length > 0
      ? [
          `p.measure IN (${listed(keyed)}) AND p.from_month >= ${FIRST} AND p.from_month <= ${LAST}` +
            `${shape.isByMonth ? ' AND p.since_month = p.from_month' : ''}`,
        ]
      : []),
    ...(others.length > 0
      ? [`p.measure IN (${listed(others)}) AND p.from_month <= ${LAST} AND p.to_month >= ${FIRST}`]
      : []),
  ];
  return conditions.length > 0 ? conditions.join(' OR ') : 'false';
}

function totals({ id, numerator, denominator }: SumMetric): string {
  const [above, below] = [`a_${numerator}`, `a_${denominator}`];
  const parts: Record<string, string> = {
    above: `${above}.amount`,
    carried: `${above}.carried`,
    doubtful: `${above}.doubtful`,
    floor: `${above}.is_floor`,
    approximate: `${above}.is_approximate`,
  };
  if (denominator)
    Object.assign(parts, {
      below: `${below}.amount`,
      doubtful: `${above}.doubtful OR ${below}.doubtful`,
      belowFloor: `${below}.is_floor`,
      belowApproximate: `${below}.is_approximate`,
      asOf: 'NULL::date',
    });
  return Object.entries(parts)
    .map(([part, sql]) => `, ${sql} AS "${id}.${part}"`)
    .join('');
}

/**
 * The number of enrolled rooms and of rooms with data, one row for each step and place that has rooms.
 * A room has data from its first month with any record. That month is read once for each room, for all steps.
 */
const stepCoverageText = textFamily(
  'coverage of steps',
  () => BOTH,
  String,
  (isCity: boolean) => {
    const rooms = scope(inRange(4, isCity))
      .replaceAll(FROM, FIRST)
      .replaceAll(TO, LAST)
      .replaceAll(DUE_BY, '($3::date[])[1]');
    return (
      `WITH ${STEPS}, ${rooms}, f AS MATERIALIZED (SELECT s.place_path, (SELECT k.month FROM room_month_stat k
        WHERE k.city_id = s.city_id AND k.room_id = s.id AND k.recorded > 0 ORDER BY k.month LIMIT 1) AS since
        FROM scope s), ` +
      `c AS MATERIALIZED (SELECT g.path, f.since, count(*) AS rooms FROM f ${within('f.place_path')}
        GROUP BY g.path, f.since) ` +
      `SELECT step.n AS step, c.path AS "group", sum(c.rooms)::int AS enrolled,
        coalesce(sum(c.rooms) FILTER (WHERE c.since <= step.last_day), 0)::int AS "withData" FROM steps step CROSS
        JOIN c GROUP BY step.n, c.path`
    );
  },
);
export const stepCoverageStatement = (query: PlaceScope): Statement => ({
  text: stepCoverageText(query.range.isCity === true),
  values: placeParameters(query),
  plan: 'generic',
  isShared: true,
});
