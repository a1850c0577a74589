import { GrantRole } from '../../src/kernel/grant-role.js';
import { toGlobalId } from '../../src/kernel/global-id.js';
import { Api } from '../support/api.js';
import { type PlaceRef, World } from '../support/world.js';

const CREATE =
  'mutation ($input: AccountCreateInput!) { accountCreate(input: $input) { account { id username displayName ' +
  'version disabledAt grants { id role place { code } } } errors { code message path } } }';
const DISABLE =
  'mutation ($input: AccountDisableInput!) { accountDisable(input: $input) { account { version disabledAt } ' +
  'errors { code } } }';
const GIVE =
  'mutation ($input: GrantGiveInput!) { grantGive(input: $input) { grant { id role revokedAt place { code } ' +
  'account { username } } errors { code } } }';
const REVOKE =
  'mutation ($input: GrantRevokeInput!) { grantRevoke(input: $input) { grant { revokedAt } errors { code } } }';
const WHO = '{ viewer { account { id username version } grant { id role } } }';
const PASSWORD = 'an-invented-password';

describe('the keeping of accounts', () => {
  let world: World;
  let city: PlaceRef;
  let street: PlaceRef;
  let community: PlaceRef;
  let farm: PlaceRef;
  let admin: Api;
  let otherCity: PlaceRef;
  let otherAdmin: Api;

  beforeAll(async () => {
    world = await World.start();
    [city, otherCity] = [await world.city(), await world.city('乙市')];
    street = await world.street(city);
    [community, farm] = [await world.community(street, 1), await world.community(street, 2, '某场虚拟社区')];
    await world.sql(city.cityId, `UPDATE place SET kind = 'STATISTICAL_ONLY' WHERE id = $1`, [farm.id]);
    [admin, otherAdmin] = [
      await world.account(GrantRole.CITY_ADMIN, city),
      await world.account(GrantRole.CITY_ADMIN, otherCity),
    ];
  });
  afterAll(() => world.stop());

  const account = (username: string, more: object = {}): object => ({
    username,
    displayName: '测试记录员',
    password: PASSWORD,
    role: 'CLERK',
    placeCode: community.code,
    ...more,
  });
  const errorsOf = async (who: Api, query: string, input: object): Promise<string[]> => {
    const answer = await who.ask(query, { input });
    return [
      ...answer.codes,
      ...Object.values((answer.data ?? {}) as Record<string, { errors: { code: string }[] } | null>).flatMap(
        (payload) => (payload?.errors ?? []).map((error) => error.code),
      ),
    ];
  };
  const everything = (): Promise<object[]> =>
    world.sql(
      city.cityId,
      'SELECT a.*, (SELECT count(*) FROM access_grant g WHERE g.account_id = a.id AND g.revoked_at IS ' +
        'NULL)::int AS grants, (SELECT count(*) FROM sign_in_name)::int AS names FROM account a ORDER BY id',
    );

  it('makes an account that can sign in, under its grant', async () => {
    const data = await admin.must(CREATE, { input: account('clerk-one') });
    expect(data.accountCreate.account).toMatchObject({
      username: 'clerk-one',
      version: 1,
      disabledAt: null,
      grants: [{ role: 'CLERK', place: { code: community.code } }],
    });
    const clerk = await world.signIn('clerk-one', PASSWORD);
    expect((await clerk.must(WHO)).viewer).toMatchObject({
      account: { username: 'clerk-one' },
      grant: { role: 'CLERK' },
    });
    const [event] = await world.sql(
      city.cityId,
      `SELECT object_type, place_id FROM audit_event WHERE action = 'accountCreate'`,
    );
    expect(event).toEqual({ object_type: 'Account', place_id: city.id });
  });

  it('refuses a name that is taken, in the same words for one of another city, and leaves nothing behind', async () => {
    await otherAdmin.must(CREATE, { input: account('clerk-far', { placeCode: otherCity.code }) });
    const before = await everything();
    const [own, far] = [
      await admin.ask(CREATE, { input: account('clerk-one') }),
      await admin.ask(CREATE, { input: account('clerk-far') }),
    ];
    expect(own.data.accountCreate).toMatchObject({
      account: null,
      errors: [{ code: 'USERNAME_TAKEN', path: ['input', 'username'] }],
    });
    expect(far.text).toBe(own.text);
    expect(await everything()).toEqual(before);
  });

  it('gives a name asked for twice at once to one of them', async () => {
    const answers = await Promise.all(
      [admin, admin, otherAdmin].map((who) =>
        errorsOf(who, CREATE, account('wanted', who === otherAdmin ? { placeCode: otherCity.code } : {})),
      ),
    );
    expect(answers.flat()).toEqual(['USERNAME_TAKEN', 'USERNAME_TAKEN']);
  });

  const bad: [what: string, more: () => object, code: string][] = [
    ['a name of another form', () => ({ username: 'Clerk One' }), 'USERNAME_FORM'],
    ['a short password', () => ({ password: 'short' }), 'PASSWORD_WEAK'],
    ['an unknown place', () => ({ placeCode: '123456789' }), 'PLACE_UNKNOWN'],
    ['a place of another city', () => ({ placeCode: otherCity.code }), 'PLACE_UNKNOWN'],
    ['a street role at a community', () => ({ role: 'STREET_PARTY_OFFICE' }), 'GRANT_LEVEL'],
    ['a city role at a street', () => ({ role: 'CITY_ADMIN', placeCode: street.code }), 'GRANT_LEVEL'],
    ['a street role at the city', () => ({ role: 'STREET_CPPCC_LIAISON', placeCode: city.code }), 'GRANT_LEVEL'],
    ['a convener of a statistical unit', () => ({ role: 'CONVENER', placeCode: farm.code }), 'PLACE_STATISTICAL_ONLY'],
    ['an empty name to show', () => ({ displayName: ' ' }), 'TEXT_EMPTY'],
  ];
  it.each(bad)('refuses %s, and nothing is stored', async (_what, more, code) => {
    const before = await everything();
    expect(await errorsOf(admin, CREATE, account('clerk-bad', more()))).toEqual([code]);
    expect(await everything()).toEqual(before);
  });

  it('gives and revokes grants; a revoked one ends at once', async () => {
    const created = (
      await admin.must(CREATE, { input: account('office', { role: 'STREET_PARTY_OFFICE', placeCode: street.code }) })
    ).accountCreate.account;
    const office = await world.signIn('office', PASSWORD);
    const given = (
      await admin.must(GIVE, { input: { accountId: created.id, role: 'CONVENER', placeCode: street.code } })
    ).grantGive.grant;
    expect(given).toMatchObject({
      role: 'CONVENER',
      revokedAt: null,
      place: { code: street.code },
      account: { username: 'office' },
    });
    expect(await errorsOf(admin, GIVE, { accountId: created.id, role: 'CONVENER', placeCode: street.code })).toEqual([
      'GRANT_EXISTS',
    ]);
    expect(
      (await admin.must(REVOKE, { input: { id: created.grants[0].id } })).grantRevoke.grant.revokedAt,
    ).not.toBeNull();
    expect((await office.must(WHO)).viewer).toBeNull();
    expect((await (await world.signIn('office', PASSWORD)).must(WHO)).viewer.grant.role).toBe('CONVENER');
  });

  it('disables an account at once, and against the version looked at', async () => {
    const created = (await admin.must(CREATE, { input: account('leaver') })).accountCreate.account;
    const leaver = await world.signIn('leaver', PASSWORD);
    expect(await errorsOf(admin, DISABLE, { id: created.id, expectedVersion: 7 })).toEqual(['CONFLICT']);
    expect((await leaver.must(WHO)).viewer).not.toBeNull();
    const disabled = (await admin.must(DISABLE, { input: { id: created.id, expectedVersion: 1 } })).accountDisable
      .account;
    expect(disabled).toMatchObject({ version: 2 });
    expect(disabled.disabledAt).not.toBeNull();
    expect((await leaver.must(WHO)).viewer).toBeNull();
    expect(await errorsOf(admin, DISABLE, { id: created.id, expectedVersion: 2 })).toEqual(['ACCOUNT_DISABLED']);
    expect(await errorsOf(admin, GIVE, { accountId: created.id, role: 'OBSERVER', placeCode: city.code })).toEqual([
      'ACCOUNT_DISABLED',
    ]);
  });

  it('does not let administrators shut themselves out', async () => {
    const { account: own, grant } = (await admin.must(WHO)).viewer;
    expect(await errorsOf(admin, DISABLE, { id: own.id, expectedVersion: own.version })).toEqual(['ACCOUNT_OWN']);
    expect(await errorsOf(admin, REVOKE, { id: grant.id })).toEqual(['GRANT_OWN']);
    expect((await admin.must(WHO)).viewer.grant.id).toBe(grant.id);
  });

  it("is nobody else's business: not another city's administrator's, not the committee's, not the room's", async () => {
    const [target] = await world.sql<{ id: string }>(
      city.cityId,
      `SELECT id FROM account WHERE username = 'clerk-one'`,
    );
    const [grant] = await world.sql<{ id: string }>(city.cityId, 'SELECT id FROM access_grant WHERE account_id = $1', [
      target!.id,
    ]);
    const accountId = toGlobalId('Account', city.cityId, target!.id);
    const inputs: [string, object][] = [
      [DISABLE, { id: accountId, expectedVersion: 1 }],
      [GIVE, { accountId, role: 'OBSERVER', placeCode: city.code }],
      [REVOKE, { id: toGlobalId('Grant', city.cityId, grant!.id) }],
    ];
    const before = await everything();
    for (const [query, input] of inputs) expect(await errorsOf(otherAdmin, query, input)).toEqual(['NOT_FOUND']);
    for (const who of [
      await world.signIn('clerk-one', PASSWORD),
      await world.account(GrantRole.CITY_COMMITTEE, otherCity),
    ]) {
      for (const [query, input] of [...inputs, [CREATE, account('clerk-two')] as const])
        expect(await errorsOf(who, query, input)).toEqual(['FORBIDDEN']);
    }
    expect(await errorsOf(world.anonymous, CREATE, account('clerk-two'))).toEqual(['UNAUTHENTICATED']);
    expect((await everything()).map((row) => ({ ...row, names: 0 }))).toEqual(
      before.map((row) => ({ ...row, names: 0 })),
    );
  });

  it('lists accounts to the administrator, and to nobody else', async () => {
    const query = `{ city(code: "${city.code}") { accounts(first: 2) { totalCount nodes { username grants { role } }
      pageInfo { hasNextPage } } serviceTokens { id } } }`;
    const seen = (await admin.must(query)).city;
    expect(seen.accounts.totalCount).toBe((await everything()).length);
    expect(seen.accounts.nodes).toHaveLength(2);
    expect(seen.serviceTokens).toEqual([]);
    for (const who of [world.anonymous, await world.signIn('clerk-one', PASSWORD)])
      expect((await who.must(query)).city).toEqual({ accounts: null, serviceTokens: null });
    expect((await otherAdmin.must(query)).city).toBeNull();
  });
});
