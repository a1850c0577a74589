import { binomialCdf, binomialQuantile, poissonCdf, poissonQuantile } from './distributions.js';

/** How a count falls when chance alone is at work. Probabilities are exact to a relative 1e-10 or better. */
export interface CountLaw {
  /** The largest count there can be. */
  readonly most: number;
  /** P(X ≤ count). */
  upTo(count: number): number;
  /** P(X ≥ count). */
  from(count: number): number;
  /** The smallest count with P(X ≤ count) ≥ p. */
  quantile(p: number): number;
}

/** Cases of `of` when each comes with chance `p`, 0 < p < 1. */
export const binomialLaw = (of: number, p: number): CountLaw => ({
  most: of,
  upTo: (count) => (count < 0 ? 0 : binomialCdf(count, of, p)),
  // Counting the other cases keeps a small upper tail as precise as a small lower one.
  from: (count) => (count > of ? 0 : binomialCdf(of - count, of, 1 - p)),
  quantile: (q) => binomialQuantile(q, of, p),
});

/** Events when `mean` > 0 are expected. */
export const poissonLaw = (mean: number): CountLaw => ({
  most: Number.POSITIVE_INFINITY,
  upTo: (count) => (count < 0 ? 0 : poissonCdf(count, mean)),
  from: (count) => (count <= 0 ? 1 : 1 - poissonCdf(count - 1, mean)),
  quantile: (q) => poissonQuantile(q, mean),
});

/**
 * The smallest count that is not below the limit: P(X ≤ count) ≥ tail. The search is checked, because a verdict depends
 * on it.
 */
export function lowestWithin(law: CountLaw, tail: number): number {
  let count = law.quantile(tail);
  while (law.upTo(count) < tail) count += 1;
  while (count > 0 && law.upTo(count - 1) >= tail) count -= 1;
  return count;
}

/** The largest count that is not above the limit: P(X ≥ count) ≥ tail. */
export function highestWithin(law: CountLaw, tail: number): number {
  let count = law.quantile(1 - tail);
  while (count > 0 && law.from(count) < tail) count -= 1;
  while (count < law.most && law.from(count + 1) >= tail) count += 1;
  return count;
}
