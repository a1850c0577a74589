import pg from 'pg';
import { GrantRole } from '../../src/kernel/grant-role.js';
import { uuidv7 } from '../../src/kernel/uuid.js';
import { hashToken, newToken } from '../../src/modules/accounts/auth-store.service.js';
import { type PlaceRef, World } from '../support/world.js';

/**
 * The functions of signing in, called straight: what the services check before them is not in the way.
 * Each refusal stands beside the same call that goes through.
 */
describe('the functions behind signing in', () => {
  let world: World;
  let city: PlaceRef;
  let foreign: PlaceRef;
  let auth: pg.Client;
  let app: pg.Client;

  beforeAll(async () => {
    world = await World.start();
    city = await world.city();
    foreign = await world.city('乙市');
    [auth, app] = [
      new pg.Client({ connectionString: world.db.authUrl }),
      new pg.Client({ connectionString: world.db.appUrl }),
    ];
    await Promise.all([auth.connect(), app.connect()]);
  });
  afterAll(async () => {
    await Promise.all([auth?.end(), app?.end()]);
    await world?.stop();
  });

  const account = (place: PlaceRef): Promise<string> =>
    world.insert(place.cityId, 'account', { username: `f${uuidv7()}`, display_name: '函数' });
  const grant = (place: PlaceRef, accountId: string, more: Record<string, unknown> = {}): Promise<string> =>
    world.insert(place.cityId, 'access_grant', {
      account_id: accountId,
      role: 'OBSERVER',
      place_id: place.id,
      place_path: place.path,
      ...more,
    });

  /** A token put where signing in puts it. */
  async function token(
    place: PlaceRef,
    kind: 'SESSION' | 'SERVICE',
    accountId: string,
    grantId: string,
  ): Promise<{ id: string; hash: Buffer }> {
    const [id, hash] = [uuidv7(), hashToken(newToken())];
    await world.sql(
      place.cityId,
      `INSERT INTO access_token (hash, id, city_id, account_id, grant_id, kind, scopes, expires_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, '2099-01-01')`,
      [hash, id, place.cityId, accountId, grantId, kind, kind === 'SERVICE' ? ['RECORD_READ'] : null],
    );
    return { id, hash };
  }

  /** What a call answers under a role of the city, or the code it is refused with; nothing of it stays. */
  async function as(role: GrantRole, text: string, values: readonly unknown[], place = city): Promise<unknown> {
    await app.query('BEGIN');
    try {
      await app.query(
        `SELECT set_config('role', 'app_city', true), set_config('app.city_id', $1, true), set_config('app.path', $2,
          true), set_config('app.grant_role', $3, true)`,
        [place.cityId, place.path, role],
      );
      const { rows } = await app.query<Record<string, unknown>>(text, [...values]);
      return rows.length === 1 ? Object.values(rows[0]!)[0] : rows.length;
    } catch (error) {
      return (error as { code?: string }).code;
    } finally {
      await app.query('ROLLBACK');
    }
  }

  const choose = async (hash: Buffer, grantId: string): Promise<boolean> =>
    (await auth.query<{ done: boolean }>('SELECT auth_choose_grant($1, $2) AS done', [hash, grantId])).rows[0]!.done;

  it('let a signed-in person choose another grant that holds, and nothing else', async () => {
    const me = await account(city);
    const [first, second] = [await grant(city, me), await grant(city, me)];
    const revoked = await grant(city, me, { revoked_at: '2021-01-01' });
    const others = await grant(city, await account(city));
    const session = await token(city, 'SESSION', me, first);
    const service = await token(city, 'SERVICE', me, first);
    expect([
      await choose(session.hash, revoked),
      await choose(session.hash, others),
      await choose(service.hash, second),
    ]).toEqual([false, false, false]);
    expect(await choose(session.hash, second)).toBe(true);
    const kept = await world.sql<{ grant_id: string }>(
      city.cityId,
      'SELECT grant_id FROM access_token WHERE id = ANY($1) ORDER BY id',
      [[session.id, service.id]],
    );
    expect(kept.map(({ grant_id: id }) => id)).toEqual([second, first]);
  });

  it('make names and tokens for the administrator alone, also when a service forgets its check', async () => {
    const someone = await account(city);
    const held = await grant(city, someone);
    const { id } = await token(city, 'SERVICE', someone, held);
    const calls: [text: string, values: readonly unknown[], done: unknown][] = [
      [`SELECT account_register($1, $2, 'hash')`, [someone, `f${uuidv7()}`], true],
      [
        `SELECT service_token_issue($1, $2, $3, '{RECORD_READ}', 'x', '2099-01-01')`,
        [hashToken(newToken()), uuidv7(), held],
        true,
      ],
      ['SELECT service_token_revoke($1)', [id], true],
      ['SELECT * FROM service_tokens()', [], expect.anything()],
    ];
    for (const [text, values, done] of calls) {
      expect([
        text,
        await as(GrantRole.CITY_COMMITTEE, text, values),
        await as(GrantRole.OBSERVER, text, values),
      ]).toEqual([text, '42501', '42501']);
      expect([text, await as(GrantRole.CITY_ADMIN, text, values)]).toEqual([text, done]);
    }
  });

  it('reach no token of another city, not even by its id', async () => {
    const stranger = await account(foreign);
    const { id } = await token(foreign, 'SERVICE', stranger, await grant(foreign, stranger));
    const revoke = 'SELECT service_token_revoke($1)';
    const listed = `SELECT count(*)::int FROM service_tokens() WHERE id = $1`;
    expect([await as(GrantRole.CITY_ADMIN, revoke, [id]), await as(GrantRole.CITY_ADMIN, listed, [id])]).toEqual([
      false,
      0,
    ]);
    expect([
      await as(GrantRole.CITY_ADMIN, revoke, [id], foreign),
      await as(GrantRole.CITY_ADMIN, listed, [id], foreign),
    ]).toEqual([true, 1]);
  });
});
