import { Attendance, AttendancePerson, Session, Suggestion } from '../../sessions/session.entity.js';
import { ROOM, SESSION, TOPIC, column, dates, showing } from '../record-columns.js';
import { recordExport } from '../record-source.js';

const WHEN_HELD = ['s.held_from', 's.held_to'] as const;

export const sessions = recordExport(
  Session,
  { zh: '协商议事会', en: 'Sessions' },
  {
    under: [ROOM, TOPIC],
    columns: [
      column('round', '协商轮次'),
      column('ordinal', '会次'),
      column('state', '状态'),
      column('scheduledFor', '排定日期'),
      dates('held', '召开日期'),
      column('venue', '地点'),
      column('agenda', '议程'),
      column(
        'attendanceTotal',
        '参加人次',
        '(SELECT sum(a.headcount)::int FROM attendance a WHERE a.city_id = t.city_id AND a.session_id = t.id)',
      ),
      column('consensus', '共识程度'),
      column('minutes', '会议记录'),
      column('cancelReason', '取消原因'),
    ],
    days: 'held',
  },
);

export const attendance = recordExport(
  Attendance,
  { zh: '参加人次', en: 'Attendance' },
  { under: [TOPIC, SESSION], columns: [column('role', '参加身份'), column('headcount', '人数')], days: WHEN_HELD },
);

export const attendees = recordExport(
  AttendancePerson,
  { zh: '参会人员姓名', en: 'Attendees by name' },
  { right: 'names', under: [SESSION], columns: [column('role', '参加身份'), column('name', '姓名')], days: WHEN_HELD },
);

export const suggestions = recordExport(
  Suggestion,
  { zh: '意见建议', en: 'Suggestions' },
  {
    under: [ROOM, TOPIC, SESSION],
    joins:
      ' LEFT JOIN LATERAL (SELECT w.result, w.reason FROM suggestion_answer w WHERE w.city_id = t.city_id AND ' +
      'w.suggestion_id = t.id ORDER BY w.recorded_at DESC, w.id DESC LIMIT 1) w ON true',
    columns: [
      column('ordinal', '序号'),
      column('text', '意见建议'),
      column('proposedBy', '提出人身份'),
      showing('answer', column('answerResult', '最新答复', 'w.result'), column('answerReason', '答复说明', 'w.reason')),
    ],
    days: WHEN_HELD,
  },
);
