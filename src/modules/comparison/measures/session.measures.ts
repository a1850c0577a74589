import { CarriedMeasure } from '../../rooms/room.enums.js';
import type { Measure, Source } from './measure.js';

const SESSIONS = 'scope s JOIN session e ON e.city_id = s.city_id AND e.room_id = s.id';
const NOT_HELD = `e.state <> 'HELD'`;
const HELD = ['coalesce(e.held_from, e.scheduled_for)', 'coalesce(e.held_to, e.scheduled_for)'] as const;

const session: Source = { type: 'Session', id: 'e.id', from: SESSIONS, enteredAt: 'e.changed_at' };
const suggestion: Source = { type: 'Suggestion', id: 'g.id', from: `${SESSIONS} JOIN suggestion g ON g.city_id = e.city_id AND g.session_id = e.id`, enteredAt: 'g.changed_at' };
const attendance: Source = { type: 'Attendance', id: 'a.id', from: `${SESSIONS} JOIN attendance a ON a.city_id = e.city_id AND a.session_id = e.id`, enteredAt: 'a.changed_at' };

export const SESSION_MEASURES = {
  sessions: { source: session, days: HELD, excluded: { NOT_HELD }, carried: { measure: CarriedMeasure.SESSIONS, floorWhen: 'false' }, kept: { column: 'sessions' } },
  suggestions: { source: suggestion, days: HELD, excluded: { NOT_HELD }, carried: { measure: CarriedMeasure.SUGGESTIONS, floorWhen: 'false' }, kept: { column: 'suggestions' } },
  attendances: {
    source: attendance, days: HELD, weight: 'a.headcount', excluded: { NOT_HELD },
    // So many persons came at least so many times, and so many of one role are at least so many of all.
    carried: { measure: CarriedMeasure.ATTENDANCES, floorWhen: `c.counted_as = 'PERSONS' OR c.role IS NOT NULL` }, kept: { column: 'attendances' },
  },
} satisfies Record<string, Measure>;
