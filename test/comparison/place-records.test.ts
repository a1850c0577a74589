import { GrantRole } from '../../src/kernel/grant-role.js';
import { CATALOGUE } from '../../src/modules/comparison/catalogue/catalogue.js';
import { DemoServer } from '../demo/demo-server.js';
import type { Api } from '../support/api.js';
import { PlantedWorld } from '../support/planted-world.js';
import { CommonGround } from './ground.js';

const IDS = CATALOGUE.map(({ id }) => id);
const OF_PEOPLE = new Set(CATALOGUE.filter(({ people }) => people).map(({ id }) => id));
/** Above a room these show no records. */
const WITH_RECORDS = IDS.filter((id) => !OF_PEOPLE.has(id));
const NUMBER = 'value numerator denominator suppressedReason';

interface Numbers {
  readonly numerator: number | null;
  readonly denominator: number | null;
}
interface Part {
  readonly counted: boolean;
  readonly reason: string | null;
  readonly value: Numbers;
}
interface Row {
  readonly part: string;
  readonly weight: number;
  readonly counted: boolean;
  readonly reason: string | null;
}
interface Explained {
  readonly value: Numbers & { readonly suppressedReason: string | null };
  readonly totalCount: number;
  readonly nodes: Part[];
}

const added = (rooms: readonly Part[], part: keyof Numbers): number =>
  rooms.reduce((sum, { value }) => sum + (value[part] ?? 0), 0);

/** Each metric under its own name, as many in one operation as may be asked for. */
async function everyMetric<T>(api: Api, ids: readonly string[], field: (id: string) => string): Promise<[string, T][]> {
  const found: [string, T][] = [];
  for (let first = 0; first < ids.length; first += 10) {
    const some = ids.slice(first, first + 10);
    found.push(...Object.entries<T>(await api.must(`{ ${some.map((id) => `${id}: ${field(id)}`).join(' ')} }`)));
  }
  return found;
}

/** How many metrics had a number, and how many rooms were left out of one. */
interface Seen {
  numbers: number;
  leftOut: number;
}

/** The parts of the rooms add up to the number that the summary has. */
async function roomsAddUp(api: Api, within: string, period: string, seen: Seen): Promise<void> {
  const { summary } = await api.must(
    `{ summary(within: "${within}", period: ${period}, metrics: [${IDS.join(', ')}]) {
      coverage { enrolled } values { metric { id } ${NUMBER} } } }`,
  );
  const numbers = new Map<string, Explained['value']>(
    summary.values.map(({ metric, ...value }: { metric: { id: string } }) => [metric.id, value]),
  );
  const answers = await everyMetric<Explained>(
    api,
    IDS,
    (id) => `explainPlace(within: "${within}", metric: ${id}, period: ${period}, first: 100) { value { ${NUMBER} }
      totalCount nodes { counted reason value { ${NUMBER} } } }`,
  );
  for (const [id, { value, totalCount, nodes }] of answers) {
    expect([id, value]).toEqual([id, numbers.get(id)]);
    expect([id, totalCount, nodes.length]).toEqual([id, ...Array(2).fill(summary.coverage.enrolled)]);
    const counted = nodes.filter((room) => room.counted);
    expect(nodes.slice(0, counted.length)).toEqual(counted);
    seen.leftOut += nodes.length - counted.length;
    for (const room of nodes) expect(room.counted).toBe(room.reason === null);
    if (value.numerator === null || OF_PEOPLE.has(id)) continue;
    seen.numbers += 1;
    expect([id, added(counted, 'numerator')]).toEqual([id, value.numerator]);
    if (value.denominator !== null) expect([id, added(counted, 'denominator')]).toEqual([id, value.denominator]);
  }
}

/** The records that count add up to the number, on all pages together, and come before the others. */
async function recordsAddUp(api: Api, within: string, period: string, ids = WITH_RECORDS): Promise<number> {
  const rows = new Map<string, Row[]>();
  const after = new Map<string, string>();
  const numbers = new Map<string, Explained['value'] & { readonly totalCount: number }>();
  for (let open: readonly string[] = ids; open.length > 0;) {
    const pages = await everyMetric<any>(
      api,
      open,
      (id) => `explain(within: "${within}", metric: ${id}, period: ${period}, first: 100${after.get(id) ?? ''}) {
        value { ${NUMBER} } totalCount pageInfo { hasNextPage endCursor } nodes { part weight counted reason } }`,
    );
    for (const [id, { value, totalCount, pageInfo, nodes }] of pages) {
      numbers.set(id, { ...value, totalCount });
      rows.set(id, [...(rows.get(id) ?? []), ...nodes]);
      after.set(id, `, after: "${pageInfo.endCursor}"`);
    }
    open = pages.filter(([, page]) => page.pageInfo.hasNextPage).map(([id]) => id);
  }
  for (const [id, found] of rows) {
    const value = numbers.get(id)!;
    expect([id, found.length]).toEqual([id, value.totalCount]);
    const counted = found.filter((row) => row.counted);
    expect(found.slice(0, counted.length)).toEqual(counted);
    if (value.numerator === null) continue;
    const sum = (part: string): number =>
      counted.filter((row) => row.part === part).reduce((total, row) => total + row.weight, 0);
    expect([id, sum('NUMERATOR')]).toEqual([id, value.numerator]);
    if (value.denominator !== null) expect([id, sum('DENOMINATOR')]).toEqual([id, value.denominator]);
  }
  return [...rows.values()].flat().filter((row) => row.counted).length;
}

describe('from the number of a place to its rooms and records: the demonstration', () => {
  let demo: DemoServer;
  let committee: Api;
  beforeAll(async () => {
    demo = await DemoServer.start();
    committee = await demo.signIn('yanshi-committee');
  });
  afterAll(() => demo.stop());

  const places = ['990100', '990100001', '990100002', '990100003', '990100001001'];
  const periods = [
    '{year: 2025}',
    '{year: 2025, quarter: 2}',
    '{from: "2024-03-01", to: "2026-02-28"}',
    '{from: "2026-01-01", to: "2026-06-30"}',
    '{from: "2199-01-01", to: "2199-12-31"}',
  ];

  it.each(periods)('the parts of the rooms add up to the number, for every metric and place, in %s', async (period) => {
    const seen: Seen = { numbers: 0, leftOut: 0 };
    for (const place of places) await roomsAddUp(committee, place, period, seen);
    if (period.includes('2199')) expect(seen.numbers).toBe(0);
    else expect(seen.numbers).toBeGreaterThan(100);
    expect(seen.leftOut).toBeGreaterThan(0);
  });

  it('so do the records of all rooms, those that count first', async () => {
    expect(await recordsAddUp(committee, '990100001', '{year: 2025}')).toBeGreaterThan(500);
    expect(
      await recordsAddUp(committee, '990100', '{year: 2025, quarter: 2}', [
        'SESSIONS_HELD',
        'COMPLETION_RATE',
        'SESSIONS_PER_1000',
        'ROOMS_ACTIVE',
        'SATISFACTION',
        'EVALUATION_SCORE',
        'MEDIAN_DAYS_COMPLETION_TO_VERIFICATION',
      ]),
    ).toBeGreaterThan(100);
  });
});

describe('from the number of a place to its rooms and records: a planted world', () => {
  let planted: PlantedWorld;
  beforeAll(async () => {
    planted = await PlantedWorld.start();
  });
  afterAll(() => planted?.stop());

  it('rooms and records add up at every place, with all that was planted', async () => {
    const city = planted.places.find(({ place }) => place.level === 'CITY')!.place;
    const api = await planted.world.account(GrantRole.CITY_COMMITTEE, city);
    const seen: Seen = { numbers: 0, leftOut: 0 };
    const here = planted.places.filter(({ place }) => place.cityId === city.cityId).slice(0, 4);
    for (const { place } of here)
      for (const period of ['{year: 2021}', '{from: "2019-01-01", to: "2025-12-31"}', '{year: 2021, quarter: 1}']) {
        await roomsAddUp(api, place.code, period, seen);
        if (place.level !== 'COMMUNITY') await recordsAddUp(api, place.code, period);
      }
    expect(seen.numbers).toBeGreaterThan(100);
  });
});

describe('what an explanation of a place does not show', () => {
  let ground: CommonGround;
  beforeAll(async () => {
    ground = await CommonGround.start();
  });
  afterAll(() => ground.stop());

  const asked = (within: string, metric: string): string =>
    `within: "${within}", metric: ${metric}, period: {year: 2022}, first: 100`;
  /** The records behind a number. */
  const ask = async (api: Api, within: string, metric: string, more = ''): Promise<any> =>
    (
      await api.must(
        `{ explain(${asked(within, metric)}${more}) { value { ${NUMBER} } totalCount
          nodes { weight counted reason room { id } } } }`,
      )
    ).explain;
  /** The rooms behind a number. */
  const roomsOf = async (within: string, metric: string): Promise<any[]> =>
    (
      await ground.committee.must(
        `{ explainPlace(${asked(within, metric)}) { nodes { place { code } counted reason value { ${NUMBER} } } } }`,
      )
    ).explainPlace.nodes;

  it('the parts of a small group stay hidden; the room is known to count', async () => {
    const { records } = ground;
    const [small, large] = [await ground.room(), await ground.room()];
    for (const [room, heads] of [
      [small, { AFFECTED_PARTY: 3, DEPARTMENT: 20 }],
      [large, { AFFECTED_PARTY: 21, DEPARTMENT: 20 }],
    ] as const) {
      const topic = await records.topic(room, { from: '2022-01-01' });
      await records.session(room, topic, { from: '2022-03-03' }, { heads });
    }
    const { street } = ground;
    const above = await ask(ground.committee, street.code, 'AFFECTED_PARTY_SHARE');
    expect(above).toMatchObject({ totalCount: 0, nodes: [], value: { numerator: 25, denominator: 65 } });
    const { compareRooms } = await ground.committee.must(
      `{ compareRooms(within: "${street.code}", period: {year: 2022}) {
        nodes { place { code } value(metric: AFFECTED_PARTY_SHARE) { ${NUMBER} } } } }`,
    );
    // Nothing is shown here that the comparison of the rooms does not show.
    const shown = await roomsOf(street.code, 'AFFECTED_PARTY_SHARE');
    expect(shown.map(({ place, value }) => ({ place, value }))).toEqual(compareRooms.nodes);
    expect(shown).toMatchObject([
      { counted: true, value: { numerator: null, denominator: null, suppressedReason: 'PRIVACY' } },
      { counted: true, value: { numerator: 20, denominator: 40 } },
    ]);
    expect(await ask(ground.committee, small.place.code, 'AFFECTED_PARTY_SHARE')).toMatchObject({ nodes: [] });
    // Control: what is not hidden has its records, and the room's own people see what is theirs.
    const open = await ask(ground.committee, large.place.code, 'AFFECTED_PARTY_SHARE');
    expect(open.nodes.length).toBeGreaterThan(0);
    const convener = await ground.world.account(GrantRole.CONVENER, small.place);
    expect((await ask(convener, small.place.code, 'AFFECTED_PARTY_SHARE')).nodes.length).toBeGreaterThan(0);
  });

  it('a room that is left out of a rate has no records in it, and says why', async () => {
    const { records, world, city } = ground;
    const street = await world.street(city, 8);
    const [known, unknown] = [await ground.room(street), await ground.room(street)];
    await records.residents(known.place, 2000, '2021-12-31');
    for (const room of [known, unknown]) {
      const topic = await records.topic(room, { from: '2022-01-01' });
      await records.session(room, topic, { from: '2022-03-03' });
    }
    const both = await ask(ground.committee, street.code, 'SESSIONS_PER_1000');
    expect(both.value).toMatchObject({ numerator: 1, denominator: 2000 });
    expect(await roomsOf(street.code, 'SESSIONS_PER_1000')).toMatchObject([
      { place: { code: known.place.code }, counted: true, value: { numerator: 1, denominator: 2000 } },
      { place: { code: unknown.place.code }, counted: false, reason: 'NOT_APPLICABLE' },
    ]);
    expect(both.nodes.map((row: Row) => row.reason)).toEqual([null, null, 'ROOM_NOT_COUNTED']);
    // Its own number still shows the session.
    expect((await ask(ground.committee, unknown.place.code, 'SESSIONS_PER_1000')).nodes).toMatchObject([
      { counted: true, reason: null },
    ]);
  });

  it('a room that did not keep a register is left out of a ratio, and adds what it has to a count', async () => {
    const { records, world, city } = ground;
    const street = await world.street(city, 7);
    const takenOver = { origin: 'TAKEN_OVER', established_from: '2020-03-01', established_to: '2020-03-01' };
    const [keeps, partly] = [
      await ground.room(street),
      await ground.room(street, { ...takenOver, established_precision: 'DAY', enrolled_on: '2020-03-01' }),
    ];
    await records.register(partly, 'SUGGESTIONS', '2020-03-01');
    for (const room of [keeps, partly]) {
      const topic = await records.topic(room, { from: '2022-01-01' });
      await records.session(room, topic, { from: '2022-03-03' }, { suggestions: 2 });
    }
    const held = await ask(ground.committee, street.code, 'SESSIONS_HELD');
    expect([held.value.numerator, held.totalCount]).toEqual([2, 2]);
    expect((await roomsOf(street.code, 'SESSIONS_HELD')).map((room) => [room.counted, room.value.numerator])).toEqual([
      [true, 1],
      [true, 1],
    ]);
    const ratio = await ask(ground.committee, street.code, 'SUGGESTIONS_PER_SESSION');
    expect(ratio.value).toMatchObject({ numerator: 2, denominator: 1 });
    expect(await roomsOf(street.code, 'SUGGESTIONS_PER_SESSION')).toMatchObject([
      { place: { code: keeps.place.code }, counted: true, value: { numerator: 2, denominator: 1 } },
      { place: { code: partly.place.code }, counted: false, reason: 'NOT_RECORDED' },
    ]);
    expect(ratio.nodes.filter((row: Row) => row.counted)).toHaveLength(3);
    expect(new Set(ratio.nodes.filter((row: Row) => !row.counted).map((row: Row) => row.reason))).toEqual(
      new Set(['ROOM_NOT_COUNTED']),
    );
    const seen: Seen = { numbers: 0, leftOut: 0 };
    await roomsAddUp(ground.committee, street.code, '{year: 2022}', seen);
    await recordsAddUp(ground.committee, street.code, '{year: 2022}');
    expect(seen.leftOut).toBeGreaterThan(0);
  });

  it('nothing of other streets; `own` has the room of the place itself alone', async () => {
    const { records, world, city } = ground;
    const street = await world.street(city, 9);
    const [above, below] = [await world.room(street), await ground.room(street)];
    for (const [room, count] of [
      [above, 1],
      [below, 2],
    ] as const) {
      const topic = await records.topic(room, { from: '2022-01-01' });
      for (let n = 0; n < count; n += 1) await records.session(room, topic, { from: `2022-03-0${n + 1}` });
    }
    const liaison = await world.account(GrantRole.STREET_CPPCC_LIAISON, street);
    const all = await ask(liaison, street.code, 'SESSIONS_HELD');
    expect([all.value.numerator, all.totalCount]).toEqual([3, 3]);
    const own = await ask(liaison, street.code, 'SESSIONS_HELD', ', own: true');
    expect([own.value.numerator, own.totalCount]).toEqual([1, 1]);
    const refused = await liaison.ask(
      `{ explain(within: "${ground.street.code}", metric: SESSIONS_HELD, period: {year: 2022}) { totalCount } }`,
    );
    expect(refused.codes).toEqual(['FORBIDDEN']);
    const convener = await world.account(GrantRole.CONVENER, street);
    expect((await ask(convener, street.code, 'SESSIONS_HELD')).totalCount).toBe(1);
  });
});
