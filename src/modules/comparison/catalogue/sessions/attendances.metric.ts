import { MetricDirection, MetricKind } from '../comparison.enums.js';
import { defineMetric, since } from '../metric-definition.js';

export const attendances = defineMetric({
  id: 'ATTENDANCES',
  kind: MetricKind.COUNT,
  direction: MetricDirection.NEITHER,
  name: { zh: '参加人次', en: 'Attendances' },
  unit: { zh: '人次', en: 'attendances' },
  decimals: 0,
  explanation: { zh: '各次协商议事会的参加人次之和。', en: 'The headcounts of the sessions of the period, added up.' },
  counts: {
    zh: '期内召开的会议的参加人数，一人到一次会算一次；建系统前累计人次（按人数统计或只计某类人员的，是下限）。',
    en:
      'Heads at sessions held in the period, one person once a session; carried-forward attendances, ' +
      'which are a floor when they count persons or one role only.',
  },
  countsNot: {
    zh: '不去重：同一人到两次会算两次；未召开的会议不计。',
    en:
      'People are not counted once only: someone at two sessions counts twice. Sessions that were not ' +
      'held do not count.',
  },
  formula: {
    zh: '各次会议参加人数之和＋建系统前累计人次',
    en: 'sum of headcounts of sessions in the period + carried-forward attendances',
  },
  numerator: 'attendances',
  changes: since('2026-11-22'),
});
