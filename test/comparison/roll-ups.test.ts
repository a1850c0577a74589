import type pg from 'pg';
import { GrantRole } from '../../src/kernel/grant-role.js';
import {
  HAS_DATA,
  type RecordAggregateName,
  RECORD_AGGREGATES,
} from '../../src/modules/comparison/counting/base-aggregates.js';
import { HAS_DATA_LIVE, liveCte } from '../../src/modules/comparison/counting/base-aggregates-live.js';
import { rolledJoins } from '../../src/modules/comparison/counting/base-aggregates-rolled.js';
import { recount } from '../../src/modules/comparison/counting/recount.service.js';
import { World } from '../support/world.js';
import { keptBeside } from './derived-support.js';
import { type Ground, Workload, layGround, ownerPool, random } from './roll-ups-support.js';

const WRITERS = 16;
const TRANSACTIONS = 40;
/**
 * Deadlocks; a session taken away while somebody adds to it, and a report decided on by two at once, which one of the
 * two must give up.
 */
const RETRIES = new Set(['40P01', '23503', '23505']);

describe('the kept sums', () => {
  let world: World;
  let ground: Ground;
  let work: Workload;
  let pool: pg.Pool;

  beforeAll(async () => {
    world = await World.start();
    ground = await layGround(world, 6);
    await world.account(GrantRole.CITY_COMMITTEE, ground.city);
    work = new Workload(ground);
    pool = await ownerPool(world, WRITERS);
  });
  afterAll(async () => {
    await pool.end();
    await world.stop();
  });

  const counts = { committed: 0, aborted: 0, retried: 0 };

  /**
   * One transaction of one to four steps; two of three touch the one hot room, one in seven another room besides, in no
   * order; one in eight is given up.
   */
  async function transaction(next: () => number): Promise<void> {
    const seed = Math.floor(next() * 2 ** 31);
    for (let attempt = 0; attempt < 20; attempt += 1) {
      const own = random(seed + attempt);
      const client = await pool.connect();
      try {
        await client.query('BEGIN');
        await client.query(`SELECT set_config('app.city_id', $1, true)`, [ground.city.cityId]);
        const query = (text: string, values: readonly unknown[] = []) => client.query(text, [...values]) as never;
        const room = own() < 0.66 ? ground.rooms[0]! : ground.rooms[Math.floor(own() * ground.rooms.length)]!;
        for (let steps = 1 + Math.floor(own() * 4); steps > 0; steps -= 1)
          await work.step(query, own, own() < 0.15 ? ground.rooms[Math.floor(own() * ground.rooms.length)]! : room);
        const abort = own() < 0.125;
        await client.query(abort ? 'ROLLBACK' : 'COMMIT');
        counts[abort ? 'aborted' : 'committed'] += 1;
        return;
      } catch (error) {
        await client.query('ROLLBACK');
        if (!RETRIES.has((error as { code?: string }).code ?? '')) throw error;
        counts.retried += 1;
      } finally {
        client.release();
      }
    }
    throw new Error('twenty failures in a row');
  }

  const names = Object.keys(RECORD_AGGREGATES).sort() as RecordAggregateName[];
  /** Every base number of every room, by the records or by the sums. */
  async function numbers(
    period: readonly [from: string, to: string, dueBy: string],
    from: 'records' | 'sums',
  ): Promise<unknown[]> {
    const columns = names.map(
      (name) =>
        `coalesce(a_${name}.doubtful, false) AS "${name}?", CASE WHEN NOT coalesce(a_${name}.doubtful, false)
          THEN json_build_array(coalesce(a_${name}.amount, 0), coalesce(a_${name}.carried, 0), ` +
        `CASE WHEN a_${name}.is_floor THEN 'AT_LEAST' WHEN a_${name}.is_approximate THEN 'APPROXIMATE' ELSE 'EXACT' END)
          END AS "${name}"`,
    );
    const scope =
      'WITH scope AS (SELECT r.id, r.city_id, r.place_id, r.place_path FROM room r WHERE $1::date <= $2::date ' +
      'AND $3::date IS NOT NULL)';
    const [ctes, hasData, joins] =
      from === 'sums'
        ? ['', HAS_DATA, rolledJoins(names)]
        : [
            `, ${names.map(liveCte).join(', ')}`,
            HAS_DATA_LIVE,
            names.map((name) => ` LEFT JOIN a_${name} ON a_${name}.room_id = s.id`).join(''),
          ];
    return world.sql(
      ground.city.cityId,
      `${scope}${ctes} SELECT s.id, ${hasData} AS "hasData", ${columns.join(', ')} FROM scope s${joins} ORDER BY s.id`,
      period,
    );
  }

  it(
    'are what the records add up to, after 16 writers at once, hot rooms, aborts and deadlocks; and while they ' +
      'write',
    async () => {
      const during: number[] = [];
      const writers = Array.from({ length: WRITERS }, async (_, writer) => {
        const next = random(77 + writer);
        for (let turn = 0; turn < TRANSACTIONS; turn += 1) await transaction(next);
      });
      const writing = Promise.all(writers);
      let over = false;
      void writing.then(
        () => {
          over = true;
        },
        () => {
          over = true;
        },
      );
      while (!over) during.push((await recount(world.owner, {})).length);
      await writing;
      expect(await recount(world.owner, {})).toEqual([]);
      expect(during.filter((drifts) => drifts > 0)).toEqual([]);
      expect(during.length).toBeGreaterThan(1);
      expect(counts.committed).toBeGreaterThan(400);
      expect(counts.aborted).toBeGreaterThan(20);
      expect(counts.retried).toBeGreaterThan(0);
    },
  );

  it('rest on what records say of others, kept beside them', async () => {
    const { cityId } = ground.city;
    const counted = async (sql: string): Promise<number> =>
      Number((await world.sql<{ count: string }>(cityId, sql))[0]!.count);
    // Chance brings few outcomes to their end: in all rooms but the hot one everything asked for is found done.
    await world.sql(
      cityId,
      `INSERT INTO item_verification (city_id, id, place_id, place_path, item_id, result, verified_from, verified_to,
        verified_precision)
      SELECT city_id, gen_random_uuid(), place_id, place_path, id, 'CONFIRMED', '2023-03-01', '2023-03-01', 'DAY'
      FROM implementation_item WHERE state <> 'CANCELLED' AND place_id <> $1`,
      [ground.rooms[0]!.place.id],
    );
    const { derived, present } = await keptBeside(counted);
    expect(derived).toEqual(Object.fromEntries(Object.keys(derived).map((name) => [name, 0])));
    for (const [name, count] of Object.entries(present)) expect([name, count > 1]).toEqual([name, true]);
  });

  it('give the numbers the records give, for any period of whole months', async () => {
    const two = (n: number): string => String(n).padStart(2, '0');
    const next = random(5);
    let [doubtful, certain] = [0, 0];
    for (let turn = 0; turn < 40; turn += 1) {
      const [first, length] = [Math.floor(next() * 30), 1 + Math.floor(next() * 30)];
      const day = (index: number): string =>
        `${2021 + Math.floor((11 + index) / 12)}-${two(((11 + index) % 12) + 1)}-01`;
      const before = (date: string): string => new Date(Date.parse(date) - 86_400_000).toISOString().slice(0, 10);
      const [from, to] = [day(first), before(day(first + length))];
      // A period that is over, or one that is still running, up to any day of any of its months.
      const dueBy =
        next() < 0.5
          ? to
          : new Date(Date.parse(from) + next() * (Date.parse(to) - Date.parse(from))).toISOString().slice(0, 10);
      const sums = await numbers([from, to, dueBy], 'sums');
      expect({ from, to, dueBy, sums }).toEqual({ from, to, dueBy, sums: await numbers([from, to, dueBy], 'records') });
      for (const row of sums as Record<string, unknown>[])
        for (const name of names)
          if (row[`${name}?`]) doubtful += 1;
          else certain += 1;
    }
    expect(Math.min(doubtful, certain)).toBeGreaterThan(300);
  });

  it.each([
    [
      'session',
      'insert',
      `INSERT INTO session (city_id, id, place_id, place_path, room_id, topic_id, round, ordinal, state, held_from,
        held_to, held_precision) SELECT city_id, gen_random_uuid(), place_id, place_path, room_id, id, 1, 99, 'HELD',
        '2023-05-05', '2023-05-05', 'DAY' FROM topic ORDER BY id LIMIT 1`,
      'SESSIONS',
    ],
    [
      'session',
      'update',
      `UPDATE session SET held_from = held_from - 400, held_to = held_to - 400 WHERE id = (SELECT s.id FROM session s
        JOIN suggestion g ON g.session_id = s.id WHERE s.state = 'HELD' ORDER BY s.id LIMIT 1)`,
      'SUGGESTIONS',
    ],
    [
      'suggestion',
      'delete',
      'DELETE FROM suggestion WHERE id = (SELECT g.id FROM suggestion g JOIN session s ON s.id = g.session_id ' +
        "WHERE s.state = 'HELD' AND NOT EXISTS (SELECT FROM suggestion_answer a WHERE a.suggestion_id = g.id) " +
        'ORDER BY g.id LIMIT 1)',
      'SUGGESTIONS',
    ],
    [
      'attendance',
      'delete',
      `DELETE FROM attendance WHERE id = (SELECT a.id FROM attendance a JOIN session s ON s.id = a.session_id
        WHERE s.state = 'HELD' ORDER BY a.id LIMIT 1)`,
      'ROLES',
    ],
    [
      'concern',
      'update',
      `UPDATE concern SET state = CASE state WHEN 'OPEN' THEN 'MERGED' ELSE 'OPEN' END WHERE id = (SELECT id
        FROM concern ORDER BY id LIMIT 1)`,
      'CONCERNS_TRIAGED',
    ],
    [
      'outcome',
      'insert',
      `INSERT INTO outcome (city_id, id, place_id, place_path, topic_id, route, summary, reached_from, reached_to,
        reached_precision) SELECT city_id, gen_random_uuid(), place_id, place_path, id, 'COMMUNITY_LIST', '成果',
        '2023-05-05', '2023-05-05', 'DAY' FROM topic ORDER BY id LIMIT 1`,
      'OUTCOMES_ADOPTED',
    ],
    [
      'topic',
      'update',
      `UPDATE topic SET planned_month = '2031-01-01' WHERE id = (SELECT id FROM topic ORDER BY id LIMIT 1)`,
      'TOPICS_PLANNED',
    ],
    [
      'topic_step',
      'insert',
      `INSERT INTO topic_step (city_id, id, place_id, place_path, topic_id, kind, to_stage, happened_from, happened_to,
        happened_precision, actor) SELECT city_id, gen_random_uuid(), place_id, place_path, id, 'APPROVED', stage,
        '2023-05-05', '2023-05-05', 'DAY', '测试' FROM topic ORDER BY id LIMIT 1`,
      'TRACES',
    ],
    [
      'implementation_item',
      'update',
      `UPDATE implementation_item SET due_on = due_on + 400 WHERE id = (SELECT id FROM implementation_item
        WHERE due_on IS NOT NULL AND state <> 'CANCELLED' ORDER BY id LIMIT 1)`,
      'ITEMS_DUE',
    ],
  ])(
    'are found wrong when the trigger of %s %s does not fire (control), and put right',
    async (table, event, change, measure) => {
      await world.owner.query(`ALTER TABLE ${table} DISABLE TRIGGER zz_roll_up_${event}`);
      await world.sql(ground.city.cityId, change);
      await world.owner.query(`ALTER TABLE ${table} ENABLE TRIGGER zz_roll_up_${event}`);
      const drifts = await recount(world.owner, { within: ground.city.code });
      expect(drifts.map((drift) => drift.measure)).toContain(measure);
      expect(drifts.every((drift) => drift.kept !== drift.counted || drift.from !== drift.to)).toBe(true);
      expect(await recount(world.owner, { within: ground.city.code, repair: true })).toEqual(drifts);
      expect(await recount(world.owner, {})).toEqual([]);
    },
  );

  it.each([
    [
      'sessions of one topic',
      'session',
      `SELECT t.id, n, 1 FROM (SELECT id FROM topic ORDER BY id LIMIT 1) t, generate_series(1, 3) n`,
    ],
    [
      'sessions of every room',
      'session',
      `SELECT DISTINCT ON (t.room_id) t.id, 1, 2 FROM topic t ORDER BY t.room_id, t.id`,
    ],
    ['no session', 'session', 'SELECT id, 1, 3 FROM topic WHERE false'],
    [
      'suggestions of one session',
      'suggestion',
      `(SELECT id, n, 4 FROM session, generate_series(1, 3) n WHERE state = 'HELD' ORDER BY session.id, n LIMIT 3)`,
    ],
    [
      'suggestions of a session that was not held',
      'suggestion',
      `(SELECT id, 1, 5 FROM session WHERE state <> 'HELD' ORDER BY id LIMIT 1)`,
    ],
    ['suggestions of every session, some of which took months', 'suggestion', 'SELECT id, 1, 6 FROM session'],
    [
      'suggestions of two sessions of one room',
      'suggestion',
      `(SELECT id, 1, 7 FROM session WHERE room_id = (SELECT room_id FROM session WHERE state = 'HELD' GROUP BY 1
        ORDER BY count(*) DESC LIMIT 1) ORDER BY state DESC, id LIMIT 2)`,
    ],
  ])('take in one statement: %s', async (_, table, chosen) => {
    const columns = 'city_id, id, place_id, place_path, room_id, ordinal, topic_id';
    const ordinal = '(-1000 * s.salt - s.n)::int';
    await world.sql(
      ground.city.cityId,
      table === 'session'
        ? `INSERT INTO session (${columns}, round, state, held_from, held_to, held_precision)
          SELECT t.city_id, gen_random_uuid(), t.place_id, t.place_path, t.room_id, ${ordinal}, t.id, 1, 'HELD', day,
          day, 'DAY'
          FROM (${chosen}) s(id, n, salt) JOIN topic t ON t.id = s.id CROSS
          JOIN LATERAL (SELECT '2023-01-15'::date + 40 * s.n::int AS day) d`
        : `INSERT INTO suggestion (${columns}, session_id)
          SELECT e.city_id, gen_random_uuid(), e.place_id, e.place_path, e.room_id, ${ordinal}, e.topic_id, e.id
          FROM (${chosen}) s(id, n, salt) JOIN session e ON e.id = s.id`,
    );
    expect(await recount(world.owner, {})).toEqual([]);
  });

  it('follow the place when it is moved, and its records with it', async () => {
    const [other, moved] = [await world.street(ground.city, 2), ground.rooms[1]!];
    const path = `${other.path}0001`;
    const sums = () =>
      world.sql<{ path: string; rows: number }>(
        ground.city.cityId,
        `SELECT place_path AS path, count(*)::int AS rows FROM room_month_stat WHERE room_id = $1 GROUP BY 1`,
        [moved.id],
      );
    const [before] = await sums();
    await world.sql(ground.city.cityId, 'UPDATE place SET path = $2, parent_id = $3 WHERE id = $1', [
      moved.place.id,
      path,
      other.id,
    ]);
    expect(await sums()).toEqual([{ path, rows: before!.rows }]);
    expect(before!.rows).toBeGreaterThan(3);
    expect(await recount(world.owner, {})).toEqual([]);
    expect(await recount(world.owner, { within: other.code })).toEqual([]);
    await world.sql(
      ground.city.cityId,
      `UPDATE room_month_stat SET sessions = sessions + 1 WHERE room_id = $1 AND month = (SELECT min(month)
        FROM room_month_stat WHERE room_id = $1)`,
      [moved.id],
    );
    expect(await recount(world.owner, { within: other.code })).toMatchObject([
      { roomId: moved.id, measure: 'SESSIONS' },
    ]);
    expect(await recount(world.owner, { within: ground.rooms[2]!.place.code })).toEqual([]);
    await recount(world.owner, { repair: true });
  });

  it('refuse a writer whose snapshot is older than its turn, and a place nobody has', async () => {
    const client = await pool.connect();
    try {
      await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ');
      await client.query(`SELECT set_config('app.city_id', $1, true)`, [ground.city.cityId]);
      await expect(client.query(`UPDATE topic SET proposed_to = proposed_to + 1`)).rejects.toThrow('READ COMMITTED');
    } finally {
      await client.query('ROLLBACK');
      client.release();
    }
    await expect(recount(world.owner, { within: '000000000000' })).rejects.toThrow('000000000000');
  });

  it.each(['app_city', 'app_street', 'app_room', 'app_public'])('are written by no reader: %s', async (role) => {
    for (const table of ['room_month_stat', 'room_span_stat']) {
      const [rights] = await world.sql(
        ground.city.cityId,
        `SELECT has_table_privilege($1, $2, 'INSERT, UPDATE, DELETE, TRUNCATE')
          OR has_any_column_privilege($1, $2, 'INSERT, UPDATE') AS writes, has_table_privilege($1, $2,
          'SELECT') AS reads`,
        [role, table],
      );
      expect(rights).toEqual({ writes: false, reads: role !== 'app_public' });
    }
  });
});
