import { MetricDirection, MetricKind } from '../comparison.enums.js';
import { SpreadModel } from '../../statistics/over-dispersion.js';
import { defineMetric, since } from '../metric-definition.js';

export const suggestionsPerSession = defineMetric({
  id: 'SUGGESTIONS_PER_SESSION',
  kind: MetricKind.RATE,
  direction: MetricDirection.NEITHER,
  name: { zh: '每次会议意见建议', en: 'Suggestions per session' },
  unit: { zh: '条/次', en: 'suggestions per session' },
  decimals: 1,
  explanation: { zh: '平均每次会议的意见建议条数。', en: 'The average number of suggestions at a session.' },
  counts: {
    zh: '期内召开的会议及其意见建议；建系统前累计数。',
    en: 'Sessions held in the period and their suggestions; carried-forward totals.',
  },
  countsNot: { zh: '没有召开会议的，不适用。', en: 'Without sessions there is no value (NOT_APPLICABLE).' },
  formula: { zh: '意见建议条数÷召开次数', en: 'suggestions ÷ sessions held' },
  numerator: 'suggestions',
  denominator: 'sessions',
  // Rooms differ in activity by more than chance. So the funnel is widened by their usual differences.
  spread: SpreadModel.ADDITIVE,
  changes: since('2026-11-22'),
});
