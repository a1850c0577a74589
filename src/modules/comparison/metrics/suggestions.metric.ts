import { MetricDirection, MetricKind } from '../comparison.enums.js';
import { defineMetric } from './metric-definition.js';

export const suggestions = defineMetric({
  id: 'SUGGESTIONS',
  kind: MetricKind.COUNT,
  direction: MetricDirection.NEITHER,
  name: { zh: '意见建议', en: 'Suggestions' },
  unit: { zh: '条', en: 'suggestions' },
  decimals: 0,
  explanation: {
    zh: '期内召开的协商议事会上提出的意见建议条数；结转数计入。只知道有会、不知道条数的会议按 0 条计。',
    en: 'Suggestions made at sessions held in the period; carried-forward totals count. A session whose number of suggestions is not known adds none.',
  },
  formula: { zh: '期内意见建议条数＋结转条数', en: 'suggestions in the period + carried-forward suggestions' },
  numerator: 'suggestions',
});
