import { MetricDirection, MetricKind } from '../comparison.enums.js';
import { defineMetric, since } from '../metric-definition.js';

export const activeRoomShare = defineMetric({
  id: 'ACTIVE_ROOM_SHARE',
  kind: MetricKind.PROPORTION,
  direction: MetricDirection.NEITHER,
  name: { zh: '议事室活动率', en: 'Share of rooms that met' },
  unit: { zh: '比例', en: 'proportion, 0 to 1' },
  decimals: 2,
  explanation: {
    zh: '已登记的议事室中，期内召开过协商议事会的比例。',
    en: 'The share of enrolled rooms that held a session in the period.',
  },
  counts: {
    zh: '分母是期末已登记的全部议事室，没有记录的也在内。',
    en: 'All rooms enrolled by the end of the period, including those without records.',
  },
  countsNot: {
    zh: '没有记录不等于没有活动：看此数时请同时看“无记录的议事室”。',
    en: 'A room without records may have met. See also the rooms without records.',
  },
  formula: { zh: '有协商活动的议事室÷建成议事室', en: 'rooms that met ÷ rooms built' },
  numerator: 'roomsActive',
  denominator: 'roomsBuilt',
  minimum: 5,
  ofRegister: true,
  changes: since('2026-11-22'),
});
