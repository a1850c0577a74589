import { zScore } from './band.js';
import type { SizedCount } from './case-counts.js';
import { comparable, type Funnel, NO_SPREAD, type Spread } from './funnel.js';
import { quantiles } from './quantiles.js';

/** Two ways to widen a funnel when units differ more than by chance (over-dispersion). A metric uses one or none. */
export enum SpreadModel {
  MULTIPLICATIVE = 'MULTIPLICATIVE',
  ADDITIVE = 'ADDITIVE',
}

/** The estimate with the figures behind it. `spread` goes into the funnel. */
export interface SpreadEstimate {
  readonly spread: Spread;
  readonly phi: number;
  readonly units: number;
  readonly significant: boolean;
}

/** The share of z-scores that is limited at each end. So the outliers do not widen the lines that should find them. */
const WINSORISED = 0.1;
/** With fewer units the estimate would be too uncertain. */
const LEAST_UNITS = 10;

/**
 * Estimates over-dispersion around the funnel's centre: D. J. Spiegelhalter, Qual Saf Health Care 14 (2005) 347.
 * φ is the mean square of the z-scores (distances in standard errors), after limiting the extreme 10 % on each side.
 * τ² follows from φ by moments (DerSimonian & Laird 1986).
 * A funnel is widened only if φ exceeds 1 by two of its standard errors √(2/I), and with 10 units or more. I is the
 * number of units.
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

/** Winsorises: values beyond the 10 % and 90 % quantiles become those quantiles. The order stays. */
export function winsorised(values: readonly number[]): readonly number[] {
  const [low, high] = quantiles(values, [WINSORISED, 1 - WINSORISED]) as [number, number];
  return values.map((value) => Math.min(Math.max(value, low), high));
}

/**
 * The variance between units by moments. The weight of a unit is 4 × size, one over its variance on the stabilised
 * scale.
 */
function additive(phi: number, units: readonly SizedCount[]): number {
  const weights = units.map(({ size }) => 4 * size);
  const total = weights.reduce((sum, w) => sum + w, 0);
  const squares = weights.reduce((sum, w) => sum + w * w, 0);
  return Math.max(0, (units.length * phi - (units.length - 1)) / (total - squares / total));
}
