// The answer every contender gives to Q3 and Q4: each metric as a value with its numerator and denominator, worked out
// from plain sums. Once for the hand-written server, once in SQL for PostGraphile.
export const METRICS = [
  'SESSIONS_HELD',
  'SUGGESTIONS',
  'ATTENDANCES',
  'SUGGESTIONS_PER_1000',
  'SUGGESTIONS_PER_SESSION',
  'TOPICS_CLOSED',
  'ITEMS_OVERDUE',
  'COMPLETION_RATE',
];
export const STEPS = [
  'SESSIONS_HELD',
  'SUGGESTIONS',
  'ATTENDANCES',
  'SUGGESTIONS_PER_SESSION',
  'TOPICS_CLOSED',
  'COMPLETION_RATE',
];

/** Numerator, denominator and factor of each metric, by the columns of the sums. */
const PARTS = {
  SESSIONS_HELD: [(row) => row.sessions, 'sessions'],
  SUGGESTIONS: [(row) => row.suggestions, 'suggestions'],
  ATTENDANCES: [(row) => row.attendances, 'attendances'],
  SUGGESTIONS_PER_1000: [(row) => row.suggestions, 'suggestions', 'residents', 1000],
  SUGGESTIONS_PER_SESSION: [(row) => row.suggestions, 'suggestions', 'sessions', 1],
  TOPICS_CLOSED: [(row) => row.topics_closed, 'topics_closed'],
  ITEMS_OVERDUE: [(row) => row.due - row.done, 'due - done'],
  COMPLETION_RATE: [(row) => row.done, 'done', 'due', 1],
};

const valueOf = (row) => (metric) => {
  const [above, , below, per] = PARTS[metric];
  const numerator = above(row);
  if (!below) return { value: numerator, numerator, denominator: null };
  const denominator = row[below];
  return { value: denominator === 0 ? null : (numerator * per) / denominator, numerator, denominator };
};
export const valuesOf = (row, metrics) => metrics.map(valueOf(row));

export const VALUE_TYPE = 'CREATE TYPE bench_value AS (value float8, numerator int, denominator int)';
export const valuesSql = (metrics) =>
  `ARRAY[${metrics
    .map((metric) => {
      const [, above, below, per] = PARTS[metric];
      return below
        ? `ROW((${above})::float8 * ${per} / nullif(${below}, 0), ${above}, ${below})::bench_value`
        : `ROW(${above}, ${above}, NULL)::bench_value`;
    })
    .join(', ')}]`;
