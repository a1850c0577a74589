import { Evaluation } from '../../evaluation/evaluation.entity.js';
import { JOIN_TOPIC, PLACE, RECORDED, type RecordExport, TOPIC, column, dates, idColumn } from '../record-source.js';

export const evaluations: RecordExport = {
  title: { zh: '质效评估', en: 'Evaluations' },
  entity: Evaluation,
  joins: JOIN_TOPIC,
  columns: [
    idColumn('id', '编号', 'Evaluation'), ...PLACE, ...TOPIC, ...dates('done', '评估日期'), column('evaluator', '评估方'), column('satisfaction', '满意程度'), column('respondents', '受访人数'),
    column('comment', '评语'), ...RECORDED,
  ],
  days: ['t.done_from', 't.done_to'],
};
