import { MetricDirection, MetricKind } from '../comparison.enums.js';
import { defineMetric, since } from '../metric-definition.js';

export const medianDaysTopicToSession = defineMetric({
  id: 'MEDIAN_DAYS_TOPIC_TO_SESSION',
  kind: MetricKind.DURATION,
  direction: MetricDirection.NEITHER,
  name: { zh: '议题至首次协商天数（中位数）', en: 'Median days from topic to first session' },
  unit: { zh: '天', en: 'days' },
  decimals: 0,
  explanation: {
    zh: '期内提出的议题，从提出到第一次召开协商议事会，一半议题用了多少天以内；还没开会的也算在内。',
    en:
      'The number of days within which half of the topics proposed in the period had their first ' +
      'session. Topics still waiting count too.',
  },
  counts: {
    zh: '期内提出的全部议题。到期末（时段未结束时到今天）还没有开会的，按已等待的天数计入；未开会就办结的，计到办结日。',
    en:
      'All topics proposed in the period. A topic without a session by its end (or today) counts with ' +
      'the days it has waited. A topic closed without a session counts as waiting up to its closing.',
  },
  countsNot: {
    zh: '提出日或首次会议日只知道月份或年份的议题不计，不推算日期；会议日早于提出日的不计，待核实。',
    en:
      'Topics whose proposal or first session is known only to the month or year. Topics with a ' +
      'session before their proposal, which should be checked.',
  },
  formula: {
    zh: '各议题等待天数的中位数（卡普兰—迈耶法，未完成者按删失处理）；分子为已开会的，分母为全部',
    en: 'Kaplan–Meier median of the days, waiting topics censored; numerator: had a session, denominator: all',
  },
  cases: 'topicToSession',
  minimum: 5,
  changes: since('2026-11-22'),
});
