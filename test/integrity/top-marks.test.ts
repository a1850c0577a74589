import { type Planted, Planting } from './planting.js';

describe('only top marks', () => {
  let planting: Planting;
  beforeAll(async () => {
    planting = await Planting.alone();
  });
  afterAll(() => planting.stop());

  const planted = (count: number): Promise<Planted> =>
    planting.inOneRoom(Array(count).keys(), (room, topic, index) =>
      planting.evaluation(room, topic, `2024-08-${String(index + 1).padStart(2, '0')}`),
    );

  it('are asked about from ten on', async () => {
    const ten = await planted(10);
    expect(await planting.signals(ten.room.place)).toEqual([
      expect.objectContaining({ kind: 'ONLY_TOP_MARKS', count: 10, of: 10, ids: ten.ids }),
    ]);
    expect(await planting.signals((await planted(9)).room.place)).toEqual([]);
  });

  it('are not all when one other is among them, or only may be', async () => {
    const mixed = await planted(10);
    await planting.evaluation(mixed.room, mixed.topic, '2024-08-20', 'BASICALLY_SATISFIED');
    const perhaps = await planted(10);
    await planting.evaluation(perhaps.room, perhaps.topic, ['2024-01-01', '2024-12-31', 'YEAR'], 'NOT_SATISFIED');
    for (const { room } of [mixed, perhaps]) expect(await planting.signals(room.place)).toEqual([]);
    // Outside the period it says nothing of it.
    const before = await planted(10);
    await planting.evaluation(before.room, before.topic, '2024-06-30', 'NOT_SATISFIED');
    expect(await planting.signals(before.room.place)).toHaveLength(1);
  });

  it('do not become ten by one that only may lie in the period, or was taken over', async () => {
    const { room, topic } = await planted(9);
    await planting.evaluation(room, topic, ['2024-01-01', '2024-12-31', 'YEAR']);
    await planting.evaluation(room, topic, '2024-08-20', 'SATISFIED', { origin: 'TAKEN_OVER' });
    expect(await planting.signals(room.place)).toEqual([]);
    await planting.evaluation(room, topic, ['2024-08-01', '2024-08-31', 'MONTH']);
    expect(await planting.signals(room.place)).toEqual([expect.objectContaining({ count: 10, of: 10 })]);
  });
});
