import { MetricDirection, MetricKind } from '../comparison.enums.js';
import { defineMetric, since } from '../metric-definition.js';

export const ownReportShare = defineMetric({
  id: 'OWN_REPORT_SHARE',
  kind: MetricKind.PROPORTION,
  direction: MetricDirection.NEITHER,
  name: { zh: '本室自报完成占比', en: 'Share of completions reported by the room itself' },
  unit: { zh: '比例', en: 'proportion, 0 to 1' },
  decimals: 2,
  explanation: {
    zh: '期内到期、期末前已完成的落实事项，有多大比例属于村（社区）自己的清单，由本室自报完成。',
    en:
      'Of the items due in the period and done by its end: the share on the own list of the room, ' +
      'which reports its own work.',
  },
  counts: {
    zh: '村（社区）责任落实清单上的事项。',
    en: 'Items of the own responsibility list of the community.',
  },
  countsNot: {
    zh: '街道（镇）交办的事项只计入分母。',
    en: 'Items that the street handed out are only in the denominator.',
  },
  formula: { zh: '本室清单上已完成的÷已完成的', en: 'done items on own lists ÷ done items' },
  numerator: 'itemsDueDoneOwn',
  denominator: 'itemsDueDone',
  minimum: 5,
  changes: since('2026-12-01'),
});
