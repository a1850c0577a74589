import type { Message } from '../../../kernel/message.js';
import { Band } from './band.js';

/** The noun for the compared units. The Chinese one includes its classifier, e.g. 个室. */
export interface PeerNoun {
  readonly zh: string;
  readonly one: string;
  readonly many: string;
}

export const ROOMS: PeerNoun = { zh: '个室', one: 'room', many: 'rooms' };
export const STREETS: PeerNoun = { zh: '个街道（镇）', one: 'street', many: 'streets' };

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
  const above = count(Band.WELL_ABOVE);
  const below = count(Band.WELL_BELOW);
  const tooSmall = count(Band.NOT_ENOUGH_DATA);
  const counts = {
    all: bands.length + withoutValue,
    compared: bands.length - tooSmall,
    above,
    below,
    outside: above + below,
    expected,
    tooSmall,
    withoutValue,
    name,
  };
  return { zh: inChinese(counts), en: inEnglish(counts) };
}

interface CautionCounts {
  readonly all: number;
  readonly compared: number;
  readonly above: number;
  readonly below: number;
  readonly outside: number;
  readonly expected: number;
  readonly tooSmall: number;
  readonly withoutValue: number;
  readonly name: PeerNoun;
}

function inChinese(counts: CautionCounts): string {
  const { name, all, compared, outside, above, below, tooSmall, withoutValue } = counts;
  const rest = [
    tooSmall > 0 ? `${figure(tooSmall)} ${name.zh}数量太少，不作比较` : '',
    withoutValue > 0 ? `${figure(withoutValue)} ${name.zh}没有可用的数值` : '',
  ].filter(Boolean);
  const others = rest.length > 0 ? `另有 ${rest.join('；')}。` : '';
  if (all === 0) return '没有可比较的对象。';
  if (compared === 0) return `在 ${figure(all)} ${name.zh}中，没有一个可以比较：${rest.join('；')}。`;
  const chance = `即使彼此毫无差别，偶然也会有${expectedZh(counts.expected)}个在线外`;
  if (outside === 0)
    return `在 ${figure(all)} ${name.zh}中，没有一个落在 99.8% 线外；所见差别可能只是偶然（${chance}）。${others}`;
  return (
    `在 ${figure(all)} ${name.zh}中，${figure(outside)} 个落在 99.8% 线外（偏高 ${figure(above)} 个，偏低 ` +
    `${figure(below)} 个），待核实，不是结论；${chance}；其余差别可能只是偶然。${others}`
  );
}

function inEnglish(counts: CautionCounts): string {
  const { name, all, compared, outside, above, below, tooSmall, withoutValue } = counts;
  const units = `${figure(all)} ${all === 1 ? name.one : name.many}`;
  const rest = [
    tooSmall > 0 ? `${figure(tooSmall)} ${tooSmall === 1 ? 'has' : 'have'} too few cases to be compared` : '',
    withoutValue > 0 ? `${figure(withoutValue)} ${withoutValue === 1 ? 'has' : 'have'} no value` : '',
  ]
    .filter(Boolean)
    .join('; ');
  const others = rest ? ` Besides, ${rest}.` : '';
  if (all === 0) return 'There is nothing to compare.';
  if (compared === 0) return `Of ${units} none can be compared: ${rest}.`;
  const chance = `were all alike, chance alone would put ${expectedEn(counts.expected)} there`;
  if (outside === 0)
    return `Of ${units} none lies outside the 99.8 % lines; the differences seen may be chance (${chance}).${others}`;
  return (
    `Of ${units} ${figure(outside)} ${outside === 1 ? 'lies' : 'lie'} outside the 99.8 % lines (` +
    `${figure(above)} above, ${figure(below)} below): to be looked into, not a verdict; ${chance}; the other ` +
    `differences may be chance.${others}`
  );
}

const figure = (value: number): string => value.toLocaleString('en-US', { maximumFractionDigits: 0 });

/** At most one decimal, because the expected count is not more precise. */
const rounded = (value: number): string => value.toLocaleString('en-US', { maximumFractionDigits: value < 10 ? 1 : 0 });
const expectedZh = (value: number): string => (value < 0.05 ? '不到 0.1 ' : `约 ${rounded(value)} `);
const expectedEn = (value: number): string => (value < 0.05 ? 'fewer than 0.1' : `about ${rounded(value)}`);
