import { MetricDirection, MetricKind } from '../comparison.enums.js';
import { defineMetric, since } from '../metric-definition.js';

export const itemsOverdue = defineMetric({
  id: 'ITEMS_OVERDUE',
  kind: MetricKind.COUNT,
  direction: MetricDirection.LOWER_IS_BETTER,
  name: { zh: '逾期事项', en: 'Items overdue' },
  unit: { zh: '项', en: 'items' },
  decimals: 0,
  explanation: {
    zh: '期内到期、到期末仍未核验的落实事项。',
    en: 'Implementation items due in the period and not verified by its end.',
  },
  counts: {
    zh: '已报完成但未核验的仍计入；时段尚未结束的，只看昨天及以前到期的。',
    en: 'An item reported as done but not verified counts. In a running period, items due up to yesterday.',
  },
  countsNot: { zh: '期末前已核验或取消的不计。', en: 'Items verified or cancelled by the end of the period.' },
  formula: {
    zh: '期内到期的事项数－期末前已核验的',
    en: 'items due in the period − those of them verified by its end',
  },
  numerator: 'itemsOverdue',
  isOutcome: true,
  changes: since('2026-11-22'),
});
