import type { AggregateName } from '../counting/base-aggregates.js';
import { MetricKind, SuppressedReason, ValueBound } from '../catalogue/comparison.enums.js';
import { isDatedFact } from '../counting/dated-facts.js';
import { computeCases } from './compute-cases.js';
import {
  type Aggregate,
  type MetricResult,
  NO_DATA,
  type RecordedIn,
  type RecordedRooms,
  type RoomFacts,
  UNKNOWN,
  boundOfRounded,
} from './metric-result.js';
import { type MetricDefinition, type SumMetric, isSum } from '../catalogue/metric-definition.js';
import { type PrivacyOptions, USUAL_PRIVACY, rounded, roundedDown, revealsPeople } from '../settings/privacy.js';
import { wilson } from '../statistics/proportion-interval.js';
import { rateInterval } from '../statistics/rate-interval.js';

export { NO_DATA } from './metric-result.js';
export type { Aggregate, MetricResult, PartValue, RoomFacts, Tally } from './metric-result.js';

/**
 * Computes a metric from a room's base numbers, or gives the reason why there is no value. An unknown number is
 * reported before a missing one.
 */
export const computeMetric = (
  metric: MetricDefinition,
  facts: RoomFacts,
  privacy: PrivacyOptions = USUAL_PRIVACY,
): MetricResult => (isSum(metric) ? computeSum(metric, facts, privacy) : computeCases(metric, facts, privacy));

function computeSum(metric: SumMetric, facts: RoomFacts, privacy: PrivacyOptions): MetricResult {
  const above = facts.get(metric.numerator);
  const below = metric.denominator ? facts.get(metric.denominator) : null;
  if (above?.doubtful || below?.doubtful)
    return { ...UNKNOWN, suppressedReason: SuppressedReason.PERIOD_NOT_SEPARABLE };
  if (!facts.hasData && !metric.ofRegister) return NO_DATA;
  const numerator = above?.amount ?? 0;
  const recorded = facts.recordedIn(metric);
  const isWhole = recorded.rooms === recorded.of;
  // A ratio needs both parts. A count of what was recorded at any rate is a floor.
  if (recorded.rooms === 0 && !isWhole && (metric.denominator || numerator === 0))
    return { ...UNKNOWN, recordedIn: roomsOf(recorded), suppressedReason: SuppressedReason.NOT_RECORDED };
  const isFloor = !isWhole && !metric.denominator;
  const parts = {
    numerator,
    carriedForward: above?.carried ?? 0,
    recordedIn: recorded,
    denominator: metric.denominator ? (below?.amount ?? missing(metric.denominator)) : null,
    denominatorAsOf: below?.asOf ?? null,
  };
  const bound = isFloor ? ValueBound.AT_LEAST : boundOf(above);
  return metric.people ? ofPeople(metric, parts, bound, privacy) : resultOf(metric, parts, bound, boundOf(below));
}

type Parts = Pick<MetricResult, 'carriedForward' | 'denominator' | 'denominatorAsOf'> & {
  readonly numerator: number;
  readonly recordedIn: RecordedIn;
};

const roomsOf = ({ rooms, of }: RecordedIn): RecordedRooms => ({ rooms, of, value: null });

/** A ratio is of the recording rooms anyway. A sum of people is not given twice: the difference would reveal some. */
const recordedRooms = ({ people, denominator }: SumMetric, parts: Parts, value: number | null): RecordedRooms => {
  const { rooms, of, amount } = parts.recordedIn;
  return { rooms, of, value: rooms === 0 || people ? null : denominator ? value : amount };
};

function resultOf(metric: SumMetric, parts: Parts, above: ValueBound, below: ValueBound): MetricResult {
  const { numerator, denominator } = parts;
  const answer = (value: number | null, bound: ValueBound | null, limits: Limits, reason: SuppressedReason | null) =>
    spelt(parts, recordedRooms(metric, parts, value), value, bound, limits, reason);
  if (!metric.denominator) return answer(numerator, above, NO_LIMITS, null);
  if (!denominator) return answer(null, null, NO_LIMITS, SuppressedReason.NOT_APPLICABLE);
  if (denominator < (metric.minimum ?? 1)) return answer(null, null, NO_LIMITS, SuppressedReason.TOO_FEW);
  const bound = boundOfRatio(above, below);
  const limits = intervalOf(metric, numerator, denominator, bound);
  return answer((numerator * (metric.per ?? 1)) / denominator, bound, limits, null);
}

interface Limits {
  readonly low: number | null;
  readonly high: number | null;
}
const NO_LIMITS: Limits = { low: null, high: null };

/** Names every property: a page has hundreds of results, and object spread takes several times as long. */
const spelt = (
  parts: Parts,
  recordedIn: RecordedRooms,
  value: number | null,
  bound: ValueBound | null,
  { low, high }: Limits,
  suppressedReason: SuppressedReason | null,
): MetricResult => ({
  value,
  bound,
  numerator: parts.numerator,
  denominator: parts.denominator,
  denominatorAsOf: parts.denominatorAsOf,
  low,
  high,
  suppressedReason,
  carriedForward: parts.carriedForward,
  recordedIn,
  parts: null,
  tally: null,
});

/**
 * Counts of people: small groups are hidden, larger ones are rounded. The value is computed from the rounded counts.
 */
function ofPeople(metric: SumMetric, parts: Parts, bound: ValueBound, privacy: PrivacyOptions): MetricResult {
  if (revealsPeople(parts.numerator, parts.denominator, privacy))
    return { ...UNKNOWN, recordedIn: roomsOf(parts.recordedIn), suppressedReason: SuppressedReason.PRIVACY };
  const isFloor = bound === ValueBound.AT_LEAST && parts.denominator === null;
  const round = (people: number): number => (isFloor ? roundedDown(people, privacy) : rounded(people, privacy));
  const answer = {
    ...parts,
    numerator: round(parts.numerator),
    denominator: parts.denominator && round(parts.denominator),
    carriedForward: parts.carriedForward && round(parts.carriedForward),
  };
  const value = resultOf(metric, answer, ValueBound.EXACT, ValueBound.EXACT);
  return value.value === null ? value : { ...value, bound: isFloor ? bound : boundOfRounded(answer.numerator) };
}

/** No record of something countable means 0. Residents or households that nobody entered are unknown. */
export const missing = (name: AggregateName): number | null => (isDatedFact(name) ? null : 0);

/** A sum that contains a floor is a floor. */
function boundOf(aggregate: Aggregate | null): ValueBound {
  if (aggregate?.floor) return ValueBound.AT_LEAST;
  return aggregate?.approximate ? ValueBound.APPROXIMATE : ValueBound.EXACT;
}

/**
 * The bound of a ratio: exact, a lower bound or approximate. With an exact denominator it is the bound of the
 * numerator.
 * A denominator that may be larger makes the ratio approximate.
 */
const boundOfRatio = (above: ValueBound, below: ValueBound): ValueBound =>
  below === ValueBound.EXACT ? above : ValueBound.APPROXIMATE;

/** A floor has no upper limit. An approximate number has no interval. */
function intervalOf(metric: SumMetric, numerator: number, denominator: number, bound: ValueBound): Limits {
  if (bound === ValueBound.APPROXIMATE) return NO_LIMITS;
  const { low, high } =
    metric.kind === MetricKind.PROPORTION
      ? wilson(numerator, denominator)
      : rateInterval(numerator, denominator, metric.per ?? 1);
  return { low, high: bound === ValueBound.EXACT ? high : null };
}
