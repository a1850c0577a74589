// Ratios are taken round by round and their median quoted with the spread: absolute figures of a shared machine mean little.
const median = (values) => { const sorted = [...values].sort((a, b) => a - b); return sorted[Math.floor(sorted.length / 2)]; };
const spread = (values, digits = 2) => `${median(values).toFixed(digits)} (${Math.min(...values).toFixed(digits)}–${Math.max(...values).toFixed(digits)})`;
const ratios = (rows, others, key) => rows.map((row, index) => row[key] / others[index][key]);
const of = (rows, key) => rows.map((row) => row[key]);
const table = (head, rows) => [`| ${head.join(' | ')} |`, `|${'---|'.repeat(head.length)}`, ...rows.map((row) => `| ${row.join(' | ')} |`), ''];
const records = (counts) => Object.entries(counts).map(([name, count]) => `${count.toLocaleString('en')} ${name}`).join(', ');

export function report({ size, rounds, seconds, history, contenders, queries, node, first, fourfold }) {
  const lines = [
    '# Results', '',
    `One run, contenders in turn, ${rounds} rounds of ${seconds} s each; medians, in brackets the smallest and largest round. ${size} rooms, history ×${history}: ${records(first.counts)}.`,
    `limit, PostGraphile and ours on Node 24; ours20 on ${node}. Two cores shared by load generator, server and PostgreSQL 18. CPU is the server's and PostgreSQL's together, per request.`, '',
  ];
  const summary = {};
  for (const [key, rows] of Object.entries(first.results)) {
    lines.push(`## ${key}: ${queries[key].title}`, '', ...queryTable(contenders, rows));
    summary[key] = { vsLimit: round(median(ratios(rows.ours, rows.limit, 'perSecond'))), vsPostgraphile: round(median(ratios(rows.ours, rows.postgraphile, 'perSecond'))), cpuVsPostgraphile: round(median(ratios(rows.ours, rows.postgraphile, 'cpu'))) };
  }
  lines.push('## Kept sums against counting the records', '', 'One statement on one connection, in turn, in milliseconds: the product\'s own, the hand-written one over the sums, and the same answer counted from the records by hand (live-sql.mjs).', '', ...liveTable(first.live, `×${history}`, fourfold && fourfold.live, `×${history * 4}`));
  for (const { key, live, ours } of Object.values(first.live)) if (summary[key]) summary[key].vsLive = Math.max(summary[key].vsLive ?? 0, round(median(live.map((ms, index) => ms / ours[index]))));
  for (const [title, { key, live, ours }] of Object.entries(first.live)) if (summary[key]) (summary[key].live ??= {})[title] = round(median(live.map((ms, index) => ms / ours[index])));
  if (fourfold) {
    lines.push(`## History ×${history * 4}`, '', `The same rooms with ${records(fourfold.counts)}; ${Object.values(Object.values(fourfold.results)[0] ?? { ours: [] })[0].length} rounds. The last column is CPU per request over that of ×${history} above.`, '');
    for (const [key, rows] of Object.entries(fourfold.results)) {
      const grown = (name) => median(of(rows[name], 'cpu')) / median(of(first.results[key][name], 'cpu'));
      lines.push(`### ${key}`, '', ...queryTable(contenders, rows, ['CPU ×4 ÷ ×1', (name) => grown(name).toFixed(2)]));
      Object.assign(summary[key], { fourfold: round(grown('ours')), fourfoldVsLimit: round(median(ratios(rows.ours, rows.limit, 'perSecond'))), fourfoldVsPostgraphile: round(median(ratios(rows.ours, rows.postgraphile, 'perSecond'))) });
    }
  }
  lines.push('## Statements and round trips of one request', '', 'Counted between server and PostgreSQL, settings of the transaction and its beginning and end included.', '',
    ...table(['', ...Object.keys(Object.values(first.statements)[0] ?? {})], Object.entries(first.statements).map(([key, by]) => [key, ...Object.values(by).map(({ statements, roundTrips }) => `${statements} in ${roundTrips}`)])));
  lines.push('## Memory', '', ...table(['contender', 'peak resident MB'], contenders.map(({ key }) => [key, first.memory[key].toFixed(0)])));
  summary.memory = Object.fromEntries(Object.entries(first.memory).map(([key, megabytes]) => [key, Math.round(megabytes)]));
  return { markdown: lines.join('\n'), summary };
}

function queryTable(contenders, rows, [title, more] = []) {
  return table(['contender', 'requests/s', 'p50 ms', 'p99 ms', 'CPU ms', 'of it PostgreSQL', 'throughput ÷ limit', 'throughput ÷ PostGraphile', 'CPU ÷ PostGraphile', ...(title ? [title] : [])], contenders.map(({ key: name }) => {
    const own = rows[name];
    return [name, spread(of(own, 'perSecond'), 0), spread(of(own, 'p50')), spread(of(own, 'p99')), spread(of(own, 'cpu'), 3), spread(of(own, 'postgresCpu'), 3),
      spread(ratios(own, rows.limit, 'perSecond')), spread(ratios(own, rows.postgraphile, 'perSecond')), spread(ratios(own, rows.postgraphile, 'cpu')), ...(more ? [more(name)] : [])];
  }));
}

function liveTable(live, label, fourfold, fourfoldLabel) {
  const rowsOf = (rows, history) => Object.entries(rows).map(([title, took]) => [title, history, spread(took.live, 1), spread(took.ours, 1), spread(took.hand, 1), spread(took.live.map((ms, index) => ms / took.ours[index]), 1)]);
  return table(['question', 'history', 'live', 'ours', 'sums by hand', 'live ÷ ours'], [...rowsOf(live, label), ...(fourfold ? rowsOf(fourfold, fourfoldLabel) : [])]);
}

const round = (value) => Math.round(value * 100) / 100;
