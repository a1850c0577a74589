import { onDatabase } from '../support/empty-database.js';
import { CommonGround } from '../comparison/ground.js';
import { recount } from '../../src/modules/comparison/counting/recount.service.js';

/** Tables whose changes other tables follow, by functions that run under row security as their owner. */
const FOLLOWED = `SELECT DISTINCT c.relname AS name FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
  JOIN pg_proc p ON p.oid = t.tgfoid WHERE NOT t.tgisinternal AND p.prosecdef
  AND p.proname NOT IN ('city_changed', 'change_city') ORDER BY 1`;
const GUARDED = `SELECT c.relname AS name FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
  WHERE t.tgname = 'aa_needs_city' ORDER BY 1`;

describe('a record written by hand', () => {
  let ground: CommonGround;
  beforeAll(async () => {
    ground = await CommonGround.start();
  });
  afterAll(() => ground?.stop());

  it('is guarded in every table that others are derived from', async () => {
    const names = async (text: string): Promise<string[]> =>
      (await ground.sql<{ name: string }>(text)).map(({ name }) => name);
    const guarded = new Set(await names(GUARDED));
    const followed = await names(FOLLOWED);
    expect(followed.length).toBeGreaterThan(10);
    expect(followed.filter((name) => !guarded.has(name))).toEqual([]);
  });

  it('is refused without its city, also to a superuser; with it the record counts', async () => {
    const room = await ground.room();
    await ground.records.topic(room, { from: '2021-01-05' });
    const { cityId, id, path } = room.place;
    const insert = `INSERT INTO concern (city_id, id, place_id, place_path, room_id, text, source, received_from,
      received_to, received_precision, state) VALUES ('${cityId}', gen_random_uuid(), '${id}', '${path}', '${room.id}',
      '测试', 'VISIT', '2021-03-01', '2021-03-01', 'DAY', 'OPEN')`;
    const run = (...statements: string[]): Promise<unknown> =>
      onDatabase(ground.world.db.superuserUrl, async (client) => {
        for (const statement of statements) await client.query(statement);
      });
    const set = (city: string): string => `SET app.city_id = '${city}'`;
    const other = (await ground.world.city('另一城市')).cityId;
    for (const before of [[], [set(other)]])
      await expect(run(...before, insert)).rejects.toThrow(/concern\.city_id.*would not be counted/);
    await run(set(cityId), insert);
    for (const change of ["UPDATE concern SET state = 'MERGED'", 'DELETE FROM concern'])
      await expect(run(change)).rejects.toThrow('would not be counted');
    expect(await ground.value(room, 'CONCERNS_RECEIVED', { year: 2021 }, 'value')).toEqual({ value: 1 });
    expect(await recount(ground.world.owner, {})).toEqual([]);
  });
});

describe('the kept registers of a room', () => {
  let ground: CommonGround;
  beforeAll(async () => {
    ground = await CommonGround.start();
  });
  afterAll(() => ground?.stop());

  it('are found wrong when a trigger does not fire (control), and put right', async () => {
    const room = await ground.room();
    const { owner } = ground.world;
    expect(await recount(owner, {})).toEqual([]);
    await owner.query('ALTER TABLE room_register DISABLE TRIGGER room_follows_registers_update');
    await ground.sql(`UPDATE room_register SET kept_to = '2022-12-31' WHERE room_id = $1 AND kind = 'MINUTES'`, [
      room.id,
    ]);
    await owner.query('ALTER TABLE room_register ENABLE TRIGGER room_follows_registers_update');
    const drifts = await recount(owner, { repair: true });
    expect(drifts.map(({ measure }) => measure)).toContain('REGISTER_MINUTES');
    expect(await recount(owner, {})).toEqual([]);
  });
});
