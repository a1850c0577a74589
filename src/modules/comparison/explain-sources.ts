import { type AggregateName, DUE_BY, FROM, TO } from './base-aggregates.js';

/**
 * The records behind each base number, those that do not count among them: SQL over `scope s` that answers
 *   room_id, type, id    whose record it is, and which
 *   first, last          the days it can have happened on; null when it has none
 *   weight               what it would count for
 *   entered_at           when it came to be here as it is
 *   excluded             why it does not count whatever its days are, else null
 * A test holds the sum of what counts against the number itself, for every metric.
 */
export type Sources = readonly string[];

const row = (type: string, id: string, days: readonly [string, string], weight: string, enteredAt: string, excluded: string, from: string): string =>
  `SELECT s.id AS room_id, '${type}' AS type, ${id} AS id, ${days[0]} AS first, ${days[1]} AS last, (${weight})::float8 AS weight, ${enteredAt} AS entered_at, ${excluded} AS excluded FROM ${from}`;

const SESSIONS = 'scope s JOIN session e ON e.city_id = s.city_id AND e.room_id = s.id';
const HELD = `CASE WHEN e.state <> 'HELD' THEN 'NOT_HELD' END`;
const carried = (measure: string): string =>
  row('CarriedTotal', 'c.id', ['c.period_from', 'c.period_to'], 'c.value', 'c.changed_at', 'NULL', `scope s JOIN carried_total c ON c.city_id = s.city_id AND c.room_id = s.id AND c.measure = '${measure}'`);

const ITEMS = 'scope s JOIN implementation_item i ON i.city_id = s.city_id AND i.place_path = s.place_path';
const OF_ITEM = 'x.city_id = i.city_id AND x.item_id = i.id';
/** An item is as its last event or verification left it. */
const ITEM_ENTERED = `greatest(i.changed_at, (SELECT max(x.recorded_at) FROM implementation_event x WHERE ${OF_ITEM}), (SELECT max(x.recorded_at) FROM item_verification x WHERE ${OF_ITEM}))`;
const CONFIRMED = `FROM item_verification x WHERE ${OF_ITEM} AND x.result = 'CONFIRMED'`;
const VERIFIED_FROM = `coalesce((SELECT x.verified_from ${CONFIRMED} AND x.verified_to = i.verified_on ORDER BY x.recorded_at DESC LIMIT 1), i.verified_on)`;
const COMPLETED_FROM = `coalesce((SELECT y.known_from FROM (SELECT x.happened_from AS known_from, x.recorded_at FROM implementation_event x WHERE ${OF_ITEM} AND x.state = 'DONE' AND x.happened_to = i.completed_on `
  + `UNION ALL SELECT x.verified_from, x.recorded_at ${CONFIRMED} AND x.verified_to = i.completed_on) y ORDER BY y.recorded_at LIMIT 1), i.completed_on)`;
const CANCELLED_IN_TIME = `i.state = 'CANCELLED' AND NOT EXISTS (SELECT 1 FROM implementation_event x WHERE ${OF_ITEM} AND x.kind = 'CANCELLED' AND x.happened_to > ${TO})`;
const NOT_DUE = `WHEN i.due_on IS NULL THEN 'NO_DUE_DATE' WHEN i.due_on NOT BETWEEN ${FROM} AND ${TO} THEN 'OUTSIDE_PERIOD' WHEN i.due_on > ${DUE_BY} THEN 'NOT_YET_DUE' WHEN ${CANCELLED_IN_TIME} THEN 'CANCELLED'`;
const VERIFIED_IN_TIME = `i.verified_on IS NOT NULL AND i.verified_on <= ${TO}`;
const PERHAPS_IN_TIME = `i.verified_on IS NOT NULL AND ${VERIFIED_FROM} <= ${TO} AND i.verified_on > ${TO}`;
const due = (further: string): string => row('ImplementationItem', 'i.id', ['i.due_on', 'i.due_on'], '1', ITEM_ENTERED, `CASE ${NOT_DUE} ${further} END`, ITEMS);

/** A place's number of residents is one of its facts; the others are there beside it. */
const RESIDENTS = `SELECT s.id AS room_id, 'PlaceFact' AS type, p.id, p.as_of AS first, p.as_of AS last, p.count::float8 AS weight, NULL::timestamptz AS entered_at, `
  + `CASE WHEN row_number() OVER (PARTITION BY s.id ORDER BY p.as_of <= ${TO} DESC, abs(p.as_of - ${TO})) > 1 THEN 'ANOTHER_FIGURE' ELSE 'COUNTED' END AS excluded `
  + `FROM scope s JOIN place_fact p ON p.city_id = s.city_id AND p.place_id = s.place_id AND p.kind = 'USUAL_RESIDENTS'`;

export const SOURCES: Readonly<Record<AggregateName, Sources>> = {
  sessions: [row('Session', 'e.id', ['coalesce(e.held_from, e.scheduled_for)', 'coalesce(e.held_to, e.scheduled_for)'], '1', 'e.changed_at', HELD, SESSIONS), carried('SESSIONS')],
  suggestions: [row('Suggestion', 'g.id', ['e.held_from', 'e.held_to'], '1', 'g.changed_at', HELD, `${SESSIONS} JOIN suggestion g ON g.city_id = e.city_id AND g.session_id = e.id`), carried('SUGGESTIONS')],
  attendances: [row('Attendance', 'a.id', ['e.held_from', 'e.held_to'], 'a.headcount', 'a.changed_at', HELD, `${SESSIONS} JOIN attendance a ON a.city_id = e.city_id AND a.session_id = e.id`), carried('ATTENDANCES')],
  topicsClosed: [row('Topic', 't.id', ['coalesce(t.closed_from, t.proposed_from)', 'coalesce(t.closed_to, t.proposed_to)'], '1',
    `greatest(t.recorded_at, (SELECT max(x.recorded_at) FROM topic_step x WHERE x.city_id = t.city_id AND x.topic_id = t.id))`, `CASE WHEN t.state <> 'CLOSED' THEN 'NOT_CLOSED' END`,
    'scope s JOIN topic t ON t.city_id = s.city_id AND t.room_id = s.id')],
  itemsCompleted: [row('ImplementationItem', 'i.id', [COMPLETED_FROM, 'i.completed_on'], '1', ITEM_ENTERED, `CASE WHEN i.completed_on IS NULL THEN 'NOT_COMPLETED' END`, ITEMS)],
  itemsDue: [due('')],
  itemsDueVerified: [due(`WHEN ${PERHAPS_IN_TIME} THEN 'ACROSS_EDGE' WHEN i.verified_on IS NULL OR i.verified_on > ${TO} THEN 'NOT_VERIFIED'`)],
  itemsOverdue: [due(`WHEN ${PERHAPS_IN_TIME} THEN 'ACROSS_EDGE' WHEN ${VERIFIED_IN_TIME} THEN 'VERIFIED_IN_TIME'`)],
  residents: [RESIDENTS],
};
