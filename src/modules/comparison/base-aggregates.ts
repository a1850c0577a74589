import { CarriedMeasure } from '../rooms/room.enums.js';

/**
 * What counts, said over the records themselves; answers are read from the sums that triggers keep of them (base-aggregates-rolled.ts).
 * The numbers metrics are made of, one set a room. Each is SQL over `scope s` (the rooms asked about: id, city_id, place_id, place_path) and the
 * period's parameters, and answers rows of
 *   room_id, first, last   the room, and the days the record can have happened on: it counts when they lie within the period
 *   weight                 what it counts for
 *   doubtful               true when, although its days lie within, it cannot be said whether it counts
 */
export const FROM = '$1::date';
export const TO = '$2::date';
/** The last day on which what is due counts as due: the period's end, or yesterday while the period is running. */
export const DUE_BY = '$3::date';

export interface RecordAggregate {
  readonly records: string;
  /** Totals a room carried forward for a past period count with the records, on the same terms. */
  readonly carried?: { readonly measure: CarriedMeasure; readonly floorWhen: string };
}

const SESSIONS = `scope s JOIN session e ON e.city_id = s.city_id AND e.room_id = s.id AND e.state = 'HELD'`;
const ITEMS = 'scope s JOIN implementation_item i ON i.city_id = s.city_id AND i.place_path = s.place_path';

/** An item cancelled by the period's end was no longer due; one cancelled only later still was. */
const DUE = `i.due_on BETWEEN ${FROM} AND ${DUE_BY} AND NOT (i.state = 'CANCELLED' AND coalesce(i.cancelled_on <= ${TO}, true))`;
/** `completed_on` and `verified_on` are the last days it can have been; the first stand beside them. */
const VERIFIED_FROM = 'coalesce(i.verified_from, i.verified_on)';

const item = (condition: string, doubtful: string): string =>
  `SELECT s.id AS room_id, i.due_on AS first, i.due_on AS last, 1 AS weight, ${doubtful} AS doubtful FROM ${ITEMS} WHERE ${condition}`;

export const RECORD_AGGREGATES = {
  sessions: {
    records: `SELECT s.id AS room_id, e.held_from AS first, e.held_to AS last, 1 AS weight, false AS doubtful FROM ${SESSIONS}`,
    carried: { measure: CarriedMeasure.SESSIONS, floorWhen: 'false' },
  },
  suggestions: {
    records: `SELECT s.id AS room_id, e.held_from AS first, e.held_to AS last, 1 AS weight, false AS doubtful `
      + `FROM ${SESSIONS} JOIN suggestion g ON g.city_id = e.city_id AND g.session_id = e.id`,
    carried: { measure: CarriedMeasure.SUGGESTIONS, floorWhen: 'false' },
  },
  attendances: {
    records: `SELECT s.id AS room_id, e.held_from AS first, e.held_to AS last, a.headcount AS weight, false AS doubtful `
      + `FROM ${SESSIONS} JOIN attendance a ON a.city_id = e.city_id AND a.session_id = e.id`,
    // So many persons came at least so many times, and so many of one role are at least so many of all.
    carried: { measure: CarriedMeasure.ATTENDANCES, floorWhen: `c.counted_as = 'PERSONS' OR c.role IS NOT NULL` },
  },
  topicsClosed: {
    records: `SELECT s.id AS room_id, t.closed_from AS first, t.closed_to AS last, 1 AS weight, false AS doubtful `
      + `FROM scope s JOIN topic t ON t.city_id = s.city_id AND t.room_id = s.id AND t.state = 'CLOSED'`,
  },
  itemsCompleted: {
    records: `SELECT s.id AS room_id, coalesce(i.completed_from, i.completed_on) AS first, i.completed_on AS last, 1 AS weight, false AS doubtful FROM ${ITEMS} WHERE i.completed_on IS NOT NULL`,
  },
  itemsDue: { records: item(DUE, 'false') },
  itemsDueVerified: { records: item(`${DUE} AND i.verified_on IS NOT NULL AND ${VERIFIED_FROM} <= ${TO}`, `i.verified_on > ${TO}`) },
  itemsOverdue: { records: item(`${DUE} AND (i.verified_on IS NULL OR i.verified_on > ${TO})`, `i.verified_on IS NOT NULL AND ${VERIFIED_FROM} <= ${TO}`) },
} satisfies Record<string, RecordAggregate>;

export type RecordAggregateName = keyof typeof RECORD_AGGREGATES;
/** `residents` is no sum of records but a dated fact of the place. */
export type AggregateName = RecordAggregateName | 'residents';

/** Every kind of record a room has, and its last possible day. What hangs on these (steps, answers, events) is never there alone. */
export const RECORD_KINDS: readonly (readonly [table: string, last: string])[] = [
  ['session', 'held_to'], ['topic', 'proposed_to'], ['carried_total', 'period_to'], ['concern', 'received_to'], ['research_record', 'done_to'],
  ['outcome', 'reached_to'], ['outcome_report', 'reported_to'], ['implementation_item', 'assigned_on'], ['evaluation', 'done_to'],
];
/** Whether anything of any kind is recorded that is certain to lie before the period's end: kept by month, like the numbers. */
export const HAS_DATA = `EXISTS (SELECT 1 FROM room_month_stat k WHERE k.city_id = s.city_id AND k.room_id = s.id AND k.month <= ${TO} AND k.recorded > 0)`;
