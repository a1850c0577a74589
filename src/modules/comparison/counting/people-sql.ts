import { FROM, TO } from './base-aggregates.js';

const HEADS =
  `(SELECT coalesce((SELECT sum(m.attendances) FROM room_month_stat m
    WHERE m.city_id = s.city_id AND m.room_id = s.id AND m.month BETWEEN ${FROM} AND ${TO}), 0) ` +
  `+ coalesce((SELECT sum(p.value) FROM room_span_stat p
    WHERE p.city_id = s.city_id AND p.room_id = s.id AND p.measure = 'ATTENDANCES' AND p.from_month <= ${TO}
    AND p.to_month >= ${FROM} AND p.records <> 0), 0) AS heads) h`;
/**
 * The stored span within the period that has the most people. It is the period itself when the period is a month,
 * quarter or year.
 */
const SPAN = `(SELECT k.people, k.names FROM room_people_stat k
  WHERE k.city_id = s.city_id AND k.room_id = s.id AND k.from_day >= ${FROM} AND k.to_day <= ${TO}
  ORDER BY k.people DESC, k.names DESC LIMIT 1) k`;

/**
 * How many distinct people came to a room's sessions. People with different names are different people.
 * Names with the same plain form are the same name (docs/adr/0015-one-plain-form.md).
 * - EXACT: all attendances of the period have names, within one stored month, quarter or year.
 * - AT_LEAST: the number is that of the span with the most people.
 * - UNNAMED: no name is known.
 * Two people with the same name count as one, so the number is never too high. A room nobody came to has no row,
 * because 0 is known.
 * `owner` is the SQL of the column that identifies the room.
 */
export const peopleOf = (owner: string): string =>
  `SELECT 'people' AS name, ${owner} AS room_id, CASE WHEN k.names = h.heads THEN 'EXACT' WHEN k.names > 0
    THEN 'AT_LEAST' ELSE 'UNNAMED' END AS key, coalesce(k.people, 0)::float8 AS n, false AS doubtful ` +
  `FROM scope s CROSS JOIN LATERAL ${HEADS} LEFT JOIN LATERAL ${SPAN} ON true WHERE h.heads > 0 OR k.names > 0`;

/** The month, quarter and year in which the session `e` began. */
export const SPANS =
  `(SELECT v.span, date_trunc(v.unit, e.held_from::timestamp)::date AS from_day, (date_trunc(v.unit,
    e.held_from::timestamp) + v.length - interval '1 day')::date AS to_day ` +
  `FROM (VALUES ('MONTH', 'month', interval '1 month'), ('QUARTER', 'quarter', interval '3 months'), ('YEAR', 'year',
    interval '1 year')) v(span, unit, length)) k`;

/** The distinct people by room and span, counted from the names of the rooms in `scope s`. */
const COUNTED =
  `counted AS (SELECT s.city_id, s.id AS room_id, k.span, k.from_day, k.to_day, s.place_id, s.place_path,
    count(DISTINCT a.plain_name)::int AS people, count(*)::int AS names ` +
  `FROM scope s JOIN session e ON e.city_id = s.city_id AND e.room_id = s.id AND e.state = 'HELD'
    JOIN attendance_person a ON a.city_id = e.city_id AND a.session_id = e.id CROSS JOIN LATERAL ${SPANS} ` +
  `WHERE e.held_to <= k.to_day GROUP BY s.city_id, s.id, k.span, k.from_day, k.to_day, s.place_id, s.place_path)`;
/** The rooms with a path from $1 up to but without $2. */
const SCOPE =
  'scope AS MATERIALIZED (SELECT r.id, r.city_id, r.place_id, r.place_path FROM room r WHERE r.place_path >= ' +
  '$1 AND r.place_path < $2)';

/** The spans in which the stored numbers differ from the counted ones. */
export const PEOPLE_DRIFT =
  `WITH ${SCOPE}, ${COUNTED}, kept AS (SELECT p.* FROM scope s
    JOIN room_people_stat p ON p.city_id = s.city_id AND p.room_id = s.id) ` +
  `SELECT w.code, room_id AS "roomId", 'PEOPLE_' || span AS measure, from_day::text AS "from", coalesce(k.to_day,
    c.to_day)::text AS "to", ` +
  `coalesce(k.people, 0) || ' / ' || coalesce(k.names, 0) AS kept, coalesce(c.people, 0) || ' / ' || coalesce(c.names,
    0) AS counted ` +
  `FROM kept k FULL JOIN counted c USING (room_id, span, from_day) JOIN scope s ON s.id = room_id
    JOIN place w ON w.city_id = s.city_id AND w.id = s.place_id ` +
  `WHERE (k.people, k.names) IS DISTINCT FROM (c.people, c.names) ORDER BY w.code, span, from_day`;

/** Stores the counted numbers of the rooms in the range. Their old rows must be deleted before. */
export const PEOPLE_RECOUNTED = `WITH ${SCOPE}, ${COUNTED}
  INSERT INTO room_people_stat (city_id, room_id, span, from_day, to_day, place_id, place_path, people, names) SELECT *
  FROM counted`;
