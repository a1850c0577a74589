import { type Message, message } from '../../../../kernel/message.js';
import { Lang } from '../../../../kernel/message.js';
import type { MetricValue } from '../value/comparison-answer.js';
import { displayText } from '../../values/display.js';
import { getMetric } from '../../catalogue/catalogue.js';
import type { PeerStanding } from './among-peers-answer.js';
import { Band, NotComparedReason } from '../../settings/fairness.enums.js';
import { groupLabel } from '../../fairness/group-label.js';

const BANDS: Readonly<Record<Band, Message>> = {
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

const REASONS: Readonly<Record<NotComparedReason, Message>> = {
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

/**
 * The position of a room in one sentence: its own value, the distribution of its peers, and what can be concluded. It
 * judges nobody.
 */
export function placeInWords({ value, peers, quantiles, position, notComparedBecause }: PeerStanding): Message {
  const { name } = getMetric(value.metric.id);
  const verdict = notComparedBecause ? REASONS[notComparedBecause] : BANDS[position.band!];
  const spread = peers ? spreadOf(value, peers.members.length, groupLabel(peers.name), quantiles) : message('', '');
  return message(
    `${name.zh}：本室${own(value, Lang.ZH_HANS)}。${spread.zh}${verdict.zh}。`,
    `${name.en}: this room ${own(value, Lang.EN)}. ${spread.en}${capital(verdict.en)}.`,
  );
}

function own(value: MetricValue, lang: Lang): string {
  const text = displayText(getMetric(value.metric.id), value, lang);
  const parts =
    value.value !== null && value.denominator !== null && getMetric(value.metric.id).kind === 'PROPORTION'
      ? ` (${value.numerator}/${value.denominator})`
      : '';
  return lang === Lang.EN ? `${text}${parts}` : ` ${text}${parts}`;
}

function spreadOf(value: MetricValue, members: number, label: Message, quantiles: PeerStanding['quantiles']): Message {
  const [low, high] = [quantiles.find(({ p }) => p === 0.25)!, quantiles.find(({ p }) => p === 0.75)!];
  const shown = (number: number, lang: Lang): string =>
    displayText(getMetric(value.metric.id), { value: number, bound: null, low: null, suppressedReason: null }, lang);
  return message(
    `${label.zh}共 ${members} 个室，中间一半在 ${shown(low.value, Lang.ZH_HANS)} 至 ${shown(high.value, Lang.ZH_HANS)} 之间。`,
    `Of ${members} rooms (${label.en}) the middle half lie from ` +
      `${shown(low.value, Lang.EN)} to ${shown(high.value, Lang.EN)}. `,
  );
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
