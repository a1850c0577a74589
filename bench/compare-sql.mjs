// Q3 by hand: order all rooms by one rate, then work out eight numbers for the first fifty. Reads the kept sums; demonstrates the least PostgreSQL must do.
// Same meaning as the product on the bench's data, which has no totals and no dates wider than a month.
const COLUMNS = [['code', 'text'], ['name', 'text'], ['sessions', 'int'], ['suggestions', 'int'], ['attendances', 'int'], ['residents', 'int'], ['topics_closed', 'int'], ['due', 'int'], ['verified', 'int']];

export const COMPARE = {
  columns: COLUMNS.map((column) => column.join(' ')).join(', '),
  /** $1 first day, $2 last day, $3 and $4 the range of paths. */
  text: `WITH first AS (SELECT r.id, r.city_id, p.code, p.name, f.count, s.suggestions * 1000.0::float8 / f.count AS rate FROM room r JOIN place p ON p.city_id = r.city_id AND p.id = r.place_id
      CROSS JOIN LATERAL (SELECT coalesce(sum(m.suggestions), 0) AS suggestions FROM room_month_stat m WHERE m.city_id = r.city_id AND m.room_id = r.id AND m.month BETWEEN $1 AND $2) s
      CROSS JOIN LATERAL (SELECT k.count FROM place_fact k WHERE k.city_id = r.city_id AND k.place_id = r.place_id AND k.kind = 'USUAL_RESIDENTS' AND k.as_of <= $2 ORDER BY k.as_of DESC LIMIT 1) f
      WHERE r.place_path >= $3 AND r.place_path < $4 AND EXISTS (SELECT FROM room_month_stat h WHERE h.city_id = r.city_id AND h.room_id = r.id AND h.month <= $2 AND h.recorded > 0)
      ORDER BY rate DESC, p.code LIMIT 50)
    SELECT o.code, o.name, m.sessions::int, m.suggestions::int, m.attendances::int, o.count AS residents, m.topics_closed::int, m.due::int, (m.verified + d.late)::int AS verified FROM first o
      CROSS JOIN LATERAL (SELECT coalesce(sum(sessions), 0) AS sessions, coalesce(sum(suggestions), 0) AS suggestions, coalesce(sum(attendances), 0) AS attendances, coalesce(sum(topics_closed), 0) AS topics_closed, coalesce(sum(items_due), 0) AS due, coalesce(sum(items_due_verified), 0) AS verified
        FROM room_month_stat m WHERE m.city_id = o.city_id AND m.room_id = o.id AND m.month BETWEEN $1 AND $2) m
      CROSS JOIN LATERAL (SELECT coalesce(sum(value), 0) AS late FROM room_span_stat d WHERE d.city_id = o.city_id AND d.room_id = o.id AND d.measure = 'ITEMS_DUE_VERIFIED' AND d.from_month >= $1 AND d.to_month <= $2) d
      ORDER BY o.rate DESC, o.code`,
};
