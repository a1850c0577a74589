import { Topic } from '../../topics/topic.entity.js';
import { JOIN_ROOM, PLACE, RECORDED, ROOM, type RecordExport, column, dates, idColumn } from '../record-source.js';

export const topics: RecordExport = {
  title: { zh: '议题', en: 'Topics' },
  entity: Topic,
  joins: JOIN_ROOM,
  columns: [
    idColumn('id', '编号', 'Topic'), ...PLACE, ...ROOM, column('title', '议题'), column('summary', '摘要'), column('track', '程序繁简'), column('state', '状态'), column('stage', '所处阶段'),
    column('round', '协商轮次'), ...dates('proposed', '提出日期'), ...dates('closed', '办结日期'), column('plannedMonth', '计划月份'), column('noAffectedPartyReason', '无利益相关方的说明'),
    column('publishedAt', '公示时间'), idColumn('procedureId', '所用程序编号', 'Procedure', 't.procedure_id', 'procedure'), ...RECORDED,
  ],
  days: ['t.proposed_from', 't.proposed_to'],
};
