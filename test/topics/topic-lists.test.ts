import { TopicWorld } from './topic-world.js';

const EVERYTHING = `id stageTitle concerns { id contact { name } topics { id } } participants { role persons { name } }
  breadth history(first: 5) { totalCount nodes { kind happenedOn { from } } }
  missingEvidence { code message } stageDueOn isOverdue procedure { stages { kind } } room { name } place { code }
  viewerCanApprove`;

describe("a room's list of topics", () => {
  let w: TopicWorld;
  beforeAll(async () => {
    w = await TopicWorld.start();
  });
  afterAll(() => w.stop());

  async function addTopic(): Promise<void> {
    const { concernRecord } = await w.clerk.must(
      `mutation ($input: ConcernRecordInput!) { concernRecord(input: $input) { concern { id } errors { code } } }`,
      { input: { roomId: w.roomId, text: '路灯', contact: { name: '甲乙丙' } } },
    );
    const topic = await w.approved({ concernIds: [concernRecord.concern.id] });
    await w.do(w.clerk, 'participantsDesignate', {
      id: topic.id,
      expectedVersion: topic.version,
      participants: [{ role: 'EXPERT', names: [{ name: '丁戊己' }] }],
    });
  }

  async function statementsFor(expected: number): Promise<number> {
    w.world.statements.length = 0;
    const data = await w.clerk.must(
      `{ room(id: "${w.roomId}") { topics(first: 100) { totalCount nodes { ${EVERYTHING} } } } }`,
    );
    expect(data.room.topics).toMatchObject({ totalCount: expected });
    expect(data.room.topics.nodes).toHaveLength(expected);
    expect(data.room.topics.nodes.at(-1)).toMatchObject({
      breadth: 1,
      history: { totalCount: 2 },
      concerns: [{ contact: { name: '甲乙丙' } }],
      participants: [{ persons: [{ name: '丁戊己' }] }],
    });
    return w.world.statements.length;
  }

  it('costs as many statements for one topic as for nine, for every field', async () => {
    await addTopic();
    const one = await statementsFor(1);
    for (let more = 0; more < 8; more += 1) await addTopic();
    expect(await statementsFor(9)).toBe(one);
    expect(one).toBeGreaterThan(5);
  });
});
