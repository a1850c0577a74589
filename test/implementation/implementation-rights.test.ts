import { DatabaseLevels, LET_THROUGH, REFUSED } from '../outcomes/database-levels.js';
import { LoopWorld, type Person, type PlantedTopic, refusalOf } from '../outcomes/loop-world.js';
import {
  addItem,
  cancelItem,
  handOut,
  listItem,
  recordEvent,
  recordList,
  streetItem,
  uuidOf,
  verifyItem,
} from './plan-support.js';

const TABLES = [
  'implementation_plan',
  'implementation_item',
  'item_co_unit',
  'implementation_event',
  'item_verification',
  'unit',
  'audit_event',
];
const READERS: readonly Person[] = ['liaison', 'committee', 'admin', 'observer'];

describe('who writes plans, items, events and verifications', () => {
  let w: LoopWorld;
  let topic: PlantedTopic;
  let ids: Record<'street' | 'list', { itemId: string; planId: string }>;
  beforeAll(async () => {
    w = await LoopWorld.start();
    topic = await w.topic(0);
    const planOf = async (itemId: string): Promise<string> =>
      w.globalId(
        'ImplementationPlan',
        (
          await w.sql<{ plan_id: string }>('SELECT plan_id FROM implementation_item WHERE id = $1', [uuidOf(itemId)])
        )[0]!.plan_id,
      );
    const [street, list] = [await streetItem(w, topic), await listItem(w, topic)];
    ids = {
      street: { itemId: street, planId: await planOf(street) },
      list: { itemId: list, planId: await planOf(list) },
    };
  });
  afterAll(() => w.stop());

  const item = { measure: '再办一件', responsibleUnitName: '别的单位' };
  const attempt = (name: string, whose: 'street' | 'list'): [string, object] => {
    const { itemId, planId } = ids[whose];
    const attempts: Record<string, [string, object]> = {
      implementationPlanHandOut: [handOut, { topicId: topic.id, title: '计划', items: [item] }],
      responsibilityListRecord: [recordList, { topicId: topic.id, items: [item] }],
      itemAdd: [addItem, { planId, item }],
      itemEventRecord: [
        recordEvent,
        { itemId, kind: 'PROGRESS', happenedOn: { value: '2025-04-01' }, state: 'UNDER_WAY' },
      ],
      itemCancel: [cancelItem, { itemId, reason: '不办' }],
      itemVerify: [verifyItem, { itemId, result: 'CONFIRMED', verifiedOn: { value: '2025-04-01' } }],
    };
    return attempts[name]!;
  };
  const forbidden = (...people: readonly Person[]): [Person, string][] => people.map((person) => [person, 'FORBIDDEN']);
  const refused: readonly [string, 'street' | 'list', readonly [Person, string][]][] = [
    [
      'implementationPlanHandOut',
      'street',
      [...forbidden('convener', 'clerk', 'otherConvener', ...READERS), ['otherOffice', 'NOT_FOUND']],
    ],
    [
      'responsibilityListRecord',
      'list',
      [...forbidden('office', 'otherOffice', ...READERS), ['otherConvener', 'NOT_FOUND']],
    ],
    [
      'itemAdd',
      'street',
      [...forbidden('convener', 'clerk', ...READERS), ['otherConvener', 'NOT_FOUND'], ['otherOffice', 'NOT_FOUND']],
    ],
    [
      'itemAdd',
      'list',
      [...forbidden('office', ...READERS), ['otherConvener', 'NOT_FOUND'], ['otherOffice', 'NOT_FOUND']],
    ],
    [
      'itemEventRecord',
      'street',
      [...forbidden(...READERS), ['otherConvener', 'NOT_FOUND'], ['otherOffice', 'NOT_FOUND']],
    ],
    [
      'itemEventRecord',
      'list',
      [...forbidden('office', ...READERS), ['otherConvener', 'NOT_FOUND'], ['otherOffice', 'NOT_FOUND']],
    ],
    [
      'itemCancel',
      'street',
      [...forbidden('convener', 'clerk', ...READERS), ['otherConvener', 'NOT_FOUND'], ['otherOffice', 'NOT_FOUND']],
    ],
    [
      'itemCancel',
      'list',
      [...forbidden('office', ...READERS), ['otherConvener', 'NOT_FOUND'], ['otherOffice', 'NOT_FOUND']],
    ],
    ['itemVerify', 'street', [...forbidden('office', 'otherOffice', ...READERS), ['otherConvener', 'NOT_FOUND']]],
    ['itemVerify', 'list', [...forbidden('office', 'otherOffice', ...READERS), ['otherConvener', 'NOT_FOUND']]],
  ];
  const cells = refused.flatMap(([name, whose, people]) =>
    people.map(([person, code]) => [name, whose, person, code] as const),
  );

  it.each(cells)(
    "%s on what is the %s's by %s is refused with %s, and no row changes",
    async (name, whose, person, code) => {
      const before = await w.rows(...TABLES);
      const [query, input] = attempt(name, whose);
      expect(await refusalOf(w.as(person), query, input)).toBe(code);
      expect(await w.rows(...TABLES)).toEqual(before);
    },
  );

  it('says beforehand what each may do', async () => {
    const query = `{ topic(id: "${topic.id}") { viewerCanHandOutPlan viewerCanRecordList plans {
      kind viewerCanAddItem items { viewerCanRecordEvent viewerCanCancel viewerCanVerify } } } }`;
    const rights = async (person: Person): Promise<string> => {
      const { plans, ...own } = (await w.as(person).must(query)).topic;
      const letters = (flags: Record<string, unknown>): string =>
        Object.values(flags)
          .filter((flag) => typeof flag === 'boolean')
          .map((flag) => (flag ? 'y' : '-'))
          .join('');
      return [
        letters(own),
        ...plans.map((plan: { viewerCanAddItem: boolean; items: Record<string, unknown>[] }) =>
          letters({ add: plan.viewerCanAddItem, ...plan.items[0] }),
        ),
      ].join(' ');
    };
    // topic: hand out, record list; then for the street's plan and the room's list: add, event, cancel, verify.
    expect(await rights('office')).toBe('y- yyy- ----');
    expect(await rights('clerk')).toBe('-y -y-y yyyy');
    expect(await rights('convener')).toBe('-y -y-y yyyy');
    for (const person of READERS) expect(await rights(person)).toBe('-- ---- ----');
  });

  describe('in the database itself, below every rule of the server', () => {
    let levels: DatabaseLevels;
    beforeAll(async () => {
      levels = await DatabaseLevels.open(w);
    });
    afterAll(() => levels.close());
    const DAY = '2025-04-01';

    it('a verification is inserted by the room alone, for items that others handed out too', async () => {
      for (const { itemId } of Object.values(ids)) {
        const row = {
          item_id: uuidOf(itemId),
          result: 'CONFIRMED',
          verified_from: DAY,
          verified_to: DAY,
          verified_precision: 'DAY',
        };
        for (const who of [levels.street, levels.otherStreet, levels.city])
          expect(await levels.insert(who, 'item_verification', row)).toMatch(REFUSED);
        expect(await levels.insert(levels.room, 'item_verification', row)).toBe(LET_THROUGH);
      }
    });

    it('plans and items are inserted by the level whose kind they are, and never as done already', async () => {
      const unit = (await w.sql('SELECT id FROM unit LIMIT 1'))[0]!['id'];
      for (const [kind, plan, owner, other] of [
        ['IMPLEMENTATION_PLAN', ids.street.planId, levels.street, levels.room],
        ['RESPONSIBILITY_LIST', ids.list.planId, levels.room, levels.street],
      ] as const) {
        expect(
          await levels.insert(other, 'implementation_plan', { topic_id: topic.uuid, kind, title: '计划' }),
        ).toMatch(REFUSED);
        expect(await levels.insert(owner, 'implementation_plan', { topic_id: topic.uuid, kind, title: '计划' })).toBe(
          LET_THROUGH,
        );
        const row = {
          topic_id: topic.uuid,
          plan_id: uuidOf(plan),
          plan_kind: kind,
          measure: '办',
          responsible_unit_id: unit,
          assigned_on: DAY,
        };
        expect(await levels.insert(other, 'implementation_item', row)).toMatch(REFUSED);
        expect(await levels.insert(owner, 'implementation_item', row)).toBe(LET_THROUGH);
        expect(await levels.insert(owner, 'implementation_item', { ...row, state: 'VERIFIED' })).toMatch(REFUSED);
      }
    });

    it("nobody writes an item's state, or changes what was written", async () => {
      for (const who of [levels.room, levels.street, levels.city]) {
        expect(await levels.run(who, `UPDATE implementation_item SET state = 'VERIFIED'`)).toMatch('permission denied');
        for (const table of ['implementation_event', 'item_verification', 'implementation_plan'])
          expect(await levels.run(who, `DELETE FROM ${table}`)).toMatch('permission denied');
      }
    });

    it('no event says "verified", from whichever level', async () => {
      const row = {
        item_id: uuidOf(ids.street.itemId),
        kind: 'PROGRESS',
        happened_from: DAY,
        happened_to: DAY,
        happened_precision: 'DAY',
      };
      for (const who of [levels.room, levels.street]) {
        expect(await levels.insert(who, 'implementation_event', { ...row, state: 'VERIFIED' })).toMatch(
          'ck_item_event_state',
        );
        expect(await levels.insert(who, 'implementation_event', { ...row, state: 'DONE' })).toBe(LET_THROUGH);
      }
      expect(await levels.insert(levels.city, 'implementation_event', row)).toMatch(REFUSED);
    });
  });
});
