import { MetricDirection, MetricKind } from '../comparison.enums.js';
import { defineMetric, since } from '../metric-definition.js';

export const itemsDue = defineMetric({
  id: 'ITEMS_DUE',
  kind: MetricKind.COUNT,
  direction: MetricDirection.NEITHER,
  name: { zh: '到期事项', en: 'Items due' },
  unit: { zh: '项', en: 'items' },
  decimals: 0,
  explanation: { zh: '期内到期的落实事项。', en: 'Implementation items due in the period.' },
  counts: {
    zh: '期内到期的全部事项；时段尚未结束的，只看昨天及以前到期的。',
    en: 'All items due in the period; in a running period up to yesterday.',
  },
  countsNot: {
    zh: '期末前取消的、没有到期日的不计。',
    en: 'Items cancelled by the end of the period; items without a due day.',
  },
  formula: { zh: '期内到期的落实事项数', en: 'items due in the period' },
  numerator: 'itemsDue',
  changes: since('2026-11-22'),
});
