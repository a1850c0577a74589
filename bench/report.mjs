// Ratios are taken round by round and their median quoted with the spread: absolute figures of a shared machine mean
// little.
import { judged } from './must.mjs';
import { median, spread } from './stage.mjs';

const ratios = (rows, others, key) => rows.map((row, index) => row[key] / others[index][key]);
const of = (rows, key) => rows.map((row) => row[key]);
const table = (head, rows) => [
  `| ${head.join(' | ')} |`,
  `|${'---|'.repeat(head.length)}`,
  ...rows.map((row) => `| ${row.join(' | ')} |`),
  '',
];
const records = (counts) =>
  Object.entries(counts)
    .map(([name, count]) => `${count.toLocaleString('en')} ${name}`)
    .join(', ');

export function report({ size, rounds, seconds, warmUp, history, queries, node20, pools, first, fourfold }) {
  const hasNode20 = Object.values(first.results).some((rows) => rows.ours20);
  const onNode20 = hasNode20 ? `ours20 on ${node20}` : 'not on Node 20 (--node20)';
  const lines = [
    '# Results',
    '',
    `One run, contenders in turn, ${rounds} rounds of ${seconds} s each after ${warmUp.reads} s of warming ` +
      `up (${warmUp.writes} for what writes); medians, in brackets the smallest and largest round. ${size} ` +
      `rooms, history ×${history}: ${records(first.counts)}.`,
    `Q1, Q2, Q5 and Q5new are asked with the headers and bodies of Apollo Client 4 and of urql ` +
      `(clients.mjs), PostGraphile with the same; the lower ratio counts. limit, PostGraphile and ours on Node ` +
      `24; ${onNode20}. Two cores ` +
      `shared by load generator, server and PostgreSQL 18. ` +
      `CPU is the server's and PostgreSQL's together, per request. ` +
      `limit has ${pools.usual} connections; ours has as many for reading and ${pools.writing} for writing; ` +
      `PostGraphile has ${pools.postgraphile}, with which it is faster on the whole (run.mjs).`,
    '',
    'ours keeps the answers of comparisons and trends until the city is written to (docs/adr/0013): in Q3 and ' +
      'Q4 nothing is, so that nearly every answer is at hand, and "limit" is none there. `afresh` is the same ' +
      'server keeping none: every request reads the sums, as the others do. `written` is asked while sessions ' +
      "are being recorded; what that costs PostgreSQL is in everybody's CPU.",
    'Everybody answers the same: of Q3 and Q4 values with numerator and denominator, which the limit works out ' +
      'in JavaScript and PostGraphile has from its SQL function.',
    '',
  ];
  const head = lines.length;
  const summary = {};
  for (const [key, rows] of Object.entries(first.results)) {
    lines.push(
      `## ${key}: ${queries[key].title}`,
      '',
      ...(first.recorded[key] ? [`${first.recorded[key].toFixed(1)} sessions were recorded a second.`, ''] : []),
      ...queryTable(rows),
    );
    summary[key] = summaryOf(rows);
  }
  lines.push(
    '## Kept sums against counting the records',
    '',
    "One statement on one connection, in turn, in milliseconds: the product's own, the same where its answer " +
      'is still good, the hand-written one over the sums, and the same answer counted from the records ' +
      '(live.mjs).',
    '',
    ...liveTable(first.live, `×${history}`, fourfold && fourfold.live, `×${history * 4}`),
  );
  for (const [title, { key, live, ours }] of Object.entries(first.live))
    if (summary[key]) (summary[key].vsLive ??= {})[title] = round(median(live.map((ms, index) => ms / ours[index])));
  if (fourfold) {
    lines.push(
      `## History ×${history * 4}`,
      '',
      `The same rooms with ${records(fourfold.counts)}; ` +
        `${Object.values(Object.values(fourfold.results)[0] ?? { ours: [] })[0].length} rounds. The last ` +
        `column is CPU per request over that of ×${history} above.`,
      '',
    );
    for (const [key, rows] of Object.entries(fourfold.results)) {
      const grown = (name) => median(of(rows[name], 'cpu')) / median(of(first.results[key][name], 'cpu'));
      lines.push(`### ${key}`, '', ...queryTable(rows, ['CPU ×4 ÷ ×1', (name) => grown(name).toFixed(2)]));
      summary[key].fourfold = {
        ...against(rows, 'ours'),
        cpu: round(grown('ours')),
        afresh: { ...against(rows, 'afresh'), cpu: round(grown('afresh')) },
      };
    }
  }
  lines.push(
    '## Statements and round trips of one request',
    '',
    'Counted between server and PostgreSQL, settings of the transaction and its beginning and end included.',
    '',
    ...table(
      ['', ...Object.keys(Object.values(first.statements)[0] ?? {})],
      Object.entries(first.statements).map(([key, by]) => [
        key,
        ...Object.values(by).map(({ statements, roundTrips }) => `${statements} in ${roundTrips}`),
      ]),
    ),
  );
  lines.splice(
    head,
    0,
    '## Against what was set',
    '',
    ...table(['', 'measured', 'must', 'ours', ''], judged(summary, first.memory)),
  );
  lines.push(
    '## Memory',
    '',
    ...table(
      ['contender', 'peak resident MB'],
      Object.entries(first.memory).map(([key, megabytes]) => [key, megabytes.toFixed(0)]),
    ),
  );
  summary.memory = Object.fromEntries(
    Object.entries(first.memory).map(([key, megabytes]) => [key, Math.round(megabytes)]),
  );
  return { markdown: lines.join('\n'), summary };
}

function against(rows, name) {
  const rival = rivalOf(rows, name);
  return {
    vsLimit: round(median(ratios(rows[name], rows.limit, 'perSecond'))),
    ...(rival
      ? {
          vsPostgraphile: round(median(ratios(rows[name], rival, 'perSecond'))),
          cpuVsPostgraphile: round(median(ratios(rows[name], rival, 'cpu'))),
        }
      : {}),
  };
}

/** Of one row: ours, where it keeps no answer, and by each client; of two clients the lower ratio is the row's. */
function summaryOf(rows) {
  if (rows.ours) return { ...against(rows, 'ours'), ...(rows.afresh ? { afresh: against(rows, 'afresh') } : {}) };
  const clients = Object.fromEntries(
    Object.keys(rows)
      .filter((name) => name.startsWith('ours '))
      .map((name) => [name.slice(5), against(rows, name)]),
  );
  const lowest = (key) => Math.min(...Object.values(clients).map((one) => one[key]));
  return { vsLimit: lowest('vsLimit'), vsPostgraphile: lowest('vsPostgraphile'), ...clients };
}

function queryTable(rows, [title, more] = []) {
  const toRival = (name, own, key) =>
    rivalOf(rows, name) && name !== 'limit' ? spread(ratios(own, rivalOf(rows, name), key)) : '–';
  return table(
    [
      'contender',
      'requests/s',
      'p50 ms',
      'p99 ms',
      'CPU ms',
      'of it PostgreSQL',
      'throughput ÷ limit',
      'throughput ÷ PostGraphile',
      'CPU ÷ PostGraphile',
      ...(title ? [title] : []),
    ],
    Object.entries(rows).map(([name, own]) => [
      name,
      spread(of(own, 'perSecond'), 0),
      spread(of(own, 'p50')),
      spread(of(own, 'p99')),
      spread(of(own, 'cpu'), 3),
      spread(of(own, 'postgresCpu'), 3),
      spread(ratios(own, rows.limit, 'perSecond')),
      toRival(name, own, 'perSecond'),
      toRival(name, own, 'cpu'),
      ...(more ? [more(name)] : []),
    ]),
  );
}

function liveTable(live, label, fourfold, fourfoldLabel) {
  const rowsOf = (rows, history) =>
    Object.entries(rows).map(([title, took]) => [
      title,
      history,
      spread(took.live, 1),
      spread(took.ours, 1),
      spread(took.kept),
      took.hand.length > 0 ? spread(took.hand, 1) : '–',
      ...['ours', 'kept'].map((way) =>
        spread(
          took.live.map((ms, index) => ms / took[way][index]),
          1,
        ),
      ),
    ]);
  return table(
    ['question', 'history', 'live', 'ours', 'ours, kept', 'sums by hand', 'live ÷ ours', 'live ÷ kept'],
    [...rowsOf(live, label), ...(fourfold ? rowsOf(fourfold, fourfoldLabel) : [])],
  );
}

/** Whom a row is compared with: PostGraphile asked by the same client, where there are two. */
const rivalOf = (rows, name) => rows[['postgraphile', ...name.split(' ').slice(1)].join(' ')];
const round = (value) => Math.round(value * 100) / 100;
