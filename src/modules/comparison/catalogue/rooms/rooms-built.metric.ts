import { MetricDirection, MetricKind } from '../comparison.enums.js';
import { defineMetric, since } from '../metric-definition.js';

export const roomsBuilt = defineMetric({
  id: 'ROOMS_BUILT',
  kind: MetricKind.COUNT,
  direction: MetricDirection.NEITHER,
  name: { zh: '建成议事室', en: 'Rooms built' },
  unit: { zh: '个', en: 'rooms' },
  decimals: 0,
  explanation: { zh: '到期末已建室登记的协商议事室。', en: 'Deliberation rooms enrolled by the end of the period.' },
  counts: { zh: '登记日不晚于期末的议事室，有无记录都计。', en: 'Rooms enrolled by then, with or without records.' },
  countsNot: {
    zh: '统计用单位不设议事室；没有登记的地方不是“不活动”，是没有建。',
    en: 'Statistical units. A place without an enrolled room is not counted, and may be active.',
  },
  formula: { zh: '期末已登记的议事室数', en: 'rooms enrolled by the end of the period' },
  numerator: 'roomsBuilt',
  ofRegister: true,
  changes: since('2026-11-22'),
});
