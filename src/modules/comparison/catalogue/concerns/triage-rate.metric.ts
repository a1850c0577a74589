import { MetricDirection, MetricKind } from '../comparison.enums.js';
import { defineMetric, since } from '../metric-definition.js';

export const triageRate = defineMetric({
  id: 'TRIAGE_RATE',
  kind: MetricKind.PROPORTION,
  direction: MetricDirection.HIGHER_IS_BETTER,
  name: { zh: '民情梳理率', en: 'Share of concerns sifted' },
  unit: { zh: '比例', en: 'proportion, 0 to 1' },
  decimals: 2,
  explanation: {
    zh: '期内收到的民情，有多大比例已经梳理。',
    en: 'The share of the concerns received in the period that are sifted.',
  },
  counts: {
    zh: '期内收到的全部民情；梳理与否按现在的记录。',
    en: 'All concerns received in the period, in their present state.',
  },
  countsNot: {
    zh: '不看梳理得快慢；没有收到民情的，不适用。',
    en: 'The time taken does not matter. Without concerns there is no value (NOT_APPLICABLE).',
  },
  formula: { zh: '已梳理的÷期内收到的民情', en: 'of the concerns received in the period: sifted ÷ all' },
  numerator: 'concernsTriaged',
  denominator: 'concerns',
  minimum: 5,
  changes: since('2026-11-22'),
});
