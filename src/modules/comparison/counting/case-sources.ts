import { FROM, TO } from './base-aggregates.js';
import { type CaseRecord, type From, course, ofRange, ofRooms, row } from './case-rows.js';

/**
 * The single cases of metrics that are no sum, e.g. durations. Each source is SQL over `scope s` (the rooms asked
 * about) and the period.
 * Each source has one row for each record, with these columns:
 * - room_id, type, id: the room, and the record
 * - first, last: the days that decide in which period the record counts
 * - entered_at: when the record got its present state
 * - excluded: why the record never counts, independent of its days; else null
 * - key: the sort of case: a role, a step of satisfaction, or a duration
 * - weight: the number of cases
 * Numbers and explanations use the same rows. A record has one row, or one for each key (HAS_SEVERAL_KEYS).
 */
export type CaseName =
  | 'topicToSession'
  | 'reportToDecision'
  | 'assignmentToVerification'
  | 'completionToVerification'
  | 'evaluations'
  | 'publicEvaluations'
  | 'publicAnswers'
  | 'allEvaluations'
  | 'attendanceRoles'
  | 'people';

/** Why a row does not count in the period; null when it counts. */
export const REASON =
  `CASE WHEN excluded = 'COUNTED' THEN NULL WHEN excluded IS NOT NULL THEN excluded WHEN first >= ${FROM}
    AND last <= ${TO} THEN NULL ` +
  `WHEN first <= ${TO} AND last >= ${FROM} THEN 'ACROSS_EDGE' ELSE 'OUTSIDE_PERIOD' END`;

const EVALUATION: CaseRecord = {
  table: 'evaluation',
  as: 'v',
  of: 'place_path = s.place_path',
  first: 'v.done_from',
  last: 'v.done_to',
};
const evaluations = (evaluators: string, further = '') =>
  row({
    type: 'Evaluation',
    id: 'v.id',
    enteredAt: 'v.changed_at',
    key: 'v.satisfaction',
    excluded: `CASE WHEN v.evaluator NOT IN (${evaluators}) THEN 'OTHER_EVALUATOR' ${further} END`,
    record: EVALUATION,
  });

/** One row for each answer that somebody gave, and one for an evaluation without answers. */
const ANSWERS = `CROSS JOIN LATERAL (SELECT a.key, a.n FROM (VALUES ('SATISFIED', v.satisfied),
    ('BASICALLY_SATISFIED', v.basically_satisfied), ('NOT_SATISFIED', v.not_satisfied), ('DO_NOT_KNOW', v.do_not_know),
    ('ABSTAINED', v.valid - v.satisfied - v.basically_satisfied - v.not_satisfied - v.do_not_know)) a(key, n)
    WHERE a.n > 0 UNION ALL SELECT NULL, 0 WHERE coalesce(v.valid, 0) = 0) k`;

const FIRST_SESSION =
  '(SELECT min(e.held_from) AS held_from, min(e.held_to) AS held_to, (array_agg(e.changed_at ORDER BY ' +
  'e.held_to, e.held_from))[1] AS changed_at ' +
  `FROM session e WHERE e.city_id = t.city_id AND e.topic_id = t.id AND e.state = 'HELD') e`;
const OF_ITEM = 'x.city_id = i.city_id AND x.item_id = i.id';
const ITEM_ENTERED_AT = `greatest(i.changed_at, (SELECT max(x.recorded_at) FROM implementation_event x
  WHERE ${OF_ITEM}), (SELECT max(x.recorded_at) FROM item_verification x WHERE ${OF_ITEM}))`;
const cancelled = (day: string): string =>
  `CASE WHEN i.state = 'CANCELLED' THEN (SELECT ${day} FROM implementation_event x
    WHERE ${OF_ITEM} AND x.kind = 'CANCELLED') END`;

const SESSION: CaseRecord = {
  table: 'session',
  as: 'e',
  of: 'room_id = s.id',
  first: 'e.held_from',
  last: 'e.held_to',
};
const IN_PERIOD = `(e.held_from >= ${FROM} AND e.held_to <= ${TO})`;

const CASE_SOURCES: { readonly [name in CaseName]: (from: From) => string } = {
  // A topic that was closed without a session is no longer waiting for one.
  topicToSession: course({
    type: 'Topic',
    id: 't.id',
    enteredAt: 'greatest(t.recorded_at, e.changed_at)',
    end: ['e.held_from', 'e.held_to'],
    stopped: ['t.closed_from', 't.closed_to'],
    record: {
      table: 'topic',
      as: 't',
      of: 'room_id = s.id',
      first: 't.proposed_from',
      last: 't.proposed_to',
      more: `CROSS JOIN LATERAL ${FIRST_SESSION}`,
    },
  }),
  // The day on which a report was sent back is not recorded, so returned reports are excluded. The next report counts
  // from its own day.
  reportToDecision: course({
    type: 'OutcomeReport',
    id: 'o.id',
    enteredAt: 'greatest(o.changed_at, d.changed_at)',
    end: ['d.met_on', 'd.met_on'],
    excluded: `WHEN d.result = 'RETURNED' THEN 'RETURNED'
      WHEN d.id IS NOT NULL AND d.met_on IS NULL THEN 'NOT_TO_THE_DAY'`,
    record: {
      table: 'outcome_report',
      as: 'o',
      of: 'place_path = s.place_path',
      first: 'o.reported_from',
      last: 'o.reported_to',
      more: 'LEFT JOIN outcome_decision d ON d.city_id = o.city_id AND d.report_id = o.id',
    },
  }),
  assignmentToVerification: course({
    type: 'ImplementationItem',
    id: 'i.id',
    end: ['coalesce(i.verified_from, i.verified_on)', 'i.verified_on'],
    enteredAt: ITEM_ENTERED_AT,
    excluded: `WHEN i.assigned_on IS NULL THEN 'NOT_TO_THE_DAY'`,
    stopped: [cancelled('max(x.happened_from)'), cancelled('max(x.happened_to)')],
    record: {
      table: 'implementation_item',
      as: 'i',
      of: 'place_path = s.place_path',
      first: 'i.assigned_on',
      last: 'i.assigned_on',
    },
  }),
  // The day of a completion that only the check found is the day of the check.
  completionToVerification: course({
    type: 'ImplementationItem',
    id: 'i.id',
    end: ['coalesce(i.verified_from, i.verified_on)', 'i.verified_on'],
    enteredAt: ITEM_ENTERED_AT,
    excluded: `WHEN i.completed_on IS NULL THEN 'NOT_COMPLETED' WHEN NOT EXISTS (SELECT FROM implementation_event x
      WHERE ${OF_ITEM} AND x.state = 'DONE') THEN 'NOT_REPORTED_DONE'`,
    record: {
      table: 'implementation_item',
      as: 'i',
      of: 'place_path = s.place_path',
      first: 'i.completed_from',
      last: 'i.completed_on',
    },
  }),
  evaluations: evaluations(`'COMMITTEE', 'PROPOSER'`),
  // An evaluation with the answers of each person counts there, not here.
  publicEvaluations: evaluations(`'PUBLIC'`, `WHEN v.valid IS NOT NULL THEN 'HAS_ANSWERS'`),
  publicAnswers: row({
    type: 'Evaluation',
    id: 'v.id',
    enteredAt: 'v.changed_at',
    key: 'k.key',
    weight: 'k.n',
    excluded: `CASE WHEN v.evaluator <> 'PUBLIC' THEN 'OTHER_EVALUATOR' WHEN v.valid IS NULL THEN 'NO_ANSWERS' END`,
    record: { ...EVALUATION, more: ANSWERS },
  }),
  // The liaison of the committee enters its evaluations. All others are entered by the room, about itself.
  allEvaluations: row({
    type: 'Evaluation',
    id: 'v.id',
    enteredAt: 'v.changed_at',
    key: `CASE v.evaluator WHEN 'COMMITTEE' THEN 'OTHERS' ELSE 'OWN' END`,
    excluded: 'NULL::text',
    record: EVALUATION,
  }),
  attendanceRoles: row({
    type: 'Attendance',
    id: 'a.id',
    enteredAt: 'a.changed_at',
    excluded: `CASE WHEN e.state <> 'HELD' THEN 'NOT_HELD' END`,
    key: 'a.role',
    weight: 'a.headcount',
    record: { ...SESSION, more: 'JOIN attendance a ON a.city_id = e.city_id AND a.session_id = e.id' },
  }),
  // Only the room's own people may read names. Numbers use the stored counts of names (people-sql.ts).
  people: row({
    type: 'AttendancePerson',
    id: 'a.id',
    enteredAt: 'e.changed_at',
    key: `'EXACT'`,
    excluded: `CASE WHEN e.state <> 'HELD' THEN 'NOT_HELD' WHEN ${IN_PERIOD}
      AND row_number() OVER (PARTITION BY s.id, a.plain_name, ${IN_PERIOD}
      ORDER BY e.held_from, a.id) > 1 THEN 'SAME_PERSON' END`,
    record: { ...SESSION, more: 'JOIN attendance_person a ON a.city_id = e.city_id AND a.session_id = e.id' },
  }),
};

/** Sources with several rows for one record. Explanations add them up, so each record is listed once. */
export const HAS_SEVERAL_KEYS: readonly CaseName[] = ['publicAnswers'];

export const CASE_NAMES = Object.keys(CASE_SOURCES) as readonly CaseName[];

/** The cases of the rooms in `scope s`. */
export const casesOfRooms = (name: CaseName): string => CASE_SOURCES[name](ofRooms);

/**
 * The cases of all rooms with a path from $4 up to but without $5, with records of the period only. `room_id` is the
 * path of the room's place.
 */
export const casesOfRange = (name: CaseName): string => CASE_SOURCES[name](ofRange);
