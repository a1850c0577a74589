import { MetricDirection, MetricKind } from '../comparison.enums.js';
import { defineMetric, since } from '../metric-definition.js';

export const topicsProposed = defineMetric({
  id: 'TOPICS_PROPOSED',
  kind: MetricKind.COUNT,
  direction: MetricDirection.NEITHER,
  name: { zh: '提出议题', en: 'Topics proposed' },
  unit: { zh: '个', en: 'topics' },
  decimals: 0,
  explanation: { zh: '期内提出的议题。', en: 'Topics proposed in the period.' },
  counts: {
    zh: '提出日在期内的议题，不论后来如何。',
    en: 'Topics proposed in the period, with any later result.',
  },
  countsNot: { zh: '没有登记为议题的民情不计。', en: 'Concerns that did not become topics.' },
  formula: { zh: '期内提出的议题数', en: 'topics proposed in the period' },
  numerator: 'topicsProposed',
  changes: since('2026-11-22'),
});
