import type { AggregateName } from './base-aggregates.js';
import { MetricKind, SuppressedReason, ValueBound } from './comparison.enums.js';
import { wilson } from './statistics/proportion-interval.js';
import { rateInterval } from './statistics/rate-interval.js';
import type { MetricDefinition } from './metrics/metric-definition.js';

/** A base number of one room; absent when the room has no such record overlapping the period. */
export interface Aggregate {
  readonly amount: number;
  readonly carried: number;
  /** A record or total lies across an edge of the period, so the amount cannot be said. */
  readonly doubtful: boolean;
  readonly floor: boolean;
  readonly approximate: boolean;
  readonly asOf: string | null;
}

export interface RoomFacts {
  readonly hasData: boolean;
  /** The whole period lies before the day from which the room's records are complete. */
  readonly isIncomplete: boolean;
  get(name: AggregateName): Aggregate | null;
}

export interface Evaluation {
  readonly value: number | null;
  readonly bound: ValueBound | null;
  readonly numerator: number | null;
  readonly denominator: number | null;
  readonly denominatorAsOf: string | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly suppressedReason: SuppressedReason | null;
  readonly carriedForward: number | null;
}

const UNKNOWN: Omit<Evaluation, 'suppressedReason'> = { value: null, bound: null, numerator: null, denominator: null, denominatorAsOf: null, low: null, high: null, carriedForward: null };

/** Nothing of any kind is recorded. */
export const NO_DATA: Evaluation = { ...UNKNOWN, suppressedReason: SuppressedReason.NO_DATA };

/** Turns a room's base numbers into the metric's value, or says why there is none. What is unknown is said before what is missing. */
export function evaluate(metric: MetricDefinition, facts: RoomFacts): Evaluation {
  const above = facts.get(metric.numerator);
  const below = metric.denominator ? facts.get(metric.denominator) : null;
  if (above?.doubtful || below?.doubtful) return { ...UNKNOWN, suppressedReason: SuppressedReason.PERIOD_NOT_SEPARABLE };
  if (!facts.hasData && !metric.ofRegister) return NO_DATA;
  const numerator = above?.amount ?? 0;
  const known = { numerator, carriedForward: above?.carried ?? 0 };
  if (facts.isIncomplete && !metric.ofRegister && known.carriedForward === 0) return { ...UNKNOWN, suppressedReason: SuppressedReason.INCOMPLETE_RECORDS };
  if (!metric.denominator) return { ...UNKNOWN, ...known, value: numerator, bound: boundOf(above), suppressedReason: null };
  const parts = { ...known, denominator: below?.amount ?? missing(metric.denominator), denominatorAsOf: below?.asOf ?? null };
  if (!parts.denominator) return { ...UNKNOWN, ...parts, suppressedReason: SuppressedReason.NOT_APPLICABLE };
  if (parts.denominator < (metric.minimum ?? 1)) return { ...UNKNOWN, ...parts, suppressedReason: SuppressedReason.TOO_FEW };
  const bound = boundOfRatio(above, below);
  return { ...parts, value: (numerator * (metric.per ?? 1)) / parts.denominator, bound, ...intervalOf(metric, numerator, parts.denominator, bound), suppressedReason: null };
}

/** No record of something countable means none of it; a place whose residents nobody entered has an unknown number of them. */
export const missing = (name: AggregateName): number | null => (name === 'residents' ? null : 0);

/** A floor stays a floor whatever is added to it. */
function boundOf(aggregate: Aggregate | null): ValueBound {
  if (aggregate?.floor) return ValueBound.AT_LEAST;
  return aggregate?.approximate ? ValueBound.APPROXIMATE : ValueBound.EXACT;
}

/** Over an exact divisor a ratio is known as its numerator is. With a divisor that may be larger it could be lower or higher: roughly is all that can be said. */
const boundOfRatio = (above: Aggregate | null, below: Aggregate | null): ValueBound =>
  (boundOf(below) === ValueBound.EXACT ? boundOf(above) : ValueBound.APPROXIMATE);

/** An interval describes chance, given the number. A floor has no upper limit, and a rough number none at all. */
function intervalOf(metric: MetricDefinition, numerator: number, denominator: number, bound: ValueBound): { low: number | null; high: number | null } {
  if (bound === ValueBound.APPROXIMATE) return { low: null, high: null };
  const { low, high } = metric.kind === MetricKind.PROPORTION ? wilson(numerator, denominator) : rateInterval(numerator, denominator, metric.per ?? 1);
  return { low, high: bound === ValueBound.EXACT ? high : null };
}
