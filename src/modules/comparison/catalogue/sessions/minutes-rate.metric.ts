import { MetricDirection, MetricKind } from '../comparison.enums.js';
import { defineMetric, since } from '../metric-definition.js';

export const minutesRate = defineMetric({
  id: 'MINUTES_RATE',
  kind: MetricKind.PROPORTION,
  direction: MetricDirection.HIGHER_IS_BETTER,
  name: { zh: '会议记录率', en: 'Sessions with minutes' },
  unit: { zh: '比例', en: 'proportion, 0 to 1' },
  decimals: 2,
  explanation: {
    zh: '期内召开的会议，有多大比例有会议记录。',
    en: 'The share of the sessions held in the period that have minutes.',
  },
  counts: {
    zh: '有会议记录文字的会议，事后补记的也算。',
    en: 'Sessions with a text of minutes, also when entered later.',
  },
  countsNot: {
    zh: '建系统前累计的会议没有逐次记录，不计。',
    en: 'Carried-forward sessions, which have no record of their own.',
  },
  formula: { zh: '有会议记录的会议÷逐次登记的会议', en: 'sessions with minutes ÷ sessions with a record of their own' },
  numerator: 'sessionsMinutes',
  denominator: 'recordedSessions',
  minimum: 5,
  changes: since('2026-11-22'),
});
