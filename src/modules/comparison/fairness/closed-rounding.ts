import { type Funnel, FunnelKind, type Spread } from '../statistics/funnel.js';

/**
 * Figures of a group are rounded this much where some of it is out of the viewer's sight: exact ones of two periods, or
 * of rooms and streets, less each other are one room's number.
 */
const DIGITS = 2;

/** To two significant digits. */
export const rounded = (value: number): number => Number(value.toPrecision(DIGITS));

/** Decimals as the metric is shown. */
export const roundedTo = (value: number, decimals: number): number =>
  Math.round(value * 10 ** decimals) / 10 ** decimals;

/** A share by the smaller of what is and what is not, so that 99.6 % does not become 100 %, which knows no limits. */
const roundedShare = (share: number): number =>
  share > 0.5 ? Number((1 - rounded(1 - share)).toPrecision(12)) : rounded(share);

export const roundedSpread = ({ phi, tau2 }: Spread): Spread => ({ phi: rounded(phi), tau2: rounded(tau2) });

/** A funnel drawn from it shows no more than its rounded figures do. */
export const roundedFunnel = ({ kind, centre, spread }: Funnel): Funnel => ({
  kind,
  centre: kind === FunnelKind.PROPORTION ? roundedShare(centre) : rounded(centre),
  spread: roundedSpread(spread),
});

/** The exact prior of a group follows from two shrunken values, and its centre from that. */
export const roundedShrunk = (
  { value, low, high }: { readonly value: number; readonly low: number; readonly high: number },
  decimals: number,
): { readonly value: number; readonly low: number; readonly high: number } => ({
  value: roundedTo(value, decimals),
  low: roundedTo(low, decimals),
  high: roundedTo(high, decimals),
});

/** Without the last digits a multiplication by the metric's factor leaves on a rounded number. */
export const tidied = (value: number, isOpen: boolean): number => (isOpen ? value : Number(value.toPrecision(12)));
