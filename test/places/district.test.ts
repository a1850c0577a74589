import { GrantRole } from '../../src/kernel/grant-role.js';
import { type PlaceRef, World } from '../support/world.js';

/** A prefecture puts districts between the city and its streets. */
describe('a city with districts', () => {
  let world: World;
  let city: PlaceRef;
  let districts: PlaceRef[];
  let communities: PlaceRef[];

  beforeAll(async () => {
    world = await World.start();
    city = await world.city();
    districts = [await world.district(city, 1), await world.district(city, 2)];
    communities = [];
    for (const district of districts) communities.push(await world.community(await world.street(district)));
    for (const place of [city, ...districts, ...communities]) await world.room(place);
  });
  afterAll(() => world.stop());

  const seen = async (role: GrantRole, at: PlaceRef): Promise<string[]> =>
    (
      await (
        await world.account(role, at)
      ).must(`{ rooms(within: "${city.code}", first: 50) { nodes { place { code } } } }`)
    ).rooms.nodes
      .map((node: any) => node.place.code)
      .sort();

  it('shows an observer of a district what lies in it, and nothing of its sibling or of the city', async () => {
    expect(await seen(GrantRole.OBSERVER, districts[0]!)).toEqual([districts[0]!.code, communities[0]!.code].sort());
  });

  it("shows the convener of a district's own room that room alone, and the committee all", async () => {
    expect(await seen(GrantRole.CONVENER, districts[1]!)).toEqual([districts[1]!.code]);
    expect(await seen(GrantRole.CITY_COMMITTEE, city)).toHaveLength(5);
  });

  it('names its districts as such on the way up, and compares within them', async () => {
    const api = await world.account(GrantRole.OBSERVER, districts[0]!);
    const data = await api.must(
      `{ community(code: "${communities[0]!.code}") { ancestors { __typename code } }
        compareRooms(within: "${districts[0]!.code}", period: {year: 2020}) { totalCount } }`,
    );
    expect(data.community.ancestors.map((place: any) => place.__typename)).toEqual(['City', 'District', 'Street']);
    expect(data.compareRooms.totalCount).toBe(2);
    const denied = await api.ask(
      `{ compareRooms(within: "${districts[1]!.code}", period: {year: 2020}) { totalCount } }`,
    );
    expect(denied.codes).toEqual(['FORBIDDEN']);
  });
});
