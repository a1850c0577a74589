import { binomialCdf, binomialQuantile, poissonCdf, poissonQuantile } from './distributions.js';

/** The distribution of a count when only chance is at work. Probabilities are exact to a relative 1e-10 or better. */
export interface CountLaw {
  /** The largest possible count. */
  readonly most: number;
  /** P(X ≤ count). */
  upTo(count: number): number;
  /** P(X ≥ count). */
  from(count: number): number;
  /** The smallest count with P(X ≤ count) ≥ p. */
  quantile(p: number): number;
}

/** The number of cases that occur, out of `of`, when each occurs with probability `p`; 0 < p < 1. */
export const binomialLaw = (of: number, p: number): CountLaw => ({
  most: of,
  upTo: (count) => (count < 0 ? 0 : binomialCdf(count, of, p)),
  // This counts the cases that do not occur. So a small upper tail is as precise as a small lower one.
  from: (count) => (count > of ? 0 : binomialCdf(of - count, of, 1 - p)),
  quantile: (q) => binomialQuantile(q, of, p),
});

/** The number of events when `mean` are expected; mean > 0. */
export const poissonLaw = (mean: number): CountLaw => ({
  most: Number.POSITIVE_INFINITY,
  upTo: (count) => (count < 0 ? 0 : poissonCdf(count, mean)),
  from: (count) => (count <= 0 ? 1 : 1 - poissonCdf(count - 1, mean)),
  quantile: (q) => poissonQuantile(q, mean),
});

/**
 * The smallest count that is not below the lower limit: P(X ≤ count) ≥ tail.
 * The quantile only gives the start. Its result is checked, because a band depends on it.
 */
export function lowestWithin(law: CountLaw, tail: number): number {
  let count = law.quantile(tail);
  while (law.upTo(count) < tail) count += 1;
  while (count > 0 && law.upTo(count - 1) >= tail) count -= 1;
  return count;
}

/** The largest count that is not above the upper limit: P(X ≥ count) ≥ tail. */
export function highestWithin(law: CountLaw, tail: number): number {
  let count = law.quantile(1 - tail);
  while (count > 0 && law.from(count) < tail) count -= 1;
  while (count < law.most && law.from(count + 1) >= tail) count += 1;
  return count;
}
