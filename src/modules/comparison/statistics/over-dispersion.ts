import { zScore } from './band.js';
import type { SizedCount } from './case-counts.js';
import { comparable, type Funnel, NO_SPREAD, type Spread } from './funnel.js';
import { quantiles } from './quantiles.js';

/** The two ways of widening a funnel; a metric chooses one, or none. */
export enum SpreadModel {
  MULTIPLICATIVE = 'MULTIPLICATIVE',
  ADDITIVE = 'ADDITIVE',
}

/** What the estimate rests on; `spread` goes into the funnel. */
export interface SpreadEstimate {
  readonly spread: Spread;
  readonly phi: number;
  readonly units: number;
  readonly significant: boolean;
}

/**
 * The share of z-scores pulled in at each end, so that the units looked for do not widen the lines that should find
 * them.
 */
const WINSORISED = 0.1;
/** With fewer units the dispersion is a guess. */
const LEAST_UNITS = 10;

/**
 * Estimates over-dispersion round the funnel's centre: D. J. Spiegelhalter, Qual Saf Health Care 14 (2005) 347. φ is
 * the mean square of the z-scores (on the variance-stabilising scale) after winsorising the extreme 10 % on each side;
 * τ² follows by moments (DerSimonian & Laird 1986). Nothing is widened unless φ exceeds 1 by two of its standard errors
 * √(2/I), nor with fewer than 10 units: small or unproven over-dispersion leaves the exact limits as they are.
 */
export function estimateSpread(funnel: Funnel, units: readonly SizedCount[], model: SpreadModel): SpreadEstimate {
  const used = units.filter(({ size }) => comparable(funnel, size));
  const n = used.length;
  if (n < LEAST_UNITS) return { spread: NO_SPREAD, phi: 1, units: n, significant: false };
  const phi =
    winsorised(used.map(({ count, size }) => zScore(funnel, count, size))).reduce((sum, z) => sum + z * z, 0) / n;
  const significant = phi > 1 + 2 * Math.sqrt(2 / n);
  if (!significant) return { spread: NO_SPREAD, phi, units: n, significant };
  const spread = model === SpreadModel.MULTIPLICATIVE ? { phi, tau2: 0 } : { phi: 1, tau2: additive(phi, used) };
  return { spread, phi, units: n, significant };
}

/** Pulls the extremes in to the 10 % and 90 % quantiles, never away: order and middle stay. */
export function winsorised(values: readonly number[]): readonly number[] {
  const [low, high] = quantiles(values, [WINSORISED, 1 - WINSORISED]) as [number, number];
  return values.map((value) => Math.min(Math.max(value, low), high));
}

/** The variance between units, by moments; a unit's precision on the stabilised scale is 4 × its size. */
function additive(phi: number, units: readonly SizedCount[]): number {
  const weights = units.map(({ size }) => 4 * size);
  const total = weights.reduce((sum, w) => sum + w, 0);
  const squares = weights.reduce((sum, w) => sum + w * w, 0);
  return Math.max(0, (units.length * phi - (units.length - 1)) / (total - squares / total));
}
