import type { LoadingContext } from '../../../../kernel/loader-definition.js';
import type { MetricValue, Metric } from './comparison-answer.js';
import { type ComparisonScope, knownResult, valuesFor } from '../../reading/comparison.loaders.js';
import { daysOf } from '../../reading/comparison-days.js';
import { type MetricResult, NO_DATA } from '../../values/compute-metric.js';
import { ComparedUnit, ComparisonBase } from '../../settings/fairness.enums.js';
import { relativePositionOf } from '../../fairness/relative-positions.loaders.js';
import { getMetric } from '../../catalogue/catalogue.js';
import { type PreviousBy, spanBefore } from '../../period/period-steps.js';
import type { PlaceScope } from '../../reading/place-sql.js';
import { placeKey } from '../../reading/place-coverage.loaders.js';
import { knownOfPlaces, valuesOfPlaces } from '../../reading/place-values.loaders.js';
import { NOT_YET } from '../../values/metric-result.js';
import { PeriodState, stateOf } from '../../period/period-state.js';
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
const ownerNotBegun = (before: (by: PreviousBy) => ValueOwner | null): ValueOwner => ({
  known: () => NOT_YET,
  result: async () => NOT_YET,
  before,
});

/** The owner of a room's values on a page. Its values are computed together with those of the other rooms. */
export function roomOwner(comparison: ComparisonScope, roomId: string): ValueOwner {
  const before = (by: PreviousBy): ValueOwner | null =>
    comparison.sealed ? null : roomOwner(comparisonBefore(comparison, by), roomId);
  if (stateOf(comparison.span) === PeriodState.NOT_BEGUN) return ownerNotBegun(before);
  return {
    known: (metricId) => knownResult(comparison, roomId, metricId),
    result: async (ctx, metricId) => (await valuesFor(ctx, comparison, metricId)).get(roomId) ?? NO_DATA,
    before,
    ...(comparison.sealed
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
  const span = spanBefore(comparison.span, by);
  const { known: _known, ...rest } = comparison;
  return { ...rest, span, days: daysOf(span), key: `${comparison.key} ${by}` };
}

export interface SpannedScope extends PlaceScope {
  readonly spans: readonly Span[];
  /** What streets are compared with; absent where places are not compared. */
  readonly against?: ComparisonBase;
}

/** The owner of a place's values at one step of a scope. */
export function placeOwner(scope: SpannedScope, step: number, path: string): ValueOwner {
  const before = (by: PreviousBy): ValueOwner => placeOwner(scopeBefore(scope, by), step, path);
  if (stateOf(scope.spans[step]!) === PeriodState.NOT_BEGUN) return ownerNotBegun(before);
  return {
    known: (metricId) => knownOfPlaces(scope, metricId, step, path),
    result: async (ctx, metricId) =>
      (await ctx.load(valuesOfPlaces, { scope, metricId })).get(placeKey(step, path)) ?? NO_DATA,
    before,
    ...(scope.against
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
