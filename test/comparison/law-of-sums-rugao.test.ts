import { readFileSync } from 'node:fs';
import { GrantRole } from '../../src/kernel/grant-role.js';
import { importPlaces } from '../../src/modules/places/place-import.service.js';
import { adoptDefaultProcedure } from '../../src/modules/procedure/default-procedure.service.js';
import type { Api } from '../support/api.js';
import { type PlaceRef, World } from '../support/world.js';
import { Records } from './records.js';
import { ADDITIVE, addUp, chance, numbersOf } from './sums.js';

const PERIOD = '{year: 2022}';
const METRICS = `metrics: [${ADDITIVE.join(', ')}]`;
const VALUES = 'values { metric { id } value }';
const EVERY = 9;

/** The real register, with invented rooms and records: on every ninth place, of any level. */
describe("the law of sums on Rugao's register", () => {
  let world: World;
  let committee: Api;
  let places: PlaceRef[];
  const enrolled: PlaceRef[] = [];
  beforeAll(async () => {
    world = await World.start();
    const { cities, problems } = await importPlaces(world.owner, readFileSync('data/rugao-places.csv', 'utf8'), {
      afterCity: adoptDefaultProcedure,
    });
    expect(problems).toEqual([]);
    const cityId = cities[0]!.id;
    places = await world.sql<PlaceRef>(
      cityId,
      `SELECT city_id AS "cityId", id, path, code, name, level FROM place WHERE kind IS DISTINCT FROM 'STATISTICAL_ONLY'
        ORDER BY code`,
    );
    const city = places.find(({ level }) => level === 'CITY')!;
    committee = await world.account(GrantRole.CITY_COMMITTEE, city);
    const records = new Records(world, city);
    const next = chance(20_221);
    for (const place of places.filter((_, index) => index % EVERY === 0)) {
      const room = await world.room(place);
      enrolled.push(place);
      const topic = await records.topic(room, { from: '2022-01-05' });
      for (let count = next(3); count > 0; count -= 1)
        await records.session(room, topic, { from: `2022-0${1 + next(9)}-10` }, { suggestions: next(4) });
      if (next(2) === 0) await records.concern(room, { from: '2022-05-05' });
    }
  });
  afterAll(() => world?.stop());

  const ask = (query: string): Promise<any> => committee.must(`{ ${query} }`);
  const summaryOf = async (code: string): Promise<any> =>
    (
      await ask(
        `summary(within: "${code}", period: ${PERIOD}, ${METRICS}) { ${VALUES} coverage { enrolled } own { ${VALUES} }
          children { ${VALUES} coverage { enrolled } } }`,
      )
    ).summary;

  it('holds for the city and every street: the own rooms and the children make up the number', async () => {
    for (const { code, path } of places.filter(({ level }) => level !== 'COMMUNITY')) {
      const summary = await summaryOf(code);
      expect(addUp([summary.own, ...summary.children])).toEqual(numbersOf(summary));
      expect(summary.coverage.enrolled).toBe(enrolled.filter((place) => place.path.startsWith(path)).length);
    }
    expect(enrolled.length).toBeGreaterThan(30);
    expect(numbersOf(await summaryOf('320682'))['SESSIONS_HELD']).toBeGreaterThan(20);
  });

  it('holds in a seal: the sealed rooms and the totals of its columns make up what was shown', async () => {
    const before = numbersOf(await summaryOf('320682'));
    const { periodSeal } = await committee.must(
      `mutation { periodSeal(input: {within: "320682", period: ${PERIOD}, title: "测试封存"}) { seal { id }
        errors { code } } }`,
    );
    const found: any[] = [];
    let totals: any = null;
    for (let after: string | null = null, more = true; more;) {
      const { compareRooms }: any = await ask(
        `compareRooms(within: "320682", asOf: "${periodSeal.seal.id}", first: 20, after: ${JSON.stringify(after)}) {
          nodes { values(${METRICS}) { metric { id } value } } pageInfo { hasNextPage endCursor }
          columns(${METRICS}) { total { metric { id } value } } }`,
      );
      found.push(...compareRooms.nodes);
      totals = { values: compareRooms.columns.map(({ total }: any) => total) };
      [after, more] = [compareRooms.pageInfo.endCursor, compareRooms.pageInfo.hasNextPage];
    }
    expect(found).toHaveLength(enrolled.length);
    expect(addUp(found)).toEqual(before);
    expect(numbersOf(totals)).toEqual(before);
  });
});
