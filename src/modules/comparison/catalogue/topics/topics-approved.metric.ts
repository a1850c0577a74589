import { MetricDirection, MetricKind } from '../comparison.enums.js';
import { defineMetric, since } from '../metric-definition.js';

export const topicsApproved = defineMetric({
  id: 'TOPICS_APPROVED',
  kind: MetricKind.COUNT,
  direction: MetricDirection.NEITHER,
  name: { zh: '确定议题', en: 'Topics approved' },
  unit: { zh: '个', en: 'topics' },
  decimals: 0,
  explanation: { zh: '期内确定的议题。', en: 'Topics approved in the period.' },
  counts: {
    zh: '首次确定的日期在期内；重启、退回不改变这一天。',
    en: 'By the day of the first approval. Reopening and stepping back do not change it.',
  },
  countsNot: {
    zh: '还没有确定的议题不计，哪怕已经进入后面的阶段。',
    en: 'Topics without approval, even when they advanced.',
  },
  formula: { zh: '期内首次确定的议题数', en: 'topics first approved in the period' },
  numerator: 'topicsApproved',
  changes: since('2026-11-22'),
});
