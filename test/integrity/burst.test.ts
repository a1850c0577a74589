import { type Days, type Entry, type Planted, Planting } from './planting.js';

type Held = readonly [held: Days, entered: string, entry?: Entry];

describe('entered all at once at the end of a period', () => {
  let planting: Planting;
  beforeAll(async () => {
    planting = await Planting.alone();
  });
  afterAll(() => planting.stop());

  const planted = (sessions: readonly Held[]): Promise<Planted> =>
    planting.inOneRoom(sessions, (room, topic, [held, entered, entry]) =>
      planting.session(room, topic, held, { entered, ...entry }),
    );
  const inTime = (day: string): Held => [day, `${day}T18:00:00+08:00`];
  const atEnd = (day: Days, entry?: Entry): Held => [day, '2024-09-30T10:00:00+08:00', entry];
  const five = ['2024-07-03', '2024-07-20', '2024-08-04', '2024-08-20', '2024-09-02'] as const;

  it('asks about four of five, and names the four', async () => {
    const { room, ids } = await planted([...five.slice(0, 4).map((day) => atEnd(day)), inTime(five[4])]);
    const signals = await planting.signals(room.place);
    expect(signals).toEqual([
      expect.objectContaining({
        kind: 'BURST_BEFORE_END',
        timing: null,
        count: 4,
        of: 5,
        ids: ids.slice(0, 4),
        against: [null, null, null, null],
      }),
    ]);
    expect(signals[0]!.question).toBe(
      '2024年第三季度召开的 5 次会议中，有 4 次是在期末最后 3 天录入的，录入时会议都已开过 14 天以上。是集中补录吗？',
    );
  });

  it('counts the last three days as days of Shanghai', async () => {
    // 16:30 in London's winter is half past midnight in Shanghai: already the 28th.
    const { room } = await planted(five.map((day): Held => [day, '2024-09-27T16:30:00Z']));
    expect(await planting.signals(room.place)).toEqual([expect.objectContaining({ count: 5, of: 5 })]);
  });

  const cases: readonly (readonly [string, readonly Held[]])[] = [
    ['four sessions, all of them then', five.slice(0, 4).map((day) => atEnd(day))],
    ['three of five', [...five.slice(0, 3).map((day) => atEnd(day)), inTime(five[3]), inTime(five[4])]],
    [
      'seven of nine',
      ['2024-07-01', '2024-07-02', '2024-07-04', '2024-07-05', '2024-07-06', '2024-07-07', '2024-07-08']
        .map((day) => atEnd(day))
        .concat([inTime(five[3]), inTime(five[4])]),
    ],
    ['the fourth day before the end', five.map((day): Held => [day, '2024-09-27T15:30:00Z'])],
    ['the day after the end', five.map((day): Held => [day, '2024-10-01T10:00:00+08:00'])],
    [
      'two weeks later, to the day',
      ['2024-09-14', '2024-09-15', '2024-09-14', '2024-09-14']
        .map((day): Held => [day, `2024-09-${Number(day.slice(8)) + 14}T10:00:00+08:00`])
        .concat([atEnd('2024-09-16')]),
    ],
    [
      'set beforehand',
      five.map((day): Held => [day, '2024-06-20T10:00:00+08:00', { changed: '2024-09-30T10:00:00+08:00' }]),
    ],
    ['a month that may have ended two days before', five.map(() => atEnd(['2024-09-01', '2024-09-28', 'MONTH']))],
    ['a year that may be another quarter', five.map(() => atEnd(['2024-01-01', '2024-09-30', 'YEAR']))],
    ['taken over from a published source', five.map((day) => atEnd(day, { origin: 'TAKEN_OVER' }))],
    ['derived from a published source', five.map((day) => atEnd(day, { origin: 'DERIVED' }))],
  ];
  it.each(cases)('asks nothing: %s', async (_name, sessions) => {
    const { room } = await planted(sessions);
    expect(await planting.signals(room.place, 'BURST_BEFORE_END')).toEqual([]);
  });

  it('asks about a month that was over long before, and about paper', async () => {
    const { room } = await planted(
      five.map(() => atEnd(['2024-07-01', '2024-07-31', 'MONTH'], { origin: 'RECORDED_FROM_PAPER' })),
    );
    expect(await planting.signals(room.place, 'BURST_BEFORE_END')).toEqual([
      expect.objectContaining({ count: 5, of: 5 }),
    ]);
  });

  it('leaves what was called off or only set out of it', async () => {
    const { room, ids } = await planted(five.map((day) => atEnd(day)));
    await planting.world.sql(
      planting.city.cityId,
      `UPDATE session SET state = 'CANCELLED', held_from = NULL, held_to = NULL WHERE id = $1`,
      [ids[0]],
    );
    expect(await planting.signals(room.place)).toEqual([]);
  });
});
