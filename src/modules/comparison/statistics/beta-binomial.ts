import { between } from './between-variance.js';
import { assertShare, type Share } from './case-counts.js';
import { betaQuantile } from './distributions.js';
import { type ConfidenceInterval, LEVEL, tailOf } from './confidence-interval.js';

/**
 * The prior of an empirical-Bayes estimate: what the peers say of a unit's proportion before its own cases are seen.
 * `cases` is the weight of the peers, in cases: a + b of the beta distribution. It is Infinity when the peers differ by
 * chance only (complete pooling).
 */
export interface BetaPrior {
  readonly centre: number;
  readonly cases: number;
}

/**
 * Fits the prior to the peers by moments: mean and variance (Kleinman 1973, see between-variance.ts).
 * The variance between units is ρ·p(1 − p), and a + b = 1/ρ − 1.
 * Fewer than three peers are pooled. So are peers that are all at 0 or all at 1.
 * @returns null without peers
 * @throws RangeError when a peer is no share of cases
 */
export function fitBeta(peers: readonly Share[]): BetaPrior | null {
  if (peers.length === 0) return null;
  for (const { part, of } of peers) assertShare(part, of);
  const pooled = peers.reduce((sum, { part }) => sum + part, 0) / peers.reduce((sum, { of }) => sum + of, 0);
  if (peers.length < 3 || pooled === 0 || pooled === 1) return { centre: pooled, cases: Number.POSITIVE_INFINITY };
  const { centre, variance } = between(
    peers.map(({ part, of }) => ({ value: part / of, size: of, free: 1 - 1 / of })),
    (p) => p * (1 - p),
  );
  const rho = variance / (centre * (1 - centre));
  // At ρ = 1 the beta distribution is only 0 and 1, with a + b = 0. At least 0.01 of a case keeps it a distribution.
  return { centre, cases: rho === 0 ? Number.POSITIVE_INFINITY : Math.max(1 / rho - 1, 0.01) };
}

/**
 * The empirical-Bayes proportion, from 0 to 1: (centre × cases + part) / (cases + of).
 * It is between the unit's own proportion and its peers'. The more cases the unit has, the closer it is to its own.
 * @throws RangeError when it is no share of cases
 */
export function shrinkShare(prior: BetaPrior, { part, of }: Share): number {
  assertShare(part, of);
  return Number.isFinite(prior.cases) ? (prior.centre * prior.cases + part) / (prior.cases + of) : prior.centre;
}

/**
 * The interval that contains the unit's true proportion with probability `level`, given the fitted prior.
 * It is a single point when the peers are pooled.
 */
export function shrunkShareInterval(prior: BetaPrior, { part, of }: Share, level = LEVEL): ConfidenceInterval {
  assertShare(part, of);
  if (!Number.isFinite(prior.cases)) return { low: prior.centre, high: prior.centre };
  const a = prior.centre * prior.cases + part;
  const b = (1 - prior.centre) * prior.cases + of - part;
  return { low: betaQuantile(tailOf(level), a, b), high: betaQuantile(1 - tailOf(level), a, b) };
}
