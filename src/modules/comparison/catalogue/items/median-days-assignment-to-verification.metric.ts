import { MetricDirection, MetricKind } from '../comparison.enums.js';
import { defineMetric, since } from '../metric-definition.js';

export const medianDaysAssignmentToVerification = defineMetric({
  id: 'MEDIAN_DAYS_ASSIGNMENT_TO_VERIFICATION',
  kind: MetricKind.DURATION,
  direction: MetricDirection.LOWER_IS_BETTER,
  name: { zh: '交办至核验天数（中位数）', en: 'Median days from assignment to verification' },
  unit: { zh: '天', en: 'days' },
  decimals: 0,
  explanation: {
    zh: '期内交办的落实事项，从交办到核验完成，一半用了多少天以内；还没有完成的也算在内。',
    en:
      'The number of days within which half of the items assigned in the period were verified. Items ' +
      'not yet verified count too.',
  },
  counts: {
    zh: '期内交办的全部落实事项。到期末（时段未结束时到今天）尚未核验的，按已历天数计入；中途取消的，计到可能取消的第一天。',
    en:
      'All items assigned in the period. An item not verified by its end (or today) counts with the ' +
      'days it has been open. A cancelled item counts as open up to its first possible day of ' +
      'cancellation.',
  },
  countsNot: {
    zh: '没有交办日，或核验日只知道月份或年份的不计，不推算日期；核验早于交办的不计，待核实。',
    en:
      'Items without a day of assignment, or verified on a day known only to the month or year. Items ' +
      'verified before they were assigned, which should be checked.',
  },
  formula: {
    zh: '各事项所用天数的中位数（卡普兰—迈耶法，未完成者按删失处理）；分子为已核验的，分母为全部',
    en: 'Kaplan–Meier median of the days, open items censored; numerator: verified, denominator: all',
  },
  cases: 'assignmentToVerification',
  minimum: 5,
  isOutcome: true,
  changes: since('2026-11-22'),
});
