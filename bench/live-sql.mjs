// The same questions counted from the records themselves, by hand and as well as we can: what the kept sums are held
// against.
const ATTENDED = 'JOIN attendance a ON a.city_id = e.city_id AND a.session_id = e.id';
const PROPOSED = 'JOIN suggestion g ON g.city_id = e.city_id AND g.session_id = e.id';

/**
 * Q3: all rooms are ordered by a count of suggestions, joined and added up once; the other numbers are counted for the
 * first fifty alone.
 */
export const LIVE_COMPARE = `WITH n AS (SELECT e.room_id, count(*) AS suggestions FROM session e ${PROPOSED}
  WHERE e.state = 'HELD' AND e.held_from >= $1 AND e.held_to <= $2 GROUP BY e.room_id),
    f AS (SELECT DISTINCT ON (k.place_id) k.place_id, k.count FROM place_fact k WHERE k.kind = 'USUAL_RESIDENTS'
    ORDER BY k.place_id, k.as_of <= $2 DESC, abs(k.as_of - $2)),
    first AS (SELECT r.id, r.city_id, r.place_path, p.code, p.name, f.count, coalesce(n.suggestions,
    0) * 1000.0::float8 / nullif(f.count, 0) AS rate
      FROM room r JOIN place p ON p.city_id = r.city_id AND p.id = r.place_id LEFT JOIN n ON n.room_id = r.id
      LEFT JOIN f ON f.place_id = r.place_id
      WHERE p.kind IS DISTINCT FROM 'STATISTICAL_ONLY' ORDER BY rate DESC NULLS LAST, p.code LIMIT 50)
  SELECT o.code, o.name, s.sessions::int, s.suggestions::int, s.attendances::int, o.count AS residents,
  t.closed::int AS topics_closed, i.due::int, i.done::int FROM first o
    CROSS JOIN LATERAL (SELECT count(*) AS sessions, coalesce(sum((SELECT count(*) FROM suggestion g
    WHERE g.city_id = e.city_id AND g.session_id = e.id)), 0) AS suggestions,
        coalesce(sum((SELECT sum(a.headcount) FROM attendance a
        WHERE a.city_id = e.city_id AND a.session_id = e.id)), 0) AS attendances
      FROM session e WHERE e.city_id = o.city_id AND e.room_id = o.id AND e.state = 'HELD' AND e.held_from >= $1
      AND e.held_to <= $2) s
    CROSS JOIN LATERAL (SELECT count(*) AS closed FROM topic t
    WHERE t.city_id = o.city_id AND t.room_id = o.id AND t.state = 'CLOSED' AND t.closed_from >= $1
    AND t.closed_to <= $2) t
    CROSS JOIN LATERAL (SELECT count(*) AS due, count(*) FILTER (WHERE i.completed_on <= $2) AS done
    FROM implementation_item i WHERE i.city_id = o.city_id AND i.place_path = o.place_path AND i.due_on BETWEEN $1
    AND $2 AND i.state <> 'CANCELLED') i
  ORDER BY o.rate DESC NULLS LAST, o.code`;

const monthly = (name, columns, from, day) =>
  `${name} AS (SELECT date_trunc('month', ${day}::timestamp)::date AS month, ${columns}
    FROM ${from} AND ${day} BETWEEN $1 AND $2 GROUP BY 1)`;

/** Q4: each table once, by month. */
export const LIVE_TREND = `WITH ${[
  monthly('s', 'count(*) AS sessions', `session e WHERE e.state = 'HELD'`, 'e.held_from'),
  monthly('g', 'count(*) AS suggestions', `session e ${PROPOSED} WHERE e.state = 'HELD'`, 'e.held_from'),
  monthly('a', 'sum(a.headcount) AS attendances', `session e ${ATTENDED} WHERE e.state = 'HELD'`, 'e.held_from'),
  monthly('t', 'count(*) AS closed', `topic t WHERE t.state = 'CLOSED'`, 't.closed_from'),
  monthly(
    'i',
    `count(*) AS due, count(*) FILTER (WHERE i.completed_on < date_trunc('month',
      i.due_on::timestamp) + interval '1 month') AS done`,
    `implementation_item i WHERE i.state <> 'CANCELLED'`,
    'i.due_on',
  ),
].join(', ')} SELECT u.month::date AS month, coalesce(s.sessions, 0)::int AS sessions, coalesce(g.suggestions,
0)::int AS suggestions, coalesce(a.attendances, 0)::int AS attendances, coalesce(t.closed, 0)::int AS topics_closed,
coalesce(i.due, 0)::int AS due, coalesce(i.done, 0)::int AS done
  FROM generate_series($1::date::timestamp, $2::date::timestamp, '1 month') AS u(month) LEFT JOIN s ON s.month = u.month
  LEFT JOIN g ON g.month = u.month LEFT JOIN a ON a.month = u.month LEFT JOIN t ON t.month = u.month
  LEFT JOIN i ON i.month = u.month ORDER BY u.month`;
