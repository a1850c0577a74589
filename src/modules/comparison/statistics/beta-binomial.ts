import { between } from './between-variance.js';
import { assertShare, type Share } from './case-counts.js';
import { betaQuantile } from './distributions.js';
import { type ConfidenceInterval, LEVEL, tailOf } from './confidence-interval.js';

/**
 * What is known of a unit's proportion before looking at it: its peers'. `cases` is how many cases of its own weigh as
 * much as the peers (a + b of the beta distribution); Infinity when the peers do not differ beyond chance (complete
 * pooling).
 */
export interface BetaPrior {
  readonly centre: number;
  readonly cases: number;
}

/**
 * Fits the peers by moments (Kleinman 1973, see between-variance.ts). The variance between units is ρ·p(1 − p), and a +
 * b = 1/ρ − 1.
 * Null without peers. Fewer than three peers, or all of them at 0 or at all, are pooled. RangeError when a peer is no
 * share of cases.
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
  // At ρ = 1 the beta distribution would have its mass at 0 and 1 alone; one hundredth of a case keeps it one.
  return { centre, cases: rho === 0 ? Number.POSITIVE_INFINITY : Math.max(1 / rho - 1, 0.01) };
}

/**
 * The empirical-Bayes proportion, from 0 to 1: between the unit's own and its peers', nearer to its own the more cases
 * it has. RangeError when it is no share of cases.
 */
export function shrinkShare(prior: BetaPrior, { part, of }: Share): number {
  assertShare(part, of);
  return Number.isFinite(prior.cases) ? (prior.centre * prior.cases + part) / (prior.cases + of) : prior.centre;
}

/**
 * The interval that holds the unit's true proportion with probability `level`, given the peers as fitted; a point when
 * they are pooled.
 */
export function shrunkShareInterval(prior: BetaPrior, { part, of }: Share, level = LEVEL): ConfidenceInterval {
  assertShare(part, of);
  if (!Number.isFinite(prior.cases)) return { low: prior.centre, high: prior.centre };
  const a = prior.centre * prior.cases + part;
  const b = (1 - prior.centre) * prior.cases + of - part;
  return { low: betaQuantile(tailOf(level), a, b), high: betaQuantile(1 - tailOf(level), a, b) };
}
