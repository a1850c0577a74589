import { binomialCdf, binomialQuantile } from './distributions.js';
import { LEVEL, type OpenInterval, tailOf } from './confidence-interval.js';
import { ascending, quantile } from './quantiles.js';

/**
 * A median with its interval, in the unit of the values.
 * `coverage`: the probability with which the interval contains the true median, at least. null: no interval.
 */
export interface MedianEstimate extends OpenInterval {
  readonly median: number | null;
  readonly coverage: number | null;
  readonly n: number;
}

/**
 * The rank r ≥ 1 of the value that starts the interval, in ascending order. The interval ends at rank n + 1 − r.
 * null when even the whole range covers less than `level`: below 6 values at 95 %.
 */
export function medianRank(n: number, level = LEVEL): number | null {
  const tail = tailOf(level);
  if (n < 1) return null;
  // The largest r with P(Bin(n, ½) < r) ≤ tail. The quantile is the smallest count above the tail, so it is r or r − 1.
  const start = binomialQuantile(tail, n, 0.5);
  const rank = binomialCdf(start, n, 0.5) <= tail ? start + 1 : start;
  return rank >= 1 ? rank : null;
}

/**
 * The median of finished cases with its exact interval, which assumes no distribution.
 * Sources: W. R. Thompson, Ann. Math. Stat. 7 (1936) 122; W. J. Conover, Practical Nonparametric Statistics, §3.2.
 * Where cases are unfinished use `kaplanMeierMedian`. Without them a slow room would look fast.
 * @throws RangeError when a value is not finite
 */
export function medianWithInterval(values: readonly number[], level = LEVEL): MedianEstimate {
  const sorted = ascending(values);
  const n = sorted.length;
  const rank = medianRank(n, level);
  if (rank === null) return { median: quantile(sorted, 0.5), low: null, high: null, coverage: null, n };
  return {
    median: quantile(sorted, 0.5),
    low: sorted[rank - 1]!,
    high: sorted[n - rank]!,
    coverage: 1 - 2 * binomialCdf(rank - 1, n, 0.5),
    n,
  };
}
