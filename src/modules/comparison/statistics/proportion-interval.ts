import { assertShare } from './case-counts.js';
import { betaQuantile } from './distributions.js';
import { type ConfidenceInterval, LEVEL, tailOf, zOf } from './confidence-interval.js';

/**
 * Wilson's score interval of a proportion: E. B. Wilson, JASA 22 (1927) 209. It is shown beside proportions, as Brown,
 * Cai & DasGupta (2001) advise.
 * It covers `level` on average over n and p, stays within [0, 1], and has a width at 0 of n too.
 * @throws RangeError unless part and of are whole numbers, 0 ≤ part ≤ of and of > 0
 */
export function wilson(part: number, of: number, level = LEVEL): ConfidenceInterval {
  assertShare(part, of);
  return score(part / of, of, level);
}

/**
 * An interval for the mean of n marks between 0 and 1 of any distribution. It is Wilson's interval with the mean in
 * place of the proportion.
 * The variance of marks with mean m is at most m(1 − m), when all marks are 0 or 1: R. Bhatia & C. Davis, American
 * Mathematical Monthly 107 (2000) 353.
 * So the interval is never too narrow. It covers `level` on average when all marks are 0 or 1, and more otherwise.
 * @throws RangeError unless 0 ≤ mean ≤ 1 and n is a whole number > 0
 */
export function boundedMean(mean: number, n: number, level = LEVEL): ConfidenceInterval {
  if (!(mean >= 0 && mean <= 1 && Number.isInteger(n) && n > 0))
    throw new RangeError(`${mean} is no mean of ${n} marks between 0 and 1`);
  return score(mean, n, level);
}

function score(p: number, n: number, level: number): ConfidenceInterval {
  const z = zOf(level);
  const z2 = z * z;
  const centre = p + z2 / (2 * n);
  const half = z * Math.sqrt((p * (1 - p)) / n + z2 / (4 * n * n));
  const scale = 1 + z2 / n;
  // At 0 and 1 the formula gives exactly that end, except for the last bit of a double.
  return { low: p === 0 ? 0 : (centre - half) / scale, high: p === 1 ? 1 : (centre + half) / scale };
}

/**
 * The exact interval of a proportion, from quantiles of the beta distribution: C. J. Clopper & E. S. Pearson,
 * Biometrika 26 (1934) 404.
 * It covers at least `level` for every n and p, so more on average.
 * It excludes a centre exactly when the funnel's exact limits at that centre exclude the share. So interval and band
 * agree.
 * @throws RangeError unless part and of are whole numbers, 0 ≤ part ≤ of and of > 0
 */
export function clopperPearson(part: number, of: number, level = LEVEL): ConfidenceInterval {
  assertShare(part, of);
  const tail = tailOf(level);
  return {
    low: part === 0 ? 0 : betaQuantile(tail, part, of - part + 1),
    high: part === of ? 1 : betaQuantile(1 - tail, part + 1, of - part),
  };
}
