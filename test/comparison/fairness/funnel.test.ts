import { GrantRole } from '../../../src/kernel/grant-role.js';
import { limitsAt } from '../../../src/modules/comparison/statistics/funnel-limits.js';
import { proportionFunnel } from '../../../src/modules/comparison/statistics/funnel.js';
import type { Api } from '../../support/api.js';
import type { PlaceRef } from '../../support/world.js';
import { CommonGround } from '../ground.js';
import { type PlantedRoom, alike, plantRooms } from './planted-rooms.js';

const FUNNEL = `query ($within: String!, $metric: MetricId!, $by: ComparedUnit, $against: ComparisonBase, $period:
  PeriodInput) { funnel(within: $within, metric: $metric, by: $by, against: $against, period: $period) {
  group { level members centre } notDrawnBecause period { label } spread { phi isWidened } caution en: caution(lang: EN)
  points { units size value count band isWithin place { code name } } limits {
  size lowOuter lowInner highInner highOuter } } }`;
const PERIOD = { year: 2024 };

describe('a funnel', () => {
  let ground: CommonGround;
  let streets: PlaceRef[];
  let rooms: PlantedRoom[];
  let liaison: Api;
  let convener: Api;

  beforeAll(async () => {
    ground = await CommonGround.start();
    streets = await ground.streets(5);
    rooms = await plantRooms(ground.world, ground.city, streets, [
      ...alike((street, serial) =>
        street === 1 && serial === 1 ? { due: 40, done: 16 } : street === 1 && serial === 2 ? { due: 1, done: 1 } : {},
      ),
      { street: 5, serial: 1, due: 10, done: 8 },
      { street: 5, serial: 2, due: 10, done: 7 },
    ]);
    liaison = await ground.world.account(GrantRole.STREET_CPPCC_LIAISON, streets[0]!);
    convener = await ground.world.account(GrantRole.CONVENER, rooms[0]!.place);
  });
  afterAll(() => ground.stop());

  const draw = async (api: Api, within: PlaceRef, variables: Record<string, unknown> = {}): Promise<any> =>
    (await api.must(FUNNEL, { within: within.code, metric: 'COMPLETION_RATE', period: PERIOD, ...variables })).funnel;

  it('shows the city every room by name, with exact limits round its own centre', async () => {
    const answer = await draw(ground.committee, ground.city);
    const used = rooms.filter(({ due }) => due >= 5);
    const centre = used.reduce((sum, { done }) => sum + done, 0) / used.reduce((sum, { due }) => sum + due, 0);
    expect(answer.group).toEqual({ level: 'CITY', members: used.length, centre });
    expect(answer.points).toHaveLength(used.length);
    expect(
      answer.points.every((point: { units: number; place: object | null }) => point.units === 1 && point.place),
    ).toBe(true);
    expect(
      answer.points.find((point: { place: { code: string } }) => point.place.code === rooms[0]!.place.code),
    ).toMatchObject({ size: 40, count: 16, value: 0.4, band: 'WELL_BELOW', isWithin: true });
    expect(answer.limits[0].size).toBe(10);
    expect(answer.limits.at(-1).size).toBe(40);
    for (const limit of answer.limits) expect(limit).toEqual(limitsAt(proportionFunnel(centre), limit.size));
  });

  it('says in a sentence how many lie outside, in both languages', async () => {
    const { caution, en } = await draw(ground.committee, ground.city);
    expect(caution).toContain('在 50 个室中，1 个落在 99.8% 线外（偏高 0 个，偏低 1 个），待核实，不是结论');
    expect(caution).toContain('1 个室件数过少，只列分子和分母');
    expect(en).toContain(
      'Of 50 rooms 1 lies outside the 99.8 % lines (0 above, 1 below): to be looked into, not a verdict',
    );
  });

  it('shows street and room the same rounded limits, and of the others no name and no point', async () => {
    const all = await draw(ground.committee, ground.city);
    const [ofStreet, ofRoom] = [await draw(liaison, streets[0]!), await draw(convener, rooms[0]!.place)];
    for (const [seen, own] of [
      [ofStreet, 11],
      [ofRoom, 1],
    ] as const) {
      const centre = Number((1 - Number((1 - all.group.centre).toPrecision(2))).toPrecision(12));
      expect(seen).toMatchObject({ group: { ...all.group, centre }, caution: all.caution });
      expect(seen.limits.map(({ size }: { size: number }) => size)).toEqual(
        all.limits.map(({ size }: { size: number }) => size),
      );
      expect([seen.limits, seen.spread]).toEqual([ofRoom.limits, ofRoom.spread]);
      for (const limit of seen.limits.slice(0, all.spread?.isWidened ? 0 : undefined))
        expect(limit).toEqual(limitsAt(proportionFunnel(centre), limit.size));
      const named = seen.points.filter((point: { place: object | null }) => point.place);
      expect(named).toHaveLength(own);
      for (const point of seen.points)
        if (!point.place)
          expect([point.units >= 5, point.count, point.band, point.isWithin]).toEqual([true, null, null, false]);
      expect(seen.points.reduce((sum: number, point: { units: number }) => sum + point.units, 0)).toBe(
        all.group.members,
      );
    }
    const foreign = rooms.filter(({ street }) => street !== 1).map(({ place }) => place.name);
    expect(foreign.filter((name) => JSON.stringify([ofStreet, ofRoom]).includes(name))).toEqual([]);
  });

  it('shows of those it takes together no exact size or value, and still more than one number', async () => {
    const { points } = await draw(convener, rooms[0]!.place);
    const hidden = points.filter((point: { place: object | null }) => !point.place);
    for (const { size, value } of hidden)
      expect([size, value]).toEqual([Number(size.toPrecision(2)), Number(value.toPrecision(2))]);
    expect(new Set(hidden.map(({ value }: { value: number }) => value)).size).toBeGreaterThan(2);
  });

  it("is not drawn where it would tell a single room's number", async () => {
    const neighbour = await ground.world.account(GrantRole.CONVENER, rooms.at(-1)!.place);
    const small = await draw(neighbour, rooms.at(-1)!.place, { against: 'STREET' });
    expect(small).toMatchObject({ group: null, notDrawnBecause: 'GROUP_TOO_SMALL', points: [], limits: [] });
    // The control: the city's own committee, from whom nothing is hidden, is refused only what is too small to mean
    // something.
    expect(await draw(ground.committee, rooms.at(-1)!.place, { against: 'STREET' })).toMatchObject({ group: null });
    expect(await draw(ground.committee, rooms[0]!.place, { against: 'STREET' })).toMatchObject({
      group: { level: 'STREET', members: 11 },
    });
    // Eleven of a street but one are hidden from its convener: shown. The city less that street still has more than k.
    expect(await draw(convener, rooms[0]!.place, { against: 'STREET' })).toMatchObject({
      group: { level: 'STREET', members: 11 },
    });
  });

  it('draws streets by the sums over their rooms, once there are enough of them', async () => {
    const answer = await draw(ground.committee, ground.city, { by: 'STREET' });
    expect(answer.group).toMatchObject({ level: 'CITY', members: 5 });
    const first = answer.points.find((point: { place: { code: string } }) => point.place.code === streets[0]!.code);
    expect(first.size).toBe(rooms.filter(({ street }) => street === 1).reduce((sum, { due }) => sum + due, 0));
    const { compareStreets } = await ground.committee.must(
      `query ($within: String!) { compareStreets(within: $within, period: {year: 2024}) { caution nodes { place { code }
        value(metric: COMPLETION_RATE) { numerator denominator band shrunk { value } heldAgainst { centre } } } } }`,
      { within: ground.city.code },
    );
    expect(compareStreets.caution).toContain('办结率：在 5 个街道（镇）中');
    for (const { place, value } of compareStreets.nodes) {
      expect(answer.points.find((point: { place: { code: string } }) => point.place.code === place.code)).toMatchObject(
        { count: value.numerator, size: value.denominator, band: value.band },
      );
      expect(value.heldAgainst.centre).toBe(answer.group.centre);
    }
    // Four other streets are fewer than k: a liaison is shown none of them.
    expect(await draw(liaison, streets[0]!, { by: 'STREET' })).toMatchObject({
      group: null,
      notDrawnBecause: 'GROUP_TOO_SMALL',
    });
  });

  it.each([
    ['a count', { metric: 'SESSIONS_HELD' }],
    ['streets against their street', { by: 'STREET', against: 'STREET' }],
    ['peers of a place without a room', { against: 'PEERS' }],
    ['the street of a city', { against: 'STREET' }],
  ])('refuses %s', async (_what, variables) => {
    const { codes } = await ground.committee.ask(FUNNEL, {
      within: ground.city.code,
      metric: 'COMPLETION_RATE',
      period: PERIOD,
      ...variables,
    });
    expect(codes).toEqual(['BAD_USER_INPUT']);
  });

  it('speaks of the metrics asked for beside a comparison, and of the covered tree', async () => {
    const say = async (fields: string): Promise<any> =>
      (
        await ground.committee.must(
          `query ($within: String!) { compareRooms(within: $within, period: {year: 2024}) { ${fields} } }`,
          { within: streets[0]!.code },
        )
      ).compareRooms;
    const { caution } = await say('caution');
    expect(caution).toMatch(/^办结率：在 12 个室中，1 个落在 99\.8% 线外/);
    expect(caution).toContain('差异可能出于偶然，只作待核实的线索');
    const two = await say('caution(lang: EN, metrics: [SUGGESTIONS_PER_SESSION, COMPLETION_RATE, SESSIONS_HELD])');
    expect(two.caution).toMatch(/^Suggestions per session: .*Completion rate: Of 12 rooms 1 lies outside/);
    expect(two.caution).toContain('Sessions held: only described, not compared.');
    // What is asked for beside it is what it speaks of.
    expect((await say('caution nodes { value(metric: SESSIONS_PER_1000) { value } }')).caution).toMatch(
      /^每千人召开次数：在 12 个室中/,
    );
  });
});
