import { type RecordAggregateName, RECORD_KINDS } from './base-aggregates.js';
import { recordsOf } from './base-aggregates-live.js';

const month = (day: string): string => `date_trunc('month', (${day})::timestamp)::date`;
const KEYS = 'room_id, measure, from_month, since_month, to_month, carried, bound';

/** Rooms from $1 on, up to but without $2, by path. */
const SCOPE = 'scope AS MATERIALIZED (SELECT r.id, r.city_id, r.place_id, r.place_path FROM room r WHERE r.place_path >= $1 AND r.place_path < $2)';

const MEASURES: Readonly<Partial<Record<RecordAggregateName, string>>> = { sessions: 'SESSIONS', suggestions: 'SUGGESTIONS', attendances: 'ATTENDANCES', topicsClosed: 'TOPICS_CLOSED', itemsCompleted: 'ITEMS_COMPLETED' };

const ofRecords = Object.entries(MEASURES).map(([name, measure]) =>
  `SELECT room_id, '${measure}' AS measure, ${month('first')} AS from_month, ${month('first')} AS since_month, ${month('last')} AS to_month, carried, `
  + `CASE WHEN is_floor THEN 'AT_LEAST' WHEN is_approximate THEN 'APPROXIMATE' ELSE 'EXACT' END AS bound, weight::bigint AS value FROM (${recordsOf(name as RecordAggregateName)}) y WHERE first IS NOT NULL AND last IS NOT NULL`);

const ofKinds = RECORD_KINDS.map(([table, last]) =>
  `SELECT s.id, 'RECORDED', m.m, m.m, m.m, false, 'EXACT', 1 FROM scope s JOIN ${table} k ON k.city_id = s.city_id AND k.place_path = s.place_path CROSS JOIN LATERAL (SELECT ${month(`k.${last}`)} AS m) m WHERE m.m IS NOT NULL`);

/** Per item: the month it was due in, and the months from which it was cancelled or verified. */
const ITEMS = `(SELECT s.id AS room_id, d.due, i.state = 'CANCELLED' AS cancelled, ${month('i.cancelled_on')} AS cancelled_in, greatest(d.due, ${month('coalesce(i.verified_from, i.verified_on)')}) AS verified_since, `
  + `CASE WHEN i.verified_on IS NOT NULL THEN greatest(d.due, ${month('i.verified_on')}) END AS verified_in `
  + `FROM scope s JOIN implementation_item i ON i.city_id = s.city_id AND i.place_path = s.place_path CROSS JOIN LATERAL (SELECT ${month('i.due_on')} AS due) d WHERE d.due IS NOT NULL) i`;
const ofItems = [
  `SELECT room_id, 'ITEMS_DUE', due, due, due, false, 'EXACT', 1 FROM ${ITEMS} WHERE NOT cancelled OR cancelled_in > due`,
  `SELECT room_id, 'ITEMS_DUE', due, cancelled_in, cancelled_in, false, 'EXACT', -1 FROM ${ITEMS} WHERE cancelled AND cancelled_in > due`,
  `SELECT room_id, 'ITEMS_DUE_VERIFIED', due, verified_since, verified_in, false, 'EXACT', 1 FROM ${ITEMS} WHERE NOT cancelled AND verified_in IS NOT NULL`,
];

/** What the roll-ups should hold, one line a key; `records` only where the kept row has it. */
const COUNTED = `counted AS (SELECT ${KEYS}, sum(value) AS value, CASE WHEN from_month <> to_month OR carried THEN count(*) ELSE 0 END AS records FROM (${[...ofRecords, ...ofKinds, ...ofItems].join(' UNION ALL ')}) l GROUP BY ${KEYS})`;

const COLUMNS = ['recorded', 'sessions', 'suggestions', 'attendances', 'topics_closed', 'items_completed', 'items_due', 'items_due_verified'];
const KEPT = `kept AS (SELECT s.id AS room_id, c.measure, m.month AS from_month, m.month AS since_month, m.month AS to_month, false AS carried, 'EXACT' AS bound, c.value::numeric AS value, 0::bigint AS records `
  + `FROM scope s JOIN room_month_stat m ON m.city_id = s.city_id AND m.room_id = s.id CROSS JOIN LATERAL (VALUES ${COLUMNS.map((column) => `('${column.toUpperCase()}', m.${column}::bigint)`).join(', ')}) c(measure, value) `
  + `UNION ALL SELECT ${KEYS.replace('room_id', 's.id')}, p.value::numeric, p.records FROM scope s JOIN room_span_stat p ON p.city_id = s.city_id AND p.room_id = s.id)`;

/** Lines on which the roll-ups and the records differ. */
export const DRIFT = `WITH ${SCOPE}, ${COUNTED}, ${KEPT}, drift AS (SELECT ${KEYS}, sum(kept) AS kept, sum(counted) AS counted FROM (`
  + `SELECT ${KEYS}, value AS kept, records AS kept_records, 0::numeric AS counted, 0::bigint AS counted_records FROM kept UNION ALL SELECT ${KEYS}, 0, 0, value, records FROM counted) l `
  + `GROUP BY ${KEYS} HAVING sum(kept) <> sum(counted) OR sum(kept_records) <> sum(counted_records)) `
  + `SELECT p.code, d.room_id AS "roomId", d.measure, d.from_month::text AS "from", d.to_month::text AS "to", d.kept::text AS kept, d.counted::text AS counted `
  + `FROM drift d JOIN scope s ON s.id = d.room_id JOIN place p ON p.city_id = s.city_id AND p.id = s.place_id ORDER BY p.code, d.measure, d.from_month, d.to_month`;

const INTO = 'city_id, room_id, place_id, place_path';
/** Writes what should be there for the rooms of the range; run behind a delete of what was. */
export const RECOUNTED = [
  `WITH ${SCOPE}, ${COUNTED} INSERT INTO room_month_stat (${INTO}, month, ${COLUMNS.join(', ')}) SELECT s.city_id, s.id, s.place_id, s.place_path, c.from_month, `
  + `${COLUMNS.map((column) => `coalesce(sum(c.value) FILTER (WHERE c.measure = '${column.toUpperCase()}'), 0)`).join(', ')} FROM counted c JOIN scope s ON s.id = c.room_id WHERE c.from_month = c.to_month AND NOT c.carried GROUP BY s.city_id, s.id, s.place_id, s.place_path, c.from_month`,
  `WITH ${SCOPE}, ${COUNTED} INSERT INTO room_span_stat (${INTO}, measure, from_month, since_month, to_month, carried, bound, value, records) SELECT s.city_id, s.id, s.place_id, s.place_path, `
  + `c.measure, c.from_month, c.since_month, c.to_month, c.carried, c.bound, c.value, c.records FROM counted c JOIN scope s ON s.id = c.room_id WHERE c.from_month <> c.to_month OR c.carried`,
];
