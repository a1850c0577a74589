import { parseGlobalId } from '../../src/kernel/global-id.js';
import { plainText } from '../../src/kernel/plain-text.js';
import { type SessionWorld, plantTopic, startSessionWorld } from '../sessions/session-world.js';

const PROPOSE =
  'mutation ($input: TopicProposeInput!) { topicPropose(input: $input) { topic { id version title } errors { ' +
  'code path } } }';
const REVISE =
  'mutation ($input: TopicReviseInput!) { topicRevise(input: $input) { topic { id title } errors { code path } } }';
const RECORD =
  'mutation ($input: SessionRecordInput!) { sessionRecord(input: $input) { session { topic { id title } } ' +
  'errors { code path } } }';

describe("the plain form of a topic's title", () => {
  let w: SessionWorld;
  beforeAll(async () => {
    w = await startSessionWorld();
  });
  afterAll(() => w.world.stop());

  const stored = async (globalId: string): Promise<{ title: string; plain_title: string }> => {
    const { id } = parseGlobalId(globalId);
    const [row] = await w.world.sql<{ title: string; plain_title: string }>(
      w.city.cityId,
      'SELECT title, plain_title FROM topic WHERE id = $1',
      [id],
    );
    return row!;
  };
  const propose = async (title: string) =>
    (await w.clerk.ask(PROPOSE, { input: { roomId: w.roomId, title, track: 'SIMPLE' } })).data.topicPropose;
  const record = async (topicTitle: string, api = w.clerk) =>
    (await api.ask(RECORD, { input: { topicTitle, heldOn: { value: '2025-05-08' } } })).data.sessionRecord;

  it('is stored by everything that writes a title', async () => {
    const proposed = (await propose('路灯　Ａ')).topic;
    expect(await stored(proposed.id)).toEqual({ title: '路灯　Ａ', plain_title: '路灯A' });
    await w.clerk.must(REVISE, {
      input: { id: proposed.id, expectedVersion: proposed.version, title: '路灯\u200B Ｂ' },
    });
    expect(await stored(proposed.id)).toEqual({ title: '路灯\u200B Ｂ', plain_title: '路灯B' });
    const recorded = (await record('停\u2ECB　位')).session.topic;
    expect(await stored(recorded.id)).toEqual({ title: '停\u2ECB　位', plain_title: '停车位' });
  });

  it('is required by the database of every new row', async () => {
    const { room, city, world } = w;
    const [procedure] = await world.sql<{ id: string }>(city.cityId, 'SELECT id FROM procedure');
    const row = {
      place_id: room.place.id,
      place_path: room.place.path,
      room_id: room.id,
      procedure_id: procedure!.id,
      title: '新',
      track: 'SIMPLE',
      proposed_from: '2025-03-01',
      proposed_to: '2025-03-01',
      proposed_precision: 'DAY',
    };
    await expect(world.insert(city.cityId, 'topic', { ...row, plain_title: null })).rejects.toThrow(
      'ck_topic_plain_title',
    );
    // Control: with it, the same row is taken.
    expect(await world.insert(city.cityId, 'topic', { ...row, plain_title: '新' })).toEqual(expect.any(String));
  });

  it("is what a paper's title is found by, without regard to invisible characters", async () => {
    const first = (await record('小区停车位改造')).session.topic;
    for (const title of [
      '小区\u200B停车位改造',
      '小区停\u00AD车位改造',
      '\u202E小区停车位改造',
      '小区停车位改造\u2060',
      '小区停\u2ECB位 改造',
    ]) {
      expect((await record(title)).session.topic).toEqual(first);
    }
    // Control: another title is another topic.
    expect((await record('小区停车位改建')).session.topic.id).not.toBe(first.id);
  });

  it('leaves a topic findable under its new title alone once it was revised', async () => {
    const { id, version } = (await propose('旧名')).topic;
    await w.clerk.must(REVISE, { input: { id, expectedVersion: version, title: '新名' } });
    expect((await record('新\u200B名')).session.topic.id).toBe(id);
    expect((await record('旧名')).session.topic.id).not.toBe(id);
  });

  it('finds the older of two open topics that share it, and the younger once the older is closed', async () => {
    const younger = await plantTopic(w, { title: '垃圾 分类', recorded_at: '2025-04-02' });
    const older = await plantTopic(w, { title: '垃圾分\u200B类', recorded_at: '2025-04-01' });
    expect((await record('垃圾分类')).session.topic.id).toBe(older);
    expect((await record('垃圾 分类')).session.topic.id).toBe(older);
    await w.world.sql(w.city.cityId, `UPDATE topic SET state = 'CLOSED' WHERE id = $1`, [parseGlobalId(older).id]);
    expect((await record('垃圾分类')).session.topic.id).toBe(younger);
  });

  it("never finds a sibling room's topic", async () => {
    const own = (await record('河道')).session.topic.id;
    expect((await record('河\u200B道', w.siblingClerk)).session.topic.id).not.toBe(own);
  });

  it.each(['\u200B', '\u2800', '\u3164', '\u202E\u2060'])(
    'must not be empty: %j is refused and nothing is stored',
    async (title) => {
      const { id, version } = (await propose('看得见')).topic;
      const all = (): Promise<unknown[]> => w.world.sql(w.city.cityId, 'SELECT * FROM topic ORDER BY id');
      const before = await all();
      expect((await propose(title)).errors).toMatchObject([{ code: 'TEXT_EMPTY', path: ['input', 'title'] }]);
      expect((await record(title)).errors).toMatchObject([{ code: 'TEXT_EMPTY', path: ['input', 'topicTitle'] }]);
      const revised = (await w.clerk.ask(REVISE, { input: { id, expectedVersion: version, title } })).data.topicRevise;
      expect(revised.errors).toMatchObject([{ code: 'TEXT_EMPTY', path: ['input', 'title'] }]);
      expect(await all()).toEqual(before);
    },
  );

  it('is of every title in the database what code makes of it', async () => {
    const rows = await w.world.sql<{ title: string; plain: string }>(
      w.city.cityId,
      'SELECT title, plain_title AS plain FROM topic',
    );
    expect(rows.length).toBeGreaterThan(8);
    expect(rows.filter(({ title, plain }) => plainText(title) !== plain)).toEqual([]);
  });
});
