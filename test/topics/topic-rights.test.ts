import type { Api } from '../support/api.js';
import { type Json, type TopicMutation, TopicWorld } from './topic-world.js';

const BACK = { to: 'TOPIC_SELECTION', reason: '理由' };

describe('the rights on a topic', () => {
  let w: TopicWorld;
  let open: Json;
  let closed: Json;
  let attempts: [TopicMutation, Record<string, unknown>][];
  beforeAll(async () => {
    w = await TopicWorld.start();
    await w.sql('UPDATE room SET published_at = now()');
    const step = (topic: Json, more = {}): Record<string, unknown> => ({
      id: topic.id,
      expectedVersion: topic.version,
      ...more,
    });
    open = await w.propose();
    const approved = await w.approved();
    closed = await w.do(w.convener, 'topicClose', step(approved));
    attempts = [
      ['topicPropose', { roomId: w.roomId, title: '他人议题' }],
      ['topicRevise', step(open, { title: '改' })],
      ['participantsDesignate', step(open, { participants: [{ role: 'OTHER', headcount: 1 }] })],
      ['topicAdvance', step(open)],
      ['topicApprove', step(open)],
      ['topicStepBack', step(open, BACK)],
      ['topicClose', step(open)],
      ['topicPublish', step(open)],
      ['topicReopen', step(closed, BACK)],
    ];
  });
  afterAll(() => w.stop());

  async function refusals(api: Api): Promise<Set<string>> {
    const codes = await Promise.all(attempts.map(async ([field, input]) => (await w.ask(api, field, input)).codes));
    expect(codes.every((list) => list.length === 1)).toBe(true);
    return new Set(codes.flat());
  }

  it('belong to its own room: everybody else is refused every step, and nothing changes', async () => {
    const before = await w.snapshot();
    for (const [who, api] of Object.entries(w.others)) {
      const expected =
        who === 'nobody' ? ['UNAUTHENTICATED'] : who.endsWith("room's convener") ? ['NOT_FOUND'] : ['FORBIDDEN'];
      expect([who, [...(await refusals(api))]]).toEqual([who, expected]);
    }
    expect(await w.snapshot()).toBe(before);
  });

  it("are the convener's alone where something is decided", async () => {
    const before = await w.snapshot();
    for (const [field, input] of attempts.filter(([name]) =>
      ['topicApprove', 'topicStepBack', 'topicClose', 'topicPublish', 'topicReopen'].includes(name),
    )) {
      expect([field, (await w.ask(w.clerk, field, input)).codes]).toEqual([field, ['FORBIDDEN']]);
    }
    expect(await w.snapshot()).toBe(before);
  });

  it('are shown beforehand, as they are', async () => {
    const rights = async (api: Api, topic: Json): Promise<string[]> => {
      const data = await api.must(
        `{ topic(id: "${topic.id}") {
          viewerCanRevise viewerCanDesignate viewerCanApprove viewerCanAdvance viewerCanStepBack viewerCanClose
          viewerCanReopen viewerCanPublish } room(id: "${w.roomId}") { viewerCanProposeTopic } }`,
      );
      return Object.entries({ ...data.topic, ...data.room })
        .filter(([, may]) => may)
        .map(([name]) => name.replace('viewerCan', ''));
    };
    expect(await rights(w.convener, open)).toEqual([
      'Revise',
      'Designate',
      'Approve',
      'Advance',
      'StepBack',
      'Close',
      'Publish',
      'ProposeTopic',
    ]);
    expect(await rights(w.convener, closed)).toEqual(['Reopen', 'Publish', 'ProposeTopic']);
    expect(await rights(w.clerk, open)).toEqual(['Revise', 'Designate', 'Advance', 'ProposeTopic']);
    expect(await rights(w.others["the city's committee"]!, open)).toEqual([]);
  });

  it('open the steps to those who have them (the refusals above were no accident)', async () => {
    for (const [field, input] of attempts.filter(([name]) =>
      ['topicPropose', 'topicPublish', 'topicReopen'].includes(name),
    )) {
      expect([field, (await w.refused(w.convener, field, input)).codes]).toEqual([field, []]);
    }
  });
});
