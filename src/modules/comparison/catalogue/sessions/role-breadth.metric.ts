import { MetricDirection, MetricKind } from '../comparison.enums.js';
import { defineMetric, since } from '../metric-definition.js';

export const roleBreadth = defineMetric({
  id: 'ROLE_BREADTH',
  kind: MetricKind.RATE,
  direction: MetricDirection.NEITHER,
  name: { zh: '每次会议参与身份', en: 'Roles at the table per session' },
  unit: { zh: '类/次', en: 'roles per session' },
  decimals: 1,
  explanation: {
    zh: '平均每次会议有几类身份的人参加。',
    en: 'The average number of different roles present at a session.',
  },
  counts: {
    zh: '登记了到会情况的会议，每次会议的身份类别相加。',
    en: 'Sessions whose attendance is recorded; the roles of each are added up.',
  },
  countsNot: {
    zh: '没有登记到会情况的会议不计：不知道不等于没有。',
    en: 'Sessions without recorded attendance.',
  },
  formula: {
    zh: '各次会议的身份类别数之和÷登记了到会情况的会议数',
    en: 'roles added over the sessions ÷ sessions with recorded attendance',
  },
  numerator: 'roles',
  denominator: 'sessionsSeated',
  changes: since('2026-11-22'),
});
