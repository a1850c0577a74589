import { type Message, message } from '../../../kernel/message.js';

/** The Chinese noun for the compared units includes its classifier. */
interface Noun {
  readonly zh: string;
}

/** How many units are outside the limits, in figures. */
interface Outside {
  readonly outside: string;
  readonly above: string;
  readonly below: string;
}

/** The caution beside a funnel: a sentence, put together from these parts. */
export const funnelMessages = {
  // The compared units.
  rooms: { zh: '个室', one: 'room', many: 'rooms' },
  streets: { zh: '个街道（镇）', one: 'street', many: 'streets' },
  units: (count: string, noun: Message): Message => message(`${count} ${noun.zh}`, `${count} ${noun.en}`),

  // The whole sentence.
  nothingToCompare: message('没有可比较的对象。', 'There is nothing to compare.'),
  noneComparable: (units: Message, reasons: Message): Message =>
    message(
      `在 ${units.zh}中，没有一个可以比较：${reasons.zh}。`,
      `Of ${units.en} none can be compared: ${reasons.en}.`,
    ),
  noneOutside: (units: Message, chance: Message, others: Message): Message =>
    message(
      `在 ${units.zh}中，没有一个落在 99.8% 线外；所见差别可能只是偶然（${chance.zh}）。${others.zh}`,
      `Of ${units.en} none lies outside the 99.8 % lines; the differences seen may be chance ` +
        `(${chance.en}).${others.en}`,
    ),
  oneOutside: (units: Message, { outside, above, below }: Outside, chance: Message, others: Message): Message =>
    message(
      `在 ${units.zh}中，${outside} 个落在 99.8% 线外（偏高 ${above} 个，偏低 ${below} ` +
        `个），待核实，不是结论；${chance.zh}；其余差别可能只是偶然。${others.zh}`,
      `Of ${units.en} ${outside} lies outside the 99.8 % lines (${above} above, ${below} below): to be looked into, ` +
        `not a verdict; ${chance.en}; the other differences may be chance.${others.en}`,
    ),
  someOutside: (units: Message, { outside, above, below }: Outside, chance: Message, others: Message): Message =>
    message(
      `在 ${units.zh}中，${outside} 个落在 99.8% 线外（偏高 ${above} 个，偏低 ${below} ` +
        `个），待核实，不是结论；${chance.zh}；其余差别可能只是偶然。${others.zh}`,
      `Of ${units.en} ${outside} lie outside the 99.8 % lines (${above} above, ${below} below): to be looked into, ` +
        `not a verdict; ${chance.en}; the other differences may be chance.${others.en}`,
    ),

  // How many would be outside by chance.
  chance: (expected: Message): Message =>
    message(
      `即使彼此毫无差别，偶然也会有${expected.zh}个在线外`,
      `were all alike, chance alone would put ${expected.en} there`,
    ),
  expectedFew: message('不到 0.1 ', 'fewer than 0.1'),
  expected: (count: string): Message => message(`约 ${count} `, `about ${count}`),

  // Units that are not compared.
  others: (reasons: Message): Message => message(`另有 ${reasons.zh}。`, ` Besides, there are ${reasons.en}.`),
  listed: (reasons: readonly Message[]): Message =>
    message(reasons.map(({ zh }) => zh).join('；'), reasons.map(({ en }) => en).join('; ')),
  tooSmall: message('数量太少，不作比较', 'with too few cases to be compared'),
  counted: (count: string, noun: Noun, why: Message): Message =>
    message(`${count} ${noun.zh}${why.zh}`, `${count} ${why.en}`),
};
