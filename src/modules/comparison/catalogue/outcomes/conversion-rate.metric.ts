import { MetricDirection, MetricKind } from '../comparison.enums.js';
import { metricMessages } from '../../messages/metrics.js';
import { defineMetric, since } from '../metric-definition.js';

export const conversionRate = defineMetric({
  id: 'CONVERSION_RATE',
  kind: MetricKind.PROPORTION,
  direction: MetricDirection.HIGHER_IS_BETTER,
  name: { zh: '成果转化率', en: 'Conversion rate' },
  unit: { zh: '比例', en: 'proportion, 0 to 1' },
  decimals: 2,
  explanation: {
    zh: '期内采纳的协商成果，有多大比例到期末事项已全部完成。',
    en: 'The share of the outcomes adopted in the period whose items were all done by its end.',
  },
  counts: {
    zh: '需要决定的成果，作出决定即为采纳，建议全部未采纳的只算已作决定；当场解决和列入村（社区）清单的，达成即为采纳。没有事项的当场解决成果，视为已落实。',
    en:
      'An outcome is adopted when it is decided, or when it is reached on a route without a decision. ' +
      'If all its suggestions were declined, it is decided but not adopted. ' +
      'One solved on the spot without items counts as carried out.',
  },
  countsNot: {
    zh: '长期坚持的事项在报告完成之前不算落实；取消的事项不计，全部取消的不算落实；没有列出事项的清单不算落实。',
    en:
      'A long-term item counts only when it is done. Cancelled items are left out. If all are ' +
      'cancelled, or there are none, the outcome does not count as carried out.',
  },
  formula: {
    zh: '期末前事项全部完成的÷期内采纳的成果',
    en: 'of the outcomes adopted in the period: all items done by its end ÷ all',
  },
  numerator: 'outcomesConverted',
  denominator: 'outcomesAdopted',
  minimum: 5,
  isOutcome: true,
  beside: 'OWN_REPORT_SHARE',
  changes: [...since('2026-11-22'), { version: 2, on: '2026-12-01', change: metricMessages.unitsConversion }],
});
