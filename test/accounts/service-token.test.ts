import { GrantRole } from '../../src/kernel/grant-role.js';
import { toGlobalId } from '../../src/kernel/global-id.js';
import { Api } from '../support/api.js';
import { type PlaceRef, World } from '../support/world.js';

const ISSUE =
  'mutation ($input: ServiceTokenIssueInput!) { serviceTokenIssue(input: $input) { serviceToken { id label ' +
  'scopes secret expiresAt revokedAt grant { role } } errors { code } } }';
const REVOKE =
  'mutation ($input: ServiceTokenRevokeInput!) { serviceTokenRevoke(input: $input) { serviceToken { revokedAt ' +
  'secret } errors { code } } }';
const NEXT_YEAR = `${new Date().getUTCFullYear() + 1}-06-30`;

describe('a service token', () => {
  let world: World;
  let city: PlaceRef;
  let community: PlaceRef;
  let admin: Api;
  let otherAdmin: Api;
  let convener: Api;
  let roomId: string;
  const grantIds = new Map<string, string>();

  beforeAll(async () => {
    world = await World.start();
    city = await world.city();
    community = await world.community(await world.street(city));
    const room = await world.room(community);
    roomId = toGlobalId('Room', city.cityId, room.id);
    await world.insert(city.cityId, 'carried_total', {
      place_id: community.id,
      place_path: community.path,
      room_id: room.id,
      measure: 'SESSIONS',
      value: 4,
      quality: 'EXACT',
      counted_as: 'UNSPECIFIED',
      period_from: '2020-01-01',
      period_to: '2020-12-31',
    });
    admin = await world.account(GrantRole.CITY_ADMIN, city);
    otherAdmin = await world.account(GrantRole.CITY_ADMIN, await world.city('乙市'));
    convener = await world.account(GrantRole.CONVENER, community);
    for (const grant of await world.sql<{ id: string; role: string }>(city.cityId, 'SELECT id, role FROM access_grant'))
      grantIds.set(grant.role, toGlobalId('Grant', city.cityId, grant.id));
  });
  afterAll(() => world.stop());

  const issue = async (
    role: string,
    scopes: string[],
    who = admin,
  ): Promise<{ id: string; api: Api; secret: string }> => {
    const { serviceToken } = (
      await who.must(ISSUE, { input: { grantId: grantIds.get(role), scopes, label: '统计平台', expiresOn: NEXT_YEAR } })
    ).serviceTokenIssue;
    return { id: serviceToken.id, secret: serviceToken.secret, api: new Api(world.server.app, serviceToken.secret) };
  };
  const errorsOf = async (who: Api, query: string, input: object): Promise<string[]> => {
    const answer = await who.ask(query, { input });
    return [
      ...answer.codes,
      ...Object.values((answer.data ?? {}) as Record<string, { errors: { code: string }[] } | null>).flatMap(
        (payload) => (payload?.errors ?? []).map((error) => error.code),
      ),
    ];
  };

  it('is shown once, stored as a hash, and works as its grant', async () => {
    const { id, secret, api } = await issue('CONVENER', ['RECORD_READ']);
    expect(secret).toMatch(/^hsl_[\w-]{43}$/);
    expect((await api.must(`{ room(id: "${roomId}") { id carriedTotals { value } } }`)).room).toEqual({
      id: roomId,
      carriedTotals: [{ value: 4 }],
    });
    const listed = await admin.must(
      `{ city(code: "${city.code}") { serviceTokens { id label scopes secret grant { role } } } node(id: "${id}") {
        ... on ServiceToken { label secret } } }`,
    );
    expect(listed.city.serviceTokens).toEqual([
      { id, label: '统计平台', scopes: ['RECORD_READ'], secret: null, grant: { role: 'CONVENER' } },
    ]);
    expect(listed.node).toEqual({ label: '统计平台', secret: null });
    const stored = await world.sql<{ text: string }>(
      city.cityId,
      `SELECT t::text AS text FROM access_token t WHERE kind = 'SERVICE'`,
    );
    expect(stored).toHaveLength(1);
    expect(stored[0]!.text).toContain('统计平台');
    expect(stored[0]!.text).not.toContain(secret);
    expect(stored[0]!.text).not.toContain(Buffer.from(secret).toString('hex'));
  });

  it('repeated under the same key, is the same token, and its secret is not shown again', async () => {
    const keyed = admin.with({ 'idempotency-key': 'token-1' });
    const input = { grantId: grantIds.get('CONVENER'), scopes: ['RECORD_READ'], label: '一次', expiresOn: NEXT_YEAR };
    const [first, second] = [await keyed.must(ISSUE, { input }), await keyed.must(ISSUE, { input })];
    expect(second.serviceTokenIssue.serviceToken).toEqual({ ...first.serviceTokenIssue.serviceToken, secret: null });
    expect(first.serviceTokenIssue.serviceToken.secret).not.toBeNull();
  });

  const record =
    'mutation ($input: CarriedTotalRecordInput!) { carriedTotalRecord(input: $input) { errors { code } } }';
  const total = (): object => ({
    roomId,
    measure: 'SUGGESTIONS',
    value: 1,
    periodFrom: '2019-01-01',
    periodTo: '2019-12-31',
  });
  const totals = (): Promise<object[]> => world.sql(city.cityId, 'SELECT id FROM carried_total');

  it('writes with RECORD_WRITE and not without', async () => {
    const [reader, writer] = [
      await issue('CONVENER', ['RECORD_READ', 'COMPARISON_READ']),
      await issue('CONVENER', ['RECORD_READ', 'RECORD_WRITE']),
    ];
    const before = await totals();
    expect(await errorsOf(reader.api, record, total())).toEqual(['FORBIDDEN']);
    expect(await totals()).toEqual(before);
    expect(await errorsOf(writer.api, record, total())).toEqual([]);
    expect(await totals()).toHaveLength(before.length + 1);
  });

  it('reaches no record without RECORD_READ, however it is asked; rooms and places it does see', async () => {
    const [figures, reader] = [
      await issue('CONVENER', ['COMPARISON_READ']),
      await issue('CONVENER', ['COMPARISON_READ', 'RECORD_READ']),
    ];
    const [id] = await world.sql<{ id: string }>(city.cityId, 'SELECT id FROM carried_total LIMIT 1');
    const queries = [
      `{ room(id: "${roomId}") { carriedTotals { value } } }`,
      `{ rooms(within: "${city.code}") { nodes { ...r } } } fragment r on Room { carriedTotals { value } }`,
      `{ node(id: "${toGlobalId('CarriedTotal', city.cityId, id!.id)}") { ... on CarriedTotal { value } } }`,
      `{ node(id: "${toGlobalId('CarriedTotal', city.cityId, id!.id)}") { id } }`,
      '{ viewer { grant { place { room { carriedTotals { __typename } } } } } }',
    ];
    for (const query of queries) {
      const refused = await figures.api.ask(query);
      expect([query, refused.codes, refused.data]).toEqual([query, ['FORBIDDEN'], null]);
      expect([query, (await reader.api.ask(query)).codes]).toEqual([query, []]);
    }
    expect(
      (
        await figures.api.must(
          `{ viewer { grant { role place { name } } } room(id: "${roomId}") { id place { name } conveners { name } } }`,
        )
      ).room.id,
    ).toBe(roomId);
    expect((await figures.api.ask(`{ auditEvents(within: "${city.code}") { totalCount } }`)).codes).toEqual([
      'FORBIDDEN',
    ]);
  });

  it('compares rooms with COMPARISON_READ and not without', async () => {
    const compare = `{ compareRooms(within: "${community.code}", period: { from: "2020-01-01", to: "2020-12-31" }) {
      nodes { place { name } room { id } values(metrics: [SESSIONS_HELD]) { value } } } }`;
    const [figures, reader] = [await issue('CONVENER', ['COMPARISON_READ']), await issue('CONVENER', ['RECORD_READ'])];
    expect((await figures.api.must(compare)).compareRooms.nodes).toMatchObject([
      { place: { name: community.name }, room: { id: roomId }, values: [{ value: 4 }] },
    ]);
    expect((await reader.api.ask(compare)).codes).toEqual(['FORBIDDEN']);
  });

  it("makes itself no further rights, even under the administrator's grant", async () => {
    const { api } = await issue('CITY_ADMIN', ['RECORD_READ', 'RECORD_WRITE']);
    expect(
      await errorsOf(api, ISSUE, {
        grantId: grantIds.get('CITY_ADMIN'),
        scopes: ['RECORD_WRITE'],
        label: 'x',
        expiresOn: NEXT_YEAR,
      }),
    ).toEqual(['FORBIDDEN']);
    expect(
      (await api.must(`{ city(code: "${city.code}") { accounts { totalCount } } }`)).city.accounts.totalCount,
    ).toBe(2);
  });

  it('ends at once when it is revoked, and when its grant is', async () => {
    const [one, two] = [await issue('CONVENER', ['RECORD_READ']), await issue('CONVENER', ['RECORD_READ'])];
    const who = '{ viewer { grant { role } } }';
    // The server remembers both from here on: it is the database that must end them.
    const works = { grant: { role: 'CONVENER' } };
    expect([(await one.api.must(who)).viewer, (await two.api.must(who)).viewer]).toEqual([works, works]);
    expect(
      (await admin.must(REVOKE, { input: { id: one.id } })).serviceTokenRevoke.serviceToken.revokedAt,
    ).not.toBeNull();
    expect([(await one.api.must(who)).viewer, (await two.api.must(who)).viewer]).toEqual([null, works]);
    await world.sql(city.cityId, `UPDATE access_grant SET revoked_at = now() WHERE role = 'CONVENER'`);
    expect((await two.api.must(who)).viewer).toBeNull();
    expect(
      await errorsOf(admin, ISSUE, {
        grantId: grantIds.get('CONVENER'),
        scopes: ['RECORD_READ'],
        label: 'x',
        expiresOn: NEXT_YEAR,
      }),
    ).toEqual(['GRANT_REVOKED']);
    await world.sql(city.cityId, `UPDATE access_grant SET revoked_at = NULL WHERE role = 'CONVENER'`);
  });

  it('needs a scope, a label and an end in sight', async () => {
    const input = { grantId: grantIds.get('CONVENER'), scopes: ['RECORD_READ'], label: 'x', expiresOn: NEXT_YEAR };
    expect(await errorsOf(admin, ISSUE, { ...input, scopes: [] })).toEqual(['SCOPE_MISSING']);
    expect(await errorsOf(admin, ISSUE, { ...input, label: ' ' })).toEqual(['TEXT_EMPTY']);
    for (const expiresOn of ['2020-01-01', '2999-01-01'])
      expect(await errorsOf(admin, ISSUE, { ...input, expiresOn })).toEqual(['TOKEN_EXPIRY']);
  });

  it("is issued, listed and revoked by its city's administrator alone", async () => {
    const { id, api } = await issue('CONVENER', ['RECORD_READ']);
    const count = (): Promise<object[]> =>
      world.sql(city.cityId, `SELECT id, revoked_at FROM access_token WHERE kind = 'SERVICE' ORDER BY id`);
    const before = await count();
    const input = { grantId: grantIds.get('CONVENER'), scopes: ['RECORD_READ'], label: 'x', expiresOn: NEXT_YEAR };
    expect([await errorsOf(otherAdmin, ISSUE, input), await errorsOf(otherAdmin, REVOKE, { id })]).toEqual([
      ['NOT_FOUND'],
      ['NOT_FOUND'],
    ]);
    expect([await errorsOf(convener, ISSUE, input), await errorsOf(convener, REVOKE, { id })]).toEqual([
      ['FORBIDDEN'],
      ['FORBIDDEN'],
    ]);
    for (const who of [otherAdmin, convener, api, world.anonymous])
      expect((await who.must(`{ node(id: "${id}") { id } }`)).node).toBeNull();
    expect(await count()).toEqual(before);
  });
});
