import { type Days, type Entry, Planting } from './planting.js';

describe('open topics with the same title', () => {
  let planting: Planting;
  beforeAll(async () => {
    planting = await Planting.alone();
  });
  afterAll(() => planting.stop());

  type Titled = Entry & { readonly title: string; readonly proposed?: Days };
  const planted = async (...topics: readonly Titled[]) => {
    const room = await planting.room();
    const ids: string[] = [];
    for (const { title, proposed = '2024-08-01', ...entry } of topics)
      ids.push(await planting.topic(room, proposed, entry, title));
    return { room, ids, found: () => planting.signals(room.place, 'TWIN_TOPICS') };
  };
  const set = (id: string, change: string) =>
    planting.world.sql(planting.city.cityId, `UPDATE topic SET ${change} WHERE id = $1`, [id]);

  it('are asked about, each beside the oldest other one, without regard to invisible characters', async () => {
    const { ids, found } = await planted(
      { title: '路灯　Ａ', entered: '2024-08-02T09:00:00Z' },
      { title: '路\u200B灯A', entered: '2024-08-03T09:00:00Z' },
      { title: '路灯 A', entered: '2024-08-04T09:00:00Z' },
      { title: '路灯B' },
    );
    const [first, second, third] = ids;
    expect(await found()).toEqual([
      expect.objectContaining({
        kind: 'TWIN_TOPICS',
        timing: null,
        count: 3,
        of: 4,
        ids: expect.arrayContaining([first, second, third]),
        question: expect.stringContaining('4 个议题中，有 3 个'),
      }),
    ]);
    const { ids: shown, against } = (await found())[0]!;
    expect(Object.fromEntries(shown.map((id, index) => [id, against[index]]))).toEqual({
      [first!]: second,
      [second!]: first,
      [third!]: first,
    });
  });

  it('are not asked about once one of them is closed, in another room, or under another title', async () => {
    const { ids, found } = await planted({ title: '井盖' }, { title: '井盖' });
    expect(await found()).toHaveLength(1);
    await set(ids[1]!, `state = 'CLOSED'`);
    expect(await found()).toEqual([]);
    const alone = await planted({ title: '井盖' }, { title: '井蓋' });
    expect(await alone.found()).toEqual([]);
  });

  it('belong to the period of their proposal, and are compared with those of any time', async () => {
    const { ids, found } = await planted({ title: '河道', proposed: '2023-02-01' }, { title: '河 道' });
    expect(await found()).toEqual([expect.objectContaining({ count: 1, of: 1, ids: [ids[1]], against: [ids[0]] })]);
    await set(ids[1]!, `proposed_from = '2024-10-01', proposed_to = '2024-10-01'`);
    expect(await found()).toEqual([]);
  });

  it('are not asked about where they were taken over from a source', async () => {
    const { ids, found } = await planted({ title: '燃气', origin: 'TAKEN_OVER' }, { title: '燃气' });
    expect(await found()).toEqual([expect.objectContaining({ count: 1, of: 1, ids: [ids[1]] })]);
    await set(ids[1]!, `origin = 'DERIVED'`);
    expect(await found()).toEqual([]);
  });
});
