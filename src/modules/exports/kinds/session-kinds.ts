import { Attendance, AttendancePerson, Session, Suggestion } from '../../sessions/session.entity.js';
import { attendanceSheet, attendeesSheet, sessionsSheet, suggestionsSheet } from '../messages/session-sheets.js';
import { ROOM, SESSION, TOPIC, column, dates, showing } from '../record-columns.js';
import { recordExport } from '../record-source.js';

const WHEN_HELD = ['s.held_from', 's.held_to'] as const;

export const sessions = recordExport(Session, sessionsSheet.sheet, {
  under: [ROOM, TOPIC],
  columns: [
    column('round', sessionsSheet.round),
    column('ordinal', sessionsSheet.ordinal),
    column('state', sessionsSheet.state),
    column('scheduledFor', sessionsSheet.scheduledFor),
    dates('held', sessionsSheet.held),
    column('venue', sessionsSheet.venue),
    column('agenda', sessionsSheet.agenda),
    column(
      'attendanceTotal',
      sessionsSheet.attendanceTotal,
      '(SELECT sum(a.headcount)::int FROM attendance a WHERE a.city_id = t.city_id AND a.session_id = t.id)',
    ),
    column('consensus', sessionsSheet.consensus),
    column('minutes', sessionsSheet.minutes),
    column('cancelReason', sessionsSheet.cancelReason),
  ],
  days: 'held',
});

export const attendance = recordExport(Attendance, attendanceSheet.sheet, {
  under: [TOPIC, SESSION],
  columns: [column('role', attendanceSheet.role), column('headcount', attendanceSheet.headcount)],
  days: WHEN_HELD,
});

export const attendees = recordExport(AttendancePerson, attendeesSheet.sheet, {
  right: 'names',
  under: [SESSION],
  columns: [column('role', attendeesSheet.role), column('name', attendeesSheet.name)],
  days: WHEN_HELD,
});

export const suggestions = recordExport(Suggestion, suggestionsSheet.sheet, {
  under: [ROOM, TOPIC, SESSION],
  joins:
    ' LEFT JOIN LATERAL (SELECT w.result, w.reason FROM suggestion_answer w WHERE w.city_id = t.city_id AND ' +
    'w.suggestion_id = t.id ORDER BY w.recorded_at DESC, w.id DESC LIMIT 1) w ON true',
  columns: [
    column('ordinal', suggestionsSheet.ordinal),
    column('text', suggestionsSheet.text),
    column('proposedBy', suggestionsSheet.proposedBy),
    showing(
      'answer',
      column('answerResult', suggestionsSheet.answerResult, 'w.result'),
      column('answerReason', suggestionsSheet.answerReason, 'w.reason'),
    ),
  ],
  days: WHEN_HELD,
});
