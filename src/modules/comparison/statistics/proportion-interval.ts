import { assertShare } from './case-counts.js';
import { betaQuantile } from './distributions.js';
import { type ConfidenceInterval, LEVEL, tailOf, zOf } from './confidence-interval.js';

/**
 * Wilson's score interval of a proportion: E. B. Wilson, JASA 22 (1927) 209; the one to show beside a proportion
 * (Brown, Cai & DasGupta 2001).
 * Covers `level` on average over n and p; never leaves [0, 1] and says something at 0 of n.
 * RangeError unless 0 ≤ part ≤ of are whole numbers and of > 0.
 */
export function wilson(part: number, of: number, level = LEVEL): ConfidenceInterval {
  assertShare(part, of);
  return score(part / of, of, level);
}

/**
 * An interval of the mean of n marks within [0, 1], whatever their distribution: their variance is at most m(1 − m) at
 * a mean of m, and is that when there are marks of 0 and 1 alone (R. Bhatia & C. Davis, American Mathematical Monthly
 * 107 (2000) 353). Wilson's interval with the mean in the proportion's place is thus the widest: it covers `level` on
 * average where all marks are at the ends, and more where some lie between.
 * RangeError unless 0 ≤ mean ≤ 1 and n is a whole number > 0.
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
  // At the ends the formula is exact but for the last bit of a double.
  return { low: p === 0 ? 0 : (centre - half) / scale, high: p === 1 ? 1 : (centre + half) / scale };
}

/**
 * The exact interval of a proportion: C. J. Clopper & E. S. Pearson, Biometrika 26 (1934) 404, by quantiles of the beta
 * distribution.
 * Covers at least `level` at every n and p, so on average more. It excludes a value exactly when the funnel's exact
 * limits at that value exclude the share, so a drawn interval and a band agree.
 * RangeError unless 0 ≤ part ≤ of are whole numbers and of > 0.
 */
export function clopperPearson(part: number, of: number, level = LEVEL): ConfidenceInterval {
  assertShare(part, of);
  const tail = tailOf(level);
  return {
    low: part === 0 ? 0 : betaQuantile(tail, part, of - part + 1),
    high: part === of ? 1 : betaQuantile(1 - tail, part + 1, of - part),
  };
}
