import { Lang, type Message } from '../../../../kernel/message.js';
import type { MetricValue } from '../value/comparison-answer.js';
import { displayText } from '../../values/display.js';
import { getMetric } from '../../catalogue/catalogue.js';
import type { PeerStanding } from './among-peers-answer.js';
import { groupLabel } from '../../fairness/group-label.js';
import { bandMessages, notComparedMessages, positionMessages } from '../../messages/position.js';

/**
 * The position of a room in one sentence: its own value, the distribution of its peers, and what can be concluded. It
 * judges nobody.
 */
export function placeInWords({ value, peers, quantiles, position, notComparedBecause }: PeerStanding): Message {
  const { name } = getMetric(value.metric.id);
  const verdict = notComparedBecause ? notComparedMessages[notComparedBecause] : bandMessages[position.band!];
  const spread = peers ? spreadOf(value, peers.members.length, groupLabel(peers.name), quantiles) : NOTHING;
  return positionMessages.placeInWords(name, own(value), spread, { zh: verdict.zh, en: capital(verdict.en) });
}

const NOTHING: Message = { zh: '', en: '' };

function own(value: MetricValue): Message {
  const text = inBothLanguages((lang) => displayText(getMetric(value.metric.id), value, lang));
  const { numerator, denominator } = value;
  const isOfCounts = value.value !== null && getMetric(value.metric.id).kind === 'PROPORTION';
  return isOfCounts && numerator !== null && denominator !== null
    ? positionMessages.ownOfCounts(text, numerator, denominator)
    : positionMessages.own(text);
}

function spreadOf(value: MetricValue, members: number, label: Message, quantiles: PeerStanding['quantiles']): Message {
  const shown = (part: number): Message => {
    const { value: number } = quantiles.find(({ p }) => p === part)!;
    const shownValue = { value: number, bound: null, low: null, suppressedReason: null };
    return inBothLanguages((lang) => displayText(getMetric(value.metric.id), shownValue, lang));
  };
  return positionMessages.spread(label, members, shown(0.25), shown(0.75));
}

const inBothLanguages = (text: (lang: Lang) => string): Message => ({ zh: text(Lang.ZH_HANS), en: text(Lang.EN) });
const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
