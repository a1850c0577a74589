import chiSquareQuantile from '@stdlib/stats-base-dists-chisquare-quantile';

export interface Interval { readonly low: number; readonly high: number }

/** Two-sided 95 %: 2.5 % on each side. */
const TAIL = 0.025;
/** The standard normal quantile of 0.975. */
const Z = 1.959963984540054;

/** Wilson's score interval of a proportion (Wilson 1927): unlike p ± 2 s.e. it never leaves [0, 1] and says something at 0 of n. `of` > 0. */
export function wilson(part: number, of: number): Interval {
  const p = part / of;
  const z2 = Z * Z;
  const centre = p + z2 / (2 * of);
  const half = Z * Math.sqrt((p * (1 - p)) / of + z2 / (4 * of * of));
  const scale = 1 + z2 / of;
  // At the ends the formula is exact but for the last bit of a double.
  return { low: part === 0 ? 0 : (centre - half) / scale, high: part === of ? 1 : (centre + half) / scale };
}

/** The exact interval of the mean of a Poisson count (Garwood 1936). */
export function poisson(count: number): Interval {
  return {
    low: count === 0 ? 0 : chiSquareQuantile(TAIL, 2 * count) / 2,
    high: chiSquareQuantile(1 - TAIL, 2 * count + 2) / 2,
  };
}
