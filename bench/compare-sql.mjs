// Q3 by hand: order all rooms of the city by one rate, then work out eight numbers for the first fifty. Reads the kept
// sums, each table once over all rooms and then by lookup for the page. Answers what the product answers: a number that
// a carried total or a record across an edge leaves in doubt is null, and so is everything of a room without records.
const COLUMNS = [
  ['code', 'text'],
  ['name', 'text'],
  ['sessions', 'int'],
  ['suggestions', 'int'],
  ['attendances', 'int'],
  ['residents', 'int'],
  ['topics_closed', 'int'],
  ['due', 'int'],
  ['done', 'int'],
];
const MONTHS = `m.month = ANY(ARRAY(SELECT generate_series($1::date::timestamp, $2::date::timestamp,
  '1 month')::date))`;
const INSIDE = 'd.from_month >= $1 AND d.to_month <= $2';
const IN_TIME = 'd.to_month <= $2';
const OVERLAPS = 'd.from_month <= $2 AND d.to_month >= $1 AND d.records <> 0';
const DUE = 'd.since_month <= $2 AND d.to_month > $2 AND d.from_month >= $1';
const number = (column, measure, isDue = false) => `CASE WHEN NOT coalesce(bool_or(${isDue ? DUE : `NOT (${INSIDE})`})
  FILTER (WHERE d.measure = '${measure}'), false)
        THEN (m.${column} + coalesce(sum(d.value) FILTER (WHERE d.measure = '${measure}'
        AND ${isDue ? `d.from_month >= $1 AND ${IN_TIME}` : INSIDE}), 0))::int END`;

export const COMPARE = {
  columns: COLUMNS.map((column) => column.join(' ')).join(', '),
  /** $1 first day, $2 last day; row security keeps to the city. */
  text: `WITH m AS (SELECT m.place_id, sum(m.suggestions) AS suggestions, sum(m.recorded) AS recorded
    FROM room_month_stat m WHERE ${MONTHS} GROUP BY m.place_id),
      d AS (SELECT d.place_id, sum(d.value) FILTER (WHERE ${INSIDE}) AS suggestions,
      bool_or(NOT (${INSIDE})) AS doubtful FROM room_span_stat d WHERE d.measure = 'SUGGESTIONS' AND ${OVERLAPS}
      GROUP BY d.place_id),
      f AS (SELECT DISTINCT ON (k.place_id) k.place_id, k.count FROM place_fact k WHERE k.kind = 'USUAL_RESIDENTS'
      ORDER BY k.place_id, k.as_of <= $2 DESC, abs(k.as_of - $2)),
      first AS (SELECT r.id, r.city_id, p.code, p.name, f.count,
          CASE WHEN coalesce(m.recorded, 0) > 0 OR (SELECT true FROM room_month_stat h
          WHERE h.city_id = r.city_id AND h.room_id = r.id AND h.month <= $2 AND h.recorded > 0 LIMIT 1) THEN
            CASE WHEN d.doubtful IS NOT TRUE AND NOT coalesce(r.data_complete_from > $2, false)
            THEN (coalesce(m.suggestions, 0) + coalesce(d.suggestions, 0)) * 1000.0::float8 / nullif(f.count, 0) END
            END AS rate
        FROM room r JOIN place p ON p.city_id = r.city_id AND p.id = r.place_id LEFT JOIN (m FULL
        JOIN d ON d.place_id = m.place_id) ON coalesce(m.place_id, d.place_id) = r.place_id
        LEFT JOIN f ON f.place_id = r.place_id
        WHERE p.kind IS DISTINCT FROM 'STATISTICAL_ONLY' ORDER BY rate DESC NULLS LAST, p.code LIMIT 50)
    SELECT o.code, o.name, n.sessions, n.suggestions, n.attendances, o.count AS residents, n.topics_closed, n.due,
    n.done FROM first o
      CROSS JOIN LATERAL (SELECT coalesce(sum(sessions), 0) AS sessions, coalesce(sum(suggestions), 0) AS suggestions,
      coalesce(sum(attendances), 0) AS attendances, coalesce(sum(topics_closed), 0) AS topics_closed,
      coalesce(sum(items_due), 0) AS due, coalesce(sum(items_due_done), 0) AS done
        FROM room_month_stat m WHERE m.city_id = o.city_id AND m.room_id = o.id AND m.month BETWEEN $1 AND $2) m
      CROSS JOIN LATERAL (SELECT ${[
        ['sessions', 'SESSIONS'],
        ['suggestions', 'SUGGESTIONS'],
        ['attendances', 'ATTENDANCES'],
        ['topics_closed', 'TOPICS_CLOSED'],
      ]
        .map(([column, measure]) => `${number(column, measure)} AS ${column}`)
        .join(', ')},
          ${number('due', 'ITEMS_DUE', true)} AS due, ${number('done', 'ITEMS_DUE_DONE', true)} AS done
        FROM room_span_stat d WHERE d.city_id = o.city_id AND d.room_id = o.id
        AND d.measure IN ('SESSIONS', 'SUGGESTIONS', 'ATTENDANCES', 'TOPICS_CLOSED', 'ITEMS_DUE', 'ITEMS_DUE_DONE')
        AND ${OVERLAPS}) n
      ORDER BY o.rate DESC NULLS LAST, o.code`,
};
