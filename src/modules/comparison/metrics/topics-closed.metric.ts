import { MetricDirection, MetricKind } from '../comparison.enums.js';
import { defineMetric } from './metric-definition.js';

export const topicsClosed = defineMetric({
  id: 'TOPICS_CLOSED',
  kind: MetricKind.COUNT,
  direction: MetricDirection.NEITHER,
  name: { zh: '办结议题', en: 'Topics closed' },
  unit: { zh: '个', en: 'topics' },
  decimals: 0,
  explanation: {
    zh: '期内办结的议题数；办结后又重启的，在再次办结之前不计。',
    en: 'Topics closed in the period; one opened again counts only once it is closed again.',
  },
  formula: { zh: '期内办结的议题数', en: 'topics whose closing lies in the period' },
  numerator: 'topicsClosed',
});
