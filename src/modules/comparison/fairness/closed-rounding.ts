import { type Funnel, FunnelKind, type Spread } from '../statistics/funnel.js';

/**
 * Significant digits of a group's figures, when the viewer may not see all members.
 * Exact figures of two periods, or of rooms and streets, could be subtracted to get one room's number.
 */
const DIGITS = 2;

/** Rounds to two significant digits. */
export const rounded = (value: number): number => Number(value.toPrecision(DIGITS));

/** Rounds to the number of decimals that the metric shows. */
export const roundedTo = (value: number, decimals: number): number =>
  Math.round(value * 10 ** decimals) / 10 ** decimals;

/**
 * Rounds a share. Above one half the rest up to 1 is rounded instead. So 99.6 % does not become 100 %, where limits do
 * not exist.
 */
const roundedShare = (share: number): number =>
  share > 0.5 ? Number((1 - rounded(1 - share)).toPrecision(12)) : rounded(share);

export const roundedSpread = ({ phi, tau2 }: Spread): Spread => ({ phi: rounded(phi), tau2: rounded(tau2) });

/**
 * A funnel (centre and limits of chance) with rounded figures. Lines drawn from it reveal no more than those figures.
 */
export const roundedFunnel = ({ kind, centre, spread }: Funnel): Funnel => ({
  kind,
  centre: kind === FunnelKind.PROPORTION ? roundedShare(centre) : rounded(centre),
  spread: roundedSpread(spread),
});

/**
 * Rounds shrunken values: estimates drawn towards the group's centre. From two exact ones that centre could be
 * computed.
 */
export const roundedShrunk = (
  { value, low, high }: { readonly value: number; readonly low: number; readonly high: number },
  decimals: number,
): { readonly value: number; readonly low: number; readonly high: number } => ({
  value: roundedTo(value, decimals),
  low: roundedTo(low, decimals),
  high: roundedTo(high, decimals),
});

/** Removes the last digits that a multiplication leaves on a rounded number. */
export const tidied = (value: number, isOpen: boolean): number => (isOpen ? value : Number(value.toPrecision(12)));
