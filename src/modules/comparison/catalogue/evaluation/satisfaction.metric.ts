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
    zh: '期内群众测评的有效票中“满意”的比例，并列出满意、基本满意、不满意、不了解、弃权。',
    en: 'The share of valid answers of residents in the period that say satisfied. All answers are shown.',
  },
  counts: {
    zh: '逐人计票的群众测评，每张有效票计一票。票由协商议事室收集和录入。',
    en: 'Each valid answer of evaluations by residents that were counted person by person. The room collects them.',
  },
  countsNot: {
    zh: '只有总体结论的评价不计，另见群众评价满意次数占比；无效票不计；政协、提出方、承办方的评价不计。',
    en:
      'Evaluations with only an overall level, which have a share of their own. Invalid sheets. ' +
      'Evaluations by the committee, by proposers and by handlers.',
  },
  formula: { zh: '“满意”票数÷有效票数', en: 'answers satisfied ÷ valid answers' },
  cases: 'publicAnswers',
  marks: { SATISFIED: 1 },
  parts: [
    { key: 'SATISFIED', name: { zh: '满意', en: 'Satisfied' } },
    { key: 'BASICALLY_SATISFIED', name: { zh: '基本满意', en: 'Basically satisfied' } },
    { key: 'NOT_SATISFIED', name: { zh: '不满意', en: 'Not satisfied' } },
    { key: 'DO_NOT_KNOW', name: { zh: '不了解', en: 'Do not know' } },
    { key: 'ABSTAINED', name: { zh: '弃权', en: 'Abstained' } },
  ],
  minimum: 5,
  isOutcome: true,
  beside: 'OWN_EVALUATION_SHARE',
  changes: [
    ...since('2026-11-22'),
    {
      version: 2,
      on: '2026-12-01',
      change: {
        zh: '改为按人计票；只有总体结论的评价另列指标（群众评价满意次数占比）。',
        en: 'It counts answers of people. Evaluations with only an overall level have a metric of their own.',
      },
    },
  ],
});
