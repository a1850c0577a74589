import { Attendance, AttendancePerson, Session, Suggestion } from '../../sessions/session.entity.js';
import { attendanceSheet, attendeesSheet, sessionsSheet, suggestionsSheet } from '../messages/session-sheets.js';
import { commonWords, outcomeWords } from '../messages/record-words.js';
import { ROOM, SESSION, TOPIC, coded, column, dates, day, showing } from '../record-columns.js';
import { recordExport } from '../record-source.js';

const WHEN_HELD = ['s.held_from', 's.held_to'] as const;

export const sessions = recordExport(Session, sessionsSheet.sheet, {
  under: [ROOM, TOPIC],
  columns: [
    column('round', sessionsSheet.round),
    column('ordinal', sessionsSheet.ordinal),
    coded('state', sessionsSheet.state, outcomeWords.session),
    day('scheduledFor', sessionsSheet.scheduledFor),
    dates('held', sessionsSheet.held),
    column('venue', sessionsSheet.venue),
    column('agenda', sessionsSheet.agenda),
    column(
      'attendanceTotal',
      sessionsSheet.attendanceTotal,
      '(SELECT sum(a.headcount)::int FROM attendance a WHERE a.city_id = t.city_id AND a.session_id = t.id)',
    ),
    coded('consensus', sessionsSheet.consensus, outcomeWords.consensus),
    column('minutes', sessionsSheet.minutes),
    column('cancelReason', sessionsSheet.cancelReason),
  ],
  days: 'held',
  summary: ['roomName', 'topicTitle', 'round', 'ordinal', 'state', 'held', 'venue', 'attendanceTotal', 'consensus'],
  sums: ['attendanceTotal'],
});

export const attendance = recordExport(Attendance, attendanceSheet.sheet, {
  under: [TOPIC, SESSION],
  columns: [
    coded('role', attendanceSheet.role, commonWords.participantRole),
    column('headcount', attendanceSheet.headcount),
  ],
  days: WHEN_HELD,
  sums: ['headcount'],
});

export const attendees = recordExport(AttendancePerson, attendeesSheet.sheet, {
  right: 'names',
  under: [SESSION],
  columns: [coded('role', attendeesSheet.role, commonWords.participantRole), column('name', attendeesSheet.name)],
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
    coded('proposedBy', suggestionsSheet.proposedBy, commonWords.participantRole),
    showing(
      'answer',
      coded('answerResult', suggestionsSheet.answerResult, outcomeWords.answer, 'w.result'),
      column('answerReason', suggestionsSheet.answerReason, 'w.reason'),
    ),
  ],
  summary: ['roomName', 'topicTitle', 'held', 'ordinal', 'text', 'proposedBy', 'answerResult', 'answerReason'],
  days: WHEN_HELD,
});
