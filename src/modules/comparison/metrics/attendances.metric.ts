import { MetricDirection, MetricKind } from '../comparison.enums.js';
import { defineMetric } from './metric-definition.js';

export const attendances = defineMetric({
  id: 'ATTENDANCES',
  kind: MetricKind.COUNT,
  direction: MetricDirection.NEITHER,
  name: { zh: '参加人次', en: 'Attendances' },
  unit: { zh: '人次', en: 'attendances' },
  decimals: 0,
  explanation: {
    zh: '期内各次协商议事会参加人数之和（人次，不是人数）；结转数计入，结转数如按人数统计或只计某类人员，则为下限。',
    en: 'Heads counted at the sessions of the period, one person once a session (not distinct people); carried-forward totals count, and are a floor when they count persons or one role only.',
  },
  formula: { zh: '各次会议参加人数之和＋结转人次', en: 'sum of headcounts of sessions in the period + carried-forward attendances' },
  numerator: 'attendances',
});
