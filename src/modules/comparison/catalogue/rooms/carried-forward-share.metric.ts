import { MetricDirection, MetricKind } from '../comparison.enums.js';
import { defineMetric, since } from '../metric-definition.js';

export const carriedForwardShare = defineMetric({
  id: 'CARRIED_FORWARD_SHARE',
  kind: MetricKind.PROPORTION,
  direction: MetricDirection.NEITHER,
  name: { zh: '建系统前累计占比', en: 'Carried-forward share' },
  unit: { zh: '比例', en: 'proportion, 0 to 1' },
  decimals: 2,
  explanation: {
    zh: '期内会议次数中，只有建系统前累计数、没有逐次记录的比例。',
    en: 'The share of sessions that are known only from a carried-forward total.',
  },
  counts: {
    zh: '建系统前累计的会议次数占全部会议次数的比例。',
    en: 'Carried-forward sessions as a share of all sessions.',
  },
  countsNot: {
    zh: '只看会议：意见建议和人次随会议一并累计。',
    en: 'Only sessions are looked at. Suggestions and attendances are carried forward with them.',
  },
  formula: { zh: '建系统前累计会议次数÷全部会议次数', en: 'carried-forward sessions ÷ all sessions' },
  isAboutRecords: true,
  numerator: 'carriedSessions',
  denominator: 'sessions',
  minimum: 5,
  changes: since('2026-11-22'),
});
