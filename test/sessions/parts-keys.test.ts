import { type SessionWorld, startSessionWorld } from './session-world.js';

const record = `mutation ($input: SessionRecordInput!) { sessionRecord(input: $input) { session { id } errors { code } } }`;
const TABLES = ['topic', 'session', 'suggestion', 'attendance', 'room_month_stat'] as const;

describe('what stands where its parent stands', () => {
  let w: SessionWorld;
  const sql = (text: string, values: readonly unknown[] = []) => w.world.sql(w.city.cityId, text, values);
  const enter = (topicTitle: string) => w.clerk.must(record, { input: { topicTitle, heldOn: { value: '2025-05-08' }, headcount: 3, suggestions: ['一条'] } });

  beforeAll(async () => {
    w = await startSessionWorld();
    for (const title of ['停车难', '加装电梯']) await enter(title);
  });
  afterAll(() => w.world.stop());

  it.each([
    ['a suggestion with its session\'s topic', 'suggestion', `topic_id = (SELECT id FROM topic WHERE title = '加装电梯')`],
    ['a suggestion with a session that is there', 'suggestion', 'session_id = gen_random_uuid()'],
    ['a suggestion with its session\'s room', 'suggestion', 'room_id = gen_random_uuid()'],
    ['a suggestion at its session\'s place', 'suggestion', 'place_id = gen_random_uuid()'],
    ['a suggestion under its session\'s path', 'suggestion', `place_path = 'elsewhere'`],
    ['a session with its topic\'s room', 'session', 'room_id = gen_random_uuid()'],
    ['a session with a topic that is there', 'session', 'topic_id = gen_random_uuid()'],
    ['a session at its topic\'s place', 'session', 'place_id = gen_random_uuid()'],
    ['a session under its topic\'s path', 'session', `place_path = 'elsewhere'`],
    ['a month at its room\'s place', 'room_month_stat', 'place_id = gen_random_uuid()'],
    ['a month under its room\'s path', 'room_month_stat', `place_path = 'elsewhere'`],
    ['a month with a room that is there', 'room_month_stat', 'room_id = gen_random_uuid()'],
  ])('keeps %s', async (_, table, set) => {
    const before = await sql(`SELECT * FROM ${table} ORDER BY 1, 2`);
    const which = table === 'suggestion' ? `WHERE topic_id = (SELECT id FROM topic WHERE title = '停车难')` : `WHERE ctid = (SELECT min(ctid) FROM ${table})`;
    await expect(sql(`UPDATE ${table} SET ${set} ${which}`)).rejects.toMatchObject({ code: '23503' });
    expect(await sql(`SELECT * FROM ${table} ORDER BY 1, 2`)).toEqual(before);
  });

  it('moves with its place, down to the last part', async () => {
    const [{ path }] = await sql('SELECT place_path AS path FROM topic LIMIT 1') as [{ path: string }];
    const there = await Promise.all(TABLES.map(async (table) => (await sql(`SELECT count(*)::int AS n FROM ${table} WHERE place_path = $1`, [path]))[0]!['n'] as number));
    expect(there.every((count) => count > 0)).toBe(true);
    await sql('UPDATE place SET path = $2 WHERE path = $1', [path, `${path}Z`]);
    const moved = await Promise.all(TABLES.map(async (table) => (await sql(`SELECT count(*)::int AS n FROM ${table} WHERE place_path = $1`, [`${path}Z`]))[0]!['n'] as number));
    expect(moved).toEqual(there);
  });
});
