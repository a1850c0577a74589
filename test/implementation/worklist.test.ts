import { todayInShanghai } from '../../src/kernel/imprecise-date.js';
import { isOverdue } from '../../src/modules/implementation/item-due.service.js';
import { ItemState } from '../../src/modules/implementation/implementation.enums.js';
import { LoopWorld, type Person, type PlantedTopic, refusalOf } from '../outcomes/loop-world.js';
import { cancelItem, listItem, recordEvent, streetItem, uuidOf, verifyItem } from './plan-support.js';

const advance =
  'mutation ($input: TopicAdvanceInput!) { topicAdvance(input: $input) { topic { stage } errors { code } } }';
const dayFromToday = (days: number): string =>
  new Date(Date.parse(`${todayInShanghai()}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);

describe('what is still to be done', () => {
  let w: LoopWorld;
  let topic: PlantedTopic;
  beforeAll(async () => {
    w = await LoopWorld.start();
  });
  beforeEach(async () => {
    for (const table of ['item_verification', 'implementation_event', 'item_co_unit', 'implementation_item'])
      await w.sql(`DELETE FROM ${table}`);
    topic = await w.topic(0, { stage: 'IMPLEMENTATION' });
  });
  afterAll(() => w.stop());

  const list = async (person: Person, args = ''): Promise<string[]> =>
    (
      await w
        .as(person)
        .must(`{ street(code: "${w.street.code}") { implementationItems${args} { nodes { measure } } } }`)
    ).street.implementationItems.nodes.map((node: { measure: string }) => node.measure);
  const verify = (itemId: string, result = 'CONFIRMED') =>
    w.as('clerk').must(verifyItem, { input: { itemId, result, verifiedOn: { value: '2025-05-20' } } });

  it('stands in the worklist by its day, without a day last, over pages', async () => {
    await streetItem(w, topic, { measure: '无期限' });
    await streetItem(w, topic, { measure: '后到期', dueOn: '2025-09-01' });
    await listItem(w, topic, { measure: '先到期', dueOn: '2025-04-01' });
    expect(await list('office')).toEqual(['先到期', '后到期', '无期限']);
    const page = async (after: string) =>
      (
        await w.as('liaison').must(
          `{ street(code: "${w.street.code}") { implementationItems(first: 1${after}) { totalCount nodes { measure }
              pageInfo { endCursor hasNextPage } } } }`,
        )
      ).street.implementationItems;
    const first = await page('');
    const second = await page(`, after: "${first.pageInfo.endCursor}"`);
    const third = await page(`, after: "${second.pageInfo.endCursor}"`);
    expect([first, second, third].map(({ nodes }) => nodes[0].measure)).toEqual(['先到期', '后到期', '无期限']);
    expect(third).toMatchObject({ totalCount: 3, pageInfo: { hasNextPage: false } });
    for (const person of ['otherOffice', 'otherConvener'] as const) expect(await list(person)).toEqual([]);
  });

  it('is overdue from the day after, until the unit says it is done; done, it waits for the check', async () => {
    const [late, dueToday, done, longTerm, cancelled, verified] = [
      await streetItem(w, topic, { measure: '逾期', dueOn: dayFromToday(-1) }),
      await streetItem(w, topic, { measure: '今天到期', dueOn: dayFromToday(0) }),
      await streetItem(w, topic, { measure: '完成未核验', dueOn: '2025-04-01' }),
      await streetItem(w, topic, { measure: '长期', dueOn: '2025-04-02' }),
      await streetItem(w, topic, { measure: '取消', dueOn: '2025-04-03' }),
      await streetItem(w, topic, { measure: '核验', dueOn: '2025-04-04' }),
    ];
    await w.as('office').must(recordEvent, {
      input: { itemId: done, kind: 'ACCEPTANCE', happenedOn: { value: '2025-03-20' }, state: 'DONE' },
    });
    await w.as('office').must(recordEvent, {
      input: { itemId: longTerm, kind: 'PROGRESS', happenedOn: { value: '2025-03-20' }, state: 'LONG_TERM' },
    });
    await w.as('office').must(cancelItem, { input: { itemId: cancelled, reason: '合并' } });
    await verify(verified);
    expect(await list('office', '(overdue: true)')).toEqual(['逾期']);
    expect(await list('office', '(overdue: false)')).toEqual(['完成未核验', '长期', '取消', '核验', '今天到期']);
    expect(await list('office', '(state: VERIFIED)')).toEqual(['核验']);
    expect(await list('office', '(overdue: true, state: DONE)')).toEqual([]);
    expect(await list('office', '(lateness: LATE)')).toEqual(['逾期']);
    expect(await list('office', '(lateness: DONE_UNVERIFIED)')).toEqual(['完成未核验']);
    expect(await list('office', '(lateness: NONE)')).toEqual(['长期', '取消', '核验', '今天到期']);
    const { nodes } = (
      await w
        .as('clerk')
        .must(`{ community(code: "${w.community.code}") { implementationItems { nodes { id isOverdue lateness } } } }`)
    ).community.implementationItems;
    expect(
      nodes.filter((node: { isOverdue: boolean }) => node.isOverdue).map((node: { id: string }) => node.id),
    ).toEqual([late]);
    expect(nodes.find((node: { id: string }) => node.id === done)).toMatchObject({ lateness: 'DONE_UNVERIFIED' });
    expect(nodes.map((node: { id: string }) => node.id)).toContain(dueToday);
  });

  it.each(Object.values(ItemState))('%s past its day is late or not, in the worklist as on the item', async (state) => {
    const id = uuidOf(await streetItem(w, topic, { dueOn: '2025-04-01' }));
    await w.sql('UPDATE implementation_item SET state = $2 WHERE id = $1', [id, state]);
    const late = ['NOT_STARTED', 'UNDER_WAY'].includes(state);
    expect(isOverdue({ dueOn: '2025-04-01', state }, '2025-04-02')).toBe(late);
    expect(isOverdue({ dueOn: '2025-04-01', state }, '2025-04-01')).toBe(false);
    expect(await list('office', '(overdue: true)')).toHaveLength(late ? 1 : 0);
  });

  it('keeps the gate of IMPLEMENTATION shut, in every plan of the topic, until verified or cancelled', async () => {
    await w.sql(`UPDATE procedure_stage SET gate_mode = 'BLOCK' WHERE kind = 'IMPLEMENTATION'`);
    const items = [await streetItem(w, topic), await listItem(w, topic), await listItem(w, topic)];
    const go = (lang = 'en') =>
      w
        .as('clerk')
        .with({ 'accept-language': lang })
        .ask(advance.replace('{ code }', '{ code message }'), { input: { id: topic.id, expectedVersion: 1 } });
    const blocked = async (): Promise<string> =>
      (await go()).data.topicAdvance.errors
        .map((error: { code: string; message: string }) => `${error.code} ${error.message}`)
        .join();
    expect(await blocked()).toMatch(/^GATE_BLOCKED .*3 items are neither verified nor cancelled/);
    await verify(items[0]!);
    await w.as('clerk').must(cancelItem, { input: { itemId: items[1]!, reason: '合并' } });
    expect(await blocked()).toMatch(/1 item is neither verified nor cancelled/);
    await verify(items[2]!);
    await verify(items[2]!, 'NOT_DONE');
    expect(await blocked()).toMatch(/1 item is/);
    await verify(items[2]!);
    expect((await go()).data.topicAdvance).toEqual({ topic: { stage: 'EVALUATION' }, errors: [] });
    await w.sql(`UPDATE procedure_stage SET gate_mode = 'REMIND'`);
  });

  it('reminds where the city set it so, and keeps what was missing with the step', async () => {
    await listItem(w, topic);
    expect(await refusalOf(w.as('clerk'), advance, { id: topic.id, expectedVersion: 1 })).toBeNull();
    expect(await w.sql('SELECT missing FROM topic_step WHERE topic_id = $1', [topic.uuid])).toEqual([
      { missing: ['ITEMS_NOT_VERIFIED'] },
    ]);
  });
});
