import { MetricDirection, MetricKind } from '../comparison.enums.js';
import { defineMetric } from './metric-definition.js';

export const itemsCompleted = defineMetric({
  id: 'ITEMS_COMPLETED',
  kind: MetricKind.COUNT,
  direction: MetricDirection.NEITHER,
  name: { zh: '完成事项', en: 'Items completed' },
  unit: { zh: '项', en: 'items' },
  decimals: 0,
  explanation: {
    zh: '期内由责任单位报告完成的落实事项数，不论是否已核验；核验为未落实的不计。',
    en: 'Implementation items whose unit said in the period that they were done, verified or not; those the room then found not done do not count.',
  },
  formula: { zh: '期内完成的落实事项数', en: 'items completed in the period' },
  numerator: 'itemsCompleted',
});
