import { Field, Float, Int, ObjectType } from 'type-graphql';
import type { LoadingContext } from '../../../../kernel/loader-definition.js';
import { pooled } from '../../reading/case-tallies.js';
import { ComparedRoom, Metric, MetricValue } from './comparison-answer.js';
import { SuppressedReason, ValueBound } from '../../catalogue/comparison.enums.js';
import { type ComparisonScope, valuesFor, valuesOfRange } from '../../reading/comparison.loaders.js';
import { type Aggregate, type MetricResult, computeMetric } from '../../values/compute-metric.js';
import { PeriodState, stateOf } from '../../period/period-state.js';
import { NOT_SEALED, NOT_YET, type RecordedIn } from '../../values/metric-result.js';
import { getMetric } from '../../catalogue/catalogue.js';
import { type CaseMetric, type MetricDefinition, type SumMetric, isSum } from '../../catalogue/metric-definition.js';
import { privacyFor } from '../../settings/settings.loaders.js';
import type { PlaceAt } from '../places/place-answer.js';
import type { PrivacyOptions } from '../../settings/privacy.js';
import { toMetricValue } from './owner-values.js';

@ObjectType('ComparisonColumn', {
  simpleResolvers: true,
  description: 'One metric over all rows of a comparison, on all pages; `numbers` is of this page.',
})
export class ComparisonColumn {
  @Field(() => Metric, { description: 'The metric.' })
  metric!: Metric;
  @Field(() => MetricValue, {
    description:
      'The total over the rows with known numerator and denominator. A rate is the quotient of the sums, never a ' +
      'mean of rates. Of streets it includes `own`. `missing` is the number of rows without a value.',
  })
  total!: MetricValue;
  @Field(() => Float, {
    nullable: true,
    description: "The median of the rows' values, in the metric's unit; null when no row has one.",
  })
  median!: number | null;
  @Field(() => Int, { description: 'The number of rows with a value.' })
  withValue!: number;
  @Field(() => Int, { description: 'The number of rows without a value, for any reason.' })
  missing!: number;
  @Field(() => [Float], {
    nullable: 'items',
    description: "The values of this page's rows, in their order; null for a row without a value.",
  })
  numbers!: readonly (number | null)[];
}

/** The column over all rooms, each counted once. If the page has all rooms, nothing more is read. */
export async function columnOfRooms(
  ctx: LoadingContext,
  comparison: ComparisonScope,
  nodes: readonly ComparedRoom[],
  metricId: string,
): Promise<ComparisonColumn> {
  const privacy = await privacyFor(ctx, [getMetric(metricId)]);
  const page = await valuesFor(ctx, comparison, metricId);
  const all = comparison.isWhole || comparison.sealed ? page : await ctx.load(valuesOfRange, { comparison, metricId });
  const results = [...all.values()];
  const numbers = nodes.map((node) => page.get(node.roomId)?.value ?? null);
  return !comparison.sealed && stateOf(comparison.span) === PeriodState.NOT_BEGUN
    ? columnOf(
        privacy,
        metricId,
        results.map(() => NOT_YET),
        numbers.map(() => null),
      )
    : columnOf(privacy, metricId, results, numbers);
}

export async function columnOfPlaces(
  ctx: LoadingContext,
  { all, own }: { readonly all: readonly PlaceAt[]; readonly own: readonly { readonly at: PlaceAt }[] },
  nodes: readonly { readonly at: PlaceAt }[],
  metricId: string,
): Promise<ComparisonColumn> {
  const results = (places: readonly PlaceAt[]): Promise<MetricResult[]> =>
    Promise.all(places.map((place) => place.owner.result(ctx, metricId)));
  const [compared, ofNoStreet, shown] = await Promise.all([
    results(all),
    results(own.map(({ at }) => at)),
    results(nodes.map(({ at }) => at)),
  ]);
  const numbers = shown.map(({ value }) => value);
  return columnOf(await privacyFor(ctx, [getMetric(metricId)]), metricId, compared, numbers, ofNoStreet);
}

function columnOf(
  privacy: PrivacyOptions,
  metricId: string,
  all: readonly MetricResult[],
  numbers: readonly (number | null)[],
  onlyInTotal: readonly MetricResult[] = [],
): ComparisonColumn {
  const metric = getMetric(metricId);
  const known = all.flatMap(({ value }) => (value === null ? [] : [value])).sort((a, b) => a - b);
  return {
    metric: metric as unknown as Metric,
    total: toMetricValue(metricId, totalOf(metric, [...all, ...onlyInTotal], privacy), null),
    median: medianOf(known),
    withValue: known.length,
    missing: all.length - known.length,
    numbers,
  };
}

function medianOf(sorted: readonly number[]): number | null {
  const middle = sorted.length / 2;
  if (sorted.length === 0) return null;
  return Number.isInteger(middle) ? (sorted[middle - 1]! + sorted[middle]!) / 2 : sorted[Math.floor(middle)]!;
}

/**
 * Computes a total by the rules of a room's value, from sums instead of a room's own numbers.
 * A metric that was not sealed for one room was sealed for none. A period that has not begun has begun for no row.
 */
export function totalOf(metric: MetricDefinition, all: readonly MetricResult[], privacy: PrivacyOptions): MetricResult {
  const [first] = all;
  if (first === NOT_YET) return NOT_YET;
  if (first?.suppressedReason === SuppressedReason.NOT_SEALED) return NOT_SEALED;
  return isSum(metric) ? totalOfSums(metric, all, privacy) : totalOfCases(metric, all, privacy);
}

/** In how many of the rooms of all rows the registers are kept. Of people no sum over some of the rooms is given. */
const recordedOf = (all: readonly MetricResult[]): RecordedIn => ({
  rooms: all.reduce((sum, { recordedIn }) => sum + (recordedIn?.rooms ?? 0), 0),
  of: all.reduce((sum, { recordedIn }) => sum + (recordedIn?.of ?? 0), 0),
  amount: all.reduce((sum, { recordedIn }) => sum + (recordedIn?.value ?? 0), 0),
});

/** Computed from the cases of all rows that have them. It is not a median of medians. */
function totalOfCases(metric: CaseMetric, all: readonly MetricResult[], privacy: PrivacyOptions): MetricResult {
  const tallies = all.flatMap(({ tally }) => tally ?? []);
  const recorded = recordedOf(all);
  return computeMetric(
    metric,
    {
      hasData: tallies.length > 0 || recorded.of > recorded.rooms,
      recordedIn: () => recorded,
      get: () => null,
      cases: () => pooled(tallies),
    },
    privacy,
  );
}

function totalOfSums(metric: SumMetric, all: readonly MetricResult[], privacy: PrivacyOptions): MetricResult {
  const parts = all.filter((value) => value.numerator !== null && (!metric.denominator || value.denominator !== null));
  const sum = (pick: (value: MetricResult) => number | null): number =>
    parts.reduce((total, value) => total + (pick(value) ?? 0), 0);
  const recorded = recordedOf(all);
  const days = new Set(parts.map((value) => value.denominatorAsOf));
  const approximate = parts.some((value) => value.bound === ValueBound.APPROXIMATE);
  const above: Aggregate = {
    amount: sum((value) => value.numerator),
    carried: sum((value) => value.carriedForward),
    doubtful: false,
    asOf: null,
    floor: parts.some((value) => value.bound === ValueBound.AT_LEAST),
    approximate,
  };
  // A ratio's bound does not say whether numerator or denominator is approximate. So the total's denominator is marked
  // as approximate.
  const below: Aggregate = {
    amount: sum((value) => value.denominator),
    carried: 0,
    doubtful: false,
    floor: false,
    approximate,
    asOf: days.size === 1 ? [...days][0]! : null,
  };
  return computeMetric(
    metric,
    {
      hasData: parts.length > 0 || recorded.of > recorded.rooms,
      recordedIn: () => recorded,
      get: (name) => (name === metric.numerator ? above : below),
    },
    privacy,
  );
}
