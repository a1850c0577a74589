import { type Json, TopicWorld } from './topic-world.js';

const RECORD = `mutation ($input: ConcernRecordInput!) { concernRecord(input: $input) { concern { id version } errors {
  code } } }`;

describe('a text with NUL', () => {
  let w: TopicWorld;
  beforeAll(async () => {
    w = await TopicWorld.start();
  });
  afterAll(() => w.stop());

  it('is refused wherever it stands, and reaches no log', async () => {
    for (const answer of [
      await w.clerk.ask('query ($code: String!) { city(code: $code) { name } }', { code: '99\0' }),
      await w.clerk.ask('{ city(code: "99\\u0000") { name } }'),
    ])
      expect(answer.codes).toEqual(['BAD_USER_INPUT']);
    expect((await w.clerk.ask('query ($code: String!) { city(code: $code) { name } }', { code: '99' })).codes).toEqual(
      [],
    );
  });
});

describe('a topic', () => {
  let w: TopicWorld;
  beforeAll(async () => {
    w = await TopicWorld.start();
  });
  afterAll(() => w.stop());

  const concern = async (api = w.clerk, roomId = w.roomId): Promise<{ id: string; version: number }> =>
    (await api.must(RECORD, { input: { roomId, text: '河道淤积', source: 'RECEPTION_DAY' } })).concernRecord.concern;

  it('is proposed from concerns, which are taken up by it', async () => {
    const [first, second] = [await concern(), await concern()];
    const topic = await w.propose({
      title: '河道整治',
      summary: '清淤',
      track: 'MAJOR',
      plannedMonth: '2026-03-17',
      concernIds: [first.id, second.id, first.id],
    });
    const data = await w.clerk.must(
      `{ topic(id: "${topic.id}") { state stage round track plannedMonth proposedOn { precision }
        stageTitle(lang: EN) room { id } place { code } concerns { id state topics { id } } procedure { number } } }`,
    );
    expect(data.topic).toMatchObject({
      state: 'PROPOSED',
      stage: 'TOPIC_SELECTION',
      round: 1,
      track: 'MAJOR',
      plannedMonth: '2026-03-01',
      proposedOn: { precision: 'DAY' },
      stageTitle: 'TOPIC_SELECTION',
      room: { id: w.roomId },
      place: { code: w.room.place.code },
      procedure: { number: 1 },
    });
    expect(data.topic.concerns).toEqual(
      [first, second].map(({ id }) => ({ id, state: 'TAKEN_UP', topics: [{ id: topic.id }] })),
    );
    const again = await w.propose({ concernIds: [first.id] });
    expect(
      (await w.clerk.must(`{ node(id: "${first.id}") { ... on Concern { topics { id } } } }`)).node.topics,
    ).toEqual([{ id: topic.id }, { id: again.id }]);
  });

  it('takes up concerns later, as a topic made from a paper needs it, and none of another room', async () => {
    const topic = await w.propose({});
    const [own, foreign] = [
      await concern(),
      await concern(w.others["another room's convener"]!, w.id('Room', w.otherRoom.id)),
    ];
    const before = await w.snapshot();
    expect(
      (
        await w.refused(w.clerk, 'topicTakeUp', {
          id: topic.id,
          expectedVersion: topic.version,
          concernIds: [own.id, foreign.id],
        })
      ).codes,
    ).toEqual(['CONCERN_UNKNOWN']);
    expect(await w.snapshot()).toBe(before);
    const TAKE_UP = `mutation ($input: TopicTakeUpInput!) { topicTakeUp(input: $input) { topic { version concerns {
      id state } } errors { code } } }`;
    const taken = await w.clerk.must(TAKE_UP, {
      input: { id: topic.id, expectedVersion: topic.version, concernIds: [own.id] },
    });
    expect(taken.topicTakeUp.topic).toEqual({
      version: topic.version + 1,
      concerns: [{ id: own.id, state: 'TAKEN_UP' }],
    });
  });

  it('takes up no concern that was sifted out, and none of another room; nothing is stored then', async () => {
    const open = await concern();
    const rejected = await concern();
    await w.clerk.must(
      `mutation ($input: ConcernRejectInput!) { concernReject(input: $input) { concern { id } errors { code } } }`,
      { input: { id: rejected.id, expectedVersion: 1, ground: 'PURELY_PRIVATE' } },
    );
    const foreign = await concern(w.others["another room's convener"]!, w.id('Room', w.otherRoom.id));
    const before = await w.snapshot();
    const propose = (concernIds: string[], more = {}): Promise<{ codes: string[] }> =>
      w.refused(w.clerk, 'topicPropose', { roomId: w.roomId, title: '议题', concernIds, ...more });
    expect((await propose([open.id, rejected.id])).codes).toEqual(['CONCERN_SIFTED']);
    expect((await propose([open.id, foreign.id])).codes).toEqual(['CONCERN_UNKNOWN']);
    expect((await propose([], { title: '字'.repeat(101) })).codes).toEqual(['TEXT_TOO_LONG']);
    expect((await propose([], { proposedOn: { value: '2999-01-01' } })).codes).toEqual(['DATE_IN_FUTURE']);
    expect((await propose(Array.from({ length: 51 }, () => open.id))).codes).toEqual(['TOO_MANY']);
    expect(await w.snapshot()).toBe(before);
  });

  it('is approved once', async () => {
    const topic = await w.approved();
    expect(topic).toMatchObject({ state: 'APPROVED', stage: 'TOPIC_SELECTION', missingEvidence: [] });
    const before = await w.snapshot();
    expect(
      (await w.refused(w.convener, 'topicApprove', { id: topic.id, expectedVersion: topic.version })).codes,
    ).toEqual(['TOPIC_APPROVED_ALREADY']);
    expect(await w.snapshot()).toBe(before);
  });

  it('is revised as far as is said; a stale version changes nothing and shows what is there', async () => {
    const topic = await w.propose({ summary: '原说明' });
    const revised = await w.do(
      w.clerk,
      'topicRevise',
      { id: topic.id, expectedVersion: topic.version, title: '楼道照明改造', track: 'URGENT' },
      'id title summary track version',
    );
    expect(revised).toMatchObject({ title: '楼道照明改造', summary: '原说明', track: 'URGENT' });
    const before = await w.snapshot();
    const stale = await w.refused(w.clerk, 'topicRevise', {
      id: topic.id,
      expectedVersion: topic.version,
      title: '旧',
    });
    expect(stale).toMatchObject({ codes: ['CONFLICT'], topic: { title: '楼道照明改造' } });
    expect(await w.snapshot()).toBe(before);
    expect(
      (await w.do(w.clerk, 'topicRevise', { id: topic.id, expectedVersion: revised.version, summary: null }, 'summary'))
        .summary,
    ).toBeNull();
  });

  it('is not proposed while its city has no procedure in force', async () => {
    await w.sql(`UPDATE procedure SET in_force_from = '2999-01-01'`);
    const before = await w.snapshot();
    expect((await w.refused(w.clerk, 'topicPropose', { roomId: w.roomId, title: '议题' })).codes).toEqual([
      'PROCEDURE_MISSING',
    ]);
    expect(await w.snapshot()).toBe(before);
    await w.sql(`UPDATE procedure SET in_force_from = '2020-01-01'`);
  });

  it('is listed by its room, those proposed last first, by state and by stage', async () => {
    const room = w.otherRoom;
    const convener = w.others["another room's convener"]!;
    const made: Json[] = [];
    for (const day of ['2025-01-05', '2025-03-05', '2025-02-05'])
      made.push(
        await w.do(convener, 'topicPropose', { roomId: w.id('Room', room.id), title: day, proposedOn: { value: day } }),
      );
    const approved = await w.do(convener, 'topicApprove', { id: made[0].id, expectedVersion: made[0].version });
    await w.do(convener, 'topicAdvance', { id: approved.id, expectedVersion: approved.version });
    const titles = async (args: string): Promise<string[]> =>
      (
        await convener.must(`{ room(id: "${w.id('Room', room.id)}") { topics${args} { nodes { title } } } }`)
      ).room.topics.nodes.map((node: Json) => node.title);
    expect(await titles('')).toEqual(['2025-03-05', '2025-02-05', '2025-01-05']);
    expect(await titles('(state: PROPOSED, first: 1)')).toEqual(['2025-03-05']);
    expect(await titles('(stage: PARTICIPANT_DESIGNATION)')).toEqual(['2025-01-05']);
  });
});
