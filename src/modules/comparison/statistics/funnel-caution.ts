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
 * `withoutValue`: the number of units that have no value. `expected`: how many would be outside by chance
 * (`expectedOutside`).
 */
export interface CautionFacts {
  readonly bands: readonly Band[];
  readonly withoutValue: number;
  readonly expected: number;
  readonly name: PeerNoun;
}

/**
 * The sentence beside every comparison. It says how many units are outside the limits, and how many would be by chance.
 * It also says that the other differences may be chance. It asks for a check 待核实 and judges nobody.
 * @throws RangeError when `withoutValue` or `expected` is negative
 */
export function funnelCaution({ bands, withoutValue, expected, name }: CautionFacts): Message {
  if (!(withoutValue >= 0 && expected >= 0))
    throw new RangeError(`${withoutValue} without value, ${expected} expected: neither can be negative`);
  const count = (band: Band): number => bands.filter((other) => other === band).length;
  const tooSmall = count(Band.NOT_ENOUGH_DATA);
  const all = bands.length + withoutValue;
  if (all === 0) return funnelMessages.nothingToCompare;
  const units = funnelMessages.units(figure(all), nounFor(all, name));
  const rest = notCompared(tooSmall, withoutValue, name);
  if (bands.length === tooSmall) return funnelMessages.noneComparable(units, funnelMessages.listed(rest));
  const others = rest.length > 0 ? funnelMessages.others(funnelMessages.listed(rest)) : NOTHING;
  const chance = funnelMessages.chance(expectedText(expected));
  const above = count(Band.WELL_ABOVE);
  const below = count(Band.WELL_BELOW);
  if (above + below === 0) return funnelMessages.noneOutside(units, chance, others);
  const outside = { outside: figure(above + below), above: figure(above), below: figure(below) };
  return above + below === 1
    ? funnelMessages.oneOutside(units, outside, chance, others)
    : funnelMessages.someOutside(units, outside, chance, others);
}

const NOTHING: Message = { zh: '', en: '' };

const nounFor = (count: number, { zh, one, many }: PeerNoun): Message => ({ zh, en: count === 1 ? one : many });

/** Why units are not compared: the number for each reason. */
function notCompared(tooSmall: number, withoutValue: number, name: PeerNoun): Message[] {
  const { oneTooSmall, someTooSmall, oneWithoutValue, someWithoutValue } = funnelMessages;
  const rest: Message[] = [];
  if (tooSmall > 0) rest.push((tooSmall === 1 ? oneTooSmall : someTooSmall)(figure(tooSmall), name));
  if (withoutValue > 0)
    rest.push((withoutValue === 1 ? oneWithoutValue : someWithoutValue)(figure(withoutValue), name));
  return rest;
}

const figure = (value: number): string => value.toLocaleString('en-US', { maximumFractionDigits: 0 });

/** At most one decimal, because the expected count is not more precise. */
const rounded = (value: number): string => value.toLocaleString('en-US', { maximumFractionDigits: value < 10 ? 1 : 0 });
const expectedText = (value: number): Message =>
  value < 0.05 ? funnelMessages.expectedFew : funnelMessages.expected(rounded(value));
