import { type Planted, Planting, SIGNAL } from './planting.js';

/** So many ideographs, none of them a numeral, the same for the same start. */
const text = (length: number, start = 0): string =>
  Array.from({ length }, (_, index) => String.fromCodePoint(0x6000 + start + index)).join('');

describe('minutes that are alike', () => {
  let planting: Planting;
  let serial = 0;
  beforeAll(async () => {
    planting = await Planting.alone();
  });
  afterAll(() => planting.stop());

  /** A text of this length that no other case has. */
  const fresh = (length: number): string => text(length, (serial += 1) * 100);

  const planted = (
    minutes: readonly (string | undefined)[],
    days = ['2024-07-03', '2024-08-04', '2024-09-05'],
  ): Promise<Planted> =>
    planting.inOneRoom(minutes.entries(), (room, topic, [index, minute]) =>
      planting.session(room, topic, days[index]!, minute === undefined ? {} : { minutes: minute }),
    );

  it('asks about two of three in one room, but for dates, numbers, spaces and punctuation', async () => {
    const [first, second] = [fresh(40), fresh(40)];
    const { room, ids } = await planted([
      `2024年7月3日，${first}。到会12人；${second}！`,
      `二〇二四年八月四日 ${first}\n到会 十三 人${second}`,
      fresh(80),
    ]);
    expect(await planting.signals(room.place)).toEqual([
      expect.objectContaining({
        kind: 'COPIED_MINUTES',
        count: 2,
        of: 3,
        ids: ids.slice(0, 2),
        against: [ids[1], ids[0]],
      }),
    ]);
  });

  it('finds the same words where one is thick with numbers from its beginning on', async () => {
    const own = fresh(70);
    const { room } = await planted([own, [...own].join('10，')]);
    expect(await planting.signals(room.place)).toEqual([expect.objectContaining({ count: 2, of: 2 })]);
    // The same beginning is not yet the same words.
    const longer = await planted([
      `${fresh(70)}甲${text(60, 19_000)}`,
      `${text(70, serial * 100)}乙${text(60, 19_000)}`,
    ]);
    expect(await planting.signals(longer.room.place)).toEqual([]);
  });

  it('asks from sixty characters on', async () => {
    const [enough, short] = [fresh(60), fresh(59)];
    const long = await planted([enough, enough]);
    expect(await planting.signals(long.room.place)).toEqual([expect.objectContaining({ count: 2, of: 2 })]);
    // Digits and marks add nothing.
    const { room } = await planted([`${short}2024-07-03。。。`, `${short}2024-08-04！！！`]);
    expect(await planting.signals(room.place)).toEqual([]);
  });

  it('asks nothing where one word differs, where nothing was written, and where it was taken over', async () => {
    const own = fresh(80);
    for (const other of [`${own.slice(0, 79)}别`, undefined]) {
      const { room } = await planted([own, other]);
      expect(await planting.signals(room.place)).toEqual([]);
    }
    const { room, ids } = await planted([own, own]);
    await planting.world.sql(planting.city.cityId, `UPDATE session SET origin = 'DERIVED' WHERE id = $1`, [ids[1]]);
    expect(await planting.signals(room.place)).toEqual([]);
  });

  it('compares what was held in the period alone', async () => {
    const own = fresh(80);
    const { room } = await planted([own, own], ['2024-07-03', '2024-06-30']);
    expect(await planting.signals(room.place)).toEqual([]);
    expect(await planting.signals(room.place, '', planting.committee, '{year: 2024}')).toHaveLength(1);
  });

  it('compares the rooms that are asked about, and shows no word of any', async () => {
    const own = fresh(80);
    const here = await planted([own]);
    const street = await planting.world.street(planting.city, 2);
    const there = await planting.room(street);
    const twin = await planting.session(there, await planting.topic(there), '2024-09-01', { minutes: own });
    const found = (await planting.signals(planting.city)).filter(({ code }) =>
      [here.room.place.code, there.place.code].includes(code),
    );
    expect(found).toEqual([
      expect.objectContaining({
        code: here.room.place.code,
        kind: 'COPIED_MINUTES',
        count: 1,
        of: 1,
        ids: here.ids,
        against: [twin],
      }),
      expect.objectContaining({
        code: there.place.code,
        kind: 'COPIED_MINUTES',
        count: 1,
        of: 1,
        ids: [twin],
        against: here.ids,
      }),
    ]);
    expect(await planting.signals(street)).toEqual([]);
    expect(await planting.signals(here.room.place)).toEqual([]);
    const { text: answer } = await planting.committee.ask(
      `{ integritySignals(within: "${planting.city.code}", period: {year: 2024}) { nodes { ${SIGNAL} } } }`,
    );
    expect(answer).not.toContain(own.slice(0, 5));
  });
});
