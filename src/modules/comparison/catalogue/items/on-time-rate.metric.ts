import { MetricDirection, MetricKind } from '../comparison.enums.js';
import { defineMetric, since } from '../metric-definition.js';

export const onTimeRate = defineMetric({
  id: 'ON_TIME_RATE',
  kind: MetricKind.PROPORTION,
  direction: MetricDirection.HIGHER_IS_BETTER,
  name: { zh: '按时完成率', en: 'On-time rate' },
  unit: { zh: '比例', en: 'proportion, 0 to 1' },
  decimals: 2,
  explanation: {
    zh: '期内到期的落实事项，有多大比例在到期日当天或之前完成。',
    en: 'The share of the items due in the period that were done by their due day.',
  },
  counts: {
    zh: '责任单位报告的完成日肯定不晚于到期日，并且没有被核验为未落实。',
    en: "The unit's day of completion is certainly not after the due day, and the room did not reject it.",
  },
  countsNot: {
    zh: '完成日期粗略、可能晚于到期日的不算按时；期末前取消的不计。',
    en:
      'Items whose day of completion is too imprecise to be certainly in time. Items cancelled by the ' +
      'end are left out.',
  },
  formula: { zh: '到期日前完成的÷期内到期的落实事项', en: 'of the items due in the period: done by their day ÷ all' },
  numerator: 'itemsOnTime',
  denominator: 'itemsDue',
  minimum: 5,
  isOutcome: true,
  beside: 'OWN_REPORT_SHARE',
  changes: since('2026-11-22'),
});
