import { MetricDirection, MetricKind } from '../comparison.enums.js';
import { defineMetric, since } from '../metric-definition.js';

export const planKept = defineMetric({
  id: 'PLAN_KEPT',
  kind: MetricKind.PROPORTION,
  direction: MetricDirection.HIGHER_IS_BETTER,
  name: { zh: '协商计划完成率', en: 'Plan kept' },
  unit: { zh: '比例', en: 'proportion, 0 to 1' },
  decimals: 2,
  explanation: {
    zh: '计划在期内协商的议题，有多大比例到期末已经开会协商。',
    en: 'The share of the topics planned for the period that were deliberated by its end.',
  },
  counts: {
    zh: '提前协商的也算完成；计划按现在的记录，改过的按改后的。',
    en: 'Earlier deliberation counts too. The present plan is used, including its changes.',
  },
  countsNot: {
    zh: '计划外的议题不计；没有计划的，不适用。',
    en: 'Topics outside the plan. Without a plan there is no value (NOT_APPLICABLE).',
  },
  formula: {
    zh: '期末前已协商的÷计划在期内的议题',
    en: 'of the topics planned for the period: deliberated by its end ÷ all',
  },
  numerator: 'topicsPlannedKept',
  denominator: 'topicsPlanned',
  minimum: 5,
  changes: since('2026-11-22'),
});
