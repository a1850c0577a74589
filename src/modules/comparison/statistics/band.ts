import { assertRate, assertShare, type SizedCount } from './case-counts.js';
import { highestWithin, lowestWithin } from './count-law.js';
import { comparable, type Funnel, FunnelKind, INNER, lawOf, OUTER, stabilised, widening } from './funnel.js';
import { tailOf, zOf } from './confidence-interval.js';

/**
 * The position of a unit (a room or a street) among its peers.
 * Only the two outer bands are a signal. A signal asks for a check 待核实; it is no judgement of people.
 */
export enum Band {
  WELL_ABOVE = 'WELL_ABOVE',
  ABOVE = 'ABOVE',
  WITHIN = 'WITHIN',
  BELOW = 'BELOW',
  WELL_BELOW = 'WELL_BELOW',
  NOT_ENOUGH_DATA = 'NOT_ENOUGH_DATA',
}

/** The sides on which a unit of this size could cross the outer line with its most extreme count. */
export interface SignalSides {
  readonly above: boolean;
  readonly below: boolean;
}

/**
 * The band of a unit that has `count` of `size`. The limits are those of a funnel plot: D. J. Spiegelhalter, Stat. Med.
 * 24 (2005) 1185.
 * X is the count that chance would give at the centre. Tail probabilities are exact, not approximated.
 * Beyond the 99.8 % line: P(X ≤ count) or P(X ≥ count) is below 0.001. Beyond the 95 % line: below 0.025.
 * With over-dispersion (units differ more than by chance) the count must also be beyond the widened normal line. So
 * over-dispersion only removes signals.
 * NOT_ENOUGH_DATA: no count of this size could cross the outer line on either side. For rates also: fewer than one
 * event is expected.
 * @throws RangeError when count and size are no share of cases, or no count over an exposure
 */
export function bandOf(funnel: Funnel, count: number, size: number): Band {
  return checkedBand(funnel, count, size, signalSidesOf(funnel, size));
}

/**
 * The bands of many units, in their order, as from `bandOf`. Results are cached by size and count, which repeat often.
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
 * The sides on which a unit of this size could cross the outer line.
 * At a high centre a small room can be well below but not well above.
 */
export function signalSidesOf(funnel: Funnel, size: number): SignalSides {
  if (!comparable(funnel, size)) return { above: false, below: false };
  return {
    below: isBeyond(funnel, 0, size, OUTER),
    above: funnel.kind === FunnelKind.RATE || isBeyond(funnel, size, size, OUTER),
  };
}

/**
 * The expected number of units beyond the outer line if all units were alike.
 * Counts are whole, so exact limits leave less than 0.2 % outside. A unit with NOT_ENOUGH_DATA adds nothing.
 * With over-dispersion each unit that can signal adds the nominal 0.2 %.
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
 * The z-score: the distance from the centre in standard errors, on the variance-stabilising scale of `stabilised`.
 * It estimates over-dispersion. Bands use exact tails, and under over-dispersion the z-score too.
 */
export const zScore = ({ kind, centre }: Funnel, count: number, size: number): number =>
  (stabilised(kind, count / size) - stabilised(kind, centre)) * 2 * Math.sqrt(size);
