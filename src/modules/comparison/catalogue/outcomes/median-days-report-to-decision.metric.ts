import { MetricDirection, MetricKind } from '../comparison.enums.js';
import { defineMetric, since } from '../metric-definition.js';

export const medianDaysReportToDecision = defineMetric({
  id: 'MEDIAN_DAYS_REPORT_TO_DECISION',
  kind: MetricKind.DURATION,
  direction: MetricDirection.LOWER_IS_BETTER,
  name: { zh: '报送至研究决定天数（中位数）', en: 'Median days from report to decision' },
  unit: { zh: '天', en: 'days' },
  decimals: 0,
  explanation: {
    zh: '期内报送的成果，从报送到研究决定，一半用了多少天以内；还没有决定的也算在内。',
    en:
      'The number of days within which half of the reports of the period were decided. Reports not yet ' +
      'decided count too.',
  },
  counts: {
    zh: '期内报送的全部成果报告。到期末（时段未结束时到今天）尚无决定的，按已等待的天数计入。',
    en:
      'All reports of the period. A report without a decision by its end (or today) counts with the ' +
      'days it has waited.',
  },
  countsNot: {
    zh: '被退回的报告不计：退回不是决定，也没有登记退回日，补正后重新报送的另计一份。报送日或会议日不精确到日的不计，不推算日期。',
    en:
      'Reports sent back: that is no decision, and its day is not recorded. The next report counts ' +
      "from its own day. Reports whose day, or whose meeting's day, is not known exactly.",
  },
  formula: {
    zh: '各报告等待天数的中位数（卡普兰—迈耶法，未完成者按删失处理）；分子为已决定的，分母为全部',
    en: 'Kaplan–Meier median of the days, open reports censored; numerator: decided, denominator: all',
  },
  cases: 'reportToDecision',
  minimum: 5,
  isOutcome: true,
  changes: since('2026-11-22'),
});
