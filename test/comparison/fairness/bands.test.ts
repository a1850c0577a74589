import { GrantRole } from '../../../src/kernel/grant-role.js';
import { bandOf } from '../../../src/modules/comparison/statistics/band.js';
import { proportionFunnel } from '../../../src/modules/comparison/statistics/funnel.js';
import type { Api } from '../../support/api.js';
import type { PlaceRef } from '../../support/world.js';
import { CommonGround } from '../ground.js';
import { type PlantedRoom, alike, plantRooms } from './planted-rooms.js';

const STANDING = `band notComparedBecause shrunk { value low high } heldAgainst {
  level members centre kind populationFrom populationTo label en: label(lang: EN) }`;
const ROOMS = `query ($within: String!, $against: ComparisonBase, $period: PeriodInput) {
  compareRooms(within: $within, period: $period, first: 500, against: $against) {
  nodes { place { code } rate: value(metric: COMPLETION_RATE) { value numerator denominator ${STANDING} }
  sessions: value(metric: SESSIONS_PER_1000) { value ${STANDING} } count: value(metric: SESSIONS_HELD) {
  value ${STANDING} } } } }`;

interface Row {
  readonly place: { code: string };
  readonly rate: Record<string, any>;
  readonly sessions: Record<string, any>;
  readonly count: Record<string, any>;
}

describe('how a value stands among others', () => {
  let ground: CommonGround;
  let streets: PlaceRef[];
  let rooms: PlantedRoom[];

  beforeAll(async () => {
    ground = await CommonGround.start();
    streets = await ground.streets(4);
    rooms = await plantRooms(
      ground.world,
      ground.city,
      streets,
      alike((street, serial) => {
        if (street === 1 && serial === 1) return { due: 40, done: 16 };
        if (street === 1 && serial === 2) return { due: 5, done: 5 };
        if (street === 1 && serial === 3) return { due: 1, done: 1 };
        if (street === 2 && serial === 1) return { due: 60, done: 54 };
        if (street === 2 && serial === 2) return { due: 2, done: 0, enrolledOn: '2024-07-01' };
        if (street === 3 && serial === 1) return { sessions: 40 };
        if (street === 3 && serial === 2) return { residents: 200, sessions: 0 };
        return {};
      }),
    );
    // Another city, all of it different: nothing of it may enter.
    const other = await ground.world.city('乙市');
    await plantRooms(
      ground.world,
      other,
      [await ground.world.street(other, 1)],
      Array.from({ length: 30 }, (_, index) => ({ street: 1, serial: index + 1, due: 50, done: 1, sessions: 30 })),
    );
  });
  afterAll(() => ground.stop());

  const ask = async (api: Api, within: PlaceRef, against?: string): Promise<Row[]> =>
    (await api.must(ROOMS, { within: within.code, against, period: { year: 2024 } })).compareRooms.nodes;
  const row = (rows: readonly Row[], street: number, serial: number): Row =>
    rows.find(
      ({ place }) => place.code === rooms.find((room) => room.street === street && room.serial === serial)!.place.code,
    )!;

  it("finds the weak room, by exact limits round the city's own rate", async () => {
    const rows = await ask(ground.committee, ground.city);
    const centre =
      rooms.reduce((sum, room) => sum + (room.due >= 5 ? room.done : 0), 0) /
      rooms.reduce((sum, room) => sum + (room.due >= 5 ? room.due : 0), 0);
    const weak = row(rows, 1, 1).rate;
    expect(weak).toMatchObject({
      band: 'WELL_BELOW',
      notComparedBecause: null,
      heldAgainst: { level: 'CITY', label: '全市', en: 'the whole city' },
    });
    expect(weak['heldAgainst'].centre).toBeCloseTo(centre, 12);
    expect(weak['heldAgainst'].members).toBe(rows.filter(({ rate }) => rate['value'] !== null).length);
    for (const { rate } of rows)
      if (rate['value'] !== null)
        expect(rate['band']).toBe(bandOf(proportionFunnel(centre), rate['numerator'], rate['denominator']));
    expect(rows.filter(({ rate }) => rate['band'] === 'WELL_BELOW').map(({ place }) => place.code)).toEqual([
      row(rows, 1, 1).place.code,
    ]);
  });

  it('says of too few cases that they could never signal, and of no value that there is none', async () => {
    const rows = await ask(ground.committee, ground.city);
    expect(row(rows, 3, 2).sessions).toMatchObject({ band: 'NOT_ENOUGH_DATA', notComparedBecause: null });
    expect(row(rows, 1, 3).rate).toMatchObject({
      value: null,
      band: null,
      shrunk: null,
      heldAgainst: null,
      notComparedBecause: 'NO_VALUE',
    });
    expect(row(rows, 1, 1).count).toMatchObject({
      value: 4,
      band: null,
      shrunk: null,
      notComparedBecause: 'NO_FUNNEL',
    });
  });

  it('draws small rooms towards the others: 5 of 5 does not beat 54 of 60', async () => {
    const rows = await ask(ground.committee, ground.city);
    const [small, large] = [row(rows, 1, 2).rate, row(rows, 2, 1).rate];
    expect(small['value']).toBeGreaterThan(large['value']);
    expect(small['shrunk'].value).toBeLessThan(large['shrunk'].value);
    for (const { rate } of rows)
      if (rate['shrunk'])
        expect(rate['shrunk'].low <= rate['shrunk'].value && rate['shrunk'].value <= rate['shrunk'].high).toBe(true);
  });

  it('holds no rate per resident against others of a room that existed for a part of the period', async () => {
    const rows = await ask(ground.committee, ground.city);
    expect(row(rows, 2, 2).sessions).toMatchObject({ band: null, notComparedBecause: 'SHORT_EXPOSURE' });
    expect(row(rows, 2, 2).sessions['value']).not.toBeNull();
    expect(row(rows, 3, 1).sessions).toMatchObject({ band: 'WELL_ABOVE' });
    expect(row(rows, 3, 2).sessions['heldAgainst'].members).toBe(47);
  });

  it('can be asked against the street, and against peers', async () => {
    const street = await ask(ground.committee, ground.city, 'STREET');
    expect(row(street, 2, 3).rate['heldAgainst']).toMatchObject({
      level: 'STREET',
      label: '本街道（镇）',
      members: 11,
    });
    const peers = await ask(ground.committee, ground.city, 'PEERS');
    expect(row(peers, 2, 4).rate['heldAgainst']).toMatchObject({
      level: 'AGE',
      kind: 'VILLAGE',
      populationFrom: 2000,
      populationTo: 5000,
      label: '同类：村，常住人口 2,000 至 5,000，整个时段都有室，建室年限相近',
    });
    expect(row(peers, 2, 4).rate['heldAgainst'].members).toBe(22);
  });

  it('shows street and room the same band as the city, and centre and interval but for rounding', async () => {
    const all = await ask(ground.committee, ground.city);
    const liaison = await ground.world.account(GrantRole.STREET_CPPCC_LIAISON, streets[0]!);
    const convener = await ground.world.account(GrantRole.CONVENER, rooms[0]!.place);
    const [ofStreet, ofRoom] = [await ask(liaison, streets[0]!), await ask(convener, rooms[0]!.place)];
    expect(ofStreet).toHaveLength(12);
    expect(ofRoom).toHaveLength(1);
    expect(ofRoom[0]).toEqual(ofStreet.find(({ place }) => place.code === rooms[0]!.place.code));
    for (const seen of ofStreet) {
      const exact = all.find(({ place }) => place.code === seen.place.code)!;
      for (const name of ['rate', 'sessions'] as const) {
        const [{ shrunk, heldAgainst, ...rounded }, { shrunk: shrunkExactly, heldAgainst: exactly, ...known }] = [
          seen[name],
          exact[name],
        ] as any;
        expect(rounded).toEqual(known);
        expect(heldAgainst).toEqual(exactly && { ...exactly, centre: heldAgainst.centre });
        if (heldAgainst) expect(Math.abs(heldAgainst.centre / exactly.centre - 1)).toBeLessThan(0.05);
        for (const end of Object.keys(shrunk ?? {}))
          expect(Math.abs(shrunk[end] - shrunkExactly[end])).toBeLessThanOrEqual(0.051);
      }
    }
  });

  it('costs the same statements for one room and for all, and four more than without', async () => {
    const count = async (within: PlaceRef, fields: string): Promise<number> => {
      ground.world.statements.length = 0;
      await ground.committee.must(
        `query ($within: String!) { compareRooms(within: $within, period: {year: 2024}, first: 500) { nodes { place {
          code } values(metrics: [COMPLETION_RATE, SESSIONS_PER_1000, SUGGESTIONS_PER_SESSION]) { ${fields} } } } }`,
        { within: within.code },
      );
      return ground.world.statements.length;
    };
    expect(await count(rooms[0]!.place, 'value band shrunk { value }')).toBe(
      await count(ground.city, 'value band shrunk { value }'),
    );
    expect((await count(ground.city, 'value band shrunk { value }')) - (await count(ground.city, 'value'))).toBe(4);
  });
});
