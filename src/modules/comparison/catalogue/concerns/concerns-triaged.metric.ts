import { MetricDirection, MetricKind } from '../comparison.enums.js';
import { defineMetric, since } from '../metric-definition.js';

export const concernsTriaged = defineMetric({
  id: 'CONCERNS_TRIAGED',
  kind: MetricKind.COUNT,
  direction: MetricDirection.NEITHER,
  name: { zh: '已梳理民情', en: 'Concerns sifted' },
  unit: { zh: '条', en: 'concerns' },
  decimals: 0,
  explanation: {
    zh: '期内收到的民情中，到现在已经梳理的。',
    en: 'Concerns received in the period that are sifted by now.',
  },
  counts: {
    zh: '已并案、转交、说明理由不受理或列入议题的。',
    en: 'Merged, transferred, rejected with a reason, or taken up in a topic.',
  },
  countsNot: {
    zh: '仍待梳理的不计；梳理的日期不另登记，所以按收到的日期归入时段。',
    en: 'Open concerns. The day of sifting is not recorded, so the day of receipt decides the period.',
  },
  formula: { zh: '期内收到、现已梳理的民情条数', en: 'concerns received in the period and no longer open' },
  numerator: 'concernsTriaged',
  changes: since('2026-11-22'),
});
