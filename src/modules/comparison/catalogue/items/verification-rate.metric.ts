import { MetricDirection, MetricKind } from '../comparison.enums.js';
import { defineMetric, since } from '../metric-definition.js';

export const verificationRate = defineMetric({
  id: 'VERIFICATION_RATE',
  kind: MetricKind.PROPORTION,
  direction: MetricDirection.NEITHER,
  name: { zh: '核验率', en: 'Share of done items that were checked' },
  unit: { zh: '比例', en: 'proportion, 0 to 1' },
  decimals: 2,
  explanation: {
    zh: '期内到期、期末前已完成的落实事项，有多大比例本室已核验。',
    en: 'Of the items due in the period and done by its end: the share that the room checked.',
  },
  counts: {
    zh: '本室核验属实、日期不晚于期末的事项。',
    en: 'Items that the room found done, by the end of the period.',
  },
  countsNot: {
    zh: '未完成的事项不计；核验由本室作出，不衡量责任单位。',
    en: 'Items not done. The check is the work of the room and says nothing about the unit.',
  },
  formula: {
    zh: '期末前已核验的÷期末前已完成的',
    en: 'of the items due in the period: checked by its end ÷ done by its end',
  },
  numerator: 'itemsDueVerified',
  denominator: 'itemsDueDone',
  minimum: 5,
  changes: since('2026-12-01'),
});
