import { between } from './between-variance.js';
import { assertRate, type Rate } from './case-counts.js';
import { chiSquareQuantile } from './distributions.js';
import { type ConfidenceInterval, LEVEL, tailOf } from './confidence-interval.js';

/**
 * The prior of an empirical-Bayes estimate: what the peers say of a unit's rate before its own events are seen.
 * `exposure` is the weight of the peers, in units of exposure: the rate parameter of the gamma distribution.
 * It is Infinity when the peers differ by chance only (complete pooling).
 */
export interface GammaPrior {
  readonly centre: number;
  readonly exposure: number;
}

/**
 * Fits the prior to the peers by moments (Marshall 1991, see between-variance.ts).
 * Shape = centre² / variance; exposure = centre / variance. Fewer than three peers are pooled, and so are peers without
 * any event.
 * @returns null without peers
 * @throws RangeError when a peer is no count over an exposure
 */
export function fitGamma(peers: readonly Rate[]): GammaPrior | null {
  if (peers.length === 0) return null;
  for (const { count, exposure } of peers) assertRate(count, exposure);
  const pooled =
    peers.reduce((sum, { count }) => sum + count, 0) / peers.reduce((sum, { exposure }) => sum + exposure, 0);
  if (peers.length < 3 || pooled === 0) return { centre: pooled, exposure: Number.POSITIVE_INFINITY };
  const { centre, variance } = between(
    peers.map(({ count, exposure }) => ({ value: count / exposure, size: exposure, free: 1 })),
    (rate) => rate,
  );
  return { centre, exposure: variance === 0 ? Number.POSITIVE_INFINITY : centre / variance };
}

/**
 * The empirical-Bayes rate, in events per unit of exposure: (centre × prior exposure + count) / (prior exposure +
 * exposure).
 * It is between the unit's own rate and its peers'.
 * @throws RangeError when it is no count over an exposure
 */
export function shrinkRate(prior: GammaPrior, { count, exposure }: Rate): number {
  assertRate(count, exposure);
  return Number.isFinite(prior.exposure)
    ? (prior.centre * prior.exposure + count) / (prior.exposure + exposure)
    : prior.centre;
}

/**
 * The interval that contains the unit's true rate with probability `level`, given the fitted prior.
 * It is a single point when the peers are pooled.
 */
export function shrunkRateInterval(prior: GammaPrior, { count, exposure }: Rate, level = LEVEL): ConfidenceInterval {
  assertRate(count, exposure);
  if (!Number.isFinite(prior.exposure)) return { low: prior.centre, high: prior.centre };
  const degrees = 2 * (prior.centre * prior.exposure + count);
  const scale = 2 * (prior.exposure + exposure);
  return {
    low: chiSquareQuantile(tailOf(level), degrees) / scale,
    high: chiSquareQuantile(1 - tailOf(level), degrees) / scale,
  };
}
