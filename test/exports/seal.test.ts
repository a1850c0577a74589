import { GrantRole } from '../../src/kernel/grant-role.js';
import { valueColumnsOf } from '../../src/modules/comparison/answers/comparison-export.service.js';
import { Records } from '../comparison/records.js';
import type { Api } from '../support/api.js';
import type { PlaceRef, RoomRef } from '../support/world.js';
import { ExportWorld, linesOf, tokenOf } from './export-world.js';

const METRICS = ['SESSIONS_HELD', 'SESSIONS_PER_1000'];
const RECORDED = ['rooms', 'of', 'value'];
const PARTS = valueColumnsOf('SESSIONS_HELD').flatMap(({ shows }) => (shows === 'recordedIn' ? [] : [shows]));
const FIELDS = `${PARTS.join(' ')} recordedIn { ${RECORDED.join(' ')} }`;
const YEAR = { year: 2021 };

describe('an export of a comparison as it was sealed', () => {
  let exports: ExportWorld;
  let city: PlaceRef;
  let streets: PlaceRef[];
  let rooms: RoomRef[];
  let committee: Api;
  let seal: { id: string; hash: string };
  let records: Records;

  beforeAll(async () => {
    exports = await ExportWorld.start();
    const { world } = exports;
    city = await world.city();
    streets = [await world.street(city, 1, '东街道'), await world.street(city, 2, '西街道')];
    rooms = [];
    records = new Records(world, city);
    for (const [street, serial] of [
      [0, 1],
      [0, 2],
      [1, 1],
    ] as const)
      rooms.push(await world.room(await world.community(streets[street]!, serial, `${'东西'[street]}${serial}社区`)));
    await records.residents(rooms[0]!.place, 2000, '2021-01-01');
    for (const room of rooms)
      await records.session(room, await records.topic(room, { from: '2021-01-05' }), { from: '2021-05-10' });
    committee = await world.account(GrantRole.CITY_COMMITTEE, city);
    const sealed = await committee.must(
      'mutation ($input: PeriodSealInput!) { periodSeal(input: $input) { seal { id hash } } }',
      { input: { within: city.code, period: YEAR, title: '=2021年度' } },
    );
    seal = sealed.periodSeal.seal;
    // What comes after changes today's numbers alone.
    await records.session(rooms[0]!, await records.topic(rooms[0]!, { from: '2021-02-05' }), { from: '2021-06-10' });
    await records.residents(rooms[0]!.place, 9999, '2021-02-01');
    await world.sql(city.cityId, `UPDATE place SET name = '改过的社区' WHERE id = $1`, [rooms[0]!.place.id]);
  });
  afterAll(() => exports?.stop());

  const ask = (more: object = {}) => ({
    kind: 'COMPARISON',
    within: city.code,
    metrics: METRICS,
    asOf: seal.id,
    ...more,
  });
  const codeOf = async (input: object) => {
    const { data, codes } = await exports.refused(committee, input as Record<string, unknown>);
    return data?.exportRequest?.errors[0]?.code ?? codes[0];
  };

  it('holds what compareRooms answers asOf the seal, with the places, names and residents of then', async () => {
    const lines = linesOf((await exports.take(committee, ask())).text);
    const { compareRooms } = await committee.must(
      `query ($within: String!, $metrics: [MetricId!]!, $asOf: ID) { compareRooms(within: $within, period: {
        year: 2021 }, first: 100, asOf: $asOf) {
      columns(metrics: $metrics) { total { metric { id } ${FIELDS} } }
      nodes { place { code name } room { id name } sealed { above residents residentsAsOf } values(metrics: $metrics) {
      metric { id } ${FIELDS} } } } }`,
      { within: city.code, metrics: METRICS, asOf: seal.id },
    );
    const flat = (values: any[]) =>
      Object.fromEntries(
        values.flatMap((value: any) => [
          ...PARTS.map((part) => [`${value.metric.id}.${part}`, value[part]]),
          ...RECORDED.map((part) => [`${value.metric.id}.recordedIn.${part}`, value.recordedIn?.[part] ?? null]),
        ]),
      );
    const expected = compareRooms.nodes.map((node: any) => ({
      rowKind: 'ROOM',
      placeCode: node.place.code,
      placeName: node.place.name,
      streetName: node.sealed.above.at(-1),
      districtName: null,
      roomId: node.room.id,
      roomName: node.room.name,
      placeAbove: node.sealed.above,
      residents: node.sealed.residents,
      residentsAsOf: node.sealed.residentsAsOf,
      ...flat(node.values),
    }));
    const nothing = {
      placeCode: null,
      streetName: null,
      districtName: null,
      roomId: null,
      roomName: null,
      placeAbove: null,
      residents: null,
      residentsAsOf: null,
    };
    expect(lines).toEqual([
      ...expected,
      {
        rowKind: 'TOTAL',
        placeName: '合计',
        ...nothing,
        ...flat(compareRooms.columns.map((column: any) => column.total)),
      },
    ]);
    expect(lines[0]).toMatchObject({
      placeName: '东1社区',
      placeAbove: ['甲市', '东街道'],
      residents: 2000,
      residentsAsOf: '2021-01-01',
      'SESSIONS_HELD.value': 1,
    });
    expect(lines[3]).toMatchObject({ 'SESSIONS_HELD.value': 3 });
    const today = linesOf((await exports.take(committee, ask({ asOf: null, period: YEAR }))).text);
    expect([today[0]['SESSIONS_HELD.value'], today[0].placeName, 'residents' in today[0]]).toEqual([
      2,
      '改过的社区',
      false,
    ]);
  });

  it('names the seal on its cover, by title, hash, time and catalogue', async () => {
    const asked = await exports.request(committee, ask({ format: 'CSV' }));
    await exports.server.exports.drain();
    const { node } = await committee.must(
      'query ($id: ID!) { node(id: $id) { ... on Export { periodFrom periodTo asOf { id hash } } } }',
      { id: asked.id },
    );
    expect(node).toEqual({ periodFrom: '2021-01-01', periodTo: '2021-12-31', asOf: { id: seal.id, hash: seal.hash } });
    const { text } = await exports.fetch(`${asked.downloadPath}?part=cover`, tokenOf(committee));
    expect(text).toContain(`封存编号,${seal.id}\r\n封存标题,'=2021年度\r\n封存时间（北京时间）,20`);
    expect(text).toContain(`封存校验值,${seal.hash}\r\n`);
    expect(text).toContain('时段（起）,2021-01-01\r\n');
  });

  it("is of the rooms its viewer sees today, and of no other's", async () => {
    const liaison = await exports.world.account(GrantRole.STREET_CPPCC_LIAISON, streets[0]!);
    const codes = async (api: Api, within: PlaceRef) =>
      linesOf((await exports.take(api, ask({ within: within.code }))).text).map((line) => line.placeCode);
    expect(await codes(liaison, streets[0]!)).toEqual([rooms[0]!.place.code, rooms[1]!.place.code, null]);
    expect((await exports.refused(liaison, ask({ within: streets[1]!.code }))).codes).toEqual(['FORBIDDEN']);
    expect((await exports.refused(liaison, ask())).codes).toEqual(['FORBIDDEN']);
    const clerk = await exports.world.account(GrantRole.CLERK, rooms[2]!.place);
    expect(await codes(clerk, rooms[2]!.place)).toEqual([rooms[2]!.place.code, null]);
    const stranger = await exports.world.city('乙市');
    const abroad = await exports.world.account(GrantRole.CITY_COMMITTEE, stranger);
    expect((await exports.refused(abroad, ask({ within: stranger.code }))).codes).toEqual(['NOT_FOUND']);
  });

  it('says what does not go with a seal, and stores nothing', async () => {
    expect(await codeOf(ask({ kind: 'STREETS', period: YEAR }))).toBe('EXPORT_SEAL_NOT_APPLICABLE');
    expect(await codeOf(ask({ kind: 'TOPICS', metrics: undefined }))).toBe('EXPORT_SEAL_NOT_APPLICABLE');
    expect(await codeOf(ask({ period: { year: 2020 } }))).toBe('BAD_USER_INPUT');
    expect(await codeOf(ask({ asOf: rooms[0]!.place.id }))).toBe('BAD_USER_INPUT');
    const late = await exports.world.community(streets[0]!, 9, '后来的社区');
    expect(await codeOf(ask({ within: late.code }))).toBe('NOT_FOUND');
    expect(await exports.world.sql(city.cityId, `SELECT id FROM export_job WHERE state = 'QUEUED'`)).toEqual([]);
  });
});
