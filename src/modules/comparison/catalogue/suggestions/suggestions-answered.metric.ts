import { MetricDirection, MetricKind } from '../comparison.enums.js';
import { defineMetric, since } from '../metric-definition.js';

export const suggestionsAnswered = defineMetric({
  id: 'SUGGESTIONS_ANSWERED',
  kind: MetricKind.COUNT,
  direction: MetricDirection.NEITHER,
  name: { zh: '已答复意见建议', en: 'Suggestions answered' },
  unit: { zh: '条', en: 'suggestions' },
  decimals: 0,
  explanation: {
    zh: '期内提出的意见建议中，到现在已有答复的。',
    en: 'Suggestions made in the period that are answered by now.',
  },
  counts: {
    zh: '有任何一种答复即计；街道（镇）的答复优先于议事室的，其次以最近的为准。',
    en: "Any answer. The street's answer counts before the room's, then the latest.",
  },
  countsNot: {
    zh: '建系统前累计条数没有逐条答复，不计；答复的日期不另登记，所以按提出的会议归入时段。',
    en:
      'Carried-forward suggestions. The day of an answer is not recorded, so the day of the session ' +
      'decides the period.',
  },
  formula: { zh: '期内提出、现已答复的意见建议条数', en: 'suggestions made in the period and answered by now' },
  numerator: 'suggestionsAnswered',
  changes: since('2026-11-22'),
});
