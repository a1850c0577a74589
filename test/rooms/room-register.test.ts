import { todayInShanghai } from '../../src/kernel/imprecise-date.js';
import { GrantRole } from '../../src/kernel/grant-role.js';
import { toGlobalId } from '../../src/kernel/global-id.js';
import type { Api } from '../support/api.js';
import type { RoomRef } from '../support/world.js';
import { CommonGround } from '../comparison/ground.js';

const REGISTERS = `registers { id version kind keptFrom keptTo reason takenBackOn }`;
const BEGIN = `mutation ($input: RoomRegisterBeginInput!) { roomRegisterBegin(input: $input) {
  room { dataCompleteFrom ${REGISTERS} } errors { code path } } }`;
const END = `mutation ($input: RoomRegisterEndInput!) { roomRegisterEnd(input: $input) {
  roomRegister { version keptTo reason } errors { code path } } }`;
const CORRECT = `mutation ($input: RoomRegisterCorrectInput!) { roomRegisterCorrect(input: $input) {
  roomRegister { keptFrom keptTo takenBackOn reason } errors { code path } } }`;
const KINDS = 11;

describe('the registers of a room', () => {
  let ground: CommonGround;
  let convener: Api;
  let admin: Api;
  let room: RoomRef;
  beforeEach(async () => {
    ground = await CommonGround.start();
    room = await ground.room(ground.street, { enrolled_on: '2020-01-01' });
    convener = await ground.world.account(GrantRole.CONVENER, room.place);
    admin = await ground.world.account(GrantRole.CITY_ADMIN, ground.city);
  });
  afterEach(() => ground?.stop());

  const gid = (): string => toGlobalId('Room', room.place.cityId, room.id);
  const registers = async (): Promise<Record<string, any>[]> =>
    (await convener.must(`query ($id: ID!) { room(id: $id) { ${REGISTERS} } }`, { id: gid() })).room.registers;
  const register = async (kind: string): Promise<Record<string, any>> =>
    (await registers()).find((one) => one['kind'] === kind)!;
  const stored = (): Promise<object[]> => ground.sql('SELECT * FROM room_register ORDER BY id');
  const ask = async (api: Api, text: string, input: object): Promise<any> =>
    Object.values((await api.ask(text, { input })).data!)[0];

  it('are all kept from the day it is enrolled; a room taken over keeps none until somebody says so', async () => {
    expect((await registers()).map(({ keptFrom }) => keptFrom)).toEqual(Array(KINDS).fill('2020-01-01'));
    const taken = await ground.room(ground.street, { origin: 'TAKEN_OVER' });
    const own = await ground.world.account(GrantRole.CONVENER, taken.place);
    const id = toGlobalId('Room', taken.place.cityId, taken.id);
    const { room: before } = await own.must(`query ($id: ID!) { room(id: $id) { dataCompleteFrom ${REGISTERS} } }`, {
      id,
    });
    expect(before).toEqual({ dataCompleteFrom: null, registers: [] });
    const begun = await ask(own, BEGIN, { roomId: id, kinds: ['SESSIONS', 'MINUTES'], keptFrom: '2024-05-01' });
    expect(begun).toMatchObject({
      errors: [],
      room: { dataCompleteFrom: null, registers: [{ kind: 'SESSIONS' }, { kind: 'MINUTES' }] },
    });
  });

  it('say when a number is 0 and when it is unknown', async () => {
    await ground.records.topic(room, { from: '2021-01-05' });
    const concerns = (year: number): Promise<any> =>
      ground.value(room, 'CONCERNS_RECEIVED', { year }, 'value bound suppressedReason');
    expect(await concerns(2024)).toEqual({ value: 0, bound: 'EXACT', suppressedReason: null });
    const { id, version } = await register('CONCERNS');
    await ask(admin, CORRECT, { id, expectedVersion: version, keptTo: '2024-06-30', reason: '下半年未登记' });
    expect(await concerns(2023)).toEqual({ value: 0, bound: 'EXACT', suppressedReason: null });
    expect(await concerns(2024)).toEqual({ value: null, bound: null, suppressedReason: 'NOT_RECORDED' });
    await ground.records.concern(room, { from: '2024-08-01' });
    expect(await concerns(2024)).toEqual({ value: 1, bound: 'AT_LEAST', suppressedReason: null });
    await ground.records.carried(room, 'CONCERNS', 4, '2024-07-01', '2024-12-31');
    expect(await concerns(2024)).toEqual({ value: 5, bound: 'EXACT', suppressedReason: null });
    expect(
      (await convener.must(`query ($id: ID!) { room(id: $id) { dataCompleteFrom } }`, { id: gid() })).room,
    ).toEqual({ dataCompleteFrom: null });
  });

  it('may be given up from now on by the convener, and corrected backwards by the administrator alone', async () => {
    const { id, version } = await register('EVALUATION');
    const past = { id, expectedVersion: version, keptTo: '2021-12-31', reason: '人手不足' };
    const before = await stored();
    expect(await ask(convener, END, past)).toEqual({
      roomRegister: null,
      errors: [{ code: 'REGISTER_END_PAST', path: ['input', 'keptTo'] }],
    });
    expect((await convener.ask(CORRECT, { input: { ...past, keptTo: undefined, isTakenBack: true } })).codes).toEqual([
      'FORBIDDEN',
    ]);
    expect(await stored()).toEqual(before);
    const today = todayInShanghai();
    expect(await ask(convener, END, { ...past, keptTo: today })).toMatchObject({
      errors: [],
      roomRegister: { version: 2, keptTo: today, reason: '人手不足' },
    });
    expect(await ask(admin, CORRECT, { id, expectedVersion: 2, isTakenBack: true, reason: '从未登记' })).toMatchObject({
      errors: [],
      roomRegister: { takenBackOn: today, reason: '从未登记' },
    });
    const again = await ask(convener, BEGIN, { roomId: gid(), kinds: ['EVALUATION'], keptFrom: today });
    expect(again.errors).toEqual([]);
  });

  it.each([
    ['no register', { kinds: [] }, 'LIST_EMPTY', 'kinds'],
    ['a register that is kept', { kinds: ['ITEMS'] }, 'REGISTER_KEPT', 'kinds'],
    ['a day that has not come', { keptFrom: '2999-01-01' }, 'DATE_IN_FUTURE', 'keptFrom'],
  ])('refuses to begin %s, and stores nothing', async (_what, wrong, code, field) => {
    const before = await stored();
    const input = { roomId: gid(), kinds: ['CONCERNS'], keptFrom: '2024-01-01', ...wrong };
    expect((await ask(convener, BEGIN, input)).errors).toEqual([{ code, path: ['input', field] }]);
    expect(await stored()).toEqual(before);
  });

  it('are never changed for a sealed period; the days after it may be', async () => {
    await ground.records.topic(room, { from: '2021-01-05' });
    await ground.committee.must(
      `mutation ($input: PeriodSealInput!) { periodSeal(input: $input) { errors { code } seal { id } } }`,
      { input: { within: ground.city.code, period: { year: 2023 }, title: '2023年度' } },
    );
    const { id, version } = await register('SESSIONS');
    const before = await stored();
    const correct = (fields: object): Promise<any> =>
      ask(admin, CORRECT, { id, expectedVersion: version, reason: '测试', ...fields });
    for (const wrong of [{ isTakenBack: true }, { keptFrom: '2023-02-01' }, { keptTo: '2023-11-30' }])
      expect((await correct(wrong)).errors.map(({ code }: { code: string }) => code)).toEqual(['PERIOD_SEALED']);
    expect(await stored()).toEqual(before);
    expect((await correct({ keptTo: '2024-03-31' })).errors).toEqual([]);
  });
});
