import { MetricDirection, MetricKind } from '../comparison.enums.js';
import { SpreadModel } from '../../statistics/over-dispersion.js';
import { defineMetric, since } from '../metric-definition.js';

export const sessionsPer1000 = defineMetric({
  id: 'SESSIONS_PER_1000',
  kind: MetricKind.RATE,
  direction: MetricDirection.NEITHER,
  name: { zh: '每千人召开次数', en: 'Sessions per 1,000 residents' },
  unit: { zh: '次/千人', en: 'sessions per 1,000 residents' },
  decimals: 2,
  explanation: { zh: '按常住人口折算的会议次数：每千人。', en: 'Sessions held per 1,000 usual residents.' },
  counts: {
    zh: '整个时段的会议次数（不折算为每年）；常住人口取时段结束时或之前最近的数字，没有则取最早已知的数字。',
    en:
      'Sessions over the whole period, not per year. Residents are the latest figure not after the end ' +
      'of the period, else the earliest known.',
  },
  countsNot: {
    zh: '从未登记常住人口的地方，不适用。',
    en: 'Places without recorded residents have no value (NOT_APPLICABLE).',
  },
  formula: { zh: '召开次数÷常住人口×1000', en: 'sessions held ÷ usual residents × 1,000' },
  numerator: 'sessions',
  denominator: 'residents',
  per: 1000,
  // Rooms differ in activity by more than chance. So the funnel is widened by their usual differences.
  spread: SpreadModel.ADDITIVE,
  changes: since('2026-11-22'),
});
