import { MetricDirection, MetricKind } from '../comparison.enums.js';
import { defineMetric, since } from '../metric-definition.js';

export const sessionsHeld = defineMetric({
  id: 'SESSIONS_HELD',
  kind: MetricKind.COUNT,
  direction: MetricDirection.NEITHER,
  name: { zh: '召开协商议事会', en: 'Sessions held' },
  unit: { zh: '次', en: 'sessions' },
  decimals: 0,
  explanation: { zh: '期内召开的协商议事会。', en: 'Deliberation sessions held in the period.' },
  counts: { zh: '已召开的会议；建系统前累计次数。', en: 'Sessions that were held; carried-forward sessions.' },
  countsNot: { zh: '排定未开和取消的会议不计。', en: 'Sessions only scheduled or called off.' },
  formula: { zh: '期内召开次数＋建系统前累计次数', en: 'sessions held in the period + carried-forward sessions' },
  numerator: 'sessions',
  changes: since('2026-11-22'),
});
