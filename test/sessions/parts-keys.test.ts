import { type SessionWorld, startSessionWorld } from './session-world.js';

const record = `mutation ($input: SessionRecordInput!) { sessionRecord(input: $input) { session { id } errors { code } }
  }`;
const TABLES = ['topic', 'session', 'suggestion', 'attendance', 'room_month_stat', 'room_span_stat'] as const;
/** The violation of a foreign key. */
const REFUSED = '23503';

/** A room, a place and a path each of which is there, but not together. */
const ELSEWHERE = `(place_id, place_path) = (SELECT r.place_id, r.place_path FROM room r
  WHERE r.place_path <> (SELECT place_path FROM topic LIMIT 1))`;

describe('what stands where its parent stands', () => {
  let w: SessionWorld;
  const sql = (text: string, values: readonly unknown[] = []) => w.world.sql(w.city.cityId, text, values);
  const enter = (topicTitle: string) =>
    w.clerk.must(record, {
      input: { topicTitle, heldOn: { value: '2025-05-08' }, headcount: 3, suggestions: ['一条'] },
    });

  beforeAll(async () => {
    w = await startSessionWorld();
    for (const title of ['停车难', '加装电梯']) await enter(title);
    await sql(
      `INSERT INTO room_span_stat (city_id, room_id, place_id, place_path, measure, from_month, since_month, to_month,
        carried, bound, value, records)
      SELECT city_id, id, place_id, place_path, 'SESSIONS', '2024-01-01', '2024-01-01', '2024-03-01', false, 'EXACT', 1,
      1 FROM room WHERE id = $1`,
      [w.room.id],
    );
  });
  afterAll(() => w.world.stop());

  it.each([
    [
      "a suggestion with its session's topic",
      'suggestion',
      `topic_id = (SELECT id FROM topic WHERE title = '加装电梯')`,
    ],
    ['a suggestion with a session that is there', 'suggestion', 'session_id = gen_random_uuid()'],
    ["a suggestion with its session's room", 'suggestion', 'room_id = gen_random_uuid()'],
    ["a suggestion at its session's place", 'suggestion', 'place_id = gen_random_uuid()'],
    ["a suggestion under its session's path", 'suggestion', `place_path = 'elsewhere'`],
    ["a session with its topic's room", 'session', 'room_id = gen_random_uuid()'],
    ['a session with a topic that is there', 'session', 'topic_id = gen_random_uuid()'],
    ["a session at its topic's place", 'session', 'place_id = gen_random_uuid()'],
    ["a session under its topic's path", 'session', `place_path = 'elsewhere'`],
    ["a month at its room's place", 'room_month_stat', 'place_id = gen_random_uuid()'],
    ["a month under its room's path", 'room_month_stat', `place_path = 'elsewhere'`],
    ['a month with a room that is there', 'room_month_stat', 'room_id = gen_random_uuid()'],
    ["a month of a room with that room's place, not with another", 'room_month_stat', ELSEWHERE],
    ["a span at its room's place", 'room_span_stat', 'place_id = gen_random_uuid()'],
    ["a span under its room's path", 'room_span_stat', `place_path = 'elsewhere'`],
    ['a span with a room that is there', 'room_span_stat', 'room_id = gen_random_uuid()'],
    ["a span of a room with that room's place, not with another", 'room_span_stat', ELSEWHERE],
  ])('keeps %s', async (_, table, set) => {
    const before = await sql(`SELECT * FROM ${table} ORDER BY 1, 2`);
    const which =
      table === 'suggestion'
        ? `WHERE topic_id = (SELECT id FROM topic WHERE title = '停车难')`
        : `WHERE ctid = (SELECT min(ctid) FROM ${table})`;
    await expect(sql(`UPDATE ${table} SET ${set} ${which}`)).rejects.toMatchObject({ code: REFUSED });
    expect(await sql(`SELECT * FROM ${table} ORDER BY 1, 2`)).toEqual(before);
  });

  /**
   * Does it as the owner, without the foreign keys that are of these, and undoes it.
   * @returns how many rows it took; the error's code and the table it speaks of, where it is refused.
   */
  async function without(keys: string, text: string): Promise<{ rows: number } | { code: string; table: string }> {
    const runner = w.world.owner.createQueryRunner();
    await runner.startTransaction();
    try {
      await runner.query(`SELECT set_config('app.city_id', $1, true)`, [w.city.cityId]);
      const dropped = (await runner.query(
        `SELECT conrelid::regclass AS of, quote_ident(conname) AS name FROM pg_constraint
          WHERE contype = 'f' AND (${keys})`,
      )) as { of: string; name: string }[];
      for (const { of, name } of dropped) await runner.query(`ALTER TABLE ${of} DROP CONSTRAINT ${name}`);
      return { rows: ((await runner.query(`${text} RETURNING 1`)) as [unknown[], number])[1] };
    } catch (error) {
      const { code, table } = error as { code: string; table: string };
      return { code, table };
    } finally {
      await runner.rollbackTransaction();
      await runner.release();
    }
  }

  it.each(['room_month_stat', 'room_span_stat'])('would stand anywhere if %s had no key (control)', async (table) => {
    for (const set of [
      'place_id = gen_random_uuid()',
      `place_path = 'elsewhere'`,
      'room_id = gen_random_uuid()',
      ELSEWHERE,
    ]) {
      const update = `UPDATE ${table} SET ${set} WHERE ctid = (SELECT min(ctid) FROM ${table})`;
      expect(await without('false', update)).toEqual({ code: REFUSED, table });
      expect(await without(`conrelid = '${table}'::regclass`, update)).toEqual({ rows: 1 });
    }
  });

  it.each([
    ['session', 'suggestion'],
    ['session', 'attendance'],
    ['topic', 'session'],
    ['room', 'topic'],
    ['room', 'session'],
    ['room', 'suggestion'],
    ['room', 'room_month_stat'],
    ['room', 'room_span_stat'],
  ])('keeps a %s there as long as it has a %s', async (parent, part) => {
    const taking = `DELETE FROM ${parent} WHERE id IN (SELECT ${parent}_id FROM ${part})`;
    const before = await sql(`SELECT * FROM ${parent} ORDER BY 1, 2`);
    await expect(sql(taking)).rejects.toMatchObject({ code: REFUSED });
    expect(await sql(`SELECT * FROM ${parent} ORDER BY 1, 2`)).toEqual(before);
  });

  it.each([
    ['session', 'suggestion'],
    ['session', 'attendance'],
    ['topic', 'session'],
    ['room', 'topic'],
    ['room', 'room_month_stat'],
    ['room', 'room_span_stat'],
  ])('keeps a %s there by the key of %s alone, and without it would not (control)', async (parent, part) => {
    const taking = `DELETE FROM ${parent} WHERE id IN (SELECT ${parent}_id FROM ${part})`;
    const keys = `confrelid = '${parent}'::regclass`;
    expect(await without(`${keys} AND conrelid <> '${part}'::regclass`, taking)).toEqual({
      code: REFUSED,
      table: part,
    });
    expect(await without(keys, taking)).toEqual({ rows: parent === 'room' ? 1 : 2 });
  });

  it('moves with its place, down to the last part', async () => {
    const [{ path }] = (await sql('SELECT place_path AS path FROM topic LIMIT 1')) as [{ path: string }];
    const there = await Promise.all(
      TABLES.map(
        async (table) =>
          (await sql(`SELECT count(*)::int AS n FROM ${table} WHERE place_path = $1`, [path]))[0]!['n'] as number,
      ),
    );
    expect(there.every((count) => count > 0)).toBe(true);
    await sql('UPDATE place SET path = $2 WHERE path = $1', [path, `${path}Z`]);
    const moved = await Promise.all(
      TABLES.map(
        async (table) =>
          (await sql(`SELECT count(*)::int AS n FROM ${table} WHERE place_path = $1`, [`${path}Z`]))[0]!['n'] as number,
      ),
    );
    expect(moved).toEqual(there);
  });
});
