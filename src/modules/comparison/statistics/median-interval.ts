import { binomialCdf, binomialQuantile } from './distributions.js';
import { LEVEL, type OpenInterval, tailOf } from './confidence-interval.js';
import { ascending, quantile } from './quantiles.js';

/**
 * A median with its interval, in the unit of the values; `coverage` is what the interval covers at least, null when
 * there is none.
 */
export interface MedianEstimate extends OpenInterval {
  readonly median: number | null;
  readonly coverage: number | null;
  readonly n: number;
}

/**
 * The rank r ≥ 1 of the order statistic that starts the interval; it ends at rank n + 1 − r. Null when even the whole
 * range covers less than `level`: below 6 values at 95 %.
 */
export function medianRank(n: number, level = LEVEL): number | null {
  const tail = tailOf(level);
  if (n < 1) return null;
  // The largest r with P(Bin(n, ½) < r) ≤ tail; the quantile is the smallest count that passes the tail, hence r or r −
  // 1.
  const start = binomialQuantile(tail, n, 0.5);
  const rank = binomialCdf(start, n, 0.5) <= tail ? start + 1 : start;
  return rank >= 1 ? rank : null;
}

/**
 * The median of finished cases with its exact, distribution-free interval from order statistics: W. R. Thompson, Ann.
 * Math. Stat. 7 (1936) 122; W. J. Conover, Practical Nonparametric Statistics, §3.2. Where some cases are unfinished
 * use `kaplanMeierMedian`: leaving them out makes the slow look fast. RangeError when a value is not finite.
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
