import { MetricDirection, MetricKind } from '../comparison.enums.js';
import { defineMetric, since } from '../metric-definition.js';

export const outcomesReached = defineMetric({
  id: 'OUTCOMES_REACHED',
  kind: MetricKind.COUNT,
  direction: MetricDirection.NEITHER,
  name: { zh: '达成协商成果', en: 'Outcomes reached' },
  unit: { zh: '项', en: 'outcomes' },
  decimals: 0,
  explanation: { zh: '期内达成的协商成果。', en: 'Outcomes reached in the period.' },
  counts: { zh: '各种去向的成果，按达成日期。', en: 'Outcomes of every route, by the day they were reached.' },
  countsNot: { zh: '没有登记为成果的共识不计。', en: 'Agreements not recorded as outcomes.' },
  formula: { zh: '期内达成的成果数', en: 'outcomes reached in the period' },
  numerator: 'outcomes',
  changes: since('2026-11-22'),
});
