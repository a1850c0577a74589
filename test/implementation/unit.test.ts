import { normalUnitName } from '../../src/modules/implementation/unit.service.js';
import { GrantRole } from '../../src/kernel/grant-role.js';
import { refusalOf, LoopWorld } from '../outcomes/loop-world.js';
import { handOut, listItem, recordList, unitRecord } from './plan-support.js';

describe('responsible units', () => {
  let w: LoopWorld;
  beforeAll(async () => {
    w = await LoopWorld.start();
  });
  afterAll(() => w.stop());

  const names = async (): Promise<string[]> =>
    (await w.sql('SELECT name FROM unit ORDER BY name')).map((row) => row['name'] as string);

  it.each([
    [' 如城 水务局 ', '如城水务局'],
    ['水务局（河长办）', '水务局(河长办)'],
    ['ＡＢＣ　Water  Works', 'ABC Water Works'],
    ['水\u200b务局', '水务局'],
    ['水务局\u0000', '水务局'],
    ['5G 公司', '5G公司'],
  ])('%j is kept as %j', (typed, kept) => {
    expect(normalUnitName(typed)).toBe(kept);
    expect(normalUnitName(kept)).toBe(kept);
  });

  it('are one for one name, however many name it at once and from wherever', async () => {
    const topic = await w.topic(0);
    const people = ['clerk', 'office', 'admin', 'convener', 'otherConvener', 'otherOffice', 'clerk', 'admin'] as const;
    const made = await Promise.all(
      people.map((person) => w.as(person).must(unitRecord, { input: { name: ' 供电 公司', kind: 'COMPANY' } })),
    );
    expect(new Set(made.map((answer) => answer.unitRecord.unit.id)).size).toBe(1);
    // Two lists naming the same new units in opposite orders must not wait for each other for ever.
    const many = Array.from({ length: 6 }, (_, index) => `协办单位${index}`);
    await Promise.all(
      Array.from({ length: 8 }, (_, index) =>
        w.as(index % 2 ? 'clerk' : 'convener').must(recordList, {
          input: {
            topicId: topic.id,
            items: (index % 2 ? many : many.toReversed()).map((name) => ({
              measure: '办',
              responsibleUnitName: name,
              coUnitNames: ['供电公司'],
            })),
          },
        }),
      ),
    );
    expect(await names()).toEqual([...many, '供电公司'].sort());
  });

  it('keep what they are when named again', async () => {
    await w.as('admin').must(unitRecord, { input: { name: '燃气公司', kind: 'COMPANY' } });
    expect(
      (await w.as('clerk').must(unitRecord, { input: { name: '燃气公司', kind: 'DEPARTMENT' } })).unitRecord.unit,
    ).toMatchObject({ name: '燃气公司', kind: 'COMPANY' });
  });

  it('are found by a part of the name, by everyone of the city and by nobody of another', async () => {
    await listItem(w, await w.topic(0), { responsibleUnitName: '市政管理处' });
    const search = (name: string): string =>
      `{ community(code: "${w.community.code}") { units(name: ${JSON.stringify(name)}) { totalCount nodes { name } } }
        }`;
    for (const person of ['clerk', 'office', 'committee', 'observer'] as const)
      expect((await w.as(person).must(search(' 市政'))).community.units).toEqual({
        totalCount: 1,
        nodes: [{ name: '市政管理处' }],
      });
    expect((await w.as('clerk').must(search('%'))).community.units.totalCount).toBe(0);
    const stranger = await w.world.account(GrantRole.CITY_ADMIN, await w.world.city('乙市'));
    await stranger.must(unitRecord, { input: { name: '市政管理处', kind: 'DEPARTMENT' } });
    expect((await w.as('clerk').must(search('市政'))).community.units.totalCount).toBe(1);
  });

  it("are named by those who hand something out, and by their own city's ids only", async () => {
    const before = await names();
    for (const person of ['liaison', 'committee', 'observer'] as const)
      expect(await refusalOf(w.as(person), unitRecord, { name: '新单位', kind: 'OTHER' })).toBe('FORBIDDEN');
    expect(await refusalOf(w.world.anonymous, unitRecord, { name: '新单位', kind: 'OTHER' })).toBe('UNAUTHENTICATED');
    const topic = await w.topic(0);
    const stranger = await w.world.account(GrantRole.CITY_ADMIN, await w.world.city('丙市'));
    const foreign = (await stranger.must(unitRecord, { input: { name: '外市单位', kind: 'OTHER' } })).unitRecord.unit
      .id;
    expect(
      await refusalOf(w.as('office'), handOut, {
        topicId: topic.id,
        title: '计划',
        items: [{ measure: '办', responsibleUnitId: foreign }],
      }),
    ).toBe('NOT_FOUND');
    expect(await names()).toEqual(before);
  });
});
