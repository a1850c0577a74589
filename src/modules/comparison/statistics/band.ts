import { assertRate, assertShare, type SizedCount } from './case-counts.js';
import { highestWithin, lowestWithin } from './count-law.js';
import { comparable, type Funnel, FunnelKind, INNER, lawOf, OUTER, stabilised, widening } from './funnel.js';
import { tailOf, zOf } from './confidence-interval.js';

/**
 * Where a unit lies among its peers. Only the outer two are a signal, to be looked into 待核实, and never a verdict on
 * people.
 */
export enum Band {
  WELL_ABOVE = 'WELL_ABOVE',
  ABOVE = 'ABOVE',
  WITHIN = 'WITHIN',
  BELOW = 'BELOW',
  WELL_BELOW = 'WELL_BELOW',
  NOT_ENOUGH_DATA = 'NOT_ENOUGH_DATA',
}

/** On which sides a unit of this size could cross the outer line. */
export interface SignalSides {
  readonly above: boolean;
  readonly below: boolean;
}

/**
 * The band of `count` in a unit of `size`, by exact tail probabilities: beyond the 99.8 % line when P(X ≤ count) or P(X
 * ≥ count) is below 0.001 at the centre, beyond the 95 % line below 0.025. Over-dispersion asks besides that the
 * widened normal line be crossed, so it only ever takes signals away. NOT_ENOUGH_DATA when no count of this size could
 * cross the outer line on either side; for rates when less than one event is expected. Source: D. J. Spiegelhalter,
 * Stat. Med. 24 (2005) 1185, with his limits for the tails and no approximation.
 * RangeError when count and size are not a share of cases, or not a count over an exposure.
 */
export function bandOf(funnel: Funnel, count: number, size: number): Band {
  return checkedBand(funnel, count, size, signalSidesOf(funnel, size));
}

/**
 * The bands of many units, in their order: as `bandOf`, but what rooms share is worked out once. Many times as fast
 * where sizes and counts repeat.
 */
export function bandsOf(funnel: Funnel, units: readonly SizedCount[]): readonly Band[] {
  const known = new Map<number, { readonly sides: SignalSides; readonly bands: Map<number, Band> }>();
  return units.map(({ count, size }) => {
    const ofSize = known.get(size) ?? { sides: signalSidesOf(funnel, size), bands: new Map<number, Band>() };
    known.set(size, ofSize);
    const band = ofSize.bands.get(count) ?? checkedBand(funnel, count, size, ofSize.sides);
    ofSize.bands.set(count, band);
    return band;
  });
}

function checkedBand(funnel: Funnel, count: number, size: number, sides: SignalSides): Band {
  if (funnel.kind === FunnelKind.PROPORTION) assertShare(count, size);
  else assertRate(count, size);
  if (!sides.above && !sides.below) return Band.NOT_ENOUGH_DATA;
  if (!isBeyond(funnel, count, size, INNER)) return Band.WITHIN;
  const high = count > funnel.centre * size;
  if (isBeyond(funnel, count, size, OUTER)) return high ? Band.WELL_ABOVE : Band.WELL_BELOW;
  return high ? Band.ABOVE : Band.BELOW;
}

/**
 * On which sides a unit of this size could cross the outer line. At a high centre a small room can be well below, but
 * not well above.
 */
export function signalSidesOf(funnel: Funnel, size: number): SignalSides {
  if (!comparable(funnel, size)) return { above: false, below: false };
  return {
    below: isBeyond(funnel, 0, size, OUTER),
    above: funnel.kind === FunnelKind.RATE || isBeyond(funnel, size, size, OUTER),
  };
}

/**
 * How many units would lie beyond the outer line by chance alone, were they all alike. Exact limits leave less than 0.2
 * %, because counts are whole; units with not enough data leave nothing. With over-dispersion the nominal 0.2 % of
 * those that can signal.
 */
export function expectedOutside(funnel: Funnel, sizes: readonly number[]): number {
  const known = new Map<number, number>();
  return sizes.reduce((sum, size) => {
    const chance = known.get(size) ?? chanceOutside(funnel, size);
    known.set(size, chance);
    return sum + chance;
  }, 0);
}

function chanceOutside(funnel: Funnel, size: number): number {
  const sides = signalSidesOf(funnel, size);
  if (!sides.above && !sides.below) return 0;
  if (widening(funnel, size) > 1) return 1 - OUTER;
  const law = lawOf(funnel, size);
  return law.upTo(lowestWithin(law, tailOf(OUTER)) - 1) + law.from(highestWithin(law, tailOf(OUTER)) + 1);
}

function isBeyond(funnel: Funnel, count: number, size: number, level: number): boolean {
  const law = lawOf(funnel, size);
  if (Math.min(law.upTo(count), law.from(count)) >= tailOf(level)) return false;
  const factor = widening(funnel, size);
  return factor === 1 || Math.abs(zScore(funnel, count, size)) > zOf(level) * factor;
}

/**
 * Standard errors from the centre, on the stabilised scale. Fit for estimating over-dispersion; verdicts use exact
 * tails.
 */
export const zScore = ({ kind, centre }: Funnel, count: number, size: number): number =>
  (stabilised(kind, count / size) - stabilised(kind, centre)) * 2 * Math.sqrt(size);
