import { todayInShanghai } from '../../src/kernel/imprecise-date.js';
import type { RoomRef } from '../support/world.js';
import { CommonGround } from './ground.js';
import type { Records } from './records.js';

const VALUE = 'value bound numerator denominator denominatorAsOf low high carriedForward suppressedReason';
const NOT_SEPARABLE = {
  value: null,
  bound: null,
  numerator: null,
  carriedForward: null,
  suppressedReason: 'PERIOD_NOT_SEPARABLE',
};

describe('what counts', () => {
  let ground: CommonGround;
  let records: Records;

  beforeAll(async () => {
    ground = await CommonGround.start();
    records = ground.records;
  });
  afterAll(() => ground.stop());

  const value = (room: RoomRef, metric: string, period: Record<string, unknown>): Promise<any> =>
    ground.value(room, metric, period, VALUE);

  it('a session on the first day and one on the last day of the period, and none on the days around it', async () => {
    const room = await ground.room();
    const topic = await records.topic(room, { from: '2022-01-01' });
    for (const day of ['2022-03-31', '2022-04-01', '2022-06-30', '2022-07-01'])
      await records.session(
        room,
        topic,
        { from: day },
        { suggestions: 2, heads: { AFFECTED_PARTY: 5, DEPARTMENT: 2 } },
      );
    const quarter = { year: 2022, quarter: 2 };
    expect(await value(room, 'SESSIONS_HELD', quarter)).toMatchObject({ value: 2, bound: 'EXACT', carriedForward: 0 });
    expect(await value(room, 'SUGGESTIONS', quarter)).toMatchObject({ value: 4 });
    expect(await value(room, 'ATTENDANCES', quarter)).toMatchObject({ value: 14 });
    expect(await value(room, 'SUGGESTIONS_PER_SESSION', quarter)).toMatchObject({
      value: 2,
      numerator: 4,
      denominator: 2,
    });
  });

  it('not a session only scheduled or called off', async () => {
    const room = await ground.room();
    const topic = await records.topic(room, { from: '2022-01-01' });
    const planned = {
      place_id: room.place.id,
      place_path: room.place.path,
      room_id: room.id,
      topic_id: topic,
      round: 1,
      scheduled_for: '2022-05-05',
    };
    await ground.insert('session', { ...planned, ordinal: 901, state: 'SCHEDULED' });
    await ground.insert('session', { ...planned, ordinal: 902, state: 'CANCELLED', cancel_reason: '下雨' });
    expect(await value(room, 'SESSIONS_HELD', { year: 2022 })).toMatchObject({ value: 0, suppressedReason: null });
    expect(await value(room, 'SUGGESTIONS_PER_SESSION', { year: 2022 })).toMatchObject({
      value: null,
      bound: null,
      numerator: 0,
      denominator: 0,
      suppressedReason: 'NOT_APPLICABLE',
    });
  });

  it('an imprecise date only in a period that holds all of it; elsewhere the period cannot be separated', async () => {
    const room = await ground.room();
    const topic = await records.topic(room, { from: '2022-01-01' });
    await records.session(
      room,
      topic,
      { from: '2022-05-01', to: '2022-05-31', precision: 'MONTH' },
      { suggestions: 3 },
    );
    await records.session(room, topic, { from: '2023-01-01', to: '2023-12-31', precision: 'YEAR' });
    expect(await value(room, 'SESSIONS_HELD', { year: 2022, quarter: 2 })).toMatchObject({ value: 1 });
    expect(await value(room, 'SESSIONS_HELD', { year: 2023, quarter: 2 })).toMatchObject(NOT_SEPARABLE);
    expect(await value(room, 'SUGGESTIONS_PER_SESSION', { year: 2023, quarter: 2 })).toMatchObject(NOT_SEPARABLE);
    expect(await value(room, 'SUGGESTIONS', { year: 2023, quarter: 2 })).toMatchObject({ value: 0 });
    expect(await value(room, 'SESSIONS_HELD', { from: '2022-01-01', to: '2023-12-31' })).toMatchObject({ value: 2 });
    expect(await value(room, 'SESSIONS_HELD', { year: 2024 })).toMatchObject({ value: 0 });
  });

  it('distinguishes a room with nothing recorded from one that recorded nothing of this kind', async () => {
    const silent = await ground.room();
    const listening = await ground.room();
    await ground.insert('concern', {
      place_id: listening.place.id,
      place_path: listening.place.path,
      room_id: listening.id,
      text: '路灯不亮',
      source: 'VISIT',
      received_from: '2022-06-30',
      received_to: '2022-06-30',
      received_precision: 'DAY',
    });
    for (const metric of ['SESSIONS_HELD', 'TOPICS_CLOSED', 'ITEMS_OVERDUE']) {
      expect(await value(silent, metric, { year: 2022 })).toMatchObject({
        value: null,
        numerator: null,
        bound: null,
        suppressedReason: 'NO_DATA',
      });
      expect(await value(listening, metric, { year: 2022 })).toMatchObject({
        value: 0,
        numerator: 0,
        bound: 'EXACT',
        suppressedReason: null,
      });
    }
    expect(await value(listening, 'SESSIONS_HELD', { from: '2022-01-01', to: '2022-05-31' })).toMatchObject({
      value: null,
      suppressedReason: 'NO_DATA',
    });
    expect(await value(listening, 'SESSIONS_HELD', { from: '2022-01-01', to: '2022-06-30' })).toMatchObject({
      value: 0,
    });
  });

  it('carried-forward totals: a floor makes the sum a floor, a rough one makes it rough', async () => {
    const whole = { from: '2020-01-01', to: '2021-12-31' };
    const room = await ground.room();
    const sessions = (v: number, quality: string) =>
      records.carried(room, 'SESSIONS', v, '2020-01-01', '2020-12-31', { quality });
    await sessions(4, 'EXACT');
    expect(await value(room, 'SESSIONS_HELD', whole)).toMatchObject({ value: 4, bound: 'EXACT', carriedForward: 4 });
    await sessions(1, 'APPROXIMATE');
    expect(await value(room, 'SESSIONS_HELD', whole)).toMatchObject({ value: 5, bound: 'APPROXIMATE' });
    await sessions(2, 'AT_LEAST');
    expect(await value(room, 'SESSIONS_HELD', whole)).toMatchObject({ value: 7, bound: 'AT_LEAST' });
    await records.carried(room, 'SUGGESTIONS', 14, '2020-01-01', '2020-12-31');
    // 14 exactly, over at least 7: neither a floor nor exact.
    expect(await value(room, 'SUGGESTIONS_PER_SESSION', whole)).toMatchObject({
      value: 2,
      bound: 'APPROXIMATE',
      low: null,
      high: null,
      carriedForward: 14,
    });
    await records.residents(room.place, 2000, '2020-11-01');
    expect(await value(room, 'SESSIONS_PER_1000', whole)).toMatchObject({
      value: 3.5,
      bound: 'AT_LEAST',
      high: null,
      low: expect.any(Number),
    });
    expect(await value(room, 'SESSIONS_HELD', { year: 2020, quarter: 1 })).toMatchObject(NOT_SEPARABLE);
  });

  it('persons, or one role, are a floor of all attendances', async () => {
    const [persons, role, exact] = [await ground.room(), await ground.room(), await ground.room()];
    await records.carried(persons, 'ATTENDANCES', 40, '2020-01-01', '2020-12-31', { counted_as: 'PERSONS' });
    await records.carried(role, 'ATTENDANCES', 40, '2020-01-01', '2020-12-31', { role: '群众代表' });
    await records.carried(exact, 'ATTENDANCES', 40, '2020-01-01', '2020-12-31', { counted_as: 'PERSON_TIMES' });
    const bounds = [];
    for (const room of [persons, role, exact]) bounds.push((await value(room, 'ATTENDANCES', { year: 2020 })).bound);
    expect(bounds).toEqual(['AT_LEAST', 'AT_LEAST', 'EXACT']);
  });

  it('residents as of the period: the latest not after its end, else the earliest known, else none', async () => {
    const room = await ground.room(ground.street, { enrolled_on: '2019-01-01' });
    await records.session(room, await records.topic(room, { from: '2019-02-01' }), { from: '2019-03-03' });
    const rate = (year: number) => value(room, 'SESSIONS_PER_1000', { year });
    expect(await rate(2019)).toMatchObject({
      value: null,
      numerator: 1,
      denominator: null,
      denominatorAsOf: null,
      suppressedReason: 'NOT_APPLICABLE',
    });
    await records.residents(room.place, 4000, '2023-01-01');
    await records.residents(room.place, 2000, '2020-12-31');
    await records.residents(room.place, 3000, '2022-06-01');
    await ground.insert('place_fact', {
      place_id: room.place.id,
      place_path: room.place.path,
      kind: 'REGISTERED_RESIDENTS',
      count: 9,
      as_of: '2019-01-01',
    });
    expect(await rate(2019)).toMatchObject({ value: 0.5, denominator: 2000, denominatorAsOf: '2020-12-31' });
    expect(await rate(2020)).toMatchObject({ value: 0, denominator: 2000, denominatorAsOf: '2020-12-31' });
    expect(await rate(2021)).toMatchObject({ denominator: 2000, denominatorAsOf: '2020-12-31' });
    expect(await rate(2022)).toMatchObject({ denominator: 3000, denominatorAsOf: '2022-06-01' });
    expect(await rate(2024)).toMatchObject({ denominator: 4000, denominatorAsOf: '2023-01-01' });
  });

  it('unfinished items in full: said to be done is complete, done too late or found not done is not', async () => {
    const room = await ground.room();
    const topic = await records.topic(room, { from: '2022-01-01' });
    const due = (): Promise<string> => records.item(room, topic, '2022-06-15');
    await records.verification(room, await due(), { from: '2022-06-30' });
    await records.itemEvent(room, await due(), 'PROGRESS', { from: '2022-06-01' }, 'DONE');
    await records.verification(room, await due(), { from: '2022-07-01' });
    await records.verification(room, await due(), { from: '2022-06-20' }, 'NOT_DONE');
    await due();
    await records.itemEvent(room, await due(), 'CANCELLED', { from: '2022-06-10' });
    await records.itemEvent(room, await due(), 'CANCELLED', { from: '2022-08-10' });
    await records.verification(room, await records.item(room, topic, null), { from: '2022-06-20' });
    for (let n = 0; n < 5; n += 1)
      await records.verification(room, await records.item(room, topic, '2022-07-01'), {
        from: n === 0 ? '2022-06-20' : '2022-07-02',
      });
    const quarter = { year: 2022, quarter: 2 };
    const rate = await value(room, 'COMPLETION_RATE', quarter);
    expect(rate).toMatchObject({ numerator: 2, denominator: 6, bound: 'EXACT', suppressedReason: null });
    expect(rate.value).toBeCloseTo(2 / 6, 12);
    // Wilson's limits of 2 of 6.
    expect(rate.low).toBeCloseTo(0.0968, 4);
    expect(rate.high).toBeCloseTo(0.7, 3);
    expect(await value(room, 'ITEMS_OVERDUE', quarter)).toMatchObject({ value: 4 });
    expect(await value(room, 'VERIFICATION_RATE', quarter)).toMatchObject({ numerator: 1, denominator: 2 });
    expect(await value(room, 'ITEMS_COMPLETED', quarter)).toMatchObject({ value: 4 });
    expect(await value(room, 'COMPLETION_RATE', { year: 2022, quarter: 3 })).toMatchObject({
      value: 1,
      numerator: 5,
      denominator: 5,
      high: 1,
    });
    expect(await value(room, 'COMPLETION_RATE', { year: 2022, quarter: 4 })).toMatchObject({
      value: null,
      numerator: 0,
      denominator: 0,
      suppressedReason: 'NOT_APPLICABLE',
    });
  });

  it('a completion or verification known to the month only where the period leaves no doubt', async () => {
    const room = await ground.room();
    const topic = await records.topic(room, { from: '2022-01-01' });
    const item = await records.item(room, topic, '2022-04-10');
    await records.itemEvent(
      room,
      item,
      'PROGRESS',
      { from: '2022-01-01', to: '2022-10-28', precision: 'YEAR' },
      'DONE',
    );
    await records.verification(room, item, { from: '2022-06-01', to: '2022-07-31', precision: 'MONTH' });
    for (const metric of ['ITEMS_COMPLETED', 'COMPLETION_RATE', 'ITEMS_OVERDUE'])
      expect(await value(room, metric, { year: 2022, quarter: 2 })).toMatchObject(NOT_SEPARABLE);
    expect(await value(room, 'ITEMS_COMPLETED', { year: 2022, quarter: 4 })).toMatchObject(NOT_SEPARABLE);
    expect(await value(room, 'ITEMS_COMPLETED', { year: 2022 })).toMatchObject({ value: 1 });
    expect(await value(room, 'COMPLETION_RATE', { year: 2022 })).toMatchObject({
      value: null,
      numerator: 1,
      denominator: 1,
      suppressedReason: 'TOO_FEW',
    });
    for (let n = 0; n < 4; n += 1)
      await records.verification(room, await records.item(room, topic, '2022-04-10'), { from: '2022-04-20' });
    expect(await value(room, 'COMPLETION_RATE', { year: 2022 })).toMatchObject({
      value: 1,
      numerator: 5,
      denominator: 5,
    });
    expect(await value(room, 'COMPLETION_RATE', { year: 2022, quarter: 2 })).toMatchObject(NOT_SEPARABLE);
    expect(await value(room, 'ITEMS_OVERDUE', { from: '2022-04-01', to: '2022-05-31' })).toMatchObject(NOT_SEPARABLE);
    expect(await value(room, 'ITEMS_OVERDUE', { year: 2022 })).toMatchObject({ value: 0 });
  });

  it('nothing is overdue before its day is over', async () => {
    const room = await ground.room();
    const topic = await records.topic(room, { from: '2022-01-01' });
    const today = todayInShanghai();
    for (const due of [today, `${Number(today.slice(0, 4)) + 1}-01-15`]) await records.item(room, topic, due);
    const years = { from: '2022-01-01', to: `${Number(today.slice(0, 4)) + 1}-12-31` };
    expect(await value(room, 'ITEMS_OVERDUE', years)).toMatchObject({ value: 0 });
    expect(await value(room, 'COMPLETION_RATE', years)).toMatchObject({
      denominator: 0,
      suppressedReason: 'NOT_APPLICABLE',
    });
  });

  it('topics closed, and not those closed and opened again', async () => {
    const room = await ground.room();
    const closed = { state: 'CLOSED', closed_from: '2022-12-01', closed_to: '2022-12-31', closed_precision: 'MONTH' };
    await records.topic(room, { from: '2022-01-01' }, closed);
    await records.topic(room, { from: '2022-01-01' }, { state: 'APPROVED' });
    expect(await value(room, 'TOPICS_CLOSED', { year: 2022, quarter: 4 })).toMatchObject({ value: 1 });
    expect(await value(room, 'TOPICS_CLOSED', { year: 2023 })).toMatchObject({ value: 0 });
  });

  it(
    "only what could own a room: statistical units and closed places are no places to cover, a closed place's " +
      'room stays a row',
    async () => {
      const area = await ground.world.street(ground.city, 2);
      const [open, shut, statistical] = [
        await ground.world.community(area, 1),
        await ground.world.community(area, 2),
        await ground.world.community(area, 3),
      ];
      for (const place of [area, open, shut, statistical]) await ground.world.room(place);
      await ground.world.community(area, 4);
      await ground.sql(`UPDATE place SET closed_on = '2023-01-01' WHERE id IN ($1, $2)`, [
        shut.id,
        (await ground.world.community(area, 5)).id,
      ]);
      await ground.sql(`UPDATE place SET kind = 'STATISTICAL_ONLY' WHERE id = $1`, [statistical.id]);
      const { compareRooms } = await ground.committee.must(
        `{ compareRooms(within: "${area.code}", period: {year: 2022}) { totalCount coverage { places enrolled withData }
        nodes { place { code } } } }`,
      );
      expect(compareRooms.nodes.map((row: { place: { code: string } }) => row.place.code)).toEqual([
        area.code,
        open.code,
        shut.code,
      ]);
      // The two open communities, and the street and the closed community for the rooms they have.
      expect(compareRooms).toMatchObject({ totalCount: 3, coverage: { places: 4, enrolled: 3, withData: 0 } });
    },
  );
});
