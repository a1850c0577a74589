import pg from 'pg';
import { GrantRole } from '../../src/kernel/grant-role.js';
import { toGlobalId } from '../../src/kernel/global-id.js';
import { hashPassword } from '../../src/modules/accounts/auth-store.service.js';
import { createCityAdministrator } from '../../src/modules/accounts/first-administrator.service.js';
import { importPlaces } from '../../src/modules/places/place-import.service.js';
import { Api } from '../support/api.js';
import { type PlaceRef, World } from '../support/world.js';

const SIGN_IN =
  'mutation ($input: SignInInput!) { signIn(input: $input) { token viewer { account { username } grant { role ' +
  'place { code } } } errors { code message path } } }';
const VIEWER = '{ viewer { account { username } grant { id role place { code } } grants { id role } } }';
const PASSWORD = 'an-invented-password';

describe('signing in', () => {
  let world: World;
  let city: PlaceRef;
  let street: PlaceRef;
  let community: PlaceRef;

  beforeAll(async () => {
    world = await World.start();
    city = await world.city();
    street = await world.street(city);
    community = await world.community(street);
    const hash = await hashPassword(PASSWORD);
    for (const name of ['anna', 'bert', 'carl', 'dora', 'emil']) {
      await world.account(GrantRole.CLERK, community, name);
      await world.sql(city.cityId, 'UPDATE sign_in_name SET password_hash = $2 WHERE username = $1', [name, hash]);
    }
  });
  afterAll(() => world.stop());

  const attempt = (username: string, password = PASSWORD): ReturnType<Api['ask']> =>
    world.anonymous.ask(SIGN_IN, { input: { username, password } });
  const failures = async (username: string): Promise<number> =>
    (
      await world.sql<{ n: number }>(
        city.cityId,
        'SELECT count(*)::int AS n FROM sign_in_attempt WHERE username = $1',
        [username],
      )
    )[0]!.n;
  const usernameOf = async (token: string): Promise<string | null> =>
    (await new Api(world.server.app, token).must(VIEWER)).viewer?.account.username ?? null;
  const accountId = async (username: string): Promise<string> =>
    (await world.sql<{ id: string }>(city.cityId, 'SELECT id FROM account WHERE username = $1', [username]))[0]!.id;

  it('counts guesses made at once, each of them; right ones at once do not count against each other', async () => {
    await world.account(GrantRole.CLERK, community, 'many-at-once');
    const answers = await Promise.all(Array.from({ length: 40 }, () => attempt('many-at-once', 'a wrong guess')));
    expect(answers.filter((answer) => answer.data?.signIn?.errors[0]?.code === 'SIGN_IN_FAILED')).toHaveLength(5);
    expect(answers.filter((answer) => answer.codes[0] === 'RATE_LIMITED')).toHaveLength(35);
    const before = await failures('anna');
    const right = await Promise.all(Array.from({ length: 12 }, () => attempt('anna')));
    expect(right.filter((answer) => answer.data.signIn.token)).toHaveLength(12);
    expect(await failures('anna')).toBe(before);
  });

  it('counts wrong old passwords too, so that a stolen session cannot guess', async () => {
    const api = await world.account(GrantRole.CLERK, community, 'guessed-at');
    const change = (oldPassword: string): ReturnType<Api['ask']> =>
      api.ask('mutation ($input: PasswordChangeInput!) { passwordChange(input: $input) { errors { code } } }', {
        input: { oldPassword, newPassword: 'another-invented-one' },
      });
    for (let n = 0; n < 5; n += 1)
      expect((await change('wrong')).data.passwordChange.errors).toEqual([{ code: 'PASSWORD_WRONG' }]);
    expect((await change('wrong')).codes).toEqual(['RATE_LIMITED']);
  });

  it('answers travel unkept', async () => {
    const { headers } = await attempt('anna');
    expect(headers).toMatchObject({ 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' });
  });

  it('answers a token and who it belongs to, and a cookie scripts cannot read', async () => {
    const answer = await attempt('anna');
    expect(answer.data.signIn).toMatchObject({
      viewer: { account: { username: 'anna' }, grant: { role: 'CLERK', place: { code: community.code } } },
      errors: [],
    });
    expect(answer.data.signIn.token).toMatch(/^hsl_[\w-]{43}$/);
    expect(String(answer.headers['set-cookie'])).toMatch(/^hsl_session=hsl_[\w-]+; .*HttpOnly; SameSite=Lax/);
    const cookie = String(answer.headers['set-cookie']).split(';')[0]!;
    expect((await world.anonymous.with({ cookie }).must(VIEWER)).viewer.account.username).toBe('anna');
  });

  it('says the same of a wrong password as of an unknown name, and counts both', async () => {
    const [wrong, unknown] = [await attempt('bert', 'wrong-password'), await attempt('nobody-here', 'wrong-password')];
    expect(wrong.data).toEqual({
      signIn: {
        token: null,
        viewer: null,
        errors: [{ code: 'SIGN_IN_FAILED', message: '用户名或口令不对。', path: ['input'] }],
      },
    });
    expect(unknown.text).toBe(wrong.text);
    expect(Object.keys(unknown.headers)).toEqual(Object.keys(wrong.headers));
    expect([await failures('bert'), await failures('nobody-here')]).toEqual([1, 1]);
  });

  it(
    'is closed to a name from one address after five failures, even with the right password, and stays open to ' +
      'others',
    async () => {
      for (let n = 0; n < 5; n += 1) expect((await attempt('carl', 'wrong-password')).codes).toEqual([]);
      expect((await attempt('carl')).codes).toEqual(['RATE_LIMITED']);
      expect((await attempt('dora')).data.signIn.errors).toEqual([]);
      await world.sql(city.cityId, `UPDATE sign_in_attempt SET address = '203.0.113.9' WHERE username = 'carl'`);
      expect((await attempt('carl')).data.signIn.errors).toEqual([]);
    },
  );

  it('never counts a success', async () => {
    for (let n = 0; n < 8; n += 1) expect((await attempt('dora')).data.signIn.errors).toEqual([]);
    expect(await failures('dora')).toBe(0);
  });

  it('stores no token: the plain text is found in no column of the database, its hash is', async () => {
    const token = (await attempt('anna')).data.signIn.token as string;
    const superuser = new pg.Client({ connectionString: world.db.superuserUrl });
    await superuser.connect();
    const { rows: tables } = await superuser.query<{ name: string }>(
      `SELECT table_name AS name FROM information_schema.tables
        WHERE table_schema = 'public' AND table_type = 'BASE TABLE'`,
    );
    const found: string[] = [];
    const control: string[] = [];
    let hashes = 0;
    for (const { name } of tables) {
      const { rows } = await superuser.query<{ text: string }>(`SELECT t::text AS text FROM "${name}" t`);
      if (rows.some((row) => row.text.includes(token) || row.text.includes(Buffer.from(token).toString('hex'))))
        found.push(name);
      if (rows.some((row) => row.text.includes('anna'))) control.push(name);
      if (name === 'access_token')
        hashes =
          (await superuser.query(`SELECT 1 FROM access_token WHERE hash = sha256(convert_to($1, 'UTF8'))`, [token]))
            .rowCount ?? 0;
    }
    await superuser.end();
    expect(tables.length).toBeGreaterThan(30);
    expect(found).toEqual([]);
    expect(control.toSorted()).toEqual(['account', 'sign_in_name']);
    expect(hashes).toBe(1);
    expect(world.logLines.join('\n')).not.toContain(token);
  });

  it("ends at once by signing out, by a revoked grant, by a disabled account, and by a token's end", async () => {
    const tokenOf = async (username: string): Promise<string> => (await attempt(username)).data.signIn.token as string;
    const [out, revoked, disabled, expired] = [
      await tokenOf('anna'),
      await tokenOf('bert'),
      await tokenOf('dora'),
      await tokenOf('emil'),
    ];
    expect(await Promise.all([out, revoked, disabled, expired].map(usernameOf))).toEqual([
      'anna',
      'bert',
      'dora',
      'emil',
    ]);
    await new Api(world.server.app, out).must('mutation { signOut { errors { code } } }');
    await world.sql(city.cityId, `UPDATE access_grant SET revoked_at = now() WHERE account_id = $1`, [
      await accountId('bert'),
    ]);
    await world.sql(city.cityId, `UPDATE account SET disabled_at = now() WHERE username = 'dora'`);
    await world.sql(
      city.cityId,
      `UPDATE access_token SET expires_at = now() - interval '1 second' WHERE account_id = $1`,
      [await accountId('emil')],
    );
    expect(await Promise.all([out, revoked, disabled, expired].map(usernameOf))).toEqual([null, null, null, null]);
    expect((await attempt('dora')).data.signIn.errors[0].code).toBe('SIGN_IN_FAILED');
    expect((await attempt('bert')).data.signIn.errors[0].code).toBe('NO_GRANT');
  });

  it('acts under the grant it chooses, among its own only', async () => {
    const account = await accountId('anna');
    const second = await world.insert(city.cityId, 'access_grant', {
      account_id: account,
      role: 'OBSERVER',
      place_id: street.id,
      place_path: street.path,
    });
    const foreign = (
      await world.sql<{ id: string }>(city.cityId, 'SELECT id FROM access_grant WHERE account_id = $1', [
        await accountId('carl'),
      ])
    )[0]!.id;
    const anna = new Api(world.server.app, (await attempt('anna')).data.signIn.token as string);
    const choose =
      'mutation ($input: GrantChooseInput!) { grantChoose(input: $input) { viewer { grant { role place { code ' +
      '} } } errors { code } } }';
    expect((await anna.must(VIEWER)).viewer).toMatchObject({
      grant: { role: 'CLERK' },
      grants: [{ role: 'CLERK' }, { role: 'OBSERVER' }],
    });
    const chosen = await anna.must(choose, { input: { grantId: toGlobalId('Grant', city.cityId, second) } });
    expect(chosen.grantChoose.viewer.grant).toEqual({ role: 'OBSERVER', place: { code: street.code } });
    expect((await anna.must(VIEWER)).viewer.grant.role).toBe('OBSERVER');
    expect(
      (await anna.ask(choose, { input: { grantId: toGlobalId('Grant', city.cityId, foreign) } })).data.grantChoose,
    ).toEqual({ viewer: null, errors: [{ code: 'GRANT_NOT_YOURS' }] });
    expect((await anna.must(VIEWER)).viewer.grant.role).toBe('OBSERVER');
  });

  it('ends every session when the password changes', async () => {
    const anna = new Api(world.server.app, (await attempt('anna')).data.signIn.token as string);
    const change = 'mutation ($input: PasswordChangeInput!) { passwordChange(input: $input) { errors { code } } }';
    expect(
      (await anna.ask(change, { input: { oldPassword: 'wrong-password', newPassword: 'another-invented-one' } })).data
        .passwordChange.errors,
    ).toEqual([{ code: 'PASSWORD_WRONG' }]);
    expect(
      (await anna.ask(change, { input: { oldPassword: PASSWORD, newPassword: 'short' } })).data.passwordChange.errors,
    ).toEqual([{ code: 'PASSWORD_WEAK' }]);
    await anna.must(change, { input: { oldPassword: PASSWORD, newPassword: 'another-invented-one' } });
    expect((await anna.must(VIEWER)).viewer).toBeNull();
    expect((await attempt('anna')).data.signIn.errors[0].code).toBe('SIGN_IN_FAILED');
    expect((await attempt('anna', 'another-invented-one')).data.signIn.errors).toEqual([]);
  });

  it("works for a city's first administrator, whom the operator made", async () => {
    await importPlaces(world.owner, 'code,kind,name,parent_code\n990171,CITY,新市,\n');
    await expect(
      createCityAdministrator(world.owner, { cityCode: '990172', username: 'first-admin', password: PASSWORD }),
    ).rejects.toThrow('990172');
    await createCityAdministrator(world.owner, { cityCode: '990171', username: 'first-admin', password: PASSWORD });
    expect((await attempt('first-admin')).data.signIn.viewer).toMatchObject({
      grant: { role: 'CITY_ADMIN', place: { code: '990171' } },
    });
  });
});

describe('names, passwords and tokens', () => {
  let world: World;
  beforeAll(async () => {
    world = await World.start();
    await world.account(GrantRole.CITY_ADMIN, await world.city());
  });
  afterAll(() => world.stop());

  const refused = async (client: pg.Client, sql: string): Promise<string> =>
    client.query(sql).then(
      () => 'allowed',
      (error: { code: string }) => error.code,
    );

  it("are closed to the server's own role, in all its readers", async () => {
    const client = new pg.Client({ connectionString: world.db.appUrl });
    await client.connect();
    for (const role of ['app', 'app_city', 'app_street', 'app_room', 'app_public']) {
      await client.query(`SET ROLE ${role}`);
      for (const table of ['sign_in_name', 'access_token', 'sign_in_attempt'])
        expect([role, table, await refused(client, `SELECT * FROM ${table}`)]).toEqual([role, table, '42501']);
      expect([role, await refused(client, `SELECT * FROM auth_password('x')`)]).toEqual([role, '42501']);
    }
    await client.query('SET ROLE app_city');
    expect(await refused(client, 'SELECT name FROM place')).toBe('allowed');
    await client.end();
  });

  it('are reached by the login role through functions alone: it can read no table', async () => {
    const client = new pg.Client({ connectionString: world.db.authUrl });
    await client.connect();
    const { rows: tables } = await client.query<{ name: string }>(
      `SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'`,
    );
    expect(tables.length).toBeGreaterThan(30);
    for (const { name } of tables)
      expect([name, await refused(client, `SELECT 1 FROM "${name}"`)]).toEqual([name, '42501']);
    expect(await refused(client, `SELECT * FROM auth_password('x')`)).toBe('allowed');
    expect(await refused(client, 'SET ROLE app_city')).toBe('42501');
    await client.end();
  });
});

describe('signing in behind one proxy', () => {
  let world: World;
  beforeAll(async () => {
    world = await World.start({ trustProxy: 1 });
    const city = await world.city();
    await world.account(GrantRole.CITY_COMMITTEE, city, 'behind-a-proxy');
  });
  afterAll(() => world.stop());

  it('takes the address the proxy saw, not what the client wrote before it', async () => {
    const guess = (forwarded: string): ReturnType<Api['ask']> =>
      world.anonymous
        .with({ 'x-forwarded-for': forwarded })
        .ask(SIGN_IN, { input: { username: 'behind-a-proxy', password: 'wrong' } });
    for (let n = 0; n < 5; n += 1)
      expect((await guess(`192.0.2.${n}, 198.51.100.7`)).data.signIn.errors[0].code).toBe('SIGN_IN_FAILED');
    expect((await guess('192.0.2.200, 198.51.100.7')).codes).toEqual(['RATE_LIMITED']);
    expect((await guess('192.0.2.200, 198.51.100.8')).data.signIn.errors[0].code).toBe('SIGN_IN_FAILED');
  });
});
