import {
  outcomeReturn,
  recordOutcome,
  refusalOf,
  report,
  LoopWorld,
  type PlantedTopic,
} from '../outcomes/loop-world.js';
import { addItem, decided, handOut, listItem, recordList, streetItem } from './plan-support.js';

const TABLES = ['implementation_plan', 'implementation_item', 'item_co_unit', 'unit', 'audit_event'];

describe('implementation plans and responsibility lists', () => {
  let w: LoopWorld;
  let topic: PlantedTopic;
  beforeAll(async () => {
    w = await LoopWorld.start();
  });
  beforeEach(async () => {
    topic = await w.topic(2);
  });
  afterAll(() => w.stop());

  it('the street hands out a plan on its decision, with units, a suggestion and a day each', async () => {
    const decisionId = await decided(w, topic);
    const { plan } = (
      await w.as('office').must(handOut, {
        input: {
          decisionId,
          title: '斜河整治落实计划表',
          assignedOn: '2025-03-01',
          items: [
            {
              measure: '清淤',
              suggestionId: topic.suggestions[0]!.id,
              responsibleUnitName: ' 城建\u3000公司 ',
              leadUnitName: '水务局',
              coUnitNames: ['城建公司', '水务局', '第1社区', '第1社区'],
              dueOn: '2025-06-30',
            },
            { measure: '建护岸', responsibleUnitName: '水务局' },
          ],
        },
      })
    ).implementationPlanHandOut;
    expect(plan).toMatchObject({
      kind: 'IMPLEMENTATION_PLAN',
      title: '斜河整治落实计划表',
      decision: { id: decisionId },
      topic: { id: topic.id },
    });
    expect(plan.items[0]).toMatchObject({
      measure: '清淤',
      state: 'NOT_STARTED',
      assignedOn: '2025-03-01',
      dueOn: '2025-06-30',
      isOverdue: true,
      responsibleUnit: { name: '城建公司' },
      leadUnit: { name: '水务局' },
      coUnits: [{ name: '第1社区' }],
      suggestion: { id: topic.suggestions[0]!.id },
    });
    expect(plan.items[1]).toMatchObject({
      measure: '建护岸',
      dueOn: null,
      isOverdue: false,
      responsibleUnit: { name: '水务局' },
      leadUnit: null,
      coUnits: [],
      suggestion: null,
    });
  });

  it('the room records its own list, which is named after the topic, and adds to it', async () => {
    const { plan } = (
      await w.as('clerk').must(recordList, {
        input: { topicId: topic.id, items: [{ measure: '装路灯', responsibleUnitName: '第1社区' }] },
      })
    ).responsibilityListRecord;
    expect(plan).toMatchObject({ kind: 'RESPONSIBILITY_LIST', title: '河道清淤责任落实清单', decision: null });
    const { id: unitId } = plan.items[0].responsibleUnit;
    const item = (
      await w
        .as('convener')
        .must(addItem, { input: { planId: plan.id, item: { measure: '修路牌', responsibleUnitId: unitId } } })
    ).itemAdd.item;
    expect(item).toMatchObject({ measure: '修路牌', responsibleUnit: { id: unitId, name: '第1社区' } });
    expect(
      (
        await w
          .as('clerk')
          .must(`{ topic(id: "${topic.id}") { plans { id items { measure plan { id } topic { id } } } } }`)
      ).topic.plans,
    ).toEqual([
      {
        id: plan.id,
        items: ['装路灯', '修路牌'].map((measure) => ({ measure, plan: { id: plan.id }, topic: { id: topic.id } })),
      },
    ]);
  });

  it('leaves the unit out where the source it was taken over from does not name it', async () => {
    const items = [{ measure: '改厕', leadUnitName: '水务局', coUnitNames: ['第1社区'] }, { measure: '接管网' }];
    const provenance = { origin: 'TAKEN_OVER', paperReference: '公开报道' };
    const { plan } = (await w.as('clerk').must(recordList, { input: { topicId: topic.id, items, provenance } }))
      .responsibilityListRecord;
    expect(plan.items).toMatchObject([
      { measure: '改厕', responsibleUnit: null, leadUnit: { name: '水务局' }, coUnits: [{ name: '第1社区' }] },
      { measure: '接管网', responsibleUnit: null, leadUnit: null, coUnits: [] },
    ]);
  });

  it('a suggestion shows the items that carry it out', async () => {
    await listItem(w, topic, { suggestionId: topic.suggestions[1]!.id });
    await streetItem(w, topic, { suggestionId: topic.suggestions[1]!.id });
    const { nodes } = (
      await w.as('clerk').must(`{ topic(id: "${topic.id}") { suggestions { nodes { id items { measure } } } } }`)
    ).topic.suggestions;
    const itemsOf = (index: number): unknown =>
      nodes.find((node: { id: string }) => node.id === topic.suggestions[index]!.id).items;
    expect(itemsOf(0)).toEqual([]);
    expect(itemsOf(1)).toEqual([{ measure: '装路灯' }, { measure: '清淤' }]);
  });

  const good = { measure: '清淤', responsibleUnitName: '新单位' };
  it.each<[string, object, string, string[]]>([
    ['no items', { items: [] }, 'ITEMS_MISSING', ['input', 'items']],
    ['more items than a plan has', { items: Array.from({ length: 101 }, () => good) }, 'TOO_MANY', ['input', 'items']],
    [
      'an item without a unit',
      { items: [good, { measure: '清淤' }] },
      'UNIT_MISSING',
      ['input', 'items', '1', 'responsibleUnitName'],
    ],
    [
      'a unit named by nothing but spaces',
      { items: [{ measure: '清淤', responsibleUnitName: '\u3000 ' }] },
      'UNIT_MISSING',
      ['input', 'items', '0', 'responsibleUnitName'],
    ],
    [
      'a unit named by id and by name',
      { items: [{ ...good, leadUnitId: 'VW5pdA', leadUnitName: '水务局' }] },
      'UNIT_NAMED_TWICE',
      ['input', 'items', '0', 'leadUnitName'],
    ],
    [
      'more helping units than anybody remembers',
      { items: [{ ...good, coUnitNames: Array.from({ length: 21 }, (_, index) => `单位${index}`) }] },
      'TOO_MANY',
      ['input', 'items', '0', 'coUnitNames'],
    ],
    [
      'a day due before it is handed out',
      { items: [{ ...good, dueOn: '2025-02-28' }] },
      'DUE_BEFORE_ASSIGNED',
      ['input', 'items', '0', 'dueOn'],
    ],
    [
      'a day of handing out that has not come',
      { items: [good], assignedOn: '2999-01-01' },
      'DATE_IN_FUTURE',
      ['input', 'assignedOn'],
    ],
    ['nothing to be done', { items: [{ ...good, measure: ' ' }] }, 'TEXT_EMPTY', ['input', 'items', '0', 'measure']],
    ['a title too long', { items: [good], title: '长'.repeat(101) }, 'TEXT_TOO_LONG', ['input', 'title']],
  ])('is refused with %s, and nothing is stored, no unit either', async (_what, fields, code, path) => {
    const before = await w.rows(...TABLES);
    const answer = await w
      .as('office')
      .ask(handOut, { input: { topicId: topic.id, title: '计划', assignedOn: '2025-03-01', ...fields } });
    expect(answer.data.implementationPlanHandOut).toEqual({ plan: null, errors: [{ code, path }] });
    expect(await w.rows(...TABLES)).toEqual(before);
  });

  it('names a decision or a topic, and no report that came back', async () => {
    const decisionId = await decided(w, topic);
    const input = { title: '计划', items: [good] };
    expect(await refusalOf(w.as('office'), handOut, input)).toBe('DECISION_OR_TOPIC');
    expect(await refusalOf(w.as('office'), handOut, { ...input, decisionId, topicId: topic.id })).toBe(
      'DECISION_OR_TOPIC',
    );
    const other = await w.topic(0);
    const reportId = await report(w, await recordOutcome(w, other.id));
    const returned = (await w.as('office').must(outcomeReturn, { input: { reportId, body: '党工委', reason: '退回' } }))
      .outcomeReturn.decision;
    expect(await refusalOf(w.as('office'), handOut, { ...input, decisionId: returned.id })).toBe('REPORT_WAS_RETURNED');
  });

  it('refers to suggestions of its own topic only, and not to a closed topic', async () => {
    const other = await w.topic(1);
    const items = [{ ...good, suggestionId: other.suggestions[0]!.id }];
    const before = await w.rows(...TABLES);
    expect(await refusalOf(w.as('office'), handOut, { topicId: topic.id, title: '计划', items })).toBe(
      'SUGGESTION_OF_OTHER_TOPIC',
    );
    expect(await refusalOf(w.as('clerk'), recordList, { topicId: topic.id, items })).toBe('SUGGESTION_OF_OTHER_TOPIC');
    await w.sql(`UPDATE topic SET state = 'CLOSED' WHERE id = $1`, [topic.uuid]);
    expect(await refusalOf(w.as('office'), handOut, { topicId: topic.id, title: '计划', items: [good] })).toBe(
      'TOPIC_CLOSED',
    );
    expect(await refusalOf(w.as('clerk'), recordList, { topicId: topic.id, items: [good] })).toBe('TOPIC_CLOSED');
    expect(await w.rows(...TABLES)).toEqual(before);
  });
});
