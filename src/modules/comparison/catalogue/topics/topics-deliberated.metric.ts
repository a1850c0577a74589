import { MetricDirection, MetricKind } from '../comparison.enums.js';
import { defineMetric, since } from '../metric-definition.js';

export const topicsDeliberated = defineMetric({
  id: 'TOPICS_DELIBERATED',
  kind: MetricKind.COUNT,
  direction: MetricDirection.NEITHER,
  name: { zh: '协商议题', en: 'Topics deliberated' },
  unit: { zh: '个', en: 'topics' },
  decimals: 0,
  explanation: { zh: '期内首次召开协商议事会的议题。', en: 'Topics whose first session was held in the period.' },
  counts: {
    zh: '按议题第一次召开会议的日期；同一议题再次开会、重启后再开，都不重复计。',
    en: "By the day of the topic's first held session. Further sessions and rounds do not count again.",
  },
  countsNot: {
    zh: '只在程序上走过协商阶段而没有开会的，不计；建系统前累计的会议不分议题，也不计。',
    en: 'Topics that passed the stage without a session; carried-forward sessions, which have no topic.',
  },
  formula: { zh: '期内首次开会的议题数', en: 'topics whose first session was in the period' },
  numerator: 'topicsDeliberated',
  changes: since('2026-11-22'),
});
