import { GrantRole } from '../../src/kernel/grant-role.js';
import { valueColumnsOf } from '../../src/modules/comparison/answers/comparison-export.service.js';
import type { PlaceRef } from '../support/world.js';
import { ExportWorld, linesOf, tokenOf } from './export-world.js';

const METRICS = ['SUGGESTIONS', 'SESSIONS_HELD', 'SESSIONS_PER_1000'];
const RECORDED = ['rooms', 'of', 'value'];
const PARTS = valueColumnsOf('SESSIONS_HELD').flatMap(({ shows }) => (shows === 'recordedIn' ? [] : [shows]));
const FIELDS = `${PARTS.join(' ')} recordedIn { ${RECORDED.join(' ')} }`;
const OF_PART = ['count', 'share', 'low', 'high', 'suppressedReason'];
const flat = (values: any[]) =>
  Object.fromEntries(
    values.flatMap((value: any) => [
      ...PARTS.map((part) => [`${value.metric.id}.${part}`, value[part]]),
      ...RECORDED.map((part) => [`${value.metric.id}.recordedIn.${part}`, value.recordedIn?.[part] ?? null]),
    ]),
  );

describe('an export of a comparison', () => {
  let exports: ExportWorld;
  let city: PlaceRef;

  beforeAll(async () => {
    exports = await ExportWorld.start();
    city = await exports.world.city();
    const street = await exports.world.street(city);
    for (let serial = 1; serial <= 3; serial += 1) {
      const place = await exports.world.community(street, serial);
      if (serial < 3) await exports.fill(place, '');
      else await exports.world.room(place);
      if (serial === 1)
        await exports.world.insert(city.cityId, 'place_fact', {
          place_id: place.id,
          place_path: place.path,
          kind: 'USUAL_RESIDENTS',
          count: 4000,
          as_of: '2020-11-01',
          source: '普查',
        });
    }
  });
  afterAll(() => exports?.stop());

  it('holds the very numbers compareRooms answers, every part of them', async () => {
    const api = await exports.world.account(GrantRole.CITY_COMMITTEE, city);
    const { text } = await exports.take(api, {
      kind: 'COMPARISON',
      within: city.code,
      period: { year: 2021 },
      metrics: METRICS,
    });
    const { compareRooms } = await api.must(
      `query ($within: String!, $metrics: [MetricId!]!) { compareRooms(within: $within, period: {
        year: 2021 }, first: 100) {
      columns(metrics: $metrics) { total { metric { id } ${FIELDS} } }
      nodes { place { code name } room { id name } values(metrics: $metrics) { metric { id } ${FIELDS} } } }
      }`,
      { within: city.code, metrics: METRICS },
    );
    const expected = compareRooms.nodes.map((node: any) => ({
      rowKind: 'ROOM',
      placeCode: node.place.code,
      placeName: node.place.name,
      streetName: '第1街道',
      districtName: null,
      roomId: node.room.id,
      roomName: node.room.name,
      ...flat(node.values),
    }));
    expect(expected.length).toBe(3);
    const total = {
      rowKind: 'TOTAL',
      placeCode: null,
      placeName: '合计',
      streetName: null,
      districtName: null,
      roomId: null,
      roomName: null,
      ...flat(compareRooms.columns.map((column: any) => column.total)),
    };
    const alone = (line: any) =>
      Object.fromEntries(
        Object.entries(line).filter(([key]) => !/\.(band|notComparedBecause|heldAgainst|shrunk|rankRange)/.test(key)),
      );
    expect(linesOf(text).map(alone)).toEqual([...expected, total]);
    expect(total).toMatchObject({ 'SESSIONS_HELD.value': 2, 'SESSIONS_PER_1000.value': 0.25 });
    expect(linesOf(text)[0]).toMatchObject({
      'SESSIONS_HELD.value': 1,
      'SESSIONS_PER_1000.value': 0.25,
      'SESSIONS_PER_1000.denominator': 4000,
    });
    expect(linesOf(text)[2]).toMatchObject({
      'SESSIONS_HELD.value': null,
      'SESSIONS_HELD.suppressedReason': 'NO_DATA',
    });
  });

  it('holds every metric of the catalogue, of each kind, with all that is said of it and its parts', async () => {
    const api = await exports.world.account(GrantRole.CITY_COMMITTEE, city);
    const { metrics } = await api.must('{ metrics { id kind } }');
    const ids = metrics.map(({ id }: any) => id);
    expect(new Set(metrics.map(({ kind }: any) => kind))).toEqual(
      new Set(['COUNT', 'RATE', 'PROPORTION', 'DURATION', 'SCORE', 'MIX']),
    );
    const value = `metric { id } ${FIELDS} parts { key ${OF_PART.join(' ')} }`;
    const flatAll = (values: any[]) => ({
      ...flat(values),
      ...Object.fromEntries(
        values.flatMap(({ metric, parts }: any) =>
          (parts ?? []).flatMap((part: any) =>
            OF_PART.map((field) => [`${metric.id}.${part.key}.${field}`, part[field]]),
          ),
        ),
      ),
    });
    const lines = linesOf(
      (await exports.take(api, { kind: 'COMPARISON', within: city.code, period: { year: 2021 }, metrics: ids })).text,
    );
    const { compareRooms } = await api.must(
      `query ($within: String!, $metrics: [MetricId!]!) { compareRooms(within: $within, period: {
        year: 2021 }, first: 50) {
      columns(metrics: $metrics) { total { ${value} } } nodes { values(metrics: $metrics) { ${value} } } } }`,
      { within: city.code, metrics: ids },
    );
    const expected = [
      ...compareRooms.nodes.map((node: any) => flatAll(node.values)),
      flatAll(compareRooms.columns.map((column: any) => column.total)),
    ];
    expect(lines.length).toBe(expected.length);
    expected.forEach((row, index) => expect(lines[index]).toMatchObject(row));
    expect(lines.at(-1)).toMatchObject({
      'ATTENDANCE_ROLES.CPPCC_MEMBER.count': expect.any(Number),
      'ATTENDANCE_ROLES.denominator': expect.any(Number),
    });
  });

  it('says its metrics in Chinese, with their units', async () => {
    const api = await exports.world.account(GrantRole.CITY_COMMITTEE, city);
    const { text } = await exports.take(api, {
      kind: 'COMPARISON',
      within: city.code,
      period: { year: 2021 },
      metrics: ['ATTENDANCES', 'ATTENDANCES'],
      format: 'CSV',
    });
    const standing =
      ',参加人次·与其他相比,参加人次·未作比较的原因,参加人次·比较对象,参加人次·比较对象数,参加人次·比较对象总体值,参加人次·收缩估计,参加人次·收缩估计下限,参加人次·收缩估计上限,参加人次·可能的最好名' +
      '次,参加人次·可能的最差名次,参加人次·参加排名数';
    expect(text.split('\r\n')[0]).toBe(
      '\ufeff行别,区划代码,地方,街道（镇）,区（县）,' +
        '协商议事室编号,协商议事室,参加人次（人次）,参加人次·精确程度,参加人次·分子,参加人次·分母,参加人次·分母日期,参加人次·95%区间下限,参加人次·95%区间上限,参加人次·其中' +
        '建系统前累计数,参加人次·登记该项的室数,参加人次·有记录的室数,参加人次·登记该项的室合计,参加人次·无数值原因' +
        standing,
    );
  });

  it('holds streets, summary and steps of a trend as compareStreets, summary and trend answer them', async () => {
    const api = await exports.world.account(GrantRole.CITY_COMMITTEE, city);
    const ask = { within: city.code, period: { year: 2021 }, metrics: METRICS };
    const taken = async (kind: string, more = {}) => linesOf((await exports.take(api, { kind, ...ask, ...more })).text);
    const [streets, summary, trend] = [
      await taken('STREETS'),
      await taken('SUMMARY'),
      await taken('TREND', { by: 'QUARTER' }),
    ];
    const values = `metric { id } ${FIELDS}`;
    const row = `place { code name } coverage { places enrolled withData }`;
    const asked = await api.must(
      `query ($within: String!, $metrics: [MetricId!]!) {
      compareStreets(within: $within, period: { year: 2021 }) { columns(metrics: $metrics) { total { ${values} } }
      nodes { ${row} values(metrics: $metrics) { ${values} } } }
      summary(within: $within, period: { year: 2021 }, metrics: $metrics) { ${row} values { ${values} } children {
      ${row} values { ${values} } } }
      trend(within: $within, period: { year: 2021 }, metrics: $metrics, by: QUARTER) { points { period { from to }
      coverage { places enrolled withData } values { ${values} } } } }`,
      { within: city.code, metrics: METRICS },
    );
    const line = (rowKind: string, node: any) => ({
      rowKind,
      placeCode: node.place.code,
      placeName: node.place.name,
      ...node.coverage,
      ...flat(node.values),
    });
    const total = {
      rowKind: 'TOTAL',
      placeCode: null,
      placeName: '合计',
      districtName: null,
      places: null,
      enrolled: null,
      withData: null,
      ...flat(asked.compareStreets.columns.map((column: any) => column.total)),
    };
    const alone = (line: any) =>
      Object.fromEntries(
        Object.entries(line).filter(([key]) => !/\.(band|notComparedBecause|heldAgainst|shrunk|rankRange)/.test(key)),
      );
    expect(streets.map(alone)).toEqual([
      ...asked.compareStreets.nodes.map((node: any) => ({ ...line('STREET', node), districtName: null })),
      total,
    ]);
    expect(summary).toEqual([
      ...asked.summary.children.map((node: any) => line('CHILD', node)),
      line('TOTAL', asked.summary),
    ]);
    expect(trend).toEqual(
      asked.trend.points.map((point: any) => ({
        rowKind: 'STEP',
        ...point.period,
        ...point.coverage,
        ...flat(point.values),
      })),
    );
    expect([streets.length, summary.length, trend.map((step) => step['SESSIONS_HELD.value'])]).toEqual([
      2,
      2,
      [2, 0, 0, 0],
    ]);
  });

  it('says on its cover how much of the tree it covers, and what may not be concluded', async () => {
    const api = await exports.world.account(GrantRole.CITY_COMMITTEE, city);
    const asked = await exports.request(api, {
      kind: 'COMPARISON',
      within: city.code,
      period: { year: 2021 },
      metrics: METRICS,
    });
    await exports.server.exports.drain();
    const cover = JSON.parse((await exports.fetch(`${asked.downloadPath}?part=cover`, tokenOf(api))).text);
    expect(cover).toMatchObject({
      places: 3,
      enrolled: 3,
      withData: 2,
      rowCount: 4,
      isDemo: true,
      metrics: METRICS.map((id) => expect.stringMatching(`^${id} `)),
    });
    expect(cover.caution).toMatch(/待核实.* \/ .*judge nobody/);
    expect(cover).not.toHaveProperty('sealHash');
  });

  it('refuses when it is asked for what the query would refuse, not when it is written', async () => {
    const api = await exports.world.account(GrantRole.CITY_COMMITTEE, city);
    const codesOf = async (more: object) => {
      const { data, codes } = await exports.refused(api, {
        within: city.code,
        period: { year: 2021 },
        metrics: METRICS,
        ...more,
      });
      return data?.exportRequest?.errors[0]?.code ?? codes[0];
    };
    expect(await codesOf({ kind: 'TREND', period: { from: '1950-01-01', to: '2150-12-31' } })).toBe('BAD_USER_INPUT');
    expect(await codesOf({ kind: 'STREETS', against: 'STREET' })).toBe('BAD_USER_INPUT');
    expect(await codesOf({ kind: 'SUMMARY', against: 'CITY' })).toBe('EXPORT_AGAINST_NOT_APPLICABLE');
    expect(await codesOf({ kind: 'TOPICS', metrics: null, against: 'PEERS' })).toBe('EXPORT_AGAINST_NOT_APPLICABLE');
    expect(await exports.world.sql(city.cityId, `SELECT id FROM export_job WHERE state = 'QUEUED'`)).toEqual([]);
  });

  it('takes steps for a trend alone', async () => {
    const api = await exports.world.account(GrantRole.CITY_COMMITTEE, city);
    const { data } = await exports.refused(api, {
      kind: 'COMPARISON',
      within: city.code,
      period: { year: 2021 },
      metrics: METRICS,
      by: 'YEAR',
    });
    expect(data.exportRequest.errors[0]).toEqual({ code: 'EXPORT_STEPS_NOT_APPLICABLE', path: ['input', 'by'] });
  });
});
