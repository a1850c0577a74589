import { type SessionWorld, counts, startSessionWorld } from './session-world.js';

const record = `mutation ($input: SessionRecordInput!) { sessionRecord(input: $input) {
  session { ordinal round topic { id stage } } errors { code } } }`;

describe('the topic of a bundle of papers', () => {
  let w: SessionWorld;
  let titles = 0;
  beforeAll(async () => {
    w = await startSessionWorld();
  });
  afterAll(() => w.world.stop());

  const change = (set: string, title: string) =>
    w.world.sql(w.city.cityId, `UPDATE topic SET ${set} WHERE title = $1`, [title]);
  const enter = async (topicTitle: string, api = w.clerk, day = '2025-05-08') =>
    (await api.must(record, { input: { topicTitle, heldOn: { value: day }, suggestions: ['一条'] } })).sessionRecord;
  /** Made by the first paper, found by the second. */
  const bundle = async (): Promise<{ title: string; topicId: string }> => {
    const title = `第 ${(titles += 1)} 叠`;
    await enter(title);
    const { session } = await enter(title);
    expect(session).toMatchObject({ ordinal: 2, round: 1 });
    return { title, topicId: session.topic.id };
  };

  it('is found again and again, and numbered without a gap', async () => {
    const { title, topicId } = await bundle();
    expect((await enter(title)).session).toMatchObject({ ordinal: 3, topic: { id: topicId } });
    expect((await enter(title)).session).toMatchObject({ ordinal: 4, topic: { id: topicId } });
  });

  it('is another one once it was closed', async () => {
    const { title, topicId } = await bundle();
    await change(`state = 'CLOSED'`, title);
    const { session } = await enter(title);
    expect(session).toMatchObject({ ordinal: 1 });
    expect(session.topic.id).not.toBe(topicId);
  });

  it('is led to deliberation again once it was taken back, and in its new round once it was opened again', async () => {
    const { title, topicId } = await bundle();
    await change(`stage = 'TOPIC_SELECTION', version = version + 1`, title);
    expect((await enter(title)).session).toMatchObject({ ordinal: 3, topic: { id: topicId, stage: 'DELIBERATION' } });
    await enter(title);
    await change('round = 2', title);
    expect((await enter(title)).session).toMatchObject({ ordinal: 5, round: 2 });
  });

  it('takes a paper once under one key, however often it comes at once', async () => {
    const { title } = await bundle();
    const before = await counts(w);
    const keyed = w.clerk.with({ 'idempotency-key': 'bundle-1' });
    const ordinals = await Promise.all(
      [1, 2, 3].map(async () => (await enter(title, keyed, '2025-05-09')).session.ordinal),
    );
    expect(ordinals).toEqual([3, 3, 3]);
    const after = await counts(w);
    const added = (table: string): number => after[table]! - before[table]!;
    expect(['session', 'audit_event', 'idempotency_key'].map(added)).toEqual([1, 1, 1]);
  });
});
