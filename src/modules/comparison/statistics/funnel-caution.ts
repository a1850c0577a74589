import type { Message } from '../../../kernel/message.js';
import { funnelMessages } from '../messages/funnel.js';
import { Band } from './band.js';

/** The noun for the compared units. The Chinese one includes its classifier, e.g. 个室. */
export interface PeerNoun {
  readonly zh: string;
  readonly one: string;
  readonly many: string;
}

export const ROOMS: PeerNoun = funnelMessages.rooms;
export const STREETS: PeerNoun = funnelMessages.streets;

/**
 * The outcome of a comparison.
 * `uncompared`: how many units are not compared, and why, for each reason. `expected`: how many would be outside by
 * chance (`expectedOutside`).
 */
export interface CautionFacts {
  readonly bands: readonly Band[];
  readonly uncompared: readonly { readonly count: number; readonly why: Message }[];
  readonly expected: number;
  readonly name: PeerNoun;
}

/**
 * The sentence beside every comparison. It says how many units are outside the limits, and how many would be by chance.
 * It also says that the other differences may be chance. It asks for a check 待核实 and judges nobody.
 * @throws RangeError when a count or `expected` is negative
 */
export function funnelCaution({ bands, uncompared, expected, name }: CautionFacts): Message {
  if (!(uncompared.every(({ count }) => count >= 0) && expected >= 0))
    throw new RangeError(`${expected} expected, or a number not compared: none can be negative`);
  const numberOf = (band: Band): number => bands.filter((other) => other === band).length;
  const tooSmall = numberOf(Band.NOT_ENOUGH_DATA);
  const all = bands.length + uncompared.reduce((sum, { count }) => sum + count, 0);
  if (all === 0) return funnelMessages.nothingToCompare;
  const units = funnelMessages.units(figure(all), nounFor(all, name));
  const rest = notCompared(tooSmall, uncompared, name);
  if (bands.length === tooSmall) return funnelMessages.noneComparable(units, funnelMessages.listed(rest));
  const others = rest.length > 0 ? funnelMessages.others(funnelMessages.listed(rest)) : NOTHING;
  const chance = funnelMessages.chance(expectedText(expected));
  const above = numberOf(Band.WELL_ABOVE);
  const below = numberOf(Band.WELL_BELOW);
  if (above + below === 0) return funnelMessages.noneOutside(units, chance, others);
  const outside = { outside: figure(above + below), above: figure(above), below: figure(below) };
  return above + below === 1
    ? funnelMessages.oneOutside(units, outside, chance, others)
    : funnelMessages.someOutside(units, outside, chance, others);
}

const NOTHING: Message = { zh: '', en: '' };

const nounFor = (count: number, { zh, one, many }: PeerNoun): Message => ({ zh, en: count === 1 ? one : many });

/** How many units have no value, and why. */
export const missingValues = (missing: CautionFacts['uncompared'], name: PeerNoun): Message =>
  funnelMessages.listed(notCompared(0, missing, name));

/** Why units are not compared: the number for each reason. */
const notCompared = (tooSmall: number, uncompared: CautionFacts['uncompared'], name: PeerNoun): Message[] =>
  [{ count: tooSmall, why: funnelMessages.tooSmall }, ...uncompared]
    .filter(({ count }) => count > 0)
    .map(({ count, why }) => funnelMessages.counted(figure(count), name, why));

const figure = (value: number): string => value.toLocaleString('en-US', { maximumFractionDigits: 0 });

/** At most one decimal, because the expected count is not more precise. */
const rounded = (value: number): string => value.toLocaleString('en-US', { maximumFractionDigits: value < 10 ? 1 : 0 });
const expectedText = (value: number): Message =>
  value < 0.05 ? funnelMessages.expectedFew : funnelMessages.expected(rounded(value));
