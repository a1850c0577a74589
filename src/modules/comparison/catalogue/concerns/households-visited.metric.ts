import { MetricDirection, MetricKind } from '../comparison.enums.js';
import { defineMetric, since } from '../metric-definition.js';

export const householdsVisited = defineMetric({
  id: 'HOUSEHOLDS_VISITED',
  kind: MetricKind.COUNT,
  direction: MetricDirection.NEITHER,
  name: { zh: '走访户数', en: 'Households visited' },
  unit: { zh: '户', en: 'households' },
  decimals: 0,
  explanation: { zh: '期内商前调研走访的户数。', en: 'Households visited for research in the period.' },
  counts: {
    zh: '调研记录写明的走访户数之和；一户走访两次算两次。',
    en: 'The numbers of research records, added up. A household visited twice counts twice.',
  },
  countsNot: { zh: '没有写明户数的调研不计。', en: 'Research without a number.' },
  formula: { zh: '各条调研记录走访户数之和', en: 'sum of the households of research records in the period' },
  numerator: 'householdsVisited',
  changes: since('2026-11-22'),
});
