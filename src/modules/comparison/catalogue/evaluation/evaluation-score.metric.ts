import { MetricDirection, MetricKind } from '../comparison.enums.js';
import { defineMetric, since } from '../metric-definition.js';

export const evaluationScore = defineMetric({
  id: 'EVALUATION_SCORE',
  kind: MetricKind.SCORE,
  direction: MetricDirection.HIGHER_IS_BETTER,
  name: { zh: '质效评估得分', en: 'Evaluation score' },
  unit: { zh: '分', en: 'marks of 100' },
  decimals: 0,
  explanation: {
    zh: '期内政协和议题提出方的评估，平均得多少分。',
    en: 'The mean mark of the evaluations by the committee and by proposers.',
  },
  counts: {
    zh: '期内政协、议题提出方的每一次评估计一次：满意100分，基本满意60分，不满意0分；这是约定的分值。',
    en:
      'Evaluations of the period by the committee or a proposer. Satisfied is 100 marks, basically ' +
      'satisfied 60, not satisfied 0. The marks are a convention.',
  },
  countsNot: {
    zh: '承办方自评不计，自己不给自己打分；群众评价另见群众满意度。',
    en: 'Evaluations by handlers of their own work, and by residents, whose satisfaction is another metric.',
  },
  formula: { zh: '各次评估得分之和÷评估次数', en: 'sum of marks ÷ evaluations' },
  cases: 'evaluations',
  marks: { SATISFIED: 100, BASICALLY_SATISFIED: 60, NOT_SATISFIED: 0 },
  minimum: 5,
  isOutcome: true,
  beside: 'OWN_EVALUATION_SHARE',
  changes: since('2026-11-22'),
});
