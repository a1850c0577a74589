import { type Json, TopicWorld } from './topic-world.js';

describe('publishing a topic', () => {
  let w: TopicWorld;
  let topic: Json;
  beforeAll(async () => {
    w = await TopicWorld.start();
    topic = await w.approved({ title: '楼道照明', summary: '三号楼' });
  });
  afterAll(() => w.stop());

  const asPublic = async (): Promise<Json> =>
    (
      await w.world.anonymous.must(
        `{ topic(id: "${topic.id}") { title summary participants { role headcount organisation persons { name } }
          breadth noAffectedPartyReason concerns { id } room { name } stageTitle } }`,
      )
    ).topic;
  const participants = [
    {
      role: 'AFFECTED_PARTY',
      headcount: 4,
      organisation: '三号楼住户',
      names: [{ name: '甲乙丙', phone: '000-0000' }],
    },
    { role: 'DEPARTMENT', headcount: 1 },
  ];

  it('is refused while the room itself is not public', async () => {
    const before = await w.snapshot();
    expect(
      (await w.refused(w.convener, 'topicPublish', { id: topic.id, expectedVersion: topic.version })).codes,
    ).toEqual(['ROOM_NOT_PUBLISHED']);
    expect(await w.snapshot()).toBe(before);
    expect(await asPublic()).toBeNull();
  });

  it("shows what stood there, without personal data and without the room's own notes", async () => {
    await w.convener.must(
      `mutation ($input: RoomPublishInput!) { roomPublish(input: $input) { room { id } errors { code } } }`,
      { input: { id: w.roomId, expectedVersion: 1 } },
    );
    topic = await w.do(w.clerk, 'participantsDesignate', {
      id: topic.id,
      expectedVersion: topic.version,
      participants,
    });
    expect(await asPublic()).toBeNull();
    topic = await w.do(
      w.convener,
      'topicPublish',
      { id: topic.id, expectedVersion: topic.version },
      'id version publishedAt',
    );
    expect(topic.publishedAt).not.toBeNull();
    expect(await asPublic()).toEqual({
      title: '楼道照明',
      summary: '三号楼',
      breadth: 2,
      noAffectedPartyReason: null,
      concerns: [],
      room: { name: '第1社区协商议事室' },
      stageTitle: 'TOPIC_SELECTION',
      participants: [
        { role: 'AFFECTED_PARTY', headcount: 4, organisation: null, persons: null },
        { role: 'DEPARTMENT', headcount: 1, organisation: null, persons: null },
      ],
    });
  });

  it('lets a later change be seen only once it is published again', async () => {
    topic = await w.do(w.clerk, 'topicRevise', {
      id: topic.id,
      expectedVersion: topic.version,
      summary: '三号楼和四号楼',
    });
    expect(await asPublic()).toBeNull();
    topic = await w.do(w.convener, 'topicPublish', { id: topic.id, expectedVersion: topic.version });
    expect((await asPublic()).summary).toBe('三号楼和四号楼');
  });

  it('lets the stage be followed: a step is no change of the text', async () => {
    topic = await w.do(w.clerk, 'topicAdvance', { id: topic.id, expectedVersion: topic.version });
    expect((await asPublic()).stageTitle).toBe('PARTICIPANT_DESIGNATION');
  });
});
