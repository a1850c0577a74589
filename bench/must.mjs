// What was set as the least for each query, and how a run stands to it.
import { median } from './stage.mjs';

/** At least, or of CPU and memory at most. `live`: times faster than counting the records, by the questions of live.mjs that begin so. */
export const MUST = {
  Q1: { vsPostgraphile: 1.5, cpuVsPostgraphile: 0.6 }, Q2: { vsPostgraphile: 1.2, cpuVsPostgraphile: 0.9 },
  Q3: { vsPostgraphile: 1.2, vsLimit: 0.85, live: 20 }, Q4: { vsPostgraphile: 1.1, vsLimit: 0.9, live: 50 }, Q5: { vsPostgraphile: 1.3, vsLimit: 0.55 },
};
const WORDS = { vsPostgraphile: '÷ PostGraphile ≥', vsLimit: '÷ limit ≥', cpuVsPostgraphile: 'CPU ÷ PostGraphile ≤', live: 'live ÷ ours ≥' };
const isMet = (name, value, bound) => (name === 'cpuVsPostgraphile' ? value <= bound : value >= bound);
const told = (name, value, bound) => `${value.toFixed(2)} ${isMet(name, value, bound) ? '✓' : '✗'}`;

/** Rows of query, bound, ours, and ours keeping no answer. */
export function judged(summary, { live, memory }) {
  const rows = [];
  for (const [key, bounds] of Object.entries(MUST)) {
    if (!summary[key]) continue;
    for (const [name, bound] of Object.entries(bounds)) {
      if (name !== 'live') rows.push([key, `${WORDS[name]} ${bound}`, told(name, summary[key][name], bound), summary[key].afresh ? told(name, summary[key].afresh[name], bound) : '']);
      else for (const [title, took] of Object.entries(live).filter(([, one]) => one.key === key)) {
        const times = (way) => median(took.live.map((ms, index) => ms / took[way][index]));
        rows.push([title, `${WORDS[name]} ${bound}`, told(name, times('kept'), bound), told(name, times('ours'), bound)]);
      }
    }
  }
  if (memory.ours && memory.postgraphile) rows.push(['memory', '≤ PostGraphile\'s on the same Node', `${memory.ours.toFixed(0)} of ${memory.postgraphile.toFixed(0)} MB ${memory.ours <= memory.postgraphile ? '✓' : '✗'}`, '']);
  return rows;
}
