// node bench/export.mjs [--rows 720000] [--format CSV|XLSX|JSONL]
// Attendances of a whole prefecture, made, exported by the server's own worker, fetched. Prints rows, bytes, seconds
// and by how much memory grew; ends with one JSON line.
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { once } from 'node:events';
import { get } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from '../node_modules/pg/lib/index.js';
import { assemble } from '../dist/src/assemble.js';
import { createLog } from '../dist/src/http/log.js';
import { uuidv7 } from '../dist/src/kernel/uuid.js';
import { hashToken, newToken } from '../dist/src/modules/accounts/auth-store.service.js';
import { startOwnPostgres } from '../dist/src/own-postgres.js';

const option = (name, fallback) => {
  const at = process.argv.indexOf(`--${name}`);
  return at > 0 ? process.argv[at + 1] : fallback;
};
const rows = Number(option('rows', 720_000));
const format = option('format', 'CSV');
const LIMIT_MB = 150;
const mb = (bytes) => Math.round(bytes / 1_048_576);

const folder = mkdtempSync(join(option('data', tmpdir()), 'haoshangliang-export-'));
const own = await startOwnPostgres(join(folder, 'data'), { durable: false });
const server = await own.migrate().then(() =>
  assemble({
    appUrl: own.appUrl,
    authUrl: own.authUrl,
    exportDir: join(folder, 'exports'),
    health: { isReady: async () => true },
    log: createLog('error'),
  }),
);
try {
  const city = uuidv7();
  const token = newToken();
  await plant(city, token);
  await server.app.listen({ port: 0, host: '127.0.0.1' });
  const { port } = server.app.server.address();
  const asked = await graphql(
    port,
    token,
    'mutation ($input: ExportRequestInput!) { exportRequest(input: $input) { export { id downloadPath } errors ' +
      '{ code message } } }',
    { input: { kind: 'ATTENDANCE', within: '990001', format } },
  );
  const { id, downloadPath } = asked.exportRequest.export;
  globalThis.gc?.();
  const before = process.memoryUsage().rss;
  let peak = before;
  const watch = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage().rss);
  }, 20);
  const began = performance.now();
  await server.exports.drain();
  const seconds = (performance.now() - began) / 1000;
  const written = mb(peak - before);
  const { node } = await graphql(
    port,
    token,
    'query ($id: ID!) { node(id: $id) { ... on Export { state failure rowCount byteCount sha256 } } }',
    { id },
  );
  const fetched = await fetchFile(port, downloadPath, token);
  clearInterval(watch);
  const grown = mb(peak - before);
  const whole =
    node.state === 'DONE' &&
    node.rowCount === rows &&
    fetched.bytes === node.byteCount &&
    fetched.sha256 === node.sha256;
  console.log(
    `${node.rowCount} rows, ${mb(node.byteCount)} MB ${format} in ${seconds.toFixed(1)} s; memory ` +
      `${mb(before)} MB before, ${mb(peak)} MB at its peak, grown by ${written} MB while writing, ${grown} MB ` +
      `with fetching it from the same process (at most ${LIMIT_MB})`,
  );
  console.log(
    `checksum, size and rows ${whole ? 'agree' : 'DISAGREE'} with what the export says: ${JSON.stringify(node)}`,
  );
  console.log(
    JSON.stringify({
      rows: node.rowCount,
      bytes: node.byteCount,
      seconds: Number(seconds.toFixed(1)),
      grownMb: grown,
      whole,
      within: whole && grown <= LIMIT_MB,
    }),
  );
  process.exitCode = whole && grown <= LIMIT_MB ? 0 : 1;
} finally {
  await server.close();
  await own.server.stop();
  rmSync(folder, { recursive: true, force: true });
}

/**
 * One city, a street, 100 communities with a room each; six headcounts a session. Made by the database itself, without
 * triggers: they are not what is measured.
 */
async function plant(city, token) {
  const client = new pg.Client({ connectionString: own.server.superuserUrl });
  client.on('error', () => undefined);
  await client.connect();
  const sql = (text, values = []) => client.query(text, values);
  await sql(`SET session_replication_role = replica`);
  await sql(
    `INSERT INTO place (city_id, id, path, level, code, name, is_demo)
      VALUES ($1, $1, 'E001', 'CITY', '990001', '量测市', true)`,
    [city],
  );
  await sql(
    `INSERT INTO place (city_id, id, path, parent_id, level, kind, code, name, is_demo)
      SELECT $1, gen_random_uuid(), 'E0010001' || lpad(n::text, 4, '0'), $1, 'COMMUNITY', 'NEIGHBOURHOOD',
      '990001001' || lpad(n::text, 3, '0'), '第' || n || '社区', true FROM generate_series(1, 100) n`,
    [city],
  );
  await sql(
    `INSERT INTO room (city_id, id, place_id, place_path, name, enrolled_on)
      SELECT city_id, gen_random_uuid(), id, path, name || '协商议事室', '2020-01-01' FROM place WHERE level = 'COMMUNITY'`,
  );
  await sql(`INSERT INTO topic (city_id, id, place_id, place_path, room_id, procedure_id, title, plain_title, track,
    state, stage, proposed_from, proposed_to, proposed_precision)
    SELECT city_id, gen_random_uuid(), place_id, place_path, id, gen_random_uuid(), '议题', '议题', 'SIMPLE', 'APPROVED',
    'DELIBERATION', '2020-01-01', '2020-01-01', 'DAY' FROM room`);
  await sql(
    `INSERT INTO session (city_id, id, place_id, place_path, room_id, topic_id, round, ordinal, state, held_from,
      held_to, held_precision)
    SELECT t.city_id, gen_random_uuid(), t.place_id, t.place_path, t.room_id, t.id, 1, n, 'HELD', '2021-01-01',
    '2021-01-01', 'DAY' FROM topic t, generate_series(1, $1::int) n`,
    [Math.ceil(rows / 600)],
  );
  await sql(
    `INSERT INTO attendance (city_id, id, place_id, place_path, session_id, topic_id, role, headcount)
    SELECT s.city_id, gen_random_uuid(), s.place_id, s.place_path, s.id, s.topic_id, r.role, 3
    FROM session s, unnest(ARRAY['CPPCC_MEMBER', 'AFFECTED_PARTY', 'RESIDENT_REPRESENTATIVE', 'DEPARTMENT', 'EXPERT',
    'OTHER']) AS r(role) LIMIT $1`,
    [rows],
  );
  const [account, grant] = [uuidv7(), uuidv7()];
  await sql(`INSERT INTO account (city_id, id, username, display_name) VALUES ($1, $2, 'export', 'export')`, [
    city,
    account,
  ]);
  await sql(
    `INSERT INTO access_grant (city_id, id, place_id, place_path, account_id, role)
      VALUES ($1, $2, $1, 'E001', $3, 'CITY_COMMITTEE')`,
    [city, grant, account],
  );
  await sql(
    `INSERT INTO access_token (hash, id, city_id, account_id, grant_id, kind, expires_at)
      VALUES ($1, $2, $3, $4, $5, 'SESSION', '2099-01-01')`,
    [hashToken(token), uuidv7(), city, account, grant],
  );
  await sql('ANALYZE');
  await client.end();
}

async function graphql(port, token, query, variables) {
  const response = await fetch(`http://127.0.0.1:${port}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors } = await response.json();
  if (errors) throw new Error(JSON.stringify(errors));
  return data;
}

async function fetchFile(port, path, token) {
  const request = get({ port, host: '127.0.0.1', path, headers: { authorization: `Bearer ${token}` } });
  const [response] = await once(request, 'response');
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const chunk of response) {
    hash.update(chunk);
    bytes += chunk.length;
  }
  return { bytes, sha256: hash.digest('hex') };
}
