import { GrantRole } from '../../src/kernel/grant-role.js';
import { VALUE_PARTS } from '../../src/modules/exports/numbers-source.js';
import type { PlaceRef } from '../support/world.js';
import { ExportWorld, linesOf } from './export-world.js';

const METRICS = ['SUGGESTIONS', 'SESSIONS_HELD', 'SESSIONS_PER_1000'];
const PARTS = VALUE_PARTS.map(({ part }) => part);

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
      if (serial === 1) await exports.world.insert(city.cityId, 'place_fact', { place_id: place.id, place_path: place.path, kind: 'USUAL_RESIDENTS', count: 4000, as_of: '2020-11-01', source: '普查' });
    }
  }, 60_000);
  afterAll(() => exports?.stop());

  it('holds the very numbers compareRooms answers, every part of them', async () => {
    const api = await exports.world.account(GrantRole.CITY_COMMITTEE, city);
    const { text } = await exports.take(api, { kind: 'COMPARISON', within: city.code, period: { year: 2021 }, metrics: METRICS });
    const { compareRooms } = await api.must(`query ($within: String!, $metrics: [MetricId!]!) { compareRooms(within: $within, period: { year: 2021 }, first: 100) {
      nodes { place { code name } room { id name } values(metrics: $metrics) { metric { id } ${PARTS.join(' ')} } } } }`, { within: city.code, metrics: METRICS });
    const expected = compareRooms.nodes.map((node: any) => ({
      placeCode: node.place.code, placeName: node.place.name, roomId: node.room.id, roomName: node.room.name,
      ...Object.fromEntries(node.values.flatMap((value: any) => PARTS.map((part) => [`${value.metric.id}.${part}`, value[part]]))),
    }));
    expect(expected.length).toBe(3);
    expect(linesOf(text)).toEqual(expected);
    expect(linesOf(text)[0]).toMatchObject({ 'SESSIONS_HELD.value': 1, 'SESSIONS_PER_1000.value': 0.25, 'SESSIONS_PER_1000.denominator': 4000 });
    expect(linesOf(text)[2]).toMatchObject({ 'SESSIONS_HELD.value': null, 'SESSIONS_HELD.suppressedReason': 'NO_DATA' });
  });

  it('says its metrics in Chinese, with their units', async () => {
    const api = await exports.world.account(GrantRole.CITY_COMMITTEE, city);
    const { text } = await exports.take(api, { kind: 'COMPARISON', within: city.code, period: { year: 2021 }, metrics: ['ATTENDANCES', 'ATTENDANCES'], format: 'CSV' });
    expect(text.split('\r\n')[0]).toBe('\ufeff区划代码,地方,协商议事室编号,协商议事室,参加人次（人次）,参加人次·精确程度,参加人次·分子,参加人次·分母,参加人次·分母日期,参加人次·95%区间下限,参加人次·95%区间上限,参加人次·其中结转,参加人次·无数值原因');
  });

  it('holds the streets and the steps of a trend as compareStreets and trend answer them', async () => {
    const api = await exports.world.account(GrantRole.CITY_COMMITTEE, city);
    const flat = (values: any[]) => Object.fromEntries(values.flatMap((value: any) => PARTS.map((part) => [`${value.metric.id}.${part}`, value[part]])));
    const values = `metric { id } ${PARTS.join(' ')}`;
    const streets = linesOf((await exports.take(api, { kind: 'STREETS', within: city.code, period: { year: 2021 }, metrics: METRICS })).text);
    const trend = linesOf((await exports.take(api, { kind: 'TREND', within: city.code, period: { year: 2021 }, metrics: METRICS, by: 'QUARTER' })).text);
    const asked = await api.must(`query ($within: String!, $metrics: [MetricId!]!) {
      compareStreets(within: $within, period: { year: 2021 }) { nodes { place { code name } values(metrics: $metrics) { ${values} } } }
      trend(within: $within, period: { year: 2021 }, metrics: $metrics, by: QUARTER) { points { period { from to } values { ${values} } } } }`, { within: city.code, metrics: METRICS });
    expect(streets).toEqual(asked.compareStreets.nodes.map((node: any) => ({ placeCode: node.place.code, placeName: node.place.name, ...flat(node.values) })));
    expect(trend).toEqual(asked.trend.points.map((point: any) => ({ ...point.period, ...flat(point.values) })));
    expect([streets.length, trend.map((line) => line['SESSIONS_HELD.value'])]).toEqual([1, [2, 0, 0, 0]]);
  });

  it('takes steps for a trend alone', async () => {
    const api = await exports.world.account(GrantRole.CITY_COMMITTEE, city);
    const { data } = await exports.refused(api, { kind: 'COMPARISON', within: city.code, period: { year: 2021 }, metrics: METRICS, by: 'YEAR' });
    expect(data.exportRequest.errors[0]).toEqual({ code: 'EXPORT_STEPS_NOT_APPLICABLE', path: ['input', 'by'] });
  });
});
