import { GrantRole } from '../../../src/kernel/grant-role.js';
import { CATALOGUE } from '../../../src/modules/comparison/catalogue/catalogue.js';
import type { Api } from '../../support/api.js';
import type { PlaceRef } from '../../support/world.js';
import { CommonGround } from '../ground.js';
import { type PlantedRoom, alike, plantRooms } from './planted-rooms.js';

const PEERS = `query ($within: String!, $metrics: [MetricId!]!, $period: PeriodInput) {
  roomAmongPeers(within: $within, metrics: $metrics, period: $period) {
  place { code } period { from to label } standings { notComparedBecause value { metric { id } value band shrunk {
  value } rankRange { best worst of } } group { level members label kind } quantiles { p value } limits {
  size lowOuter highOuter } sentence en: sentence(lang: EN) } } }`;
const PERIOD = { year: 2024 };

describe('a room among its peers', () => {
  let ground: CommonGround;
  let streets: PlaceRef[];
  let rooms: PlantedRoom[];
  let convener: Api;
  let admin: Api;

  beforeAll(async () => {
    ground = await CommonGround.start();
    streets = await ground.streets(4);
    rooms = await plantRooms(
      ground.world,
      ground.city,
      streets,
      alike((street, serial) => {
        if (street === 1 && serial === 1) return { due: 40, done: 16 };
        if (street === 2 && serial === 1) return { due: 90, done: 86 };
        // Three villages alone are of more than 5,000 residents: too few peers for a band of their own.
        if (street === 4 && [2, 4, 6].includes(serial)) return { residents: 6_000 };
        if (street === 4 && serial === 8) return { enrolledOn: '2024-08-01' };
        return {};
      }),
    );
    convener = await ground.world.account(GrantRole.CONVENER, rooms[0]!.place);
    admin = await ground.world.account(GrantRole.CITY_ADMIN, ground.city);
  });
  afterAll(() => ground.stop());

  const at = (street: number, serial: number): PlantedRoom =>
    rooms.find((room) => room.street === street && room.serial === serial)!;
  const ask = async (
    api: Api,
    room: PlantedRoom,
    metrics: readonly string[] = ['COMPLETION_RATE', 'SESSIONS_HELD'],
  ): Promise<any> => (await api.must(PEERS, { within: room.place.code, metrics, period: PERIOD })).roomAmongPeers;
  const adopt = async (input: Record<string, unknown>, api = admin): Promise<any> => {
    const {
      comparisonSettings: { version },
    } = await api.must('{ comparisonSettings { version } }');
    return (
      await api.ask(
        `mutation ($input: ComparisonSettingsAdoptInput!) { comparisonSettingsAdopt(input: $input) {
          comparisonSettings { id version smallestGroup smallestPeerGroup populationEdges ageEdges ranksOn
          viewerCanAdopt } errors { code path } } }`,
        { input: { expectedVersion: version, ...input } },
      )
    ).data?.comparisonSettingsAdopt;
  };

  it("shows its own people where it stands, in words, and the peers' spread without a name", async () => {
    const answer = await ask(convener, at(1, 1));
    const [rate, held] = answer.standings;
    expect(rate).toMatchObject({
      notComparedBecause: null,
      value: { value: 0.4, band: 'WELL_BELOW', rankRange: null },
      group: { level: 'AGE', members: 24, kind: 'NEIGHBOURHOOD' },
    });
    expect(rate.quantiles.map(({ p }: { p: number }) => p)).toEqual([0.1, 0.25, 0.5, 0.75, 0.9]);
    for (const { value } of rate.quantiles) expect(value).toBe(Number(value.toFixed(2)));
    expect(rate.limits.size).toBe(40);
    expect(rate.value.value).toBeLessThan(rate.limits.lowOuter);
    expect(rate.sentence).toMatch(
      /^办结率：本室 40% \(16\/40\)。同类：社区，.*共 24 个室，中间一半在 .*待核实.*不是结论/,
    );
    expect(rate.en).toMatch(/^Completion rate: this room 40% \(16\/40\)\. Of 24 rooms .*to be looked into/);
    expect(held).toMatchObject({
      notComparedBecause: 'NO_FUNNEL',
      value: { value: 4, band: null },
      group: { members: 24 },
      limits: null,
    });
    expect(held.sentence).toContain('只作描述');
    expect(
      rooms
        .slice(1)
        .filter(
          ({ place }) => JSON.stringify(answer).includes(place.name) || JSON.stringify(answer).includes(place.code),
        ),
    ).toEqual([]);
  });

  it('is asked over the last 24 months unless said otherwise', async () => {
    const { roomAmongPeers } = await convener.must(PEERS, {
      within: rooms[0]!.place.code,
      metrics: ['COMPLETION_RATE'],
    });
    const [from, to] = [new Date(roomAmongPeers.period.from), new Date(roomAmongPeers.period.to)];
    expect(Math.round((to.getTime() - from.getTime()) / 86_400_000 / 30.44)).toBe(24);
  });

  it('answers for every metric of the catalogue, of every kind', async () => {
    for (const { id } of CATALOGUE) {
      const { standings } = await ask(convener, at(1, 1), [id]);
      expect([id, standings[0].sentence.length > 10]).toEqual([id, true]);
    }
  });

  it('widens a group that is too small, and says which it used', async () => {
    const few = (await ask(ground.committee, at(4, 2))).standings[0].group;
    expect(few).toMatchObject({ level: 'KIND', kind: 'VILLAGE', members: 24, label: '同类：村' });
    const young = (await ask(ground.committee, at(4, 8), ['COMPLETION_RATE', 'SESSIONS_PER_1000'])).standings;
    expect(young[0].group).toMatchObject({ level: 'POPULATION', kind: 'VILLAGE' });
    expect(young[1]).toMatchObject({ notComparedBecause: 'SHORT_EXPOSURE', value: { band: null }, limits: null });
    expect(young[1].sentence).toContain('存在时间不足');
  });

  it("follows the city's settings, which the administrator alone adopts", async () => {
    const before = await ground.committee.must(
      '{ comparisonSettings { version smallestGroup smallestPeerGroup populationEdges ageEdges ranksOn ' +
        'viewerCanAdopt } }',
    );
    expect(before.comparisonSettings).toEqual({
      version: 0,
      smallestGroup: 5,
      smallestPeerGroup: 10,
      populationEdges: [2000, 5000, 10000],
      ageEdges: [1, 3],
      ranksOn: false,
      viewerCanAdopt: false,
    });
    const first = await adopt({ smallestGroup: 3, smallestPeerGroup: 3 });
    expect(first).toMatchObject({
      errors: [],
      comparisonSettings: { version: 1, smallestGroup: 3, viewerCanAdopt: true },
    });
    expect((await ask(ground.committee, at(4, 2))).standings[0].group).toMatchObject({
      level: 'AGE',
      members: 3,
      label: '同类：村，常住人口 5,000 至 10,000，整个时段都有室，建室年限相近',
    });
    // Two of the three are hidden from the third's own people: fewer than k, so the group is widened for them.
    const own = await ground.world.account(GrantRole.CONVENER, at(4, 2).place);
    expect((await ask(own, at(4, 2))).standings[0].group).toMatchObject({ level: 'KIND' });
    expect((await adopt({ populationEdges: [4000] })).comparisonSettings).toMatchObject({
      id: first.comparisonSettings.id,
      version: 2,
      smallestGroup: 3,
      populationEdges: [4000],
    });
    expect((await ask(ground.committee, at(4, 2))).standings[0].group.label).toContain('常住人口 4,000 以上');
    expect(await adopt({ populationEdges: [5000, 2000] })).toMatchObject({
      errors: [{ code: 'EDGES_NOT_RISING', path: ['input', 'populationEdges'] }],
    });
    expect(await adopt({ smallestGroup: 2 })).toMatchObject({
      errors: [{ code: 'NUMBER_OUT_OF_RANGE', path: ['input', 'smallestGroup'] }],
    });
    expect(await adopt({ expectedVersion: 1 })).toMatchObject({
      errors: [{ code: 'CONFLICT' }],
      comparisonSettings: { version: 2 },
    });
    expect(await adopt({ ranksOn: true }, ground.committee)).toBeUndefined();
    const events = await ground.sql<{ action: string }>(
      `SELECT action FROM audit_event WHERE object_type = 'ComparisonSettings'`,
    );
    expect(events).toEqual([{ action: 'comparisonSettingsAdopt' }, { action: 'comparisonSettingsAdopt' }]);
    await adopt({ smallestGroup: 5, smallestPeerGroup: 10, populationEdges: [2000, 5000, 10000] });
  });

  it('shows ranks once the city turned them on: as ranges, of outcomes, to the city alone', async () => {
    const ranks = async (api: Api, within: PlaceRef): Promise<any[]> =>
      (
        await api.must(
          `query ($within: String!) { compareRooms(within: $within, period: {year: 2024}, first: 500) { nodes { place {
            code } rate: value(metric: COMPLETION_RATE) { value rankRange { best worst of } }
            sessions: value(metric: SESSIONS_PER_1000) { rankRange { best } } } } }`,
          { within: within.code },
        )
      ).compareRooms.nodes;
    expect((await ranks(ground.committee, ground.city)).every(({ rate }) => rate.rankRange === null)).toBe(true);
    await adopt({ ranksOn: true });
    const shown = await ranks(ground.committee, ground.city);
    expect(shown.every(({ sessions }) => sessions.rankRange === null)).toBe(true);
    const weak = shown.find(({ place }) => place.code === at(1, 1).place.code).rate.rankRange;
    expect(weak.of).toBe(48);
    expect(weak.worst).toBe(48);
    expect(weak.best).toBeGreaterThan(1);
    expect(shown.filter(({ rate }) => rate.rankRange.best === 1).length).toBeGreaterThan(20);
    const liaison = await ground.world.account(GrantRole.STREET_CPPCC_LIAISON, streets[0]!);
    expect((await ranks(liaison, streets[0]!)).every(({ rate }) => rate.rankRange === null)).toBe(true);
  });

  it("answers NOT_FOUND where no room stands, FORBIDDEN for another's", async () => {
    const codes = async (api: Api, code: string): Promise<readonly string[]> =>
      (await api.ask(PEERS, { within: code, metrics: ['COMPLETION_RATE'] })).codes;
    expect([
      await codes(ground.committee, ground.city.code),
      await codes(convener, at(1, 2).place.code),
      await codes(ground.world.anonymous, ground.city.code),
    ]).toEqual([['NOT_FOUND'], ['FORBIDDEN'], ['UNAUTHENTICATED']]);
  });
});
