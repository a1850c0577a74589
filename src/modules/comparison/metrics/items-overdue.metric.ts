import { MetricDirection, MetricKind } from '../comparison.enums.js';
import { defineMetric } from './metric-definition.js';

export const itemsOverdue = defineMetric({
  id: 'ITEMS_OVERDUE',
  kind: MetricKind.COUNT,
  direction: MetricDirection.LOWER_IS_BETTER,
  name: { zh: '逾期事项', en: 'Items overdue' },
  unit: { zh: '项', en: 'items' },
  decimals: 0,
  explanation: {
    zh: '期内到期、到期末既未核验也未取消的落实事项数；已报完成但未核验的仍计入；时段尚未结束的，只看昨天及以前到期的。',
    en: 'Implementation items due in the period and by its end neither verified nor cancelled; said to be done is not verified. While the period is running, items due up to yesterday.',
  },
  formula: { zh: '期内到期的事项数－期末前已核验的', en: 'items due in the period − those of them verified by its end' },
  numerator: 'itemsOverdue',
});
