// The limit: hand-written SQL behind a bare HTTP server. No GraphQL, no sign-in; the same role, the same row security,
// one round trip a request.
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createReadPool } from '../../dist/src/db/pools.js';
import { useDomainTypes } from '../../dist/src/db/types.js';
import { ReadBatch } from '../../dist/src/db/read-batch.js';
import { COMPARE } from '../compare-sql.mjs';
import { TREND } from '../trend-sql.mjs';
import { METRICS, STEPS, valuesOf } from '../values.mjs';

const { appUrl, poolSize, viewers } = JSON.parse(readFileSync(0, 'utf8'));
useDomainTypes();
const pool = createReadPool(appUrl, poolSize);

const context = (viewer) => ({
  text: `SELECT set_config('role', $1, true), set_config('app.city_id', $2, true), set_config('app.path', $3, true),
    set_config('app.path_end', $4, true), set_config('app.account_id', $5, true), set_config('app.grant_role', $6,
    true)`,
  values: [viewer.reader, viewer.cityId, viewer.path, `${viewer.path}~`, viewer.accountId, viewer.role],
});
const READ_ONLY = { text: `SELECT set_config('transaction_read_only', 'on', true)`, values: [] };

async function read(viewer, ...statements) {
  const [, , ...results] = await pool.query(() => new ReadBatch([READ_ONLY, context(viewer), ...statements]));
  return results;
}

const grouped = (rows) => {
  const groups = new Map();
  for (const row of rows) {
    const group = groups.get(row.k);
    if (group) group.push(row);
    else groups.set(row.k, [row]);
  }
  return groups;
};

const handlers = {
  Q1: async (viewer, { roomId }) => {
    const [[row]] = await read(viewer, {
      text: `SELECT r.id, r.name, r.enrolled_on AS "enrolledOn", p.code AS pc, p.name AS pn, s.code AS sc, s.name AS sn,
        c.code AS cc, c.name AS cn
        FROM room r JOIN place p ON p.city_id = r.city_id AND p.id = r.place_id
        JOIN place s ON s.city_id = p.city_id AND s.id = p.parent_id
        JOIN place c ON c.city_id = s.city_id AND c.id = s.parent_id WHERE r.id = $1`,
      values: [roomId],
    });
    return {
      id: row.id,
      name: row.name,
      enrolledOn: row.enrolledOn,
      place: {
        code: row.pc,
        name: row.pn,
        parent: { code: row.sc, name: row.sn, parent: { code: row.cc, name: row.cn } },
      },
    };
  },
  Q2: async (viewer, { code }) => {
    const ROOMS = `SELECT r.id FROM place s JOIN place p ON p.city_id = s.city_id AND p.parent_id = s.id
      JOIN room r ON r.city_id = p.city_id AND r.place_id = p.id WHERE s.code = $1`;
    const SESSIONS = `SELECT x.id FROM (${ROOMS}) k CROSS JOIN LATERAL (SELECT t.id FROM session t
      WHERE t.room_id = k.id ORDER BY t.held_from DESC, t.id DESC LIMIT 5) x`;
    const [rooms, sessions, suggestions, items] = await read(
      viewer,
      {
        text: `SELECT p.code, p.name, r.id, r.name AS room FROM place s
          JOIN place p ON p.city_id = s.city_id AND p.parent_id = s.id
          JOIN room r ON r.city_id = p.city_id AND r.place_id = p.id WHERE s.code = $1 ORDER BY p.code`,
        values: [code],
      },
      {
        text: `SELECT k.id AS k, x.* FROM (${ROOMS}) k CROSS
          JOIN LATERAL (SELECT t.id, t.ordinal, t.held_from AS "heldOn", t.consensus FROM session t
          WHERE t.room_id = k.id ORDER BY t.held_from DESC, t.id DESC LIMIT 5) x`,
        values: [code],
      },
      {
        text: `SELECT t.session_id AS k, t.id, t.ordinal, t.text FROM suggestion t WHERE t.session_id IN (${SESSIONS})
          ORDER BY t.session_id, t.ordinal`,
        values: [code],
      },
      {
        text: `SELECT t.suggestion_id AS k, t.measure, t.state, t.due_on AS "dueOn" FROM implementation_item t
          WHERE t.suggestion_id IN (SELECT g.id FROM suggestion g WHERE g.session_id IN (${SESSIONS}))`,
        values: [code],
      },
    );
    const [s, g, i] = [grouped(sessions), grouped(suggestions), grouped(items)];
    return rooms.map((room) => ({
      code: room.code,
      name: room.name,
      room: {
        id: room.id,
        name: room.room,
        sessions: (s.get(room.id) ?? []).map((session) => ({
          id: session.id,
          ordinal: session.ordinal,
          heldOn: session.heldOn,
          consensus: session.consensus,
          suggestions: (g.get(session.id) ?? []).map(({ id, ordinal, text }) => ({
            ordinal,
            text,
            items: (i.get(id) ?? []).map(({ measure, state, dueOn }) => ({ measure, state, dueOn })),
          })),
        })),
      },
    }));
  },
  Q3: async (viewer, { from, to }) =>
    (await read(viewer, { text: COMPARE.text, values: [from, to] }))[0].map((row) => ({
      place: { code: row.code, name: row.name },
      values: valuesOf(row, METRICS),
    })),
  Q4: async (viewer, { from, to }) =>
    (await read(viewer, { text: TREND.text, values: [from, to] }))[0].map((row) => ({
      period: { from: row.month },
      values: valuesOf(row, STEPS),
    })),
  Q5: async (viewer, input) => {
    const [[row]] = await write(viewer, {
      text: 'SELECT * FROM bench_record_session($1, $2, $3, $4, $5, $6, $7)',
      values: [
        input.roomId,
        input.topicTitle,
        input.heldOn,
        input.headcount,
        input.suggestions,
        input.placeId,
        input.path,
      ],
    });
    return { id: row.id };
  },
};

async function write(viewer, ...statements) {
  const [, ...results] = await pool.query(() => new ReadBatch([context(viewer), ...statements]));
  return results;
}

const server = createServer((request, response) => {
  const chunks = [];
  request.on('data', (chunk) => chunks.push(chunk));
  const answer = async () => {
    const { name, variables } = JSON.parse(Buffer.concat(chunks));
    const text = JSON.stringify({
      data: await handlers[name](viewers[request.headers['x-bench-viewer'] ?? 'city'], variables),
    });
    response
      .writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) })
      .end(text);
  };
  const refuse = (error) => {
    const text = JSON.stringify({ error: error.message });
    response.writeHead(500, { 'content-length': Buffer.byteLength(text) }).end(text);
  };
  request.on('end', () => {
    answer().catch(refuse);
  });
});
server.keepAliveTimeout = 60_000;
server.listen(0, '127.0.0.1', () => process.stdout.write(`listening ${server.address().port}\n`));
process.on('SIGTERM', () => process.exit(0));
