import { CarriedMeasure } from '../../../rooms/room.enums.js';
import { type Carried, type Measure, type Source, plainTotals } from './measure.js';

const SESSIONS = 'scope s JOIN session e ON e.city_id = s.city_id AND e.room_id = s.id';
const NOT_HELD = `e.state <> 'HELD'`;
const HELD = ['coalesce(e.held_from, e.scheduled_for)', 'coalesce(e.held_to, e.scheduled_for)'] as const;

const session: Source = { type: 'Session', id: 'e.id', from: SESSIONS, enteredAt: 'e.changed_at' };
const suggestion: Source = {
  type: 'Suggestion',
  id: 'g.id',
  from: `${SESSIONS} JOIN suggestion g ON g.city_id = e.city_id AND g.session_id = e.id`,
  enteredAt: 'g.changed_at',
};
const attendance: Source = {
  type: 'Attendance',
  id: 'a.id',
  from: `${SESSIONS} JOIN attendance a ON a.city_id = e.city_id AND a.session_id = e.id`,
  enteredAt: 'a.changed_at',
};
const researched: Source = {
  ...session,
  from: `${SESSIONS} JOIN topic t ON t.city_id = e.city_id AND t.id = e.topic_id`,
  enteredAt:
    'greatest(e.changed_at, (SELECT min(x.recorded_at) FROM research_record x WHERE x.city_id = e.city_id AND ' +
    'x.topic_id = e.topic_id))',
};
const answered: Source = {
  ...suggestion,
  enteredAt:
    'greatest(g.changed_at, (SELECT max(x.recorded_at) FROM suggestion_answer x WHERE x.city_id = g.city_id ' +
    'AND x.suggestion_id = g.id))',
};
const seated: Source = {
  ...session,
  enteredAt:
    'greatest(e.changed_at, (SELECT max(x.changed_at) FROM attendance x WHERE x.city_id = e.city_id AND ' +
    'x.session_id = e.id))',
};

const sessionTotals = plainTotals(CarriedMeasure.SESSIONS);
const suggestionTotals = plainTotals(CarriedMeasure.SUGGESTIONS);
/** A number of persons is a floor of person-times. The number of one role is a floor of all roles. */
const attendanceTotals: Carried = {
  measure: CarriedMeasure.ATTENDANCES,
  floorWhen: `c.counted_as = 'PERSONS' OR c.role IS NOT NULL`,
};
const NO_ATTENDANCE = 'NOT EXISTS (SELECT FROM attendance o WHERE o.city_id = e.city_id AND o.session_id = e.id)';

export const SESSION_MEASURES = {
  sessions: {
    source: session,
    days: HELD,
    excluded: { NOT_HELD },
    carried: sessionTotals,
    kept: { column: 'sessions' },
  },
  /** Sessions with a record, and sessions that are known only from a carried total. */
  recordedSessions: {
    source: session,
    days: HELD,
    excluded: { NOT_HELD },
    carried: sessionTotals,
    kept: { column: 'sessions', only: 'RECORDS' },
  },
  carriedSessions: {
    source: session,
    days: HELD,
    excluded: { NOT_HELD },
    carried: sessionTotals,
    kept: { column: 'sessions', only: 'CARRIED' },
  },
  sessionsMinutes: {
    source: session,
    days: HELD,
    excluded: { NOT_HELD, NO_MINUTES: 'e.minutes IS NULL' },
    kept: { column: 'sessions_minutes' },
  },
  sessionsSeated: {
    source: seated,
    days: HELD,
    excluded: { NOT_HELD, NO_ATTENDANCE },
    kept: { column: 'sessions_seated' },
  },
  sessionsComplete: {
    source: seated,
    days: HELD,
    kept: { column: 'sessions_complete' },
    excluded: {
      NOT_HELD,
      NO_EXACT_DAY: 'e.held_from <> e.held_to',
      NO_MINUTES: 'e.minutes IS NULL',
      NO_CONSENSUS: 'e.consensus IS NULL',
      NO_ATTENDANCE,
    },
  },
  /** `researched_from` and `researched_to` are the first and last possible day of the topic's earliest research. */
  sessionsResearched: {
    source: researched,
    days: HELD,
    excluded: { NOT_HELD, NO_RESEARCH: '(t.researched_from <= e.held_to) IS NOT TRUE' },
    unsure: '(t.researched_to <= e.held_from) IS NOT TRUE',
    kept: { column: 'sessions_researched' },
  },
  suggestions: {
    source: suggestion,
    days: HELD,
    excluded: { NOT_HELD },
    carried: suggestionTotals,
    kept: { column: 'suggestions' },
  },
  recordedSuggestions: {
    source: suggestion,
    days: HELD,
    excluded: { NOT_HELD },
    carried: suggestionTotals,
    kept: { column: 'suggestions', only: 'RECORDS' },
  },
  suggestionsAnswered: {
    source: answered,
    days: HELD,
    excluded: { NOT_HELD, NOT_ANSWERED: 'g.answer_result IS NULL' },
    carried: plainTotals(CarriedMeasure.SUGGESTIONS_ANSWERED),
    kept: { column: 'suggestions_answered' },
  },
  recordedAnswered: {
    source: answered,
    days: HELD,
    excluded: { NOT_HELD, NOT_ANSWERED: 'g.answer_result IS NULL' },
    carried: plainTotals(CarriedMeasure.SUGGESTIONS_ANSWERED),
    kept: { column: 'suggestions_answered', only: 'RECORDS' },
  },
  suggestionsAdopted: {
    source: answered,
    days: HELD,
    excluded: {
      NOT_HELD,
      NOT_ANSWERED: 'g.answer_result IS NULL',
      NOT_ADOPTED: `g.answer_result NOT IN ('ADOPTED', 'PARTLY_ADOPTED')`,
    },
    kept: { column: 'suggestions_adopted' },
  },
  attendances: {
    source: attendance,
    days: HELD,
    weight: 'a.headcount',
    excluded: { NOT_HELD },
    carried: attendanceTotals,
    kept: { column: 'attendances' },
  },
  recordedAttendances: {
    source: attendance,
    days: HELD,
    weight: 'a.headcount',
    excluded: { NOT_HELD },
    carried: attendanceTotals,
    kept: { column: 'attendances', only: 'RECORDS' },
  },
  headsAffected: {
    source: attendance,
    days: HELD,
    weight: 'a.headcount',
    excluded: { NOT_HELD, OTHER_ROLE: `a.role <> 'AFFECTED_PARTY'` },
    kept: { column: 'heads_affected' },
  },
  roles: { source: attendance, days: HELD, excluded: { NOT_HELD }, kept: { column: 'roles' } },
} satisfies Record<string, Measure>;
