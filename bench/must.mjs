// What was set as the least for each row, and how a run compares.

/**
 * At least, for memory at most. Of a row measured with two clients the lower one counts. `afresh`: keeping no answer.
 */
export const MUST = {
  Q1: { vsPostgraphile: 1.35 },
  Q2: { vsPostgraphile: 1.3 },
  Q5: { vsPostgraphile: 1.1 },
  Q5new: { vsPostgraphile: 0.9 },
  Q3: { afresh: 0.75 },
  Q4: { afresh: 0.75 },
  Q3many: { vsLimit: 3 },
};
const MEMORY_MB = 350;
const WORDS = {
  vsPostgraphile: '÷ PostGraphile, lower of both clients',
  vsLimit: '÷ limit',
  afresh: 'asked afresh ÷ limit',
};
/** A row missed by less than a tenth is explained and left. */
const mark = (share) => (share >= 1 ? '✓' : share > 0.9 ? '≈ missed by less than a tenth' : '✗');

/** Rows of query, what is measured, bound, measured, mark. */
export function judged(summary, memory) {
  const rows = [];
  for (const [key, bounds] of Object.entries(MUST)) {
    for (const [name, bound] of Object.entries(bounds)) {
      const value = name === 'afresh' ? summary[key]?.afresh?.vsLimit : summary[key]?.[name];
      if (value !== undefined) rows.push([key, WORDS[name], `≥ ${bound}`, value.toFixed(2), mark(value / bound)]);
    }
  }
  if (memory.ours)
    rows.push(['memory', 'peak resident MB', `≤ ${MEMORY_MB}`, memory.ours.toFixed(0), mark(MEMORY_MB / memory.ours)]);
  return rows;
}
