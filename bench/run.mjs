// npm run bench -- --size 2000                     everything: about 20 minutes on two idle cores
// npm run bench -- --rows Q1,Q5new --rounds 3      some rows, quickly (size 200 where nothing else is said)
// Options: --rows, --rounds 7, --seconds 2, --size 200, --history 1, --node20 (ours on the Node that runs npm, too),
// --x4 (Q3 and Q4 once more over four times the history: 10 minutes more), --data <folder for the database>,
// --warm 1 (share of the usual warm-up). Build the product before: npm run build at the top.
// One run: the same PostgreSQL, the same rights, contenders in turn, medians with spread. Prints a table, ends with one
// JSON line, and writes RESULTS.md when all rows were run with 200 rooms or more. The musts: must.mjs.
import { deepStrictEqual } from 'node:assert';
import { writeFileSync } from 'node:fs';
import { USUAL_POOL_SIZE, writePoolSize } from '../dist/src/db/pools.js';
import { CLIENTS, PLAIN } from './clients.mjs';
import { post, startContender } from './contender.mjs';
import { countingProxy } from './count-statements.mjs';
import { cpuOf, cpuOfTree, memoryOf } from './cpu.mjs';
import { againstLive } from './live.mjs';
import { measure } from './load.mjs';
import { queries } from './queries.mjs';
import { report } from './report.mjs';
import { NODE20, NODE24, has, median, onStage, option, recordSteadily, versionOf } from './stage.mjs';

const size = Number(option('size', 200));
const rounds = Number(option('rounds', 7));
const seconds = Number(option('seconds', 2));
const history = Number(option('history', 1));
const only = option('rows', Object.keys(queries).join(',')).split(',');
const unknown = only.filter((key) => !queries[key]);
if (unknown.length > 0) throw new Error(`no row ${unknown.join(', ')}; there are ${Object.keys(queries).join(', ')}`);
const withFourfold = has('x4');

/**
 * PostGraphile sends a transaction in four round trips and keeps a connection between them: with five on two cores it
 * answers Q2 a tenth slower, and Q5 3 % faster. The others have what is usual for ours.
 */
const POSTGRAPHILE_POOL = 10;
const CONTENDERS = [
  { key: 'limit', script: 'limit', node: NODE24 },
  { key: 'postgraphile', script: 'postgraphile', node: NODE24, settings: { poolSize: POSTGRAPHILE_POOL } },
  { key: 'ours', script: 'ours', node: NODE24 },
];
/**
 * Seconds every contender is asked before it is measured: V8 takes some thousands of requests until it has compiled
 * what they need, for a write some ten thousand, and a server runs for weeks.
 */
const WARM_UP = { reads: 4 * Number(option('warm', 1)), writes: 12 * Number(option('warm', 1)) };
const node20 = versionOf(NODE20);
if (has('node20')) CONTENDERS.push({ key: 'ours20', script: 'ours', node: NODE20 });
/**
 * Ours once more, asked afresh each time: it keeps no answer. Where none would be kept anyway it is the same as ours.
 */
const AFRESH = { key: 'afresh', script: 'ours', node: NODE24, settings: { keptRows: 0 } };
const KEEPING = ['Q3', 'Q4', 'Q3written', 'Q4written'];
/** Those that speak GraphQL, which a row with two clients is asked by each. */
const askedBy = (contender) =>
  contender.kind === 'limit'
    ? [contender]
    : Object.keys(CLIENTS).map((client) => ({
        ...contender,
        key: `${contender.key} ${client}`,
        client: CLIENTS[client],
      }));
const contenders = [...CONTENDERS, ...(only.some((key) => KEEPING.includes(key)) ? [AFRESH] : [])];

const first = await onStage({ size, history, contenders }, async (stage) => {
  const results = {};
  for (const key of only) results[key] = await measured(stage, key, rounds);
  const memory = Object.fromEntries(
    stage.running.filter(({ key }) => key !== AFRESH.key).map(({ key, pid }) => [key, memoryOf(pid)]),
  );
  return {
    results,
    memory,
    recorded: stage.recorded ?? {},
    counts: stage.counts,
    statements: await countStatements(stage, only),
    live: await againstLive(stage, only, rounds),
  };
});
const fourfold =
  withFourfold &&
  (await onStage({ size, history: history * 4, contenders }, async (stage) => {
    const results = {};
    for (const key of only.filter((name) => ['Q3', 'Q4'].includes(name)))
      results[key] = await measured(stage, key, Math.min(rounds, 3));
    return { results, counts: stage.counts, live: await againstLive(stage, only, Math.min(rounds, 3)) };
  }));
const text = report({
  size,
  rounds,
  seconds,
  warmUp: WARM_UP,
  history,
  queries,
  node20,
  pools: { usual: USUAL_POOL_SIZE, writing: writePoolSize(USUAL_POOL_SIZE), postgraphile: POSTGRAPHILE_POOL },
  first,
  fourfold,
});
if (size >= 200 && !has('rows')) writeFileSync(new URL('./RESULTS.md', import.meta.url), text.markdown);
console.log(text.markdown);
console.log(JSON.stringify(text.summary));

async function measured(stage, key, times) {
  const query = queries[key];
  const taking = stage.running.filter(
    (contender) =>
      (contender.key !== AFRESH.key || KEEPING.includes(key)) &&
      (!query.contenders || query.contenders.includes(contender.key)),
  );
  const asked = query.byClients ? taking.flatMap(askedBy) : taking;
  await compareAnswers(stage, asked, key);
  const stopWriting = query.writing
    ? await recordSteadily(stage, query.writing, query.writesAnywhere ? stage.world.newSessionAnywhere : undefined)
    : null;
  let rows = {};
  try {
    rows = await measureQuery(stage, asked, query, times);
  } finally {
    if (stopWriting) (stage.recorded ??= {})[key] = await stopWriting();
  }
  console.log(
    key,
    JSON.stringify(
      Object.fromEntries(
        Object.entries(rows).map(([name, own]) => [name, Math.round(median(own.map((row) => row.perSecond)))]),
      ),
    ),
  );
  return rows;
}

async function answerOf(contender, query, variables, headers) {
  const { headers: own, body: bodyOf } = contender.client ?? PLAIN;
  const { status, body } = await post(contender.port, bodyOf(query[contender.kind](variables)), { ...own, ...headers });
  if (status !== 200 || body.errors || !body.data)
    throw new Error(`${query.title}, ${contender.key}: ${status} ${JSON.stringify(body).slice(0, 2000)}`);
  return body.data;
}

/** Before anything is timed, the answers must be the same. */
async function compareAnswers({ world, headersOf }, asked, key) {
  const query = queries[key];
  if (query.writes) return;
  for (let attempt = 0; attempt < 5; attempt += 1) {
    const variables = query.variables(world);
    const answers = [];
    for (const contender of asked)
      answers.push(
        query.common[contender.kind](await answerOf(contender, query, variables, headersOf(contender, query.viewer))),
      );
    for (const answer of answers.slice(1)) deepStrictEqual(answer, answers[0]);
  }
}

async function measureQuery(stage, asked, query, times) {
  const { own: postgres, world, headersOf } = stage;
  const rows = Object.fromEntries(asked.map((contender) => [contender.key, []]));
  for (let round = 0; round <= times; round += 1) {
    // The order turns, so that drift of the machine falls on everybody alike; round 0 warms up.
    const order = asked.map((_, index) => asked[(index + round) % asked.length]);
    for (const contender of order) {
      const before = { server: cpuOf(contender.pid), postgres: cpuOfTree(postgres.server.pid) };
      const result = await measure({
        port: contender.port,
        path: '/graphql',
        connections: query.connections,
        seconds: round === 0 ? WARM_UP[query.writes ? 'writes' : 'reads'] : seconds,
        check: query.check?.[contender.kind] ?? ((body) => body.length > 20 && !body.includes('"errors"')),
        nextRequest: () => {
          const variables = query.variables(world);
          const { headers: own, body } = contender.client ?? PLAIN;
          const headers = { ...own, ...headersOf(contender, variables.viewer ?? query.viewer, query.writes) };
          return {
            body: JSON.stringify(body(query[contender.kind](variables))),
            headers: Object.entries(headers)
              .map(([name, value]) => `${name}: ${value}\r\n`)
              .join(''),
          };
        },
      });
      if (result.failures > 0)
        throw new Error(`${contender.key}: ${result.failures} of ${result.requests} requests failed`);
      const server = cpuOf(contender.pid) - before.server;
      const database = cpuOfTree(postgres.server.pid) - before.postgres;
      if (round > 0)
        rows[contender.key].push({
          ...result,
          serverCpu: (server / result.requests) * 1000,
          postgresCpu: (database / result.requests) * 1000,
          cpu: ((server + database) / result.requests) * 1000,
        });
    }
  }
  return rows;
}

/**
 * Statements and round trips of one request, counted on the wire: warm, and with ours of an answer that is not kept.
 */
async function countStatements({ settings, world, headersOf }, keys) {
  const counts = {};
  for (const contender of [...CONTENDERS.slice(0, 3), ...contenders.slice(CONTENDERS.length)]) {
    const proxy = await countingProxy(settings.appUrl);
    const running = {
      ...contender,
      kind: contender.script,
      ...(await startContender(
        { ...contender, settings: { ...contender.settings, poolSize: 1 } },
        { ...settings, appUrl: proxy.url },
      )),
    };
    try {
      for (const key of keys.filter((name) => name !== 'campaign' && !queries[name].writing)) {
        const query = queries[key];
        const variables = query.variables(world);
        for (let attempt = 0; attempt < 4; attempt += 1) {
          const before = { ...proxy.counted };
          const own = query.writes ? query.variables(world) : variables;
          await answerOf(running, query, own, headersOf(running, own.viewer ?? query.viewer, query.writes));
          (counts[key] ??= {})[contender.key] = {
            statements: proxy.counted.statements - before.statements,
            roundTrips: proxy.counted.roundTrips - before.roundTrips,
          };
        }
      }
    } finally {
      await running.stop();
      proxy.close();
    }
  }
  return counts;
}
