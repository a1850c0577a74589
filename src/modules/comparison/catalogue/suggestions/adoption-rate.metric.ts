import { MetricDirection, MetricKind } from '../comparison.enums.js';
import { defineMetric, since } from '../metric-definition.js';

export const adoptionRate = defineMetric({
  id: 'ADOPTION_RATE',
  kind: MetricKind.PROPORTION,
  direction: MetricDirection.HIGHER_IS_BETTER,
  name: { zh: '意见建议采纳率', en: 'Adoption rate' },
  unit: { zh: '比例', en: 'proportion, 0 to 1' },
  decimals: 2,
  explanation: {
    zh: '期内提出并已答复的意见建议，有多大比例被采纳。',
    en: 'The share of the answered suggestions of the period that were adopted.',
  },
  counts: {
    zh: '采纳和部分采纳；一条有几次答复的，以街道（镇）的为先，再以最近的为准。',
    en: "Adopted or partly adopted. Of several answers the street's counts first, then the latest.",
  },
  countsNot: {
    zh: '还没有答复的不进分母（另见答复率）；留作参考、解释说明、上报不算采纳。',
    en:
      'Suggestions without an answer; see the answer rate. FOR_REFERENCE, EXPLAINED and ESCALATED are ' +
      'not adopted.',
  },
  formula: { zh: '采纳或部分采纳的÷已答复的意见建议', en: 'adopted or partly adopted ÷ answered' },
  numerator: 'suggestionsAdopted',
  denominator: 'recordedAnswered',
  minimum: 5,
  isOutcome: true,
  changes: since('2026-11-22'),
});
