import type { AggregateName } from '../counting/base-aggregates.js';
import type { CaseName } from '../counting/case-sources.js';
import type { MetricDefinition } from '../catalogue/metric-definition.js';
import { SuppressedReason, ValueBound } from '../catalogue/comparison.enums.js';

/** A base number of one room; null when no such record of the room overlaps the period. */
export interface Aggregate {
  readonly amount: number;
  readonly carried: number;
  /** A record or total crosses the start or the end of the period, so the amount is unknown. */
  readonly doubtful: boolean;
  readonly floor: boolean;
  readonly approximate: boolean;
  readonly asOf: string | null;
}

/**
 * A tally: the number of cases for each key, ordered by key. `doubtful`: it is unknown whether some case is in the
 * period.
 * Tallies are added key by key.
 */
export interface Tally {
  readonly counts: readonly (readonly [key: string, count: number])[];
  readonly doubtful: boolean;
}

/** In how many of the rooms with data the registers of a number are kept, and what they count together. */
export interface RecordedIn {
  readonly rooms: number;
  readonly of: number;
  /** The sum of the numerator over those rooms; 0 without one. */
  readonly amount: number;
}

export interface RoomFacts {
  readonly hasData: boolean;
  /** For one room, 0 or 1 of 1. */
  recordedIn(metric: MetricDefinition): RecordedIn;
  get(name: AggregateName): Aggregate | null;
  /** null when there is no such case. */
  cases?(name: CaseName): Tally | null;
}

/** One part of a MIX. PRIVACY hides its count and its share. */
export interface PartValue {
  readonly key: string;
  readonly count: number | null;
  readonly share: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly suppressedReason: SuppressedReason | null;
}

/** The rooms whose registers are kept, and the value over them alone. It is null when unknown or of people. */
export interface RecordedRooms {
  readonly rooms: number;
  readonly of: number;
  readonly value: number | null;
}

/** The value of one metric, or the reason why there is none. */
export interface MetricResult {
  readonly value: number | null;
  readonly bound: ValueBound | null;
  readonly numerator: number | null;
  readonly denominator: number | null;
  readonly denominatorAsOf: string | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly suppressedReason: SuppressedReason | null;
  readonly carriedForward: number | null;
  /** null when nothing is recorded by anybody, e.g. NO_DATA. */
  readonly recordedIn: RecordedRooms | null;
  /** Only for a MIX. */
  readonly parts: readonly PartValue[] | null;
  /**
   * The exact cases from which the value was computed. null for sums, and when the number of cases is unknown.
   * Present even when the value is hidden (PRIVACY). A total without the hidden rooms would reveal them by subtraction.
   * It never leaves the server. Totals use it under the same privacy rules, and seals store it.
   */
  readonly tally: Tally | null;
}

export const UNKNOWN: Omit<MetricResult, 'suppressedReason'> = {
  value: null,
  bound: null,
  numerator: null,
  denominator: null,
  denominatorAsOf: null,
  low: null,
  high: null,
  carriedForward: null,
  recordedIn: null,
  parts: null,
  tally: null,
};

/** The room has no record of any kind. */
export const NO_DATA: MetricResult = { ...UNKNOWN, suppressedReason: SuppressedReason.NO_DATA };

/** The period has not begun. */
export const NOT_YET: MetricResult = { ...UNKNOWN, suppressedReason: SuppressedReason.NOT_YET };
/** The seal is older than the metric. */
export const NOT_SEALED: MetricResult = { ...UNKNOWN, suppressedReason: SuppressedReason.NOT_SEALED };

/** 0 is exact; every other number of people is rounded (privacy.ts). */
export const boundOfRounded = (people: number): ValueBound =>
  people === 0 ? ValueBound.EXACT : ValueBound.APPROXIMATE;
