import { MetricDirection, MetricKind } from '../comparison.enums.js';
import { defineMetric, since } from '../metric-definition.js';

export const outcomesDecided = defineMetric({
  id: 'OUTCOMES_DECIDED',
  kind: MetricKind.COUNT,
  direction: MetricDirection.NEITHER,
  name: { zh: '已作决定的成果', en: 'Outcomes decided' },
  unit: { zh: '项', en: 'outcomes' },
  decimals: 0,
  explanation: {
    zh: '期内由街道（镇）党（工）委等作出决定的协商成果。',
    en: 'Outcomes on which the deciding body decided in the period.',
  },
  counts: {
    zh: '按会议日期；来源没有说明会议日期的，在报送与录入之间。',
    en: 'By the day of the meeting. If a source does not give it: between the report and the entry.',
  },
  countsNot: { zh: '退回的不算决定。', en: 'A report that was sent back.' },
  formula: { zh: '期内作出决定的成果数', en: 'outcomes decided in the period' },
  numerator: 'outcomesDecided',
  changes: since('2026-11-22'),
});
