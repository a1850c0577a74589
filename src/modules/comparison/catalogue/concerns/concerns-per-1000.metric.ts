import { MetricDirection, MetricKind } from '../comparison.enums.js';
import { SpreadModel } from '../../statistics/over-dispersion.js';
import { defineMetric, since } from '../metric-definition.js';

export const concernsPer1000 = defineMetric({
  id: 'CONCERNS_PER_1000',
  kind: MetricKind.RATE,
  direction: MetricDirection.NEITHER,
  name: { zh: '每千人民情', en: 'Concerns per 1,000 residents' },
  unit: { zh: '条/千人', en: 'concerns per 1,000 residents' },
  decimals: 2,
  explanation: { zh: '按常住人口折算的民情条数：每千人。', en: 'Concerns received per 1,000 usual residents.' },
  counts: {
    zh: '整个时段的条数（不折算为每年）；常住人口取时段结束时或之前最近的数字，没有则取最早已知的数字。',
    en:
      'Concerns of the whole period, not per year; residents are the latest figure not after the end ' +
      'of the period, else the earliest known.',
  },
  countsNot: {
    zh: '从未登记常住人口的地方，不适用。',
    en: 'Places without recorded residents have no value (NOT_APPLICABLE).',
  },
  formula: { zh: '民情条数÷常住人口×1000', en: 'concerns ÷ usual residents × 1,000' },
  numerator: 'concerns',
  denominator: 'residents',
  per: 1000,
  // Rooms differ in activity by more than chance. So the funnel is widened by their usual differences.
  spread: SpreadModel.ADDITIVE,
  changes: since('2026-11-22'),
});
