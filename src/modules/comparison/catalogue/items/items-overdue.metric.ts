import { MetricDirection, MetricKind } from '../comparison.enums.js';
import { metricMessages } from '../../messages/metrics.js';
import { defineMetric, since } from '../metric-definition.js';

export const itemsOverdue = defineMetric({
  id: 'ITEMS_OVERDUE',
  kind: MetricKind.COUNT,
  direction: MetricDirection.LOWER_IS_BETTER,
  name: { zh: '逾期事项', en: 'Items overdue' },
  unit: { zh: '项', en: 'items' },
  decimals: 0,
  explanation: {
    zh: '期内到期、到期末责任单位仍未完成的落实事项。',
    en: 'Implementation items due in the period that the unit was not done with by its end.',
  },
  counts: {
    zh: '核验为未落实的仍计入；时段尚未结束的，只看昨天及以前到期的。',
    en: 'An item that the room found not done counts. In a running period, items due up to yesterday.',
  },
  countsNot: {
    zh: '已报完成、等待核验的不算逾期；期末前取消的不计。',
    en: 'Items done and waiting for the check. Items cancelled by the end of the period.',
  },
  formula: {
    zh: '期内到期的事项数－期末前已完成的',
    en: 'items due in the period − those of them done by its end',
  },
  numerator: 'itemsOverdue',
  isOutcome: true,
  changes: [...since('2026-11-22'), { version: 2, on: '2026-12-01', change: metricMessages.unitsCompletion }],
});
