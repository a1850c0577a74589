// Q4 by hand: a city month by month, from the kept sums, each table read once. Answers what the product answers: a
// month's number is null where a record across its edge leaves it in doubt.
const COLUMNS = [
  ['month', 'date'],
  ['sessions', 'int'],
  ['suggestions', 'int'],
  ['attendances', 'int'],
  ['topics_closed', 'int'],
  ['due', 'int'],
  ['done', 'int'],
];
const REGULAR = (alias) =>
  `((SELECT true FROM place WHERE kind = 'STATISTICAL_ONLY' LIMIT 1) IS NULL
    OR ${alias}.place_id <> ALL (ARRAY(SELECT id FROM place WHERE kind = 'STATISTICAL_ONLY')))`;
const WITHIN = 'd.from_month = d.to_month';
const number = (column, measure) =>
  `CASE WHEN coalesce(bool_and(${WITHIN}) FILTER (WHERE d.measure = '${measure}'), true)
    THEN (coalesce(max(m.${column}), 0) + coalesce(sum(d.value) FILTER (WHERE d.measure = '${measure}'
    AND ${WITHIN}), 0))::int END AS ${column}`;

export const TREND = {
  columns: COLUMNS.map((column) => column.join(' ')).join(', '),
  /** $1 first day, $2 last day of whole months; row security keeps to the city. */
  text: `WITH m AS MATERIALIZED (SELECT m.month, sum(m.sessions) AS sessions, sum(m.suggestions) AS suggestions,
    sum(m.attendances) AS attendances, sum(m.topics_closed) AS topics_closed, sum(m.items_due) AS due,
    sum(m.items_due_done) AS done
        FROM room_month_stat m WHERE m.month >= $1 AND m.month <= $2 AND ${REGULAR('m')} GROUP BY m.month),
      d AS MATERIALIZED (SELECT d.measure, d.from_month, d.to_month, d.measure IN ('ITEMS_DUE',
      'ITEMS_DUE_DONE') AS is_due, sum(d.value) AS value FROM room_span_stat d
        WHERE (d.measure IN ('SESSIONS', 'SUGGESTIONS', 'ATTENDANCES', 'TOPICS_CLOSED') AND d.from_month <= $2
        AND d.to_month >= $1 OR d.measure IN ('ITEMS_DUE', 'ITEMS_DUE_DONE') AND d.from_month >= $1
        AND d.from_month <= $2 AND d.since_month = d.from_month)
          AND d.records <> 0 AND ${REGULAR('d')} GROUP BY d.measure, d.from_month, d.to_month)
    SELECT s.month::date AS month, ${[
      ['sessions', 'SESSIONS'],
      ['suggestions', 'SUGGESTIONS'],
      ['attendances', 'ATTENDANCES'],
      ['topics_closed', 'TOPICS_CLOSED'],
      ['due', 'ITEMS_DUE'],
      ['done', 'ITEMS_DUE_DONE'],
    ]
      .map(([column, measure]) => number(column, measure))
      .join(', ')}
      FROM generate_series($1::date::timestamp, $2::date::timestamp, '1 month') AS s(month)
      LEFT JOIN m ON m.month = s.month::date
      LEFT JOIN d ON d.from_month <= s.month::date AND d.to_month >= s.month::date AND (NOT d.is_due
      OR d.from_month = s.month::date)
      GROUP BY s.month ORDER BY s.month`,
};
