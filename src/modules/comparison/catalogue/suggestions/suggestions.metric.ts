import { MetricDirection, MetricKind } from '../comparison.enums.js';
import { defineMetric, since } from '../metric-definition.js';

export const suggestions = defineMetric({
  id: 'SUGGESTIONS',
  kind: MetricKind.COUNT,
  direction: MetricDirection.NEITHER,
  name: { zh: '意见建议', en: 'Suggestions' },
  unit: { zh: '条', en: 'suggestions' },
  decimals: 0,
  explanation: { zh: '期内协商议事会上提出的意见建议。', en: 'Suggestions made at sessions held in the period.' },
  counts: {
    zh: '逐条登记的；只登记条数的也计；建系统前累计条数。',
    en: 'Suggestions recorded one by one, with or without text; carried-forward suggestions.',
  },
  countsNot: {
    zh: '只知道有会、不知道条数的会议按 0 条计。',
    en: 'A session with an unknown number of suggestions adds none.',
  },
  formula: { zh: '期内意见建议条数＋建系统前累计条数', en: 'suggestions in the period + carried-forward suggestions' },
  numerator: 'suggestions',
  changes: since('2026-11-22'),
});
