import { MetricDirection, MetricKind } from '../comparison.enums.js';
import { defineMetric, since } from '../metric-definition.js';

export const affectedPartyShare = defineMetric({
  id: 'AFFECTED_PARTY_SHARE',
  kind: MetricKind.PROPORTION,
  direction: MetricDirection.NEITHER,
  name: { zh: '利益关联方占比', en: 'Share of affected parties' },
  unit: { zh: '比例', en: 'proportion, 0 to 1' },
  decimals: 2,
  explanation: {
    zh: '到会人次中，利益关联方所占的比例。',
    en: 'The share of the people present who were affected parties.',
  },
  counts: { zh: '期内召开的会议按身份登记的到会人次。', en: 'Headcounts by role at the sessions held in the period.' },
  countsNot: {
    zh: '建系统前累计人次不分身份，不计；人数很少时不显示。',
    en: 'Carried-forward attendances, which have no roles. Small groups are not shown.',
  },
  formula: { zh: '利益关联方人次÷登记的全部人次', en: 'attendances of affected parties ÷ all attendances with a role' },
  numerator: 'headsAffected',
  denominator: 'recordedAttendances',
  minimum: 5,
  people: true,
  changes: since('2026-11-22'),
});
