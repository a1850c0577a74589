import { MetricDirection, MetricKind } from '../comparison.enums.js';
import { defineMetric, since } from '../metric-definition.js';

export const topicsClosed = defineMetric({
  id: 'TOPICS_CLOSED',
  kind: MetricKind.COUNT,
  direction: MetricDirection.NEITHER,
  name: { zh: '办结议题', en: 'Topics closed' },
  unit: { zh: '个', en: 'topics' },
  decimals: 0,
  explanation: { zh: '期内办结的议题。', en: 'Topics closed in the period.' },
  counts: { zh: '办结日在期内的议题。', en: 'Topics closed on a day in the period.' },
  countsNot: { zh: '办结后又重启的，在再次办结之前不计。', en: 'A reopened topic, until it is closed again.' },
  formula: { zh: '期内办结的议题数', en: 'topics closed in the period' },
  numerator: 'topicsClosed',
  changes: since('2026-11-22'),
});
