import { MetricDirection, MetricKind } from '../comparison.enums.js';
import { defineMetric } from './metric-definition.js';

export const completionRate = defineMetric({
  id: 'COMPLETION_RATE',
  kind: MetricKind.PROPORTION,
  direction: MetricDirection.HIGHER_IS_BETTER,
  name: { zh: '办结率', en: 'Completion rate' },
  unit: { zh: '比例', en: 'proportion, 0 to 1' },
  decimals: 2,
  explanation: {
    zh: '期内到期的落实事项中，期末前已由协商议事室核验的比例；未完成的都计入分母，期末前取消的不计；没有事项到期的，不适用；时段尚未结束的，只看昨天及以前到期的。',
    en: 'Of the implementation items due in the period, those the room had verified by its end. Unfinished ones count in full, those cancelled by the end do not; with nothing due it does not apply. While the period is running, items due up to yesterday.',
  },
  formula: { zh: '期末前已核验的÷期内到期的落实事项', en: 'of the items due in the period: verified by its end ÷ all' },
  numerator: 'itemsDueVerified',
  denominator: 'itemsDue',
});
