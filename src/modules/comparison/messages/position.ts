import { type Message, message } from '../../../kernel/message.js';

/** What may be concluded from a room's position among its peers. It ends the sentence of `placeInWords`. */
export const bandMessages = {
  WELL_ABOVE: message(
    '高于 99.8% 界限，偶然难以解释，待核实：先看记录是否齐全、口径是否一致；这不是结论，更不是对人的评价',
    'above the 99.8 % limit, which chance hardly explains: to be looked into, first whether the records are ' +
      'complete and alike; no conclusion, and nothing about people',
  ),
  ABOVE: message('比多数同类高一些，但这样的差别可能只是偶然', 'higher than most peers, by no more than chance may do'),
  WITHIN: message('与同类相比没有明显差别', 'no clear difference from its peers'),
  BELOW: message('比多数同类低一些，但这样的差别可能只是偶然', 'lower than most peers, by no more than chance may do'),
  WELL_BELOW: message(
    '低于 99.8% 界限，偶然难以解释，待核实：先看记录是否齐全、事项是否更难；这不是结论，更不是对人的评价',
    'below the 99.8 % limit, which chance hardly explains: to be looked into, first whether the records are ' +
      'complete and the matters harder; no conclusion, and nothing about people',
  ),
  NOT_ENOUGH_DATA: message('数量太少，再多的差别也说明不了什么', 'too few cases for any difference to mean something'),
};

/** Why nothing may be concluded. */
export const notComparedMessages = {
  NO_FUNNEL: message('只作描述，不与同类比高低', 'it describes, and is not compared with peers'),
  NO_VALUE: message('没有数值，不作比较', 'there is no value to compare'),
  NOT_EXACT: message('数值为下限或约数，不作比较', 'a floor or an approximation is not compared'),
  NOT_WHOLE: message('分子或分母不是整数，不作比较', 'it is not made of whole counts, and is not compared'),
  SHORT_EXPOSURE: message(
    '本室在时段内存在时间不足，不作比较',
    'the room existed for a part of the period only, so it is not compared',
  ),
  GROUP_TOO_SMALL: message('同类过少，不作比较', 'there are too few peers to compare'),
};

/** The sentence that says where a room stands among its peers. */
export const positionMessages = {
  placeInWords: (metric: Message, own: Message, spread: Message, verdict: Message): Message =>
    message(
      `${metric.zh}：本室${own.zh}。${spread.zh}${verdict.zh}。`,
      `${metric.en}: this room ${own.en}. ${spread.en}${verdict.en}.`,
    ),
  /** The value of the room. */
  own: (value: Message): Message => message(` ${value.zh}`, value.en),
  ownOfCounts: (value: Message, numerator: number, denominator: number): Message =>
    message(` ${value.zh} (${numerator}/${denominator})`, `${value.en} (${numerator}/${denominator})`),
  spread: (group: Message, members: number, low: Message, high: Message): Message =>
    message(
      `${group.zh}共 ${members} 个室，中间一半在 ${low.zh} 至 ${high.zh} 之间。`,
      `Of ${members} rooms (${group.en}) the middle half lie from ${low.en} to ${high.en}. `,
    ),
};
