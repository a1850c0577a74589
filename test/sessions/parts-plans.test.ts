import { type SessionWorld, startSessionWorld } from './session-world.js';

const TOPICS = 2000;

describe('a part\'s foreign key', () => {
  let w: SessionWorld;
  const sql = (text: string) => w.world.sql<Record<string, string>>(w.city.cityId, text);

  beforeAll(async () => {
    w = await startSessionWorld();
    await sql(`INSERT INTO topic (city_id, id, place_id, place_path, room_id, procedure_id, title, track, state, stage, proposed_from, proposed_to, proposed_precision)
      SELECT r.city_id, gen_random_uuid(), r.place_id, r.place_path, r.id, (SELECT id FROM procedure LIMIT 1), 'T' || n, 'SIMPLE', 'APPROVED', 'DELIBERATION', '2025-03-01', '2025-03-01', 'DAY' FROM room r, generate_series(1, ${TOPICS / 2}) n`);
    await sql(`INSERT INTO session (city_id, id, place_id, place_path, room_id, topic_id, round, ordinal, state, held_from, held_to, held_precision)
      SELECT city_id, gen_random_uuid(), place_id, place_path, room_id, id, 1, 1, 'HELD', '2025-05-01', '2025-05-01', 'DAY' FROM topic`);
  });
  afterAll(() => w.world.stop());

  /** The conditions by which the check of a suggestion's session finds it, once the statistics are what `set` makes of them. */
  async function foundBy(set: string): Promise<string> {
    await sql(`ALTER TABLE session ALTER COLUMN topic_id ${set}`);
    await sql('ANALYZE session');
    const [key] = await sql(`SELECT string_agg(format('x.%I = $%s', a.attname, at), ' AND ' ORDER BY at) AS columns FROM pg_constraint c, unnest(c.confkey) WITH ORDINALITY k(attnum, at) JOIN pg_attribute a ON a.attnum = k.attnum
      WHERE a.attrelid = 'session'::regclass AND c.contype = 'f' AND c.conrelid = 'suggestion'::regclass AND c.confrelid = 'session'::regclass`);
    const plan = await sql(`EXPLAIN (GENERIC_PLAN) SELECT 1 FROM ONLY session x WHERE ${key!['columns']} FOR KEY SHARE OF x`);
    return plan.map((line) => line['QUERY PLAN']!).find((line) => line.includes('Index Cond'))!;
  }

  it('finds the parent by its key, not among all that its topic has', async () => {
    const [{ options }] = await sql(`SELECT attoptions::text AS options FROM pg_attribute WHERE attrelid = 'session'::regclass AND attname = 'topic_id'`) as [{ options: string }];
    expect(await foundBy(`SET (${options.slice(1, -1)})`)).toMatch(/\(id = \$2\)/);
  });

  it('control: would not, were each topic thought to meet once', async () => {
    expect(await foundBy('RESET (n_distinct)')).not.toMatch(/\(id = \$2\)/);
  });
});
