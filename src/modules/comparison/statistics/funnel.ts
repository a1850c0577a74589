import { binomialLaw, type CountLaw, poissonLaw } from './count-law.js';

/** What a funnel plot draws against size: a share of `size` cases, or events over an exposure of `size`. */
export enum FunnelKind {
  PROPORTION = 'PROPORTION',
  RATE = 'RATE',
}

/**
 * Over-dispersion: how much more the units differ than by chance. Source: D. J. Spiegelhalter, Qual Saf Health Care 14
 * (2005) 347.
 * `phi` ≥ 1 multiplies every variance. `tau2` ≥ 0 is added to every variance, on the scale of `stabilised`. Only one of
 * the two is used; the other is 1 or 0.
 */
export interface Spread {
  readonly phi: number;
  readonly tau2: number;
}

/** No over-dispersion: the exact limits apply unchanged. */
export const NO_SPREAD: Spread = { phi: 1, tau2: 0 };

/**
 * `centre` is what units are compared with: the proportion of all units together, or their events per unit of exposure.
 * It is treated as known without error.
 */
export interface Funnel {
  readonly kind: FunnelKind;
  readonly centre: number;
  readonly spread: Spread;
}

/** The two-sided levels of the outer and the inner line. Only the outer line is a signal. */
export const OUTER = 0.998;
export const INNER = 0.95;

/** Below one expected event, a signal above would rest on very few events. */
const LEAST_EXPECTED = 1;

export const proportionFunnel = (centre: number, spread = NO_SPREAD): Funnel => ({
  kind: FunnelKind.PROPORTION,
  centre,
  spread,
});
export const rateFunnel = (centre: number, spread = NO_SPREAD): Funnel => ({ kind: FunnelKind.RATE, centre, spread });

/** The distribution of a unit's count when the unit is like all others. Call it only where `comparable` holds. */
export const lawOf = ({ kind, centre }: Funnel, size: number): CountLaw =>
  kind === FunnelKind.PROPORTION ? binomialLaw(size, centre) : poissonLaw(centre * size);

/** Whether a unit of this size can be compared at all. At a centre of 0 or 100 % there is no chance variation. */
export function comparable({ kind, centre }: Funnel, size: number): boolean {
  if (kind === FunnelKind.PROPORTION) return size > 0 && centre > 0 && centre < 1;
  return centre * size >= LEAST_EXPECTED;
}

/**
 * The variance-stabilising scale: the variance on it does not depend on the value, so units of all sizes can be
 * compared.
 * It is asin √p for a proportion and √r for a rate. The standard error on it is 1 / (2 √size).
 */
export const stabilised = (kind: FunnelKind, value: number): number =>
  kind === FunnelKind.PROPORTION ? Math.asin(Math.sqrt(value)) : Math.sqrt(value);

/** The inverse of `stabilised`. null beyond the end of the scale, where no count can be. */
export function restored(kind: FunnelKind, y: number): number | null {
  if (y <= 0 || (kind === FunnelKind.PROPORTION && y >= Math.PI / 2)) return null;
  return kind === FunnelKind.PROPORTION ? Math.sin(y) ** 2 : y * y;
}

/**
 * Over-dispersion multiplies the standard error of a unit of this size by √(phi + 4 · size · tau2); without it by 1.
 * The factor holds only on the scale of `stabilised`.
 */
export const widening = ({ spread }: Funnel, size: number): number => Math.sqrt(spread.phi + 4 * size * spread.tau2);
