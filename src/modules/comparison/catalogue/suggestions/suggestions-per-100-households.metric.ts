import { MetricDirection, MetricKind } from '../comparison.enums.js';
import { SpreadModel } from '../../statistics/over-dispersion.js';
import { defineMetric, since } from '../metric-definition.js';

export const suggestionsPer100Households = defineMetric({
  id: 'SUGGESTIONS_PER_100_HOUSEHOLDS',
  kind: MetricKind.RATE,
  direction: MetricDirection.NEITHER,
  name: { zh: '每百户意见建议', en: 'Suggestions per 100 households' },
  unit: { zh: '条/百户', en: 'suggestions per 100 households' },
  decimals: 2,
  explanation: { zh: '按户数折算的意见建议条数：每百户。', en: 'Suggestions per 100 households.' },
  counts: {
    zh: '整个时段的条数（不折算为每年）；户数取时段结束时或之前最近的数字，没有则取最早已知的数字。',
    en:
      'Suggestions of the whole period, not per year; households are the latest figure not after the ' +
      'end of the period, else the earliest known.',
  },
  countsNot: {
    zh: '从未登记户数的地方，不适用。',
    en: 'Places without recorded households have no value (NOT_APPLICABLE).',
  },
  formula: { zh: '意见建议条数÷户数×100', en: 'suggestions ÷ households × 100' },
  numerator: 'suggestions',
  denominator: 'households',
  per: 100,
  // Rooms differ in activity by more than chance. So the funnel is widened by their usual differences.
  spread: SpreadModel.ADDITIVE,
  changes: since('2026-11-22'),
});
