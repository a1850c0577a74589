import { MetricDirection, MetricKind } from '../comparison.enums.js';
import { defineMetric, since } from '../metric-definition.js';

export const roomsActive = defineMetric({
  id: 'ROOMS_ACTIVE',
  kind: MetricKind.COUNT,
  direction: MetricDirection.NEITHER,
  name: { zh: '有协商活动的议事室', en: 'Rooms that met' },
  unit: { zh: '个', en: 'rooms' },
  decimals: 0,
  explanation: {
    zh: '期内至少召开过一次协商议事会的议事室。',
    en: 'Rooms that held at least one session in the period.',
  },
  counts: {
    zh: '期内有已召开的会议，或有建系统前累计会议次数的议事室。',
    en: 'Rooms with a session held in the period, or with a carried-forward total of sessions.',
  },
  countsNot: {
    zh: '只有排定未开的会议不算；期末尚未登记的不计。',
    en: 'Sessions that are only scheduled; rooms not enrolled by the end of the period.',
  },
  formula: { zh: '期内会议次数大于 0 的议事室数', en: 'rooms with at least one session in the period' },
  numerator: 'roomsActive',
  ofRegister: true,
  changes: since('2026-11-22'),
});
