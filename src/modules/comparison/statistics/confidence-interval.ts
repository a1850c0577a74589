import { normalQuantile } from './distributions.js';

/** From `low` to `high`, both ends included, in the unit of what was estimated. */
export interface ConfidenceInterval {
  readonly low: number;
  readonly high: number;
}

/** An interval that may be open: null where the data set no limit on that side. */
export interface OpenInterval {
  readonly low: number | null;
  readonly high: number | null;
}

/** The level of every interval that people see, unless a function is given another. */
export const LEVEL = 0.95;

/** What a two-sided interval leaves out on each side, e.g. 0.025 at 95 %. RangeError unless 0 < level < 1. */
export function tailOf(level: number): number {
  if (!(level > 0 && level < 1)) throw new RangeError(`a level lies between 0 and 1, not at ${level}`);
  return (1 - level) / 2;
}

/**
 * The standard normal quantile that belongs to a two-sided level, e.g. 1.96 at 95 %. RangeError unless 0 < level < 1.
 */
export const zOf = (level: number): number => -normalQuantile(tailOf(level));
