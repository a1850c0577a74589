import { MetricDirection, MetricKind } from '../comparison.enums.js';
import { defineMetric } from './metric-definition.js';

export const suggestionsPerSession = defineMetric({
  id: 'SUGGESTIONS_PER_SESSION',
  kind: MetricKind.RATE,
  direction: MetricDirection.NEITHER,
  name: { zh: '每次会议意见建议', en: 'Suggestions per session' },
  unit: { zh: '条/次', en: 'suggestions per session' },
  decimals: 1,
  explanation: {
    zh: '平均每次协商议事会的意见建议条数；没有召开的，不适用。',
    en: 'Suggestions made at one session on average; where none was held it does not apply.',
  },
  formula: { zh: '意见建议条数÷召开次数', en: 'suggestions ÷ sessions held' },
  numerator: 'suggestions',
  denominator: 'sessions',
});
