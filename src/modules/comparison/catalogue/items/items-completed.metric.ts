import { MetricDirection, MetricKind } from '../comparison.enums.js';
import { defineMetric, since } from '../metric-definition.js';

export const itemsCompleted = defineMetric({
  id: 'ITEMS_COMPLETED',
  kind: MetricKind.COUNT,
  direction: MetricDirection.NEITHER,
  name: { zh: '完成事项', en: 'Items completed' },
  unit: { zh: '项', en: 'items' },
  decimals: 0,
  explanation: {
    zh: '责任单位在期内报告完成的落实事项。',
    en: 'Implementation items that the unit reported as done in the period.',
  },
  counts: { zh: '报告完成即计，不论是否已核验。', en: 'Items reported as done, verified or not.' },
  countsNot: { zh: '核验为未落实的不计。', en: 'Items that the room then found not done.' },
  formula: { zh: '期内完成的落实事项数', en: 'items completed in the period' },
  numerator: 'itemsCompleted',
  changes: since('2026-11-22'),
});
