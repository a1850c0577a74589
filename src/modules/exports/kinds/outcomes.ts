import { Outcome } from '../../outcomes/outcome.entity.js';
import { JOIN_TOPIC, PLACE, RECORDED, type RecordExport, TOPIC, column, dates, idColumn } from '../record-source.js';

export const outcomes: RecordExport = {
  title: { zh: '协商成果', en: 'Outcomes' },
  entity: Outcome,
  joins: JOIN_TOPIC,
  columns: [idColumn('id', '编号', 'Outcome'), ...PLACE, ...TOPIC, ...dates('reached', '形成日期'), column('route', '成果去向'), column('summary', '成果内容'), ...RECORDED],
  days: ['t.reached_from', 't.reached_to'],
};
