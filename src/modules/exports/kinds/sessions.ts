import { Session } from '../../sessions/session.entity.js';
import { JOIN_ROOM, JOIN_TOPIC, PLACE, RECORDED, ROOM, type RecordExport, TOPIC, column, dates, idColumn } from '../record-source.js';

export const sessions: RecordExport = {
  title: { zh: '协商议事会', en: 'Sessions' },
  entity: Session,
  joins: JOIN_ROOM + JOIN_TOPIC,
  columns: [
    idColumn('id', '编号', 'Session'), ...PLACE, ...ROOM, ...TOPIC, column('round', '协商轮次'), column('ordinal', '会次'), column('state', '状态'), column('scheduledFor', '排定日期'),
    ...dates('held', '召开日期'), column('venue', '地点'), column('agenda', '议程'),
    column('attendanceTotal', '参加人次', '(SELECT sum(a.headcount)::int FROM attendance a WHERE a.city_id = t.city_id AND a.session_id = t.id)'),
    column('consensus', '共识程度'), column('minutes', '会议记录'), column('cancelReason', '取消原因'), ...RECORDED,
  ],
  days: ['t.held_from', 't.held_to'],
};
