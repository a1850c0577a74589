import { MetricDirection, MetricKind } from '../comparison.enums.js';
import { defineMetric, since } from '../metric-definition.js';

export const researchFirstRate = defineMetric({
  id: 'RESEARCH_FIRST_RATE',
  kind: MetricKind.PROPORTION,
  direction: MetricDirection.HIGHER_IS_BETTER,
  name: { zh: '商前调研率', en: 'Sessions with research before them' },
  unit: { zh: '比例', en: 'proportion, 0 to 1' },
  decimals: 2,
  explanation: {
    zh: '期内召开的会议，有多大比例在会前做过调研。',
    en: 'The share of the sessions held in the period with research before them.',
  },
  counts: {
    zh: '所议议题有调研记录，并且肯定不晚于会议。',
    en: 'Sessions whose topic has a research record certainly not later than the session.',
  },
  countsNot: {
    zh: '建系统前累计的会议不计；日期只知到月或年、无法判断先后的，不给出数值。',
    en: 'Carried-forward sessions. If dates are too imprecise to say which came first, there is no value.',
  },
  formula: {
    zh: '会前有调研的会议÷逐次登记的会议',
    en: 'sessions with research before them ÷ sessions with a record of their own',
  },
  numerator: 'sessionsResearched',
  denominator: 'recordedSessions',
  minimum: 5,
  changes: since('2026-11-22'),
});
