import { MetricDirection, MetricKind } from '../comparison.enums.js';
import { defineMetric, since } from '../metric-definition.js';

export const satisfiedEvaluations = defineMetric({
  id: 'SATISFIED_EVALUATIONS',
  kind: MetricKind.MIX,
  direction: MetricDirection.HIGHER_IS_BETTER,
  name: { zh: '群众评价满意次数占比', en: 'Share of satisfied evaluations' },
  unit: { zh: '比例', en: 'proportion, 0 to 1' },
  decimals: 2,
  explanation: {
    zh: '期内只有总体结论的群众评价中，结论为“满意”的次数占比，并列出三档。数的是次数，不是人数。',
    en:
      "The share of residents' evaluations with only an overall level that say satisfied. All three steps " +
      'are shown. It counts evaluations, not people.',
  },
  counts: {
    zh: '期内每一次只有总体结论的群众评价计一次，不论征求了多少人的意见。',
    en:
      'Each evaluation by residents in the period that has only an overall level, once. How many people ' +
      'were asked makes no difference.',
  },
  countsNot: {
    zh: '逐人计票的评价另见群众满意度；政协、提出方、承办方的评价不计。',
    en:
      'Evaluations with the answers of each person, which count in the satisfaction of residents. ' +
      'Evaluations by the committee, by proposers and by handlers.',
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
  beside: 'OWN_EVALUATION_SHARE',
  changes: since('2026-12-01'),
});
