import { refusalOf, LoopWorld, type PlantedTopic } from '../outcomes/loop-world.js';
import { cancelItem, listItem, recordEvent, streetItem, uuidOf, verifyItem } from './plan-support.js';

describe('what becomes of an item', () => {
  let w: LoopWorld;
  let topic: PlantedTopic;
  beforeAll(async () => {
    w = await LoopWorld.start();
  });
  beforeEach(async () => {
    topic = await w.topic(0, { stage: 'IMPLEMENTATION' });
  });
  afterAll(() => w.stop());

  const event = (itemId: string, kind: string, value: string, fields: object = {}): object => ({
    itemId,
    kind,
    happenedOn: { value },
    ...fields,
  });
  const stored = async (itemId: string): Promise<Record<string, unknown>> =>
    (
      await w.sql('SELECT state, version, completed_on, verified_on FROM implementation_item WHERE id = $1', [
        uuidOf(itemId),
      ])
    )[0]!;
  const verify = async (itemId: string, result: string, value = '2025-05-20') =>
    (await w.as('clerk').must(verifyItem, { input: { itemId, result, verifiedOn: { value } } })).itemVerify
      .verification;

  it("follows its events and the room's verification", async () => {
    const itemId = await streetItem(w, topic);
    await w.as('office').must(recordEvent, { input: event(itemId, 'SITE_SURVEY', '2025-03-05', { note: '现场勘查' }) });
    expect(await stored(itemId)).toMatchObject({ state: 'NOT_STARTED', version: 1 });
    await w.as('office').must(recordEvent, { input: event(itemId, 'PROGRESS', '2025-04-01', { state: 'UNDER_WAY' }) });
    const done = (
      await w.as('clerk').must(recordEvent, { input: event(itemId, 'ACCEPTANCE', '2025-05-10', { state: 'DONE' }) })
    ).itemEventRecord.event;
    expect(done).toMatchObject({
      kind: 'ACCEPTANCE',
      state: 'DONE',
      item: { state: 'DONE', version: 3, completedOn: '2025-05-10', verifiedOn: null },
    });
    expect(await verify(itemId, 'CONFIRMED')).toMatchObject({
      result: 'CONFIRMED',
      item: { state: 'VERIFIED', completedOn: '2025-05-10', verifiedOn: '2025-05-20' },
    });
    const read = (
      await w.as('liaison').must(
        `{ topic(id: "${topic.id}") { plans { items { events(first: 2) { totalCount nodes { kind happenedOn { value }
            } pageInfo { hasNextPage endCursor } } verifications { result } } } } }`,
      )
    ).topic.plans[0].items[0];
    expect(read).toMatchObject({
      events: {
        totalCount: 3,
        nodes: [{ kind: 'SITE_SURVEY', happenedOn: { value: '2025-03-05' } }, { kind: 'PROGRESS' }],
        pageInfo: { hasNextPage: true },
      },
      verifications: [{ result: 'CONFIRMED' }],
    });
  });

  it("once verified is opened again by the room's NOT_DONE alone", async () => {
    const itemId = await streetItem(w, topic);
    await verify(itemId, 'CONFIRMED');
    const before = await w.rows('implementation_event', 'item_verification', 'implementation_item');
    for (const person of ['office', 'clerk'] as const)
      expect(
        await refusalOf(w.as(person), recordEvent, event(itemId, 'PROGRESS', '2025-06-01', { state: 'UNDER_WAY' })),
      ).toBe('ITEM_VERIFIED');
    expect(await refusalOf(w.as('office'), cancelItem, { itemId, reason: '不办了' })).toBe('ITEM_VERIFIED');
    expect(
      await refusalOf(w.as('clerk'), verifyItem, { itemId, result: 'CONFIRMED', verifiedOn: { value: '2025-06-01' } }),
    ).toBe('ITEM_VERIFIED');
    expect(await w.rows('implementation_event', 'item_verification', 'implementation_item')).toEqual(before);
    await w.as('office').must(recordEvent, { input: event(itemId, 'REPLY', '2025-06-01', { note: '答复居民' }) });
    expect((await verify(itemId, 'NOT_DONE')).item).toMatchObject({
      state: 'UNDER_WAY',
      completedOn: null,
      verifiedOn: null,
    });
    await w.as('office').must(recordEvent, { input: event(itemId, 'PROGRESS', '2025-06-10', { state: 'LONG_TERM' }) });
    expect((await stored(itemId))['state']).toBe('LONG_TERM');
  });

  it('once cancelled goes no further', async () => {
    const itemId = await listItem(w, topic);
    const item = (await w.as('clerk').must(cancelItem, { input: { itemId, reason: '并入另一项' } })).itemCancel.item;
    expect(item).toMatchObject({ state: 'CANCELLED', completedOn: null });
    expect(await refusalOf(w.as('clerk'), cancelItem, { itemId, reason: '再取消' })).toBe('ITEM_CANCELLED');
    expect(
      await refusalOf(w.as('clerk'), recordEvent, event(itemId, 'PROGRESS', '2025-06-01', { state: 'DONE' })),
    ).toBe('ITEM_CANCELLED');
    expect(
      await refusalOf(w.as('clerk'), verifyItem, { itemId, result: 'CONFIRMED', verifiedOn: { value: '2025-06-01' } }),
    ).toBe('ITEM_CANCELLED');
    expect(await w.sql('SELECT kind, note FROM implementation_event WHERE item_id = $1', [uuidOf(itemId)])).toEqual([
      { kind: 'CANCELLED', note: '并入另一项' },
    ]);
  });

  it.each<[string, string, object, string, string[]]>([
    ['a cancelling event', 'CANCELLED', { note: '不办' }, 'CANCEL_IS_APART', ['input', 'kind']],
    ['the state CANCELLED', 'PROGRESS', { state: 'CANCELLED' }, 'CANCEL_IS_APART', ['input', 'state']],
    ['the state VERIFIED', 'ACCEPTANCE', { state: 'VERIFIED' }, 'VERIFICATION_IS_THE_ROOMS', ['input', 'state']],
    ['a return without a reason', 'RETURNED', {}, 'TEXT_EMPTY', ['input', 'note']],
    [
      'a day that has not come',
      'PROGRESS',
      { happenedOn: { value: '2999-01-01' } },
      'DATE_IN_FUTURE',
      ['input', 'happenedOn'],
    ],
    ['a note too long', 'PROGRESS', { note: '长'.repeat(1001) }, 'TEXT_TOO_LONG', ['input', 'note']],
  ])('takes no %s from anyone, and stays as it was', async (_what, kind, fields, code, path) => {
    const itemId = await streetItem(w, topic);
    const before = [await stored(itemId), await w.rows('implementation_event', 'audit_event')];
    for (const person of ['office', 'clerk'] as const) {
      const answer = await w
        .as(person)
        .ask(recordEvent, { input: { ...event(itemId, kind, '2025-04-01'), ...fields } });
      expect(answer.data.itemEventRecord).toEqual({ event: null, errors: [{ code, path }] });
    }
    expect([await stored(itemId), await w.rows('implementation_event', 'audit_event')]).toEqual(before);
  });

  it.each([1, 2, 3, 4, 5, 6])('takes one of three that verify and cancel it at once (try %i)', async () => {
    const itemId = await streetItem(w, topic);
    const [first, second, cancelled, reply] = await Promise.all([
      refusalOf(w.as('clerk'), verifyItem, { itemId, result: 'CONFIRMED', verifiedOn: { value: '2025-05-20' } }),
      refusalOf(w.as('convener'), verifyItem, { itemId, result: 'CONFIRMED', verifiedOn: { value: '2025-05-21' } }),
      refusalOf(w.as('office'), cancelItem, { itemId, reason: '不办了' }),
      refusalOf(w.as('office'), recordEvent, event(itemId, 'REPLY', '2025-05-20')),
    ]);
    expect([first, second, cancelled].filter((code) => code === null)).toHaveLength(1);
    expect(reply).toBeNull();
    expect((await stored(itemId))['state']).toBe(cancelled === null ? 'CANCELLED' : 'VERIFIED');
  });

  it("known to the month counts as done on the month's last day", async () => {
    const itemId = await listItem(w, topic);
    await w.as('clerk').must(recordEvent, {
      input: {
        ...event(itemId, 'ACCEPTANCE', '2025-04-03', { state: 'DONE' }),
        happenedOn: { value: '2025-04-03', precision: 'MONTH' },
      },
    });
    expect((await stored(itemId))['completed_on']).toBe('2025-04-30');
  });

  it.each([
    [
      'item_follows_event',
      'implementation_event',
      (itemId: string) =>
        w.as('office').must(recordEvent, { input: event(itemId, 'PROGRESS', '2025-04-01', { state: 'UNDER_WAY' }) }),
      'UNDER_WAY',
    ],
    ['item_follows_verification', 'item_verification', (itemId: string) => verify(itemId, 'CONFIRMED'), 'VERIFIED'],
  ])('follows by the trigger %s alone: without it nothing moves', async (trigger, table, write, state) => {
    const [still, moving] = [await streetItem(w, topic), await streetItem(w, topic)];
    await w.sql(`ALTER TABLE ${table} DISABLE TRIGGER ${trigger}`);
    await write(still);
    await w.sql(`ALTER TABLE ${table} ENABLE TRIGGER ${trigger}`);
    await write(moving);
    expect(await stored(still)).toMatchObject({ state: 'NOT_STARTED', version: 1 });
    expect(await stored(moving)).toMatchObject({ state, version: 2 });
  });
});
