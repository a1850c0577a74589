import type { AggregateName } from '../counting/base-aggregates.js';
import type { CaseName } from '../counting/case-sources.js';
import { SuppressedReason, ValueBound } from '../catalogue/comparison.enums.js';

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

/**
 * How many cases there are of each key, in the order of the keys. `doubtful` when some case may lie in the period or
 * not. Two tallies add by their keys.
 */
export interface Tally {
  readonly counts: readonly (readonly [key: string, count: number])[];
  readonly doubtful: boolean;
}

export interface RoomFacts {
  readonly hasData: boolean;
  /** The whole period lies before the day from which the room's records are complete. */
  readonly isIncomplete: boolean;
  get(name: AggregateName): Aggregate | null;
  /** null where there is no such case. */
  cases?(name: CaseName): Tally | null;
}

/** One part of a MIX, as it may be shown: PRIVACY hides its count and its share. */
export interface PartValue {
  readonly key: string;
  readonly count: number | null;
  readonly share: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly suppressedReason: SuppressedReason | null;
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
  /** Of a MIX alone. */
  readonly parts: readonly PartValue[] | null;
  /**
   * The cases it was made of, exactly, so that a total can be made of those of all rooms; null for sums, and where the
   * number of cases is not known.
   * Also of a value that may not be told (PRIVACY): a total without the small rooms would tell them by its difference
   * from the place's own.
   * It therefore never leaves the server: it goes into totals, which are told by the same rules, and into seals.
   */
  readonly tally: Tally | null;
}

export const UNKNOWN: Omit<Evaluation, 'suppressedReason'> = {
  value: null,
  bound: null,
  numerator: null,
  denominator: null,
  denominatorAsOf: null,
  low: null,
  high: null,
  carriedForward: null,
  parts: null,
  tally: null,
};

/** Nothing of any kind is recorded. */
export const NO_DATA: Evaluation = { ...UNKNOWN, suppressedReason: SuppressedReason.NO_DATA };

/** The seal is older than the metric. */
export const NOT_SEALED: Evaluation = { ...UNKNOWN, suppressedReason: SuppressedReason.NOT_SEALED };

/** None is a fact; any other number of people is told in round numbers (privacy.ts). */
export const boundOfRounded = (people: number): ValueBound =>
  people === 0 ? ValueBound.EXACT : ValueBound.APPROXIMATE;
