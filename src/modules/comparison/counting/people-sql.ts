import { FROM, TO } from './base-aggregates.js';

const HEADS =
  `(SELECT coalesce((SELECT sum(m.attendances) FROM room_month_stat m
    WHERE m.city_id = s.city_id AND m.room_id = s.id AND m.month BETWEEN ${FROM} AND ${TO}), 0) ` +
  `+ coalesce((SELECT sum(p.value) FROM room_span_stat p
    WHERE p.city_id = s.city_id AND p.room_id = s.id AND p.measure = 'ATTENDANCES' AND p.from_month <= ${TO}
    AND p.to_month >= ${FROM} AND p.records <> 0), 0) AS heads) h`;
/** Of the spans within the period, the one with the most people: the period itself where it is one. */
const SPAN = `(SELECT k.people, k.names FROM room_people_stat k
  WHERE k.city_id = s.city_id AND k.room_id = s.id AND k.from_day >= ${FROM} AND k.to_day <= ${TO}
  ORDER BY k.people DESC, k.names DESC LIMIT 1) k`;

/**
 * How many people came to a room's sessions, told apart by name: `EXACT` when all heads of the period are there by name
 * in one month, quarter or year that lies within it, else `AT_LEAST` as many as in that span; `UNNAMED` where nobody's
 * name is known. Two people of one name count as one, so even then it is not too many. Rooms to which nobody came have
 * no row: none is a fact. `owner` is what of the room's it is told by.
 */
export const peopleOf = (owner: string): string =>
  `SELECT 'people' AS name, ${owner} AS room_id, CASE WHEN k.names = h.heads THEN 'EXACT' WHEN k.names > 0
    THEN 'AT_LEAST' ELSE 'UNNAMED' END AS key, coalesce(k.people, 0)::float8 AS n, false AS doubtful ` +
  `FROM scope s CROSS JOIN LATERAL ${HEADS} LEFT JOIN LATERAL ${SPAN} ON true WHERE h.heads > 0 OR k.names > 0`;

/** The spans that hold all of the days of `e`, a session. */
export const SPANS =
  `(SELECT v.span, date_trunc(v.unit, e.held_from::timestamp)::date AS from_day, (date_trunc(v.unit,
    e.held_from::timestamp) + v.length - interval '1 day')::date AS to_day ` +
  `FROM (VALUES ('MONTH', 'month', interval '1 month'), ('QUARTER', 'quarter', interval '3 months'), ('YEAR', 'year',
    interval '1 year')) v(span, unit, length)) k`;

/** What should be kept of the names, over `scope s`. */
const COUNTED =
  `counted AS (SELECT s.city_id, s.id AS room_id, k.span, k.from_day, k.to_day, s.place_id, s.place_path,
    count(DISTINCT a.name)::int AS people, count(*)::int AS names ` +
  `FROM scope s JOIN session e ON e.city_id = s.city_id AND e.room_id = s.id AND e.state = 'HELD'
    JOIN attendance_person a ON a.city_id = e.city_id AND a.session_id = e.id CROSS JOIN LATERAL ${SPANS} ` +
  `WHERE e.held_to <= k.to_day GROUP BY s.city_id, s.id, k.span, k.from_day, k.to_day, s.place_id, s.place_path)`;
/** Rooms from $1 on, up to but without $2, by path. */
const SCOPE =
  'scope AS MATERIALIZED (SELECT r.id, r.city_id, r.place_id, r.place_path FROM room r WHERE r.place_path >= ' +
  '$1 AND r.place_path < $2)';

/** Spans of which something else is kept than there are names. */
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

/** Writes what should be there for the rooms of the range; run behind a delete of what was. */
export const PEOPLE_RECOUNTED = `WITH ${SCOPE}, ${COUNTED}
  INSERT INTO room_people_stat (city_id, room_id, span, from_day, to_day, place_id, place_path, people, names) SELECT *
  FROM counted`;
