import { AttendancePerson } from '../../sessions/session.entity.js';
import { JOIN_SESSION, PLACE, type RecordExport, column, idColumn } from '../record-source.js';

export const attendees: RecordExport = {
  title: { zh: '参会人员姓名', en: 'Attendees by name' },
  entity: AttendancePerson,
  personal: true,
  joins: JOIN_SESSION,
  columns: [
    idColumn('id', '编号', 'AttendancePerson'), ...PLACE, idColumn('sessionId', '会议编号', 'Session'), column('heldFrom', '召开日期（起）', 's.held_from'), column('heldTo', '召开日期（止）', 's.held_to'),
    column('role', '参加身份'), column('name', '姓名'),
  ],
  days: ['s.held_from', 's.held_to'],
};
