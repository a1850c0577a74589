import type { LoadingContext } from '../../../../kernel/loader-definition.js';
import type { MetricValue, Metric } from './comparison-answer.js';
import { type ComparisonScope, knownResult, valuesFor } from '../../reading/comparison.loaders.js';
import { daysAsFarAs, daysOf } from '../../reading/comparison-days.js';
import type { PeriodDays } from '../../reading/comparison-sql.js';
import { type MetricResult, NO_DATA } from '../../values/compute-metric.js';
import { ComparedUnit, ComparisonBase } from '../../settings/fairness.enums.js';
import { relativePositionOf } from '../../fairness/relative-positions.loaders.js';
import { getMetric } from '../../catalogue/catalogue.js';
import { type PreviousBy, endsWithMonth, firstDaysOf, spanBefore } from '../../period/period-steps.js';
import type { PlaceScope } from '../../reading/place-sql.js';
import { placeKey } from '../../reading/place-coverage.loaders.js';
import { knownOfPlaces, valuesOfPlaces } from '../../reading/place-values.loaders.js';
import { NOT_YET } from '../../values/metric-result.js';
import { PeriodState, daysElapsed, stateOf } from '../../period/period-state.js';
import type { Span } from '../../period/period.service.js';
import type { ValueOwner } from './value-owner.js';

export type { ValueOwner };

/**
 * Returns the value itself where it was already read, not a promise. A page has hundreds of values, and promises would
 * be slow.
 */
export function valueOfOwner(
  ctx: LoadingContext,
  owner: ValueOwner,
  metricId: string,
): MetricValue | Promise<MetricValue> {
  const known = owner.known?.(metricId);
  return known
    ? toMetricValue(metricId, known, owner)
    : owner.result(ctx, metricId).then((result) => toMetricValue(metricId, result, owner));
}

export function valuesOfOwner(
  ctx: LoadingContext,
  owner: ValueOwner,
  metricIds: readonly string[],
): MetricValue[] | Promise<MetricValue[]> {
  const values = metricIds.map((id) => valueOfOwner(ctx, owner, id));
  return values.every(isAtHand) ? values : Promise.all(values.map((value) => Promise.resolve(value)));
}

const isAtHand = (value: MetricValue | Promise<MetricValue>): value is MetricValue => !(value instanceof Promise);

/** Names every property: a page has hundreds of values, and object spread takes several times as long. */
export const toMetricValue = (metricId: string, result: MetricResult, owner: ValueOwner | null): MetricValue => ({
  metric: getMetric(metricId) as unknown as Metric,
  owner,
  value: result.value,
  bound: result.bound,
  numerator: result.numerator,
  denominator: result.denominator,
  denominatorAsOf: result.denominatorAsOf,
  low: result.low,
  high: result.high,
  suppressedReason: result.suppressedReason,
  carriedForward: result.carriedForward,
  recordedIn: result.recordedIn && result.recordedIn.rooms < result.recordedIn.of ? result.recordedIn : null,
  parts: result.parts,
});

/** The owner of values over a period that has not begun. Nothing is read for it. */
const ownerNotBegun = (span: Span, before: (by: PreviousBy) => ValueOwner | null): ValueOwner => ({
  span,
  known: () => NOT_YET,
  result: async () => NOT_YET,
  before,
});

/** An earlier period, of which as many days are counted as have passed of a running one. */
function earlier(period: Span, by: PreviousBy, daysCounted: number | null): { span: Span; days: PeriodDays } {
  const span = spanBefore(period, by);
  const counted = firstDaysOf(span, daysCounted);
  return { span, days: counted === span ? daysOf(span) : daysAsFarAs(counted) };
}

/** null for a period that is over: then all days of the earlier one are counted. */
const passed = (span: Span): number | null => (stateOf(span) === PeriodState.RUNNING ? daysElapsed(span) : null);

/** The owner of a room's values on a page. Its values are computed together with those of the other rooms. */
export function roomOwner(comparison: ComparisonScope, roomId: string): ValueOwner {
  const before = (by: PreviousBy): ValueOwner | null =>
    comparison.sealed ? null : roomOwner(comparisonBefore(comparison, by), roomId);
  const { from, to } = comparison.days;
  if (stateOf(comparison.span) === PeriodState.NOT_BEGUN) return ownerNotBegun(comparison.span, before);
  return {
    span: { from, to },
    known: (metricId) => knownResult(comparison, roomId, metricId),
    result: async (ctx, metricId) => (await valuesFor(ctx, comparison, metricId)).get(roomId) ?? NO_DATA,
    before,
    // Other rooms are compared over whole periods only.
    ...(comparison.sealed || comparison.daysCounted
      ? {}
      : {
          position: (ctx: LoadingContext, metricId: string) =>
            relativePositionOf(
              ctx,
              {
                span: comparison.span,
                by: ComparedUnit.ROOM,
                against: comparison.against ?? ComparisonBase.CITY,
                metricId,
              },
              roomId,
            ),
        }),
  };
}

function comparisonBefore(comparison: ComparisonScope, by: PreviousBy): ComparisonScope {
  const { known: _known, ...rest } = comparison;
  const daysCounted = comparison.daysCounted ?? passed(comparison.span);
  return {
    ...rest,
    ...earlier(comparison.span, by, daysCounted),
    ...(daysCounted === null ? {} : { daysCounted }),
    key: `${comparison.key} ${by}`,
  };
}

export interface SpannedScope extends PlaceScope {
  readonly spans: readonly Span[];
  /** In an earlier period of a running one: how many of its days are counted. */
  readonly daysCounted?: number;
  /** What streets are compared with; absent where places are not compared. */
  readonly against?: ComparisonBase;
}

/** The owner of a place's values at one step of a scope. */
export function placeOwner(scope: SpannedScope, step: number, path: string): ValueOwner {
  const before = (by: PreviousBy): ValueOwner => {
    const daysCounted = scope.daysCounted ?? passed(scope.spans[step]!);
    return daysCounted === null
      ? placeOwner(scopeBefore(scope, by), step, path)
      : placeOwner(stepBefore(scope, step, by, daysCounted), 0, path);
  };
  const { from, to } = scope.days[step]!;
  if (stateOf(scope.spans[step]!) === PeriodState.NOT_BEGUN) return ownerNotBegun(scope.spans[step]!, before);
  return {
    span: { from, to },
    known: (metricId) => knownOfPlaces(scope, metricId, step, path),
    result: async (ctx, metricId) =>
      (await ctx.load(valuesOfPlaces, { scope, metricId })).get(placeKey(step, path)) ?? NO_DATA,
    before,
    ...(scope.against && !scope.daysCounted
      ? {
          position: (ctx: LoadingContext, metricId: string) =>
            relativePositionOf(
              ctx,
              { span: scope.spans[step]!, by: ComparedUnit.STREET, against: scope.against!, metricId },
              path,
            ),
        }
      : {}),
  };
}

function scopeBefore(scope: SpannedScope, by: PreviousBy): SpannedScope {
  const spans = scope.spans.map((span) => spanBefore(span, by));
  return { ...scope, spans, days: spans.map((span) => daysOf(span)), key: `${scope.key} ${by}` };
}

/** Of a trend only the last step runs. What is counted from the records is that step alone. */
function stepBefore(scope: SpannedScope, step: number, by: PreviousBy, daysCounted: number): SpannedScope {
  const { span, days } = earlier(scope.spans[step]!, by, daysCounted);
  return {
    ...scope,
    spans: [span],
    days: [days],
    daysCounted,
    isOfDays: !endsWithMonth(days),
    key: `${scope.key} ${step} ${by}`,
  };
}
