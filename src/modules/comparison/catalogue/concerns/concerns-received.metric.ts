import { MetricDirection, MetricKind } from '../comparison.enums.js';
import { defineMetric, since } from '../metric-definition.js';

export const concernsReceived = defineMetric({
  id: 'CONCERNS_RECEIVED',
  kind: MetricKind.COUNT,
  direction: MetricDirection.NEITHER,
  name: { zh: '收到民情', en: 'Concerns received' },
  unit: { zh: '条', en: 'concerns' },
  decimals: 0,
  explanation: { zh: '期内收到的群众反映。', en: 'Concerns received in the period.' },
  counts: {
    zh: '接待群众日、热线、走访、扫码等各种来源登记的。',
    en: 'Recorded concerns, from reception days, hotlines, visits, codes and other sources.',
  },
  countsNot: { zh: '没有登记的口头反映不计。', en: 'Concerns that were not recorded.' },
  formula: { zh: '期内收到的民情条数', en: 'concerns received in the period' },
  numerator: 'concerns',
  changes: since('2026-11-22'),
});
