// Ratios are taken round by round and their median quoted with the spread: absolute figures of a shared machine mean little.
const median = (values) => { const sorted = [...values].sort((a, b) => a - b); return sorted[Math.floor(sorted.length / 2)]; };
const spread = (values, digits = 2) => `${median(values).toFixed(digits)} (${Math.min(...values).toFixed(digits)}–${Math.max(...values).toFixed(digits)})`;
const ratios = (rows, others, key) => rows.map((row, index) => row[key] / others[index][key]);

export function report({ size, rounds, seconds, history, counts, results, running, queries, node }) {
  const lines = [
    '# Results', '',
    `One run, contenders in turn, ${rounds} rounds of ${seconds} s each; medians, in brackets the smallest and largest round. ${size} rooms, history ×${history}: ${Object.entries(counts).map(([table, count]) => `${count.toLocaleString('en')} ${table}`).join(', ')}.`,
    `limit, PostGraphile and ours on Node 24; ours20 on ${node}. Two cores shared by load generator, server and PostgreSQL 18. CPU is the server's and PostgreSQL's together, per request.`, '',
  ];
  const summary = {};
  for (const [key, rows] of Object.entries(results)) {
    lines.push(`## ${key}: ${queries[key].title}`, '', '| contender | requests/s | p50 ms | p99 ms | CPU ms | of it PostgreSQL | throughput ÷ limit | throughput ÷ PostGraphile | CPU ÷ PostGraphile |', '|---|---|---|---|---|---|---|---|---|');
    for (const { key: name } of running) {
      const own = rows[name];
      lines.push(`| ${name} | ${spread(own.map((row) => row.perSecond), 0)} | ${spread(own.map((row) => row.p50))} | ${spread(own.map((row) => row.p99))} | ${spread(own.map((row) => row.cpu), 3)} | ${spread(own.map((row) => row.postgresCpu), 3)} | ${spread(ratios(own, rows.limit, 'perSecond'))} | ${spread(ratios(own, rows.postgraphile, 'perSecond'))} | ${spread(ratios(own, rows.postgraphile, 'cpu'))} |`);
    }
    lines.push('');
    summary[key] = { vsLimit: round(median(ratios(rows.ours, rows.limit, 'perSecond'))), vsPostgraphile: round(median(ratios(rows.ours, rows.postgraphile, 'perSecond'))), cpuVsPostgraphile: round(median(ratios(rows.ours, rows.postgraphile, 'cpu'))) };
  }
  lines.push('## Memory', '', '| contender | peak resident MB |', '|---|---|', ...running.map(({ key, memory }) => `| ${key} | ${memory.toFixed(0)} |`), '');
  summary.memory = Object.fromEntries(running.map(({ key, memory }) => [key, Math.round(memory)]));
  return { markdown: lines.join('\n'), summary };
}

const round = (value) => Math.round(value * 100) / 100;
