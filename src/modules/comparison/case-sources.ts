import { DUE_BY, FROM, TO } from './base-aggregates.js';

/**
 * The single cases behind metrics that are more than a sum: SQL over `scope s` (the rooms asked about) and the period, one row a record:
 *   room_id, type, id    whose record it is, and which
 *   first, last          the days by which it belongs to a period
 *   entered_at           when it came to be here as it is
 *   excluded             why it does not count whatever its days are, else null
 *   key                  what sort of case it is: a role, a step of satisfaction, or how long it took
 *   weight               how many cases it stands for
 * Numbers and explanations are made of the same rows.
 */
export type CaseName = 'topicToSession' | 'reportToDecision' | 'assignmentToVerification' | 'evaluations' | 'publicEvaluations' | 'attendanceRoles' | 'people';

/** Why a row counts or not; null when it does. */
export const REASON = `CASE WHEN excluded = 'COUNTED' THEN NULL WHEN excluded IS NOT NULL THEN excluded WHEN first >= ${FROM} AND last <= ${TO} THEN NULL `
  + `WHEN first <= ${TO} AND last >= ${FROM} THEN 'ACROSS_EDGE' ELSE 'OUTSIDE_PERIOD' END`;

interface Row { readonly type: string; readonly id: string; readonly first: string; readonly last: string; readonly enteredAt: string; readonly excluded: string; readonly key: string; readonly weight?: string; readonly from: string }

const row = ({ type, id, first, last, enteredAt, excluded, key, weight = '1', from }: Row): string =>
  `SELECT s.id AS room_id, '${type}' AS type, ${id} AS id, ${first} AS first, ${last} AS last, ${enteredAt} AS entered_at, ${excluded} AS excluded, ${key} AS key, (${weight})::float8 AS weight FROM ${from}`;

/** Up to this day it is known what became of a case: the period's end, or today. */
const KNOWN_TO = `least(${TO}, ${DUE_BY} + 1)`;

interface Course extends Omit<Row, 'excluded' | 'key' | 'weight'> {
  /** First and last day on which it can have ended; null while it has not. */
  readonly end: readonly [from: string, to: string];
  /** First day on which it can have been given up. */
  readonly stopped?: string;
  readonly excluded?: string;
}

/**
 * How many days something took: `12`, or `12+` when it was still open after 12 days, at the period's end, today, or when it was given up.
 * Only days that are known count: where begin or end are known to the month or year it would have to be made up.
 */
const course = ({ end: [endFrom, endTo], stopped = 'NULL::date', excluded, ...rest }: Course): string => row({
  ...rest,
  excluded: `CASE ${excluded ?? ''} WHEN NOT (${rest.first} >= ${FROM} AND ${rest.last} <= ${TO}) THEN NULL WHEN ${rest.first} <> ${rest.last} OR (${endFrom} <= ${KNOWN_TO} AND ${endFrom} <> ${endTo}) THEN 'NOT_TO_THE_DAY' `
    + `WHEN ${rest.first} > ${KNOWN_TO} THEN 'OUTSIDE_PERIOD' WHEN ${endTo} < ${rest.first} OR (${endTo} IS NULL AND ${stopped} < ${rest.first}) THEN 'ENDS_BEFORE_START' END`,
  key: `CASE WHEN ${endTo} <= ${KNOWN_TO} THEN (${endTo} - ${rest.first})::text ELSE (least(${KNOWN_TO}, ${stopped}) - ${rest.first})::text || '+' END`,
});

const evaluations = (evaluators: string): string => row({
  type: 'Evaluation', id: 'v.id', first: 'v.done_from', last: 'v.done_to', enteredAt: 'v.changed_at', key: 'v.satisfaction', excluded: `CASE WHEN v.evaluator NOT IN (${evaluators}) THEN 'OTHER_EVALUATOR' END`,
  from: 'scope s JOIN evaluation v ON v.city_id = s.city_id AND v.place_path = s.place_path',
});

const FIRST_SESSION = '(SELECT min(e.held_from) AS held_from, min(e.held_to) AS held_to, (array_agg(e.changed_at ORDER BY e.held_to, e.held_from))[1] AS changed_at '
  + `FROM session e WHERE e.city_id = t.city_id AND e.topic_id = t.id AND e.state = 'HELD') e`;
const OF_ITEM = 'x.city_id = i.city_id AND x.item_id = i.id';

const IN_PERIOD = `(e.held_from >= ${FROM} AND e.held_to <= ${TO})`;

export const CASE_SOURCES: Readonly<Record<CaseName, string>> = {
  // A topic closed without a session waits for one no longer.
  topicToSession: course({
    type: 'Topic', id: 't.id', first: 't.proposed_from', last: 't.proposed_to', enteredAt: 'greatest(t.recorded_at, e.changed_at)', end: ['e.held_from', 'e.held_to'], stopped: 't.closed_from',
    from: `scope s JOIN topic t ON t.city_id = s.city_id AND t.room_id = s.id CROSS JOIN LATERAL ${FIRST_SESSION}`,
  }),
  // Of a report sent back no day is kept; the one that follows it counts from its own.
  reportToDecision: course({
    type: 'OutcomeReport', id: 'o.id', first: 'o.reported_from', last: 'o.reported_to', enteredAt: 'greatest(o.changed_at, d.changed_at)', end: ['d.met_on', 'd.met_on'],
    excluded: `WHEN d.result = 'RETURNED' THEN 'RETURNED' WHEN d.id IS NOT NULL AND d.met_on IS NULL THEN 'NOT_TO_THE_DAY'`,
    from: 'scope s JOIN outcome_report o ON o.city_id = s.city_id AND o.place_path = s.place_path LEFT JOIN outcome_decision d ON d.city_id = o.city_id AND d.report_id = o.id',
  }),
  assignmentToVerification: course({
    type: 'ImplementationItem', id: 'i.id', first: 'i.assigned_on', last: 'i.assigned_on', end: ['coalesce(i.verified_from, i.verified_on)', 'i.verified_on'],
    enteredAt: `greatest(i.changed_at, (SELECT max(x.recorded_at) FROM implementation_event x WHERE ${OF_ITEM}), (SELECT max(x.recorded_at) FROM item_verification x WHERE ${OF_ITEM}))`,
    excluded: `WHEN i.assigned_on IS NULL THEN 'NOT_TO_THE_DAY'`,
    stopped: `CASE WHEN i.state = 'CANCELLED' THEN (SELECT max(x.happened_from) FROM implementation_event x WHERE ${OF_ITEM} AND x.kind = 'CANCELLED') END`,
    from: 'scope s JOIN implementation_item i ON i.city_id = s.city_id AND i.place_path = s.place_path',
  }),
  evaluations: evaluations(`'COMMITTEE', 'PROPOSER'`),
  publicEvaluations: evaluations(`'PUBLIC'`),
  attendanceRoles: row({
    type: 'Attendance', id: 'a.id', first: 'e.held_from', last: 'e.held_to', enteredAt: 'a.changed_at', excluded: `CASE WHEN e.state <> 'HELD' THEN 'NOT_HELD' END`, key: 'a.role', weight: 'a.headcount',
    from: 'scope s JOIN session e ON e.city_id = s.city_id AND e.room_id = s.id JOIN attendance a ON a.city_id = e.city_id AND a.session_id = e.id',
  }),
  // Names are seen by the room's own people alone; numbers are made of what is kept of them (people-sql.ts).
  people: row({
    type: 'AttendancePerson', id: 'a.id', first: 'e.held_from', last: 'e.held_to', enteredAt: 'e.changed_at', key: `'EXACT'`,
    excluded: `CASE WHEN e.state <> 'HELD' THEN 'NOT_HELD' WHEN ${IN_PERIOD} AND row_number() OVER (PARTITION BY s.id, a.name, ${IN_PERIOD} ORDER BY e.held_from, a.id) > 1 THEN 'SAME_PERSON' END`,
    from: 'scope s JOIN session e ON e.city_id = s.city_id AND e.room_id = s.id JOIN attendance_person a ON a.city_id = e.city_id AND a.session_id = e.id',
  }),
};
