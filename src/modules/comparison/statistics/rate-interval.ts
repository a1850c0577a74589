import { assertRate } from './case-counts.js';
import { chiSquareQuantile } from './distributions.js';
import { type ConfidenceInterval, LEVEL, tailOf } from './confidence-interval.js';

/**
 * The exact interval of the mean of a Poisson count, in events, from quantiles of χ²: F. Garwood, Biometrika 28 (1936)
 * 437.
 * It covers at least `level` at every mean.
 * @throws RangeError unless `count` is a whole number ≥ 0
 */
export function garwood(count: number, level = LEVEL): ConfidenceInterval {
  assertRate(count, 1);
  const tail = tailOf(level);
  return {
    low: count === 0 ? 0 : chiSquareQuantile(tail, 2 * count) / 2,
    high: chiSquareQuantile(1 - tail, 2 * count + 2) / 2,
  };
}

/** A cache of limits by count. Each page needs dozens of them, and their computation is iterative. */
const known = new Map<number, ConfidenceInterval>();
const MOST_KNOWN = 20_000;

function usualLimits(count: number): ConfidenceInterval {
  let limits = known.get(count);
  if (!limits) {
    if (known.size >= MOST_KNOWN) known.clear();
    known.set(count, (limits = garwood(count)));
  }
  return limits;
}

/**
 * Garwood's interval of a rate: events per `per` units of exposure, e.g. `per` = 1,000 residents.
 * @throws RangeError unless exposure and `per` are > 0
 */
export function rateInterval(count: number, exposure: number, per = 1, level = LEVEL): ConfidenceInterval {
  assertRate(count, exposure);
  assertRate(0, per);
  const { low, high } = level === LEVEL ? usualLimits(count) : garwood(count, level);
  return { low: (low * per) / exposure, high: (high * per) / exposure };
}
