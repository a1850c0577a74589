import { MetricDirection, MetricKind } from '../comparison.enums.js';
import { defineMetric, since } from '../metric-definition.js';

export const ownEvaluationShare = defineMetric({
  id: 'OWN_EVALUATION_SHARE',
  kind: MetricKind.MIX,
  direction: MetricDirection.NEITHER,
  name: { zh: '本室自录评价占比', en: 'Share of evaluations entered by the room itself' },
  unit: { zh: '比例', en: 'proportion, 0 to 1' },
  decimals: 2,
  explanation: {
    zh: '期内的评价中，有多大比例是由本室自己录入的，包括对自己工作的评价。',
    en: 'Of the evaluations in the period: the share that the room entered itself, about its own work too.',
  },
  counts: { zh: '期内的每一次评价计一次，不论谁作出。', en: 'Each evaluation in the period, once, by any evaluator.' },
  countsNot: { zh: '政协联络的评价只计入分母。', en: 'Evaluations by the committee are only in the denominator.' },
  formula: { zh: '本室录入的评价÷全部评价', en: 'evaluations entered by the room ÷ all evaluations' },
  cases: 'allEvaluations',
  marks: { OWN: 1 },
  parts: [
    { key: 'OWN', name: { zh: '本室录入', en: 'By the room' } },
    { key: 'OTHERS', name: { zh: '他方录入', en: 'By others' } },
  ],
  minimum: 5,
  changes: since('2026-12-01'),
});
