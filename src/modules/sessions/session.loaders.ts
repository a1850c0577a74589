import { listBy } from '../../kernel/loader.js';
import { definePage } from '../../kernel/page-text.js';
import { Attendance, AttendancePerson, Session, Suggestion } from './session.entity.js';

/** Keyed by the room's uuid. Scheduled sessions come first, latest date first. The others follow, newest first. */
export const sessionsOfRoom = definePage<Session>({
  name: 'sessionsOfRoom',
  entity: Session,
  match: 't.room_id = k.key',
  descending: true,
  sort: [
    { sql: `(t.state = 'SCHEDULED')::int`, type: 'int' },
    { sql: 'coalesce(t.held_from, t.scheduled_for)', type: 'date' },
    { sql: 't.id', type: 'uuid' },
  ],
  filters: { state: { sql: 't.state = ?', type: 'text' } },
});

/** Keyed by the topic's uuid, ordered by number. */
export const sessionsOfTopic = definePage<Session>({
  name: 'sessionsOfTopic',
  entity: Session,
  match: 't.topic_id = k.key',
  sort: [
    { sql: 't.ordinal', type: 'int' },
    { sql: 't.id', type: 'uuid' },
  ],
});

/** Keyed by the topic's uuid, in the order they were recorded (ids are time-ordered). */
export const suggestionsOfTopic = definePage<Suggestion>({
  name: 'suggestionsOfTopic',
  entity: Suggestion,
  match: 't.topic_id = k.key',
  sort: [{ sql: 't.id', type: 'uuid' }],
});

/** Keyed by the session's uuid, ordered by number. */
export const suggestionsOfSession = definePage<Suggestion>({
  name: 'suggestionsOfSession',
  entity: Suggestion,
  match: 't.session_id = k.key',
  sort: [
    { sql: 't.ordinal', type: 'int' },
    { sql: 't.id', type: 'uuid' },
  ],
});

/** All held sessions of a topic, in all its rounds. */
export const heldSessionsOfTopic = listBy(Session, 'topicId', 'topic_id', {
  where: `t.state = 'HELD'`,
  orderBy: 't.ordinal',
});

export const attendanceOfSession = listBy(Attendance, 'sessionId', 'session_id', { orderBy: 't.role' });

/**
 * Names of participants. Check `readNames` of the policy first: other database roles may not read the table, and get an
 * SQL error.
 */
export const attendeesOfSession = listBy(AttendancePerson, 'sessionId', 'session_id', { orderBy: 't.role, t.id' });
