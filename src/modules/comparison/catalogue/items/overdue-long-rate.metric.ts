import { MetricDirection, MetricKind } from '../comparison.enums.js';
import { metricMessages } from '../../messages/metrics.js';
import { defineMetric, since } from '../metric-definition.js';

export const overdueLongRate = defineMetric({
  id: 'OVERDUE_LONG_RATE',
  kind: MetricKind.PROPORTION,
  direction: MetricDirection.LOWER_IS_BETTER,
  name: { zh: '逾期三十天未完成比例', en: 'Overdue by thirty days' },
  unit: { zh: '比例', en: 'proportion, 0 to 1' },
  decimals: 2,
  explanation: {
    zh: '期内到期满三十天的落实事项，有多大比例责任单位当时仍未完成。',
    en: 'The share of the items 30 days past due in the period that the unit was not done with by then.',
  },
  counts: {
    zh: '到期日加三十天落在期内、并且这个月已经过完的事项；完成日期粗略、不能肯定的，按未完成计。',
    en:
      'Items for which that day lies in a month of the period that is over. A completion not ' +
      'certainly by then does not count.',
  },
  countsNot: {
    zh: '三十天内取消的不计；以后才完成的仍算逾期。',
    en: 'Items cancelled within the thirty days. An item done later is still late.',
  },
  formula: {
    zh: '三十天内未完成的÷到期满三十天的事项',
    en: 'not done within thirty days ÷ items thirty days past due',
  },
  numerator: 'itemsAgedOpen',
  denominator: 'itemsAged',
  minimum: 5,
  isOutcome: true,
  beside: 'OWN_REPORT_SHARE',
  changes: [...since('2026-11-22'), { version: 2, on: '2026-12-01', change: metricMessages.unitsCompletion }],
});
