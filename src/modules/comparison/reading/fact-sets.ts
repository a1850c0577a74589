import type { AggregateName } from '../counting/base-aggregates.js';
import { CATALOGUE, getMetric } from '../catalogue/catalogue.js';
import { type MetricDefinition, type SumMetric, isSum } from '../catalogue/metric-definition.js';

/**
 * The metrics that one statement reads: a single metric, or a group that is often requested together.
 * Any choice of metrics is read by a few of these statements, so a choice needs no text of its own.
 * The groups follow the pages of a dashboard. Reading a group costs about as much as reading the metrics of one page.
 */
const GROUPS = {
  COMMON: [
    'SESSIONS_HELD',
    'SUGGESTIONS',
    'ATTENDANCES',
    'SESSIONS_PER_1000',
    'SUGGESTIONS_PER_1000',
    'SUGGESTIONS_PER_SESSION',
    'TOPICS_CLOSED',
    'ITEMS_COMPLETED',
    'ITEMS_OVERDUE',
    'COMPLETION_RATE',
  ],
  ROOMS_AND_TOPICS: [
    'ROOMS_BUILT',
    'ROOMS_ACTIVE',
    'ROOMS_SILENT',
    'ACTIVE_ROOM_SHARE',
    'CONCERNS_RECEIVED',
    'CONCERNS_TRIAGED',
    'TRIAGE_RATE',
    'CONCERNS_PER_1000',
    'TOPICS_PROPOSED',
    'TOPICS_APPROVED',
    'TOPICS_DELIBERATED',
    'TOPICS_PLANNED',
    'PLAN_KEPT',
  ],
  SESSIONS: [
    'RESEARCH_FIRST_RATE',
    'MINUTES_RATE',
    'RECORD_COMPLETENESS',
    'AFFECTED_PARTY_SHARE',
    'ROLE_BREADTH',
    'CARRIED_FORWARD_SHARE',
  ],
  RESULTS: [
    'SUGGESTIONS_ANSWERED',
    'ANSWER_RATE',
    'ADOPTION_RATE',
    'SUGGESTIONS_PER_100_HOUSEHOLDS',
    'OUTCOMES_REACHED',
    'OUTCOMES_REPORTED',
    'OUTCOMES_DECIDED',
    'CONVERSION_RATE',
    'ITEMS_DUE',
    'ON_TIME_RATE',
    'OVERDUE_LONG_RATE',
    'VERIFICATION_RATE',
    'OWN_REPORT_SHARE',
    'HOUSEHOLDS_VISITED',
    'HOUSEHOLDS_VISITED_PER_100',
  ],
} as const;
export type FactGroup = keyof typeof GROUPS;
/** NONE reads whether a room has data, and no number. */
export type FactSet = FactGroup | 'NONE' | { readonly metric: string };

export const FACT_GROUPS = Object.keys(GROUPS) as readonly FactGroup[];
export const SUM_METRICS: readonly SumMetric[] = CATALOGUE.filter(isSum);
export const GROUP_SETS = ['NONE', ...FACT_GROUPS] as const;
export const FACT_SETS: readonly FactSet[] = [...GROUP_SETS, ...SUM_METRICS.map(({ id }) => ({ metric: id }))];
export const keyOfSet = (set: FactSet): string => (typeof set === 'string' ? set : set.metric);

const groupOf = new Map(FACT_GROUPS.flatMap((group) => GROUPS[group].map((id) => [id as string, group] as const)));
// A metric without a group would be read as 0.
for (const { id } of SUM_METRICS) if (!groupOf.has(id)) throw new Error(`${id} belongs to no group of fact-sets.ts`);

/** The groups that contain these metrics. */
export const groupsFor = (metrics: readonly MetricDefinition[]): FactGroup[] => {
  const named = new Set(metrics.filter(isSum).map(({ id }) => groupOf.get(id)!));
  return FACT_GROUPS.filter((group) => named.has(group));
};

/** The group to read where a metric is not read alone. */
export const groupSetOf = (set: FactSet): 'NONE' | FactGroup =>
  typeof set === 'string' ? set : groupOf.get(set.metric)!;

/** The sets to read for these metrics: one metric alone, several by their groups. */
export function setsFor(metrics: readonly MetricDefinition[]): FactSet[] {
  const sums = [...new Set(metrics.filter(isSum).map(({ id }) => id))];
  if (sums.length === 0) return ['NONE'];
  return sums.length === 1 ? [{ metric: sums[0]! }] : groupsFor(metrics);
}

/** The metrics for which a set has all numbers, in the catalogue's order. */
export function metricsIn(set: FactSet): readonly SumMetric[] {
  if (set === 'NONE') return [];
  return typeof set === 'string'
    ? SUM_METRICS.filter(({ id }) => groupOf.get(id) === set)
    : [getMetric(set.metric) as SumMetric];
}

/** The base numbers that these metrics need, in alphabetical order. */
export const aggregatesOf = (metrics: readonly MetricDefinition[]): AggregateName[] =>
  [
    ...new Set(
      metrics
        .filter(isSum)
        .flatMap((metric) => [metric.numerator, ...(metric.denominator ? [metric.denominator] : [])]),
    ),
  ].sort();

export const namesIn = (set: FactSet): readonly AggregateName[] => aggregatesOf(metricsIn(set));
