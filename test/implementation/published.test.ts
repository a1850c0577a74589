import { LoopWorld, outcomeDecide, recordOutcome, report } from '../outcomes/loop-world.js';
import { handOut, verifyItem } from './plan-support.js';

const PUBLISH =
  'mutation ($input: TopicPublishInput!) { topicPublish(input: $input) { topic { id } errors { code } } }';
const RIGHTS = 'viewerCanRecordOutcome viewerCanHandOutPlan viewerCanRecordList';
const QUERY = (id: string): string => `{ topic(id: "${id}") { title ${RIGHTS}
  outcomes { summary route viewerCanReport onBehalfOf reports { state number request room { id }
  viewerCanDecide decision { result body documentNumber reason answers { result reason onBehalfOf suggestion { text } }
  } } }
  suggestions { nodes { text viewerCanAnswer answer { result decision { body } } answers { result } items { measure } }
  }
  plans { title viewerCanAddItem decision { body } items {
  measure state isOverdue viewerCanRecordEvent viewerCanCancel viewerCanVerify responsibleUnit { name } coUnits { name }
  events { totalCount } verifications { note } plan { title } } }
} }`;

describe('what the public sees of outcomes and items', () => {
  let w: LoopWorld;
  let topicId: string;
  let uuid: string;
  beforeAll(async () => {
    w = await LoopWorld.start();
    await w.sql('UPDATE room SET published_at = now()');
    const topic = await w.topic(1);
    ({ id: topicId, uuid } = topic);
    const reportId = await report(w, await recordOutcome(w, topicId));
    const provenance = { onBehalfOf: '内部经办人', paperReference: '内部编号' };
    const decision = (
      await w.as('office').must(outcomeDecide, {
        input: {
          reportId,
          body: '第1街道党工委',
          metOn: '2025-02-20',
          documentNumber: '内部文号',
          reason: '内部备注',
          provenance,
          suggestions: [{ suggestionId: topic.suggestions[0]!.id, result: 'ADOPTED' }],
        },
      })
    ).outcomeDecide.decision;
    const { plan } = (
      await w.as('office').must(handOut, {
        input: {
          decisionId: decision.id,
          title: '落实计划表',
          provenance,
          items: [
            {
              measure: '清淤',
              suggestionId: topic.suggestions[0]!.id,
              responsibleUnitName: '水务局',
              coUnitNames: ['城管局'],
            },
          ],
        },
      })
    ).implementationPlanHandOut;
    await w.as('clerk').must(verifyItem, {
      input: { itemId: plan.items[0].id, result: 'CONFIRMED', verifiedOn: { value: '2025-05-20' }, note: '内部观察' },
    });
  });
  afterAll(() => w.stop());

  const publish = async (): Promise<void> => {
    const [{ version }] = (await w.sql('SELECT version FROM topic WHERE id = $1', [uuid])) as [{ version: number }];
    await w.as('convener').must(PUBLISH, { input: { id: topicId, expectedVersion: version } });
  };

  it('is nothing before the room publishes the topic', async () => {
    expect((await w.world.anonymous.must(QUERY(topicId))).topic).toBeNull();
    expect(
      (
        await w.world.anonymous.must(
          `{ street(code: "${w.street.code}") { outcomeReports { totalCount } implementationItems { totalCount } } }`,
        )
      ).street,
    ).toEqual({ outcomeReports: { totalCount: 0 }, implementationItems: { totalCount: 0 } });
  });

  it('is the decision, the answers and the items, without numbers, remarks, events or who entered them', async () => {
    await publish();
    const answer = await w.world.anonymous.ask(QUERY(topicId));
    expect(answer.errors).toEqual([]);
    expect(answer.text).not.toContain('内部');
    const { outcomes, suggestions, plans } = answer.data.topic;
    expect(outcomes[0]).toMatchObject({
      summary: '清淤并建护岸',
      viewerCanReport: false,
      reports: [
        {
          state: 'DECIDED',
          number: null,
          request: null,
          viewerCanDecide: false,
          decision: { body: '第1街道党工委', documentNumber: null, reason: null, answers: [{ result: 'ADOPTED' }] },
        },
      ],
    });
    expect(suggestions.nodes[0]).toMatchObject({
      viewerCanAnswer: false,
      answer: { result: 'ADOPTED', decision: { body: '第1街道党工委' } },
      answers: [{ result: 'ADOPTED' }],
      items: [{ measure: '清淤' }],
    });
    expect(plans[0]).toMatchObject({
      title: '落实计划表',
      viewerCanAddItem: false,
      decision: null,
      items: [
        {
          state: 'VERIFIED',
          isOverdue: false,
          viewerCanVerify: false,
          responsibleUnit: { name: '水务局' },
          coUnits: [{ name: '城管局' }],
          events: { totalCount: 0 },
          verifications: [],
        },
      ],
    });
    expect(
      (
        await w.world.anonymous.must(
          `{ street(code: "${w.street.code}") { outcomeReports(state: DECIDED) { totalCount }
            implementationItems(state: VERIFIED) { totalCount } } }`,
        )
      ).street,
    ).toEqual({ outcomeReports: { totalCount: 1 }, implementationItems: { totalCount: 1 } });
  });

  it('is not what was written after it was published, until it is published again', async () => {
    await w.as('office').must(handOut, {
      input: { topicId, title: '补充计划', items: [{ measure: '后加的', responsibleUnitName: '水务局' }] },
    });
    const titles = async (): Promise<string[]> =>
      (
        await w.world.anonymous.must(`{ topic(id: "${topicId}") { plans { title items { measure } } } }`)
      ).topic.plans.map((plan: { title: string }) => plan.title);
    expect(await titles()).toEqual(['落实计划表']);
    await publish();
    expect(await titles()).toEqual(['落实计划表', '补充计划']);
  });

  it('costs as many statements for thirty topics as for one', async () => {
    const cost = async (query: string): Promise<number> => {
      w.world.statements.length = 0;
      await w.as('office').must(query);
      return w.world.statements.length;
    };
    const reports = `{ street(code: "${w.street.code}") { outcomeReports(first: 40) { nodes {
      state viewerCanDecide room { name } topic { title viewerCanRecordOutcome outcomes { summary } } outcome {
      viewerCanReport report { id } reports { id } } decision { answers { result suggestion {
      text viewerCanAnswer answer { result } answers { result } items { measure } } } } } } } }`;
    const items = `{ street(code: "${w.street.code}") { implementationItems(first: 40) { nodes {
      isOverdue viewerCanCancel topic { plans { title viewerCanAddItem decision { body } items { measure } } } plan {
      title } suggestion { text } responsibleUnit { name } leadUnit { name } coUnits { name } events {
      totalCount nodes { kind } } verifications { result } } } } }`;
    const measure = async (): Promise<number[]> => [await cost(reports), await cost(items)];
    const one = await measure();
    for (let index = 0; index < 30; index += 1) {
      const topic = await w.topic(1);
      const reportId = await report(w, await recordOutcome(w, topic.id));
      const suggestionId = topic.suggestions[0]!.id;
      await w.as('office').must(outcomeDecide, {
        input: { reportId, body: '党工委', metOn: '2025-02-20', suggestions: [{ suggestionId, result: 'ADOPTED' }] },
      });
      await w.as('office').must(handOut, {
        input: {
          topicId: topic.id,
          title: '计划',
          items: [
            {
              measure: '办',
              suggestionId,
              responsibleUnitName: `单位${index}`,
              leadUnitName: '水务局',
              coUnitNames: ['城管局'],
            },
          ],
        },
      });
    }
    expect(await measure()).toEqual(one);
    for (const count of one) expect(count).toBeGreaterThan(5);
  });
});
