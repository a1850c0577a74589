import { GrantRole } from '../../src/kernel/grant-role.js';
import { CATALOGUE } from '../../src/modules/comparison/catalogue/catalogue.js';
import { hashToken } from '../../src/modules/accounts/auth-store.service.js';
import { type Answer, Api } from '../support/api.js';
import { type PlaceRef, World } from '../support/world.js';

const QUERY = `query ($within: String!) { compareRooms(within: $within, period: {year: 2023}) {
  totalCount coverage { places enrolled withData } nodes { place { code } values(metrics: [SESSIONS_HELD]) {
  value suppressedReason } } } }`;

describe('who may compare what', () => {
  let world: World;
  const places = new Map<string, PlaceRef>();
  const place = (name: string): PlaceRef => places.get(name)!;

  beforeAll(async () => {
    world = await World.start();
    const city = await world.city();
    const street = await world.street(city, 1);
    const cousinStreet = await world.street(city, 2);
    const other = await world.city('乙市');
    const otherCommunity = await world.community(await world.street(other, 1), 1);
    places
      .set('city', city)
      .set('street', street)
      .set('cousinStreet', cousinStreet)
      .set('otherCity', other)
      .set('otherCommunity', otherCommunity);
    places
      .set('own', await world.community(street, 1))
      .set('sibling', await world.community(street, 2))
      .set('cousin', await world.community(cousinStreet, 1));
    for (const name of ['own', 'sibling', 'cousin', 'street', 'otherCommunity']) await world.room(place(name));
  });
  afterAll(() => world.stop());

  const ask = (api: Api, name: string): Promise<Answer> =>
    api.ask(QUERY, { within: name === 'nowhere' ? '000000000000' : place(name).code });

  const F = 'FORBIDDEN';
  const N = 'NOT_FOUND';
  // Numbers are the rooms seen; every city's places can be read by its own people, another city's by none.
  const COLUMNS = [
    'city',
    'street',
    'cousinStreet',
    'own',
    'sibling',
    'cousin',
    'otherCity',
    'otherCommunity',
    'nowhere',
  ] as const;
  it.each([
    [GrantRole.CITY_COMMITTEE, 'city', [4, 3, 1, 1, 1, 1, N, N, N]],
    [GrantRole.CITY_ADMIN, 'city', [4, 3, 1, 1, 1, 1, N, N, N]],
    [GrantRole.OBSERVER, 'city', [4, 3, 1, 1, 1, 1, N, N, N]],
    [GrantRole.STREET_CPPCC_LIAISON, 'street', [F, 3, F, 1, 1, F, N, N, N]],
    [GrantRole.STREET_PARTY_OFFICE, 'street', [F, 3, F, 1, 1, F, N, N, N]],
    [GrantRole.OBSERVER, 'street', [F, 3, F, 1, 1, F, N, N, N]],
    [GrantRole.OBSERVER, 'own', [F, F, F, 1, F, F, N, N, N]],
    [GrantRole.CONVENER, 'own', [F, F, F, 1, F, F, N, N, N]],
    [GrantRole.CLERK, 'own', [F, F, F, 1, F, F, N, N, N]],
    // A street's own room sees itself alone, not the rooms below.
    [GrantRole.CONVENER, 'street', [F, 1, F, F, F, F, N, N, N]],
    [GrantRole.CLERK, 'street', [F, 1, F, F, F, F, N, N, N]],
  ])('%s at %s', async (role, at, expected) => {
    const api = await world.account(role, place(at));
    const answers: (number | string | undefined)[] = [];
    for (const column of COLUMNS) {
      const { codes, data } = await ask(api, column);
      answers.push(codes[0] ?? data.compareRooms.totalCount);
      if (codes.length > 0) expect(data).toBeNull();
    }
    expect(answers).toEqual(expected);
  });

  it("a street's own room sees its own row alone, and counts no places below", async () => {
    const convener = await world.account(GrantRole.CONVENER, place('street'));
    const { compareRooms } = (await ask(convener, 'street')).data;
    expect(compareRooms).toMatchObject({
      coverage: { places: 1, enrolled: 1, withData: 0 },
      nodes: [{ place: { code: place('street').code } }],
    });
  });

  it('the public may not compare, and learns nothing of whether a place exists', async () => {
    const codes = [];
    for (const name of ['own', 'city', 'nowhere']) codes.push((await ask(world.anonymous, name)).codes);
    expect(codes).toEqual([['UNAUTHENTICATED'], ['UNAUTHENTICATED'], ['UNAUTHENTICATED']]);
  });

  it("a program's token compares only with the scope for it", async () => {
    const { cityId } = place('city');
    await world.account(GrantRole.CITY_COMMITTEE, place('city'), 'statistics');
    const [grant] = await world.sql<{ id: string; account_id: string }>(
      cityId,
      `SELECT g.id, g.account_id FROM access_grant g JOIN account a ON a.city_id = g.city_id AND a.id = g.account_id
        WHERE a.username = 'statistics'`,
    );
    const codes = [];
    for (const scope of ['COMPARISON_READ', 'RECORD_READ', 'RECORD_WRITE']) {
      const token = `test-${scope}`;
      await world.insert(cityId, 'access_token', {
        hash: hashToken(token),
        account_id: grant!.account_id,
        grant_id: grant!.id,
        kind: 'SERVICE',
        scopes: [scope],
        expires_at: '2199-01-01',
      });
      codes.push((await ask(new Api(world.server.app, token), 'city')).codes);
    }
    expect(codes).toEqual([[], ['FORBIDDEN'], ['FORBIDDEN']]);
  });

  it('the catalogue is open to all, in both languages', async () => {
    const { metrics } = await world.anonymous.must(
      '{ metrics { id kind direction decimals name unit explanation formula en: name(lang: EN) enUnit: ' +
        'unit(lang: EN) } }',
    );
    expect(metrics.map((metric: { id: string }) => metric.id)).toEqual(CATALOGUE.map((metric) => metric.id));
    expect(new Set(metrics.map((metric: { id: string }) => metric.id)).size).toBe(metrics.length);
    expect(metrics.find((metric: { id: string }) => metric.id === 'COMPLETION_RATE')).toMatchObject({
      kind: 'PROPORTION',
      direction: 'HIGHER_IS_BETTER',
      name: '办结率',
      en: 'Completion rate',
      enUnit: 'proportion, 0 to 1',
    });
    for (const metric of metrics)
      for (const key of ['name', 'unit', 'explanation', 'formula']) expect(metric[key]).toMatch(/\p{Script=Han}/u);
  });
});
