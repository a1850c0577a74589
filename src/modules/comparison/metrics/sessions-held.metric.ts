import { MetricDirection, MetricKind } from '../comparison.enums.js';
import { defineMetric } from './metric-definition.js';

export const sessionsHeld = defineMetric({
  id: 'SESSIONS_HELD',
  kind: MetricKind.COUNT,
  direction: MetricDirection.NEITHER,
  name: { zh: '召开协商议事会', en: 'Sessions held' },
  unit: { zh: '次', en: 'sessions' },
  decimals: 0,
  explanation: {
    zh: '已召开的协商议事会次数；排定未开和取消的不计；结转数计入。',
    en: 'Sessions that were held; those only scheduled or called off do not count; carried-forward totals do.',
  },
  formula: { zh: '期内召开次数＋结转次数', en: 'sessions held in the period + carried-forward sessions' },
  numerator: 'sessions',
});
