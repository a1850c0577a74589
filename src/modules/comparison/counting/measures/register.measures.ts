import { FROM, type Measure, type Source, TO } from './measure.js';

/** The room itself, as the register has it at the period's end. */
const room: Source = {
  type: 'Room',
  id: 'k.id',
  from: 'scope s JOIN room k ON k.city_id = s.city_id AND k.id = s.id',
  enteredAt: 'k.recorded_at',
};
const AT_THE_END = [TO, TO] as const;
const NOT_ENROLLED = `k.enrolled_on > ${TO}`;

const inside = (first: string, last: string): string => `${first} >= ${FROM} AND ${last} <= ${TO}`;
const overlapping = (first: string, last: string): string => `${first} <= ${TO} AND ${last} >= ${FROM}`;
type When = typeof inside;

const across = (first: string, last: string): string => `${overlapping(first, last)} AND NOT (${inside(first, last)})`;
const session = (when: When, further: string): string =>
  `(EXISTS (SELECT FROM session e
    WHERE e.city_id = s.city_id AND e.room_id = s.id AND e.state = 'HELD' AND ${when('e.held_from', 'e.held_to')}) ` +
  `OR EXISTS (SELECT FROM carried_total c
    WHERE c.city_id = s.city_id AND c.room_id = s.id AND c.measure = 'SESSIONS'${further}
    AND ${when('c.period_from', 'c.period_to')}))`;
const [HELD, PERHAPS_HELD] = [session(inside, ' AND c.value > 0'), session(across, '')];

/** All kinds of records that a room can have, with the columns of their first and last possible day. */
export const TRACE_DAYS: readonly (readonly [type: string, table: string, first: string, last: string])[] = [
  ['Session', 'session', 'held_from', 'held_to'],
  ['Topic', 'topic', 'proposed_from', 'proposed_to'],
  ['CarriedTotal', 'carried_total', 'period_from', 'period_to'],
  ['Concern', 'concern', 'received_from', 'received_to'],
  ['ResearchRecord', 'research_record', 'done_from', 'done_to'],
  ['Outcome', 'outcome', 'reached_from', 'reached_to'],
  ['OutcomeReport', 'outcome_report', 'reported_from', 'reported_to'],
  ['ImplementationItem', 'implementation_item', 'assigned_on', 'assigned_on'],
  ['Evaluation', 'evaluation', 'done_from', 'done_to'],
  ['TopicStep', 'topic_step', 'happened_from', 'happened_to'],
  ['OutcomeDecision', 'outcome_decision', 'met_on', 'met_on'],
  ['ImplementationEvent', 'implementation_event', 'happened_from', 'happened_to'],
  ['ItemVerification', 'item_verification', 'verified_from', 'verified_to'],
];
const trace = (when: When): string =>
  `(${TRACE_DAYS.map(
    ([, table, first, last]) => `EXISTS (SELECT FROM ${table} y
    WHERE y.city_id = s.city_id AND y.place_path = s.place_path
    AND ${when(`y.${first}`, `y.${last}`)})`,
  ).join(' OR ')})`;

/**
 * Numbers of rooms. They are counted from the register, so a room without any record counts too.
 * They are not stored. Whether a room was active follows from stored sums (rolled-measure.ts).
 * `unsure`: it is unknown whether a record is in the period, because its possible days cross an edge of it.
 */
export const REGISTER_MEASURES = {
  roomsBuilt: { source: room, days: AT_THE_END, excluded: { NOT_ENROLLED } },
  roomsActive: {
    source: room,
    days: AT_THE_END,
    excluded: { NOT_ENROLLED, NO_SESSION: `NOT ${HELD} AND NOT ${PERHAPS_HELD}` },
    unsure: `NOT ${HELD}`,
  },
  roomsSilent: {
    source: room,
    days: AT_THE_END,
    excluded: { NOT_ENROLLED, HAS_RECORDS: trace(inside) },
    unsure: trace(overlapping),
  },
} satisfies Record<string, Measure>;
