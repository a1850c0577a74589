import { MetricDirection, MetricKind } from '../comparison.enums.js';
import { defineMetric, since } from '../metric-definition.js';

export const answerRate = defineMetric({
  id: 'ANSWER_RATE',
  kind: MetricKind.PROPORTION,
  direction: MetricDirection.HIGHER_IS_BETTER,
  name: { zh: '意见建议答复率', en: 'Share of suggestions answered' },
  unit: { zh: '比例', en: 'proportion, 0 to 1' },
  decimals: 2,
  explanation: {
    zh: '期内提出的意见建议，有多大比例得到答复。',
    en: 'The share of the suggestions made in the period that were answered.',
  },
  counts: {
    zh: '逐条登记的意见建议；答复与否按现在的记录。',
    en: 'Suggestions recorded one by one, in their present state.',
  },
  countsNot: {
    zh: '建系统前累计条数不计；没有意见建议的，不适用。',
    en: 'Carried-forward suggestions. Without suggestions there is no value (NOT_APPLICABLE).',
  },
  formula: { zh: '已答复的÷期内提出的意见建议', en: 'of the suggestions made in the period: answered ÷ all' },
  numerator: 'recordedAnswered',
  denominator: 'recordedSuggestions',
  minimum: 5,
  isOutcome: true,
  changes: since('2026-11-22'),
});
