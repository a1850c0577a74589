import { MetricDirection, MetricKind } from '../comparison.enums.js';
import { defineMetric, since } from '../metric-definition.js';

export const satisfaction = defineMetric({
  id: 'SATISFACTION',
  kind: MetricKind.MIX,
  direction: MetricDirection.HIGHER_IS_BETTER,
  name: { zh: '群众满意度', en: 'Satisfaction of residents' },
  unit: { zh: '比例', en: 'proportion, 0 to 1' },
  decimals: 2,
  explanation: {
    zh: '期内群众评价中“满意”的比例，并列出满意、基本满意、不满意三档。',
    en: "The share of residents' evaluations that say satisfied. All three steps are shown.",
  },
  counts: {
    zh: '期内每一次群众评价计一次。一次评价征求了多少人的意见，不影响权重：登记的是总体结论，不是每个人的答案。',
    en:
      'Each evaluation by residents in the period, once. How many people were asked for it gives it no ' +
      "more weight: what is recorded is the overall answer, not each person's.",
  },
  countsNot: {
    zh: '政协、提出方、承办方的评价不计。',
    en: 'Evaluations by the committee, by proposers and by handlers.',
  },
  formula: { zh: '“满意”的次数÷群众评价次数', en: 'satisfied ÷ evaluations by residents' },
  cases: 'publicEvaluations',
  marks: { SATISFIED: 1 },
  parts: [
    { key: 'SATISFIED', name: { zh: '满意', en: 'Satisfied' } },
    { key: 'BASICALLY_SATISFIED', name: { zh: '基本满意', en: 'Basically satisfied' } },
    { key: 'NOT_SATISFIED', name: { zh: '不满意', en: 'Not satisfied' } },
  ],
  minimum: 5,
  isOutcome: true,
  changes: since('2026-11-22'),
});
