import { type SessionWorld, startSessionWorld } from './session-world.js';

const COMMUNITIES = 60;
const TOPICS_EACH = 30;

describe('among many topics that met once', () => {
  let w: SessionWorld;
  const sql = (text: string) => w.world.sql<Record<string, string>>(w.city.cityId, text);

  beforeAll(async () => {
    w = await startSessionWorld();
    const street = await w.world.street(w.city, 2);
    for (let number = 1; number <= COMMUNITIES; number += 1)
      await w.world.room(await w.world.community(street, number));
    await sql(`INSERT INTO topic (city_id, id, place_id, place_path, room_id, procedure_id, title, plain_title, track,
      state, stage, proposed_from, proposed_to, proposed_precision)
      SELECT r.city_id, gen_random_uuid(), r.place_id, r.place_path, r.id, (SELECT id
      FROM procedure LIMIT 1), 'T' || n, 'T' || n, 'SIMPLE', 'APPROVED', 'DELIBERATION', '2025-03-01', '2025-03-01',
      'DAY'
      FROM room r, generate_series(1, ${TOPICS_EACH}) n ORDER BY r.place_path`);
    await sql(`INSERT INTO session (city_id, id, place_id, place_path, room_id, topic_id, round, ordinal, state,
      held_from, held_to, held_precision)
      SELECT city_id, gen_random_uuid(), place_id, place_path, room_id, id, 1, 1, 'HELD', '2025-05-01', '2025-05-01',
      'DAY' FROM topic ORDER BY place_path`);
    await sql('ANALYZE session');
  });
  afterAll(() => w.world.stop());

  /**
   * By which condition the plan for all values finds its rows, once `change` was made to what the planner knows, which
   * is then undone.
   */
  async function foundBy(statement: string, change?: string): Promise<string> {
    const runner = w.world.owner.createQueryRunner();
    await runner.startTransaction();
    try {
      await runner.query(`SELECT set_config('app.city_id', $1, true), set_config('enable_bitmapscan', 'off', true)`, [
        w.city.cityId,
      ]);
      if (change) for (const each of [change, 'ANALYZE session']) await runner.query(each);
      const plan = (await runner.query(`EXPLAIN (GENERIC_PLAN) ${statement}`)) as { 'QUERY PLAN': string }[];
      return plan.map((line) => line['QUERY PLAN']).find((line) => line.includes('Index Cond'))!;
    } finally {
      await runner.rollbackTransaction();
      await runner.release();
    }
  }

  /** As the check of a suggestion's session asks. */
  async function keyCheck(): Promise<string> {
    const [key] = await sql(`SELECT string_agg(format('x.%I = $%s', a.attname, at), ' AND ' ORDER BY at) AS columns
        FROM pg_constraint c, unnest(c.confkey) WITH ORDINALITY k(attnum, at) JOIN pg_attribute a ON a.attnum = k.attnum
      WHERE a.attrelid = 'session'::regclass AND c.contype = 'f' AND c.conrelid = 'suggestion'::regclass
      AND c.confrelid = 'session'::regclass`);
    return `SELECT 1 FROM ONLY session x WHERE ${key!['columns']} FOR KEY SHARE OF x`;
  }
  const BY_KEY = /\(id = \$2\)/;

  it("a part's foreign key finds the session by its key, not among all that the topic has", async () => {
    expect(await foundBy(await keyCheck())).toMatch(BY_KEY);
  });

  it('control: would not, were each topic thought to meet once', async () => {
    expect(await foundBy(await keyCheck(), 'ALTER TABLE session ALTER COLUMN topic_id RESET (n_distinct)')).not.toMatch(
      BY_KEY,
    );
  });

  /** With what row security adds. */
  const NEXT = 'SELECT max(ordinal) FROM session WHERE topic_id = $1 AND city_id = $2 AND place_path = $3';
  const OF_TOPIC = /\(topic_id = \$1\)/;

  it("the next session is numbered by the topic's, not by all that the room has", async () => {
    expect(await foundBy(NEXT)).toMatch(OF_TOPIC);
  });

  it('control: would not, were topic and place thought to have nothing to do with each other', async () => {
    expect(await foundBy(NEXT, 'DROP STATISTICS st_session_topic')).not.toMatch(OF_TOPIC);
  });
});
