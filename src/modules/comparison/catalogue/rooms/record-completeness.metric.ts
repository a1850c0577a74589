import { MetricDirection, MetricKind } from '../comparison.enums.js';
import { defineMetric, since } from '../metric-definition.js';

export const recordCompleteness = defineMetric({
  id: 'RECORD_COMPLETENESS',
  kind: MetricKind.PROPORTION,
  direction: MetricDirection.HIGHER_IS_BETTER,
  name: { zh: '会议台账完整率', en: 'Completeness of records' },
  unit: { zh: '比例', en: 'proportion, 0 to 1' },
  decimals: 2,
  explanation: {
    zh: '期内召开的会议，有多大比例台账齐全。',
    en: 'The share of the sessions held in the period that are fully recorded.',
  },
  counts: {
    zh: '日期确切到日，有会议记录、共识程度和到会人数的会议。',
    en: 'Sessions with the exact day, minutes, the level of consensus and the attendance.',
  },
  countsNot: {
    zh: '缺其中一项的不算齐全；建系统前累计的会议不计。',
    en: 'Sessions that lack one of these. Carried-forward sessions are left out.',
  },
  formula: { zh: '台账齐全的会议÷逐次登记的会议', en: 'fully recorded sessions ÷ sessions with a record of their own' },
  isAboutRecords: true,
  numerator: 'sessionsComplete',
  denominator: 'recordedSessions',
  minimum: 5,
  changes: since('2026-11-22'),
});
