import { GrantRole } from '../../src/kernel/grant-role.js';
import { Records } from '../comparison/records.js';
import type { Api } from '../support/api.js';
import type { PlaceRef, RoomRef } from '../support/world.js';
import { ExportWorld, linesOf, tokenOf } from './export-world.js';

const METRICS = ['SESSIONS_PER_1000', 'COMPLETION_RATE', 'MEDIAN_DAYS_TOPIC_TO_SESSION'];
const STANDING =
  'band notComparedBecause heldAgainst { label members centre } shrunk { value low high } rankRange { best worst of }';
const cellsOf = ({ metric, band, notComparedBecause, heldAgainst, shrunk, rankRange }: any): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries({
      band,
      notComparedBecause,
      heldAgainst: heldAgainst?.label ?? null,
      'heldAgainst.members': heldAgainst?.members ?? null,
      'heldAgainst.centre': heldAgainst?.centre ?? null,
      shrunk: shrunk?.value ?? null,
      'shrunk.low': shrunk?.low ?? null,
      'shrunk.high': shrunk?.high ?? null,
      'rankRange.best': rankRange?.best ?? null,
      'rankRange.worst': rankRange?.worst ?? null,
      'rankRange.of': rankRange?.of ?? null,
    }).map(([key, cell]) => [`${metric.id}.${key}`, cell]),
  );

describe('an export of how rooms stand among others', () => {
  let exports: ExportWorld;
  let city: PlaceRef;
  let streets: PlaceRef[];
  const rooms: RoomRef[] = [];
  let committee: Api;

  beforeAll(async () => {
    exports = await ExportWorld.start();
    const { world } = exports;
    city = await world.city();
    streets = [await world.street(city, 1), await world.street(city, 2)];
    const records = new Records(world, city);
    for (let serial = 1; serial <= 14; serial += 1) {
      const room = await world.room(await world.community(streets[serial % 2]!, serial));
      rooms.push(room);
      await records.residents(room.place, 2000, '2021-01-01');
      const topic = await records.topic(room, { from: '2021-01-05' });
      for (let held = 0; held < (serial === 1 ? 40 : 2); held += 1)
        await records.session(room, topic, { from: '2021-05-10' }, {});
    }
    committee = await world.account(GrantRole.CITY_COMMITTEE, city);
  });
  afterAll(() => exports?.stop());

  /** Row by row what the file says of the standing, and what the comparison says. */
  async function both(api: Api, within: PlaceRef, against: string): Promise<{ file: any[]; api: any[] }> {
    const lines = linesOf(
      (
        await exports.take(api, {
          kind: 'COMPARISON',
          within: within.code,
          period: { year: 2021 },
          metrics: METRICS,
          against,
        })
      ).text,
    );
    const { compareRooms } = await api.must(
      `query ($within: String!, $metrics: [MetricId!]!, $against: ComparisonBase!) {
        compareRooms(within: $within, period: { year: 2021 }, first: 100, against: $against) {
      nodes { values(metrics: $metrics) { metric { id } ${STANDING} } } } }`,
      { within: within.code, metrics: METRICS, against },
    );
    const expected = compareRooms.nodes.map((node: any) => Object.assign({}, ...node.values.map(cellsOf)));
    expect(lines.length).toBe(expected.length + 1);
    return {
      file: lines
        .slice(0, -1)
        .map((line, index) => Object.fromEntries(Object.keys(expected[index]).map((key) => [key, line[key]]))),
      api: expected,
    };
  }

  it('shows band, group, centre and the estimate drawn towards them, as the comparison does', async () => {
    for (const against of ['CITY', 'STREET', 'PEERS']) {
      const { file, api } = await both(committee, city, against);
      expect(file).toEqual(api);
      expect(file.map((line) => line['SESSIONS_PER_1000.band']).filter(Boolean).length).toBeGreaterThan(
        against === 'CITY' ? 13 : -1,
      );
    }
    const { file } = await both(committee, city, 'CITY');
    expect(file.filter((line) => line['SESSIONS_PER_1000.band'] === 'WELL_ABOVE').length).toBe(1);
    expect(file[0]).toMatchObject({
      'SESSIONS_PER_1000.heldAgainst': '全市',
      'SESSIONS_PER_1000.heldAgainst.members': 14,
      'SESSIONS_PER_1000.rankRange.best': null,
      'MEDIAN_DAYS_TOPIC_TO_SESSION.notComparedBecause': 'NO_FUNNEL',
    });
    expect(file[0]['SESSIONS_PER_1000.shrunk']).toEqual(expect.any(Number));
  });

  it('shows a room no more of the others than the comparison shows it', async () => {
    const convener = await exports.world.account(GrantRole.CONVENER, rooms[3]!.place);
    const { file, api } = await both(convener, rooms[3]!.place, 'CITY');
    expect(file).toEqual(api);
    expect(file.length).toBe(1);
    const liaison = await exports.world.account(GrantRole.STREET_CPPCC_LIAISON, streets[0]!);
    const seen = await both(liaison, streets[0]!, 'PEERS');
    expect(seen.file).toEqual(seen.api);
  });

  it('states on the cover what rows are compared with, but not for totals, trends and seals', async () => {
    const asked = await exports.request(committee, {
      kind: 'COMPARISON',
      within: city.code,
      period: { year: 2021 },
      metrics: METRICS,
      against: 'PEERS',
    });
    await exports.server.exports.drain();
    const { node } = await committee.must('query ($id: ID!) { node(id: $id) { ... on Export { against } } }', {
      id: asked.id,
    });
    expect(node.against).toBe('PEERS');
    const cover = JSON.parse((await exports.fetch(`${asked.downloadPath}?part=cover`, tokenOf(committee))).text);
    const { compareRooms } = await committee.must(
      `query ($within: String!, $metrics: [MetricId!]!) { compareRooms(within: $within, period: {
        year: 2021 }, against: PEERS) {
        zh: caution(metrics: $metrics, lang: ZH_HANS) en: caution(metrics: $metrics, lang: EN) } }`,
      { within: city.code, metrics: METRICS },
    );
    expect(cover).toMatchObject({ against: 'PEERS', caution: `${compareRooms.zh} / ${compareRooms.en}` });
    expect(cover.caution).toMatch(/14/);
    const total = linesOf(
      (
        await exports.take(committee, {
          kind: 'COMPARISON',
          within: city.code,
          period: { year: 2021 },
          metrics: METRICS,
        })
      ).text,
    ).at(-1);
    expect([total.rowKind, total['SESSIONS_PER_1000.band'], total['SESSIONS_PER_1000.shrunk']]).toEqual([
      'TOTAL',
      null,
      null,
    ]);
    const [step] = linesOf(
      (
        await exports.take(committee, {
          kind: 'TREND',
          within: city.code,
          period: { year: 2021 },
          metrics: METRICS,
          by: 'YEAR',
        })
      ).text,
    );
    expect(Object.keys(step).filter((key) => /band|shrunk/.test(key))).toEqual([]);
  });
});
