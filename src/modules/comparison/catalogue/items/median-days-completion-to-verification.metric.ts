import { MetricDirection, MetricKind } from '../comparison.enums.js';
import { defineMetric, since } from '../metric-definition.js';

export const medianDaysCompletionToVerification = defineMetric({
  id: 'MEDIAN_DAYS_COMPLETION_TO_VERIFICATION',
  kind: MetricKind.DURATION,
  direction: MetricDirection.LOWER_IS_BETTER,
  name: { zh: '完成至核验天数（中位数）', en: 'Median days from completion to check' },
  unit: { zh: '天', en: 'days' },
  decimals: 0,
  explanation: {
    zh: '期内责任单位报告完成的落实事项，从完成到本室核验，一半用了多少天以内；还没有核验的也算在内。',
    en:
      'The number of days within which half of the items done in the period were checked by the room. ' +
      'Items still waiting for the check count too.',
  },
  counts: {
    zh: '期内报告完成的全部落实事项。到期末（时段未结束时到今天）尚未核验的，按已等待的天数计入。',
    en:
      'All items that the unit said were done in the period. An item not checked by its end (or today) ' +
      'counts with the days it has waited.',
  },
  countsNot: {
    zh: '没有单位报告完成、核验时才认定的不计；完成日或核验日只知道月份或年份的不计。',
    en:
      'Items that no unit said were done, and that the check found done. Items with a day known only to ' +
      'the month or year.',
  },
  formula: {
    zh: '各事项等待天数的中位数（卡普兰—迈耶法，未核验者按删失处理）；分子为已核验的，分母为全部',
    en: 'Kaplan–Meier median of the days, waiting items censored; numerator: checked, denominator: all',
  },
  cases: 'completionToVerification',
  minimum: 5,
  changes: since('2026-12-01'),
});
