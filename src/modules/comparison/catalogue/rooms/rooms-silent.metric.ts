import { MetricDirection, MetricKind } from '../comparison.enums.js';
import { defineMetric, since } from '../metric-definition.js';

export const roomsSilent = defineMetric({
  id: 'ROOMS_SILENT',
  kind: MetricKind.COUNT,
  direction: MetricDirection.NEITHER,
  name: { zh: '无记录的议事室', en: 'Rooms without records in the period' },
  unit: { zh: '个', en: 'rooms' },
  decimals: 0,
  explanation: {
    zh: '期内没有登记过任何内容的议事室；没有登记不等于没有做。',
    en: 'Rooms without any record in the period. Not recorded does not mean not done.',
  },
  counts: {
    zh: '期末已登记，而期内没有民情、议题、调研、会议、成果、事项、评估及其办理过程的任何记录。',
    en:
      'Enrolled by the end, and no concern, topic, research, session, outcome, item, evaluation, nor ' +
      'anything that happened to one, is of the period.',
  },
  countsNot: {
    zh: '有一条记录可能在期内、也可能在期外的，不作判断。',
    en: 'If a record may be in or outside the period, there is no value.',
  },
  formula: { zh: '期末已登记、期内无记录的议事室数', en: 'rooms enrolled by the end without any record of the period' },
  numerator: 'roomsSilent',
  ofRegister: true,
  changes: since('2026-11-22'),
});
