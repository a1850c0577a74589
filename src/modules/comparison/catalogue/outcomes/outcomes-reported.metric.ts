import { MetricDirection, MetricKind } from '../comparison.enums.js';
import { defineMetric, since } from '../metric-definition.js';

export const outcomesReported = defineMetric({
  id: 'OUTCOMES_REPORTED',
  kind: MetricKind.COUNT,
  direction: MetricDirection.NEITHER,
  name: { zh: '报送协商成果', en: 'Outcomes reported' },
  unit: { zh: '项', en: 'outcomes' },
  decimals: 0,
  explanation: { zh: '期内首次报送的协商成果。', en: 'Outcomes first reported in the period.' },
  counts: {
    zh: '按第一次报送的日期；退回后再报不重复计。',
    en: 'By the day of the first report. A second report after a return does not count again.',
  },
  countsNot: {
    zh: '不需要报送的成果（当场解决、村（社区）清单）没有报送，不计。',
    en: "Outcomes solved on the spot or on the community's own list, which are not reported.",
  },
  formula: { zh: '期内首次报送的成果数', en: 'outcomes first reported in the period' },
  numerator: 'outcomesReported',
  changes: since('2026-11-22'),
});
