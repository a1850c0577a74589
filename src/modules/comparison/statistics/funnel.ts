import { binomialLaw, type CountLaw, poissonLaw } from './count-law.js';

/** What is drawn against size: a share of `size` cases, or events over an exposure of `size`. */
export enum FunnelKind {
  PROPORTION = 'PROPORTION',
  RATE = 'RATE',
}

/**
 * How much more the units differ than chance explains, as D. J. Spiegelhalter has it (Qual Saf Health Care 14 (2005)
 * 347): `phi` ≥ 1 multiplies every variance; `tau2` ≥ 0 is added to it, on the scale of `stabilised`. One of the two is
 * at its neutral value.
 */
export interface Spread {
  readonly phi: number;
  readonly tau2: number;
}

/** No more difference than chance explains: the exact limits as they are. */
export const NO_SPREAD: Spread = { phi: 1, tau2: 0 };

/**
 * `centre` is what units are held against: the city's proportion, or its events per unit of exposure. It is taken as
 * known.
 */
export interface Funnel {
  readonly kind: FunnelKind;
  readonly centre: number;
  readonly spread: Spread;
}

/** The exact two-sided levels of the outer line, the only signal, and of the inner one. */
export const OUTER = 0.998;
export const INNER = 0.95;

/** Below one expected event a signal above would rest on a handful of events. */
const LEAST_EXPECTED = 1;

export const proportionFunnel = (centre: number, spread = NO_SPREAD): Funnel => ({
  kind: FunnelKind.PROPORTION,
  centre,
  spread,
});
export const rateFunnel = (centre: number, spread = NO_SPREAD): Funnel => ({ kind: FunnelKind.RATE, centre, spread });

/**
 * How the count of a unit of this size falls when it is like all others. Only for sizes and centres for which
 * `comparable` holds.
 */
export const lawOf = ({ kind, centre }: Funnel, size: number): CountLaw =>
  kind === FunnelKind.PROPORTION ? binomialLaw(size, centre) : poissonLaw(centre * size);

/**
 * Whether there is a centre to hold a unit against, and enough size for a law. A centre of 0 or 100 % knows no chance.
 */
export function comparable({ kind, centre }: Funnel, size: number): boolean {
  if (kind === FunnelKind.PROPORTION) return size > 0 && centre > 0 && centre < 1;
  return centre * size >= LEAST_EXPECTED;
}

/**
 * The variance-stabilising scale: arcsine of the root for a proportion, the root for a rate. Its standard error is 1 /
 * (2 √size).
 */
export const stabilised = (kind: FunnelKind, value: number): number =>
  kind === FunnelKind.PROPORTION ? Math.asin(Math.sqrt(value)) : Math.sqrt(value);

/** Back from the stabilised scale; null beyond its end, where no count can lie. */
export function restored(kind: FunnelKind, y: number): number | null {
  if (y <= 0 || (kind === FunnelKind.PROPORTION && y >= Math.PI / 2)) return null;
  return kind === FunnelKind.PROPORTION ? Math.sin(y) ** 2 : y * y;
}

/** By how much the standard error of a unit of this size is widened: 1 when there is no over-dispersion. */
export const widening = ({ spread }: Funnel, size: number): number => Math.sqrt(spread.phi + 4 * size * spread.tau2);
