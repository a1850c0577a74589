import { normalQuantile } from './distributions.js';

/**
 * A range of plausible values of an estimate, from `low` to `high`, both included. Its unit is that of the estimate.
 */
export interface ConfidenceInterval {
  readonly low: number;
  readonly high: number;
}

/** An interval that may be open: null where the data set no limit on that side. */
export interface OpenInterval {
  readonly low: number | null;
  readonly high: number | null;
}

/** The level of every interval that users see. 95 % of such intervals contain the true value. */
export const LEVEL = 0.95;

/**
 * The probability outside a two-sided interval on each side, e.g. 0.025 at 95 %.
 * @throws RangeError unless 0 < level < 1
 */
export function tailOf(level: number): number {
  if (!(level > 0 && level < 1)) throw new RangeError(`a level lies between 0 and 1, not at ${level}`);
  return (1 - level) / 2;
}

/**
 * The standard normal quantile of a two-sided level, e.g. 1.96 at 95 %.
 * @throws RangeError unless 0 < level < 1
 */
export const zOf = (level: number): number => -normalQuantile(tailOf(level));
