import { MetricDirection, MetricKind } from '../comparison.enums.js';
import { defineMetric, since } from '../metric-definition.js';

export const topicsPlanned = defineMetric({
  id: 'TOPICS_PLANNED',
  kind: MetricKind.COUNT,
  direction: MetricDirection.NEITHER,
  name: { zh: '计划议题', en: 'Topics planned' },
  unit: { zh: '个', en: 'topics' },
  decimals: 0,
  explanation: { zh: '年度协商计划排在期内的议题。', en: 'Topics that the plan puts in the period.' },
  counts: {
    zh: '计划月份在期内、并且这个月已经过完的议题。',
    en: 'Topics planned for a month of the period that has ended.',
  },
  countsNot: {
    zh: '没有计划月份的议题、本月及以后的计划不计。',
    en: 'Topics without a planned month; plans for this month and later.',
  },
  formula: { zh: '计划月份在期内的议题数', en: 'topics planned for a month of the period' },
  numerator: 'topicsPlanned',
  changes: since('2026-11-22'),
});
