import { Planting } from './planting.js';

describe('a register that was given up', () => {
  let planting: Planting;
  beforeAll(async () => {
    planting = await Planting.alone();
  });
  afterAll(() => planting.stop());

  const change = (roomId: string, kind: string, set: string) =>
    planting.world.sql(planting.city.cityId, `UPDATE room_register SET ${set} WHERE room_id = $1 AND kind = $2`, [
      roomId,
      kind,
    ]);

  it('is asked about in the period in which it ended, with what is kept there', async () => {
    const room = await planting.room();
    const found = () => planting.signals(room.place, 'REGISTER_GIVEN_UP');
    expect(await found()).toEqual([]);
    await change(room.id, 'CONCERNS', `kept_to = '2024-08-15'`);
    await change(room.id, 'MINUTES', `kept_to = '2024-01-15'`);
    expect(await found()).toEqual([
      expect.objectContaining({
        kind: 'REGISTER_GIVEN_UP',
        count: 1,
        of: 10,
        question: expect.stringContaining('10 种台账中，有 1 种'),
      }),
    ]);
  });

  it('is not asked about where it went on the next day, or was taken back', async () => {
    const room = await planting.room();
    const found = () => planting.signals(room.place, 'REGISTER_GIVEN_UP');
    await change(room.id, 'CONCERNS', `kept_to = '2024-08-15'`);
    expect(await found()).toHaveLength(1);
    const { cityId } = planting.city;
    const again = await planting.world.insert(cityId, 'room_register', {
      place_id: room.place.id,
      place_path: room.place.path,
      room_id: room.id,
      kind: 'CONCERNS',
      kept_from: '2024-08-16',
    });
    expect(await found()).toEqual([]);
    await planting.world.sql(cityId, `UPDATE room_register SET taken_back_on = '2024-09-01' WHERE id = $1`, [again]);
    expect(await found()).toHaveLength(1);
    await change(room.id, 'CONCERNS', `taken_back_on = '2024-09-01'`);
    expect(await found()).toEqual([]);
  });
});
