import { todayInShanghai } from '../../src/kernel/imprecise-date.js';
import type { Api } from '../support/api.js';
import { DemoServer } from './demo-server.js';

const CITY = '990100';
const ADVANCE = `mutation ($input: TopicAdvanceInput!) { topicAdvance(input: $input) {
  topic { version } errors { code } } }`;

describe('the clocks and gates of the invented city', () => {
  let demo: DemoServer;
  let convener: Api;
  beforeAll(async () => {
    demo = await DemoServer.start(todayInShanghai());
    convener = await demo.signIn('yanshi-c01-convener');
  });
  afterAll(() => demo?.stop());

  const topics = async (): Promise<Record<string, any>[]> => {
    const { rooms } = await (
      await demo.signIn('yanshi-committee')
    ).must(
      `{ rooms(within: "${CITY}", first: 30) { nodes { topics(first: 20) { nodes { state stageDueOn
      isOverdue } } } } }`,
    );
    return rooms.nodes.flatMap((room: any) => room.topics.nodes);
  };

  it('show the limits of its stages, and a gate that blocks beside those that remind', async () => {
    const { city } = await convener.must(
      `{ city(code: "${CITY}") { procedure { stages { kind gateMode deadlineDays } } } }`,
    );
    const { stages } = city.procedure;
    expect(stages.every(({ deadlineDays }: any) => deadlineDays > 0)).toBe(true);
    expect(stages.filter(({ gateMode }: any) => gateMode === 'BLOCK').map(({ kind }: any) => kind)).toEqual([
      'IMPLEMENTATION',
    ]);
  });

  it('show topics that are late, and topics that are in time', async () => {
    const open = (await topics()).filter(({ state }) => state !== 'CLOSED');
    for (const late of [true, false])
      expect(open.filter(({ isOverdue }) => isOverdue === late).length).toBeGreaterThan(0);
    for (const { stageDueOn, isOverdue } of open) expect(isOverdue).toBe(stageDueOn < todayInShanghai());
  });

  it('evaluate no topic with an open item, where other gates only remind (control)', async () => {
    const { rooms } = await convener.must(`{ rooms(within: "990100001001") { nodes { id } } }`);
    const { topicPropose } = await convener.must(
      `mutation ($input: TopicProposeInput!) { topicPropose(input: $input) { topic { id version } errors { code } } }`,
      { input: { roomId: rooms.nodes[0].id, title: '演示：阻断环节', track: 'SIMPLE' } },
    );
    let { version } = topicPropose.topic;
    const advance = async (to: string): Promise<string[]> => {
      const input = { id: topicPropose.topic.id, expectedVersion: version, to };
      const { topicAdvance } = (await convener.ask(ADVANCE, { input })).data!;
      version = topicAdvance.topic?.version ?? version;
      return topicAdvance.errors.map(({ code }: { code: string }) => code);
    };
    expect(await advance('IMPLEMENTATION')).toEqual([]);
    await convener.must(
      `mutation ($input: ResponsibilityListRecordInput!) { responsibilityListRecord(input: $input) {
        errors { code } } }`,
      { input: { topicId: topicPropose.topic.id, items: [{ measure: '演示措施', responsibleUnitName: '演示单位' }] } },
    );
    expect(await advance('EVALUATION')).toEqual(['GATE_BLOCKED']);
  });

  it('say of the running year that it runs', async () => {
    const committee = await demo.signIn('yanshi-committee');
    const year = Number(todayInShanghai().slice(0, 4));
    const { summary } = await committee.must(
      `{ summary(within: "${CITY}", period: {year: ${year}}, metrics: [SESSIONS_HELD]) { period { state days
        daysElapsed } values { value } } }`,
    );
    expect(summary.period.state).toBe('RUNNING');
    expect(summary.period.daysElapsed).toBeLessThanOrEqual(summary.period.days);
  });
});
