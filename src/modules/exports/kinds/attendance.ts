import { Attendance } from '../../sessions/session.entity.js';
import { JOIN_SESSION, JOIN_TOPIC, PLACE, type RecordExport, TOPIC, column, idColumn } from '../record-source.js';

export const attendance: RecordExport = {
  title: { zh: '参加人次', en: 'Attendance' },
  entity: Attendance,
  joins: JOIN_SESSION + JOIN_TOPIC,
  columns: [
    idColumn('id', '编号', 'Attendance'), ...PLACE, ...TOPIC, idColumn('sessionId', '会议编号', 'Session'), column('heldFrom', '召开日期（起）', 's.held_from'), column('heldTo', '召开日期（止）', 's.held_to'),
    column('role', '参加身份'), column('headcount', '人数'),
  ],
  days: ['s.held_from', 's.held_to'],
};
