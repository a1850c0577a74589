import type { Part, RollUpSource } from './roll-ups.js';

/**
 * Which records add to which sum from migration 8 on, all tables again. Frozen with it: what a later version counts is
 * a later migration. What is not local to a record stands beside it in columns that catalogue-derived.ts keeps.
 */

const of = (measure: string, first: string, last: string, more: Partial<Part> = {}): Part => ({ measure, first, last, ...more });
const recorded = (day: string): Part => of('RECORDED', `x.${day}`, `x.${day}`, { when: `x.${day} IS NOT NULL` });
/** Anything at all that happened, over all the days it can have been. */
const trace = (first: string, last = first): Part => of('TRACES', `x.${first}`, `x.${last}`, { when: `x.${first} IS NOT NULL AND x.${last} IS NOT NULL` });

const held = (row: 'x' | 'e', condition?: string): { when: string; first: string; last: string } =>
  ({ when: `${row}.state = 'HELD'${condition ? ` AND ${condition}` : ''}`, first: `${row}.held_from`, last: `${row}.held_to` });
const IN_SESSION = 'JOIN session e ON e.city_id = x.city_id AND e.id = x.session_id';
const inSession = (measure: string, each?: string, value?: string): Part => ({ measure, from: IN_SESSION, ...held('e'), ...(each ? { each } : {}), ...(value ? { value } : {}) });
const OF_SESSION = { parent: { table: 'session', column: 'session_id' } };

const ADOPTED_ANSWERS = `('ADOPTED', 'PARTLY_ADOPTED')`;
const AFFECTED = `role = 'AFFECTED_PARTY'`;
const complete = (row: 'x' | 'e'): string => `${row}.held_from = ${row}.held_to AND ${row}.minutes IS NOT NULL AND ${row}.consensus IS NOT NULL`;
/** The one record of the session that stands for all of them: none that was there before, and the first of those that came or went together. */
const FIRST_OF_SESSION = 'NOT EXISTS (SELECT FROM {rows} y WHERE y.session_id = x.session_id AND y.id < x.id) '
  + 'AND NOT EXISTS (SELECT FROM attendance o WHERE o.city_id = x.city_id AND o.session_id = x.session_id AND NOT EXISTS (SELECT FROM {rows} y WHERE y.id = o.id))';
const SEATED = 'EXISTS (SELECT FROM attendance o WHERE o.city_id = x.city_id AND o.session_id = x.id)';

/** Research certainly not after the session, or perhaps not: `t` is the topic, `e` the session. */
const before = (topic: (column: string) => string, session: 'x' | 'e'): { sure: string; perhaps: string } => {
  const sure = `${topic('researched_to')} <= ${session}.held_from`;
  return { sure, perhaps: `(${sure}) IS NOT TRUE AND ${topic('researched_from')} <= ${session}.held_to` };
};
const OF_SESSION_TOPIC = before((column) => `(SELECT t.${column} FROM topic t WHERE t.city_id = x.city_id AND t.id = x.topic_id)`, 'x');
const OF_TOPIC = before((column) => `x.${column}`, 'e');
const SESSIONS_OF_TOPIC = 'JOIN session e ON e.city_id = x.city_id AND e.topic_id = x.id';
const SUGGESTIONS_OF_SESSION = 'JOIN suggestion g ON g.city_id = x.city_id AND g.session_id = x.id';
const ATTENDANCE_OF_SESSION = 'JOIN attendance g ON g.city_id = x.city_id AND g.session_id = x.id';

const LIVE = `x.due_on IS NOT NULL AND x.state <> 'CANCELLED'`;
const month = (day: string): string => `date_trunc('month', (${day})::timestamp)`;
const CANCELLED_LATER = `x.due_on IS NOT NULL AND x.state = 'CANCELLED' AND ${month('x.cancelled_on')} > ${month('x.due_on')}`;
const VERIFIED = (day: string): string => `greatest(x.due_on, ${day})`;
/** Thirty days past due, and not called off by then. */
const AGED_ON = 'x.due_on + 30';
const AGED = `x.due_on IS NOT NULL AND NOT (x.state = 'CANCELLED' AND coalesce(x.cancelled_on <= ${AGED_ON}, true))`;

const AT_ONCE = `x.route IN ('SOLVED_ON_SPOT', 'COMMUNITY_LIST')`;
const adopted = (edge: 'from' | 'to'): string => `CASE WHEN ${AT_ONCE} THEN x.reached_${edge} ELSE x.decided_${edge} END`;

export const CATALOGUE_SOURCES: readonly RollUpSource[] = [
  {
    table: 'session', columns: ['place_id', 'state', 'held_from', 'held_to', 'minutes', 'consensus'], room: 'x.room_id',
    parts: [
      { measure: 'SESSIONS', ...held('x') }, recorded('held_to'), trace('held_from', 'held_to'), { measure: 'SESSIONS_MINUTES', ...held('x', 'x.minutes IS NOT NULL') },
      { measure: 'SESSIONS_RESEARCHED', ...held('x', OF_SESSION_TOPIC.sure) }, { measure: 'SESSIONS_RESEARCHED_UNSURE', ...held('x', OF_SESSION_TOPIC.perhaps) },
    ],
    moved: [
      { measure: 'SUGGESTIONS', from: SUGGESTIONS_OF_SESSION, ...held('x') }, { measure: 'SUGGESTIONS_ANSWERED', from: SUGGESTIONS_OF_SESSION, ...held('x', 'g.answer_result IS NOT NULL') },
      { measure: 'SUGGESTIONS_ADOPTED', from: SUGGESTIONS_OF_SESSION, ...held('x', `g.answer_result IN ${ADOPTED_ANSWERS}`) },
      { measure: 'ATTENDANCES', from: ATTENDANCE_OF_SESSION, value: 'g.headcount', ...held('x') }, { measure: 'HEADS_AFFECTED', from: ATTENDANCE_OF_SESSION, value: 'g.headcount', ...held('x', `g.${AFFECTED}`) },
      { measure: 'ROLES', from: ATTENDANCE_OF_SESSION, ...held('x') }, { measure: 'SESSIONS_SEATED', ...held('x', SEATED) }, { measure: 'SESSIONS_COMPLETE', ...held('x', `${complete('x')} AND ${SEATED}`) },
    ],
  },
  {
    table: 'suggestion', columns: ['place_id', 'session_id', 'answer_result'], ...OF_SESSION, room: 'x.room_id',
    parts: [inSession('SUGGESTIONS'), inSession('SUGGESTIONS_ANSWERED', 'x.answer_result IS NOT NULL'), inSession('SUGGESTIONS_ADOPTED', `x.answer_result IN ${ADOPTED_ANSWERS}`)],
  },
  {
    table: 'attendance', columns: ['place_id', 'session_id', 'headcount', 'role'], ...OF_SESSION, room: 'e.room_id',
    parts: [
      inSession('ATTENDANCES', undefined, 'x.headcount'), inSession('HEADS_AFFECTED', `x.${AFFECTED}`, 'x.headcount'), inSession('ROLES'),
      inSession('SESSIONS_SEATED', FIRST_OF_SESSION), inSession('SESSIONS_COMPLETE', `${complete('e')} AND ${FIRST_OF_SESSION}`),
    ],
  },
  {
    table: 'topic', room: 'x.room_id',
    columns: ['place_id', 'state', 'proposed_from', 'proposed_to', 'closed_from', 'closed_to', 'planned_month', 'approved_from', 'approved_to', 'deliberated_from', 'deliberated_to', 'researched_from', 'researched_to'],
    parts: [
      of('TOPICS_CLOSED', 'x.closed_from', 'x.closed_to', { when: `x.state = 'CLOSED' AND x.closed_from IS NOT NULL AND x.closed_to IS NOT NULL` }), recorded('proposed_to'), trace('proposed_from', 'proposed_to'),
      of('TOPICS_PROPOSED', 'x.proposed_from', 'x.proposed_to'), of('TOPICS_APPROVED', 'x.approved_from', 'x.approved_to', { when: 'x.approved_to IS NOT NULL' }),
      of('TOPICS_DELIBERATED', 'x.deliberated_from', 'x.deliberated_to', { when: 'x.deliberated_to IS NOT NULL' }), of('TOPICS_PLANNED', 'x.planned_month', 'x.planned_month', { when: 'x.planned_month IS NOT NULL' }),
      of('TOPICS_PLANNED_KEPT', 'x.planned_month', 'greatest(x.planned_month, x.deliberated_to)', { since: 'greatest(x.planned_month, x.deliberated_from)', when: 'x.planned_month IS NOT NULL AND x.deliberated_to IS NOT NULL' }),
    ],
    moved: [{ measure: 'SESSIONS_RESEARCHED', from: SESSIONS_OF_TOPIC, ...held('e', OF_TOPIC.sure) }, { measure: 'SESSIONS_RESEARCHED_UNSURE', from: SESSIONS_OF_TOPIC, ...held('e', OF_TOPIC.perhaps) }],
  },
  {
    table: 'implementation_item', columns: ['place_id', 'state', 'assigned_on', 'due_on', 'completed_on', 'completed_from', 'verified_on', 'verified_from', 'cancelled_on'],
    parts: [
      of('ITEMS_COMPLETED', 'coalesce(x.completed_from, x.completed_on)', 'x.completed_on', { when: 'x.completed_on IS NOT NULL' }),
      of('ITEMS_DUE', 'x.due_on', 'x.due_on', { when: `${LIVE} OR ${CANCELLED_LATER}` }), of('ITEMS_DUE', 'x.due_on', 'x.cancelled_on', { when: CANCELLED_LATER, since: 'x.cancelled_on', value: '-1' }),
      of('ITEMS_DUE_VERIFIED', 'x.due_on', VERIFIED('x.verified_on'), { when: `${LIVE} AND x.verified_on IS NOT NULL`, since: VERIFIED('coalesce(x.verified_from, x.verified_on)') }),
      of('ITEMS_ON_TIME', 'x.due_on', 'x.due_on', { when: `${LIVE} AND x.completed_on <= x.due_on` }),
      of('ITEMS_AGED', AGED_ON, AGED_ON, { when: AGED }), of('ITEMS_AGED_OPEN', AGED_ON, AGED_ON, { when: `${AGED} AND (x.verified_on <= ${AGED_ON}) IS NOT TRUE` }),
      recorded('assigned_on'), trace('assigned_on'),
    ],
  },
  {
    table: 'carried_total', columns: ['place_id', 'measure', 'value', 'quality', 'counted_as', 'role', 'period_from', 'period_to'],
    parts: [{
      measure: 'x.measure', first: 'x.period_from', last: 'x.period_to', value: 'x.value', carried: true,
      bound: `CASE WHEN x.quality = 'AT_LEAST' OR (x.measure = 'ATTENDANCES' AND (x.counted_as = 'PERSONS' OR x.role IS NOT NULL)) THEN 'AT_LEAST' WHEN x.quality = 'APPROXIMATE' THEN 'APPROXIMATE' ELSE 'EXACT' END`,
    }, recorded('period_to'), trace('period_from', 'period_to')],
  },
  {
    table: 'concern', columns: ['place_id', 'received_from', 'received_to', 'state'],
    parts: [recorded('received_to'), trace('received_from', 'received_to'), of('CONCERNS', 'x.received_from', 'x.received_to'), of('CONCERNS_TRIAGED', 'x.received_from', 'x.received_to', { when: `x.state <> 'OPEN'` })],
  },
  {
    table: 'research_record', columns: ['place_id', 'done_from', 'done_to', 'households_visited'],
    parts: [recorded('done_to'), trace('done_from', 'done_to'), of('HOUSEHOLDS_VISITED', 'x.done_from', 'x.done_to', { when: 'x.households_visited IS NOT NULL', value: 'x.households_visited' })],
  },
  {
    table: 'outcome', columns: ['place_id', 'route', 'reached_from', 'reached_to', 'reported_from', 'reported_to', 'decided_from', 'decided_to', 'converted_from', 'converted_to'],
    parts: [
      recorded('reached_to'), trace('reached_from', 'reached_to'), of('OUTCOMES', 'x.reached_from', 'x.reached_to'),
      of('OUTCOMES_REPORTED', 'x.reported_from', 'x.reported_to', { when: 'x.reported_to IS NOT NULL' }), of('OUTCOMES_DECIDED', 'x.decided_from', 'x.decided_to', { when: 'x.decided_to IS NOT NULL' }),
      of('OUTCOMES_ADOPTED', adopted('from'), adopted('to'), { when: `${adopted('to')} IS NOT NULL` }),
      of('OUTCOMES_CONVERTED', adopted('from'), `greatest(${adopted('to')}, x.converted_to)`, { when: `${adopted('to')} IS NOT NULL AND x.converted_to IS NOT NULL`, since: `greatest(${adopted('from')}, x.converted_from)` }),
    ],
  },
  { table: 'outcome_report', columns: ['place_id', 'reported_from', 'reported_to'], parts: [recorded('reported_to'), trace('reported_from', 'reported_to')] },
  { table: 'evaluation', columns: ['place_id', 'done_from', 'done_to'], parts: [recorded('done_to'), trace('done_from', 'done_to')] },
  // What is never there alone leaves traces all the same: a room that only follows up is not silent.
  { table: 'topic_step', columns: ['place_id', 'happened_from', 'happened_to'], parts: [trace('happened_from', 'happened_to')] },
  { table: 'outcome_decision', columns: ['place_id', 'met_on'], parts: [trace('met_on')] },
  { table: 'implementation_event', columns: ['place_id', 'happened_from', 'happened_to'], parts: [trace('happened_from', 'happened_to')] },
  { table: 'item_verification', columns: ['place_id', 'verified_from', 'verified_to'], parts: [trace('verified_from', 'verified_to')] },
];
