import { MetricDirection, MetricKind } from '../comparison.enums.js';
import { defineMetric } from './metric-definition.js';

export const suggestionsPer1000 = defineMetric({
  id: 'SUGGESTIONS_PER_1000',
  kind: MetricKind.RATE,
  direction: MetricDirection.NEITHER,
  name: { zh: '每千人意见建议', en: 'Suggestions per 1,000 residents' },
  unit: { zh: '条/千人', en: 'suggestions per 1,000 residents' },
  decimals: 1,
  explanation: {
    zh: '整个时段内（不折算为每年）每千名常住人口的意见建议条数。常住人口取时段结束时或之前最近的数字，没有则取最早已知的数字；从未登记常住人口的，不适用。',
    en: 'Suggestions per 1,000 usual residents over the whole period, not per year. Residents are the latest figure not after the period\'s end, else the earliest known; where none is known the rate does not apply.',
  },
  formula: { zh: '意见建议条数÷常住人口×1000', en: 'suggestions ÷ usual residents × 1,000' },
  numerator: 'suggestions',
  denominator: 'residents',
  per: 1000,
});
