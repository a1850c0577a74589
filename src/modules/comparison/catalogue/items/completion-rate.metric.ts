import { MetricDirection, MetricKind } from '../comparison.enums.js';
import { metricMessages } from '../../messages/metrics.js';
import { defineMetric, since } from '../metric-definition.js';

export const completionRate = defineMetric({
  id: 'COMPLETION_RATE',
  kind: MetricKind.PROPORTION,
  direction: MetricDirection.HIGHER_IS_BETTER,
  name: { zh: '办结率', en: 'Completion rate' },
  unit: { zh: '比例', en: 'proportion, 0 to 1' },
  decimals: 2,
  explanation: {
    zh: '期内到期的落实事项，有多大比例责任单位在期末前完成。',
    en: 'The share of the items due in the period that the unit was done with by its end.',
  },
  counts: {
    zh: '期内到期的全部落实事项，未完成的计入分母；是否已核验另见核验率；时段尚未结束的，只看昨天及以前到期的。',
    en:
      'Every implementation item due in the period; unfinished ones count in full. Whether ' +
      'the room checked them is another rate. While the period is running, items due up to yesterday.',
  },
  countsNot: {
    zh: '核验为未落实的不算完成；期末前取消的事项不计；没有事项到期的，不适用。',
    en:
      'Items the room found not done. Items cancelled by the end of the period. ' +
      'Without due items there is no value (NOT_APPLICABLE).',
  },
  formula: { zh: '期末前已完成的÷期内到期的落实事项', en: 'of the items due in the period: done by its end ÷ all' },
  numerator: 'itemsDueDone',
  denominator: 'itemsDue',
  minimum: 5,
  isOutcome: true,
  beside: 'OWN_REPORT_SHARE',
  changes: [...since('2026-11-22'), { version: 2, on: '2026-12-01', change: metricMessages.unitsCompletion }],
});
