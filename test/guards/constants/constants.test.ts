import { MOST_OBJECTS } from '../../../src/kernel/answer-size.js';
import pg from 'pg';
import { parseOptions, defaultLimits } from '../../../src/graphql/limits.js';
import { GrantRole } from '../../../src/kernel/grant-role.js';
import { toGlobalId } from '../../../src/kernel/global-id.js';
import { MAX_PAGE } from '../../../src/kernel/page.js';
import { PUBLIC_VIEWER } from '../../../src/kernel/viewer.js';
import { USERNAME } from '../../../src/modules/accounts/account.service.js';
import { AuthStore, hashPassword, newToken } from '../../../src/modules/accounts/auth-store.service.js';
import { MOST_ROOMS } from '../../../src/modules/comparison/answers/rooms/comparison.service.js';
import { defaultSettings } from '../../../src/modules/comparison/settings/settings.loaders.js';
import {
  USUAL_PRIVACY,
  rounded,
  roundedDown,
  revealsPeople,
} from '../../../src/modules/comparison/settings/privacy.js';
import { EXPORT_HOURS } from '../../../src/modules/exports/export-files.js';
import { MOST_MONTHS } from '../../../src/modules/integrity/thresholds.js';
import type { Api } from '../../support/api.js';
import { type PlaceRef, World } from '../../support/world.js';

const SIGN_IN = 'mutation ($input: SignInInput!) { signIn(input: $input) { token errors { code } } }';
const PASSWORD = 'an-invented-password';
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const KB = 1024;

/** Every figure here is in the code a second time. Change both together. */
describe('the constants of security', () => {
  let world: World;
  let city: PlaceRef;
  let superuser: pg.Client;

  beforeAll(async () => {
    world = await World.start({ secureCookies: true });
    world.sendsOwnTexts = true;
    city = await world.city();
    superuser = new pg.Client({ connectionString: world.db.superuserUrl });
    await superuser.connect();
  });
  afterAll(async () => {
    await superuser?.end();
    await world?.stop();
  });

  describe('people', () => {
    it('are shown in groups of 5 at least, in steps of 5', () => {
      expect(USUAL_PRIVACY).toEqual({ smallestGroup: 5 });
      expect([1, 2, 4, 5, 6].map((people) => revealsPeople(people, null, USUAL_PRIVACY))).toEqual([
        true,
        true,
        true,
        false,
        false,
      ]);
      expect([7, 8, 12, 13].map((people) => rounded(people, USUAL_PRIVACY))).toEqual([5, 10, 10, 15]);
      expect([4, 9, 14].map((people) => roundedDown(people, USUAL_PRIVACY))).toEqual([0, 5, 10]);
    });

    it('and rooms are compared in groups of 5, with peers of 10, without ranks, unless a city says otherwise', () => {
      expect(defaultSettings(city.cityId)).toMatchObject({ smallestGroup: 5, smallestPeerGroup: 10, ranksOn: false });
    });

    it('stay in groups of 3 at least, for every setting of a city', async () => {
      const adopt =
        'mutation ($input: ComparisonSettingsAdoptInput!) { comparisonSettingsAdopt(input: $input) { errors { ' +
        'code } } }';
      const admin = await world.account(GrantRole.CITY_ADMIN, city);
      const codes = async (smallestGroup: number): Promise<string[]> =>
        (
          await admin.ask(adopt, { input: { expectedVersion: 0, smallestGroup } })
        ).data.comparisonSettingsAdopt.errors.map(({ code }: { code: string }) => code);
      expect([await codes(2), await codes(3)]).toEqual([['NUMBER_OUT_OF_RANGE'], []]);
    });
  });

  describe('passwords and tokens', () => {
    it('are hashed by argon2id with 19 MiB and two passes; a token has 256 bits', async () => {
      expect(await hashPassword(PASSWORD)).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
      expect(newToken()).toMatch(/^hsl_[\w-]{43}$/);
    });

    it('have 10 to 200 characters, and user names 3 to 40', async () => {
      const change = 'mutation ($input: PasswordChangeInput!) { passwordChange(input: $input) { errors { code } } }';
      const api = await world.account(GrantRole.OBSERVER, city);
      const codes = async (length: number): Promise<string[]> =>
        (
          await api.ask(change, { input: { oldPassword: 'x', newPassword: 'y'.repeat(length) } })
        ).data.passwordChange.errors.map(({ code }: { code: string }) => code);
      expect([await codes(9), await codes(10), await codes(200), await codes(201)]).toEqual([
        ['PASSWORD_WEAK'],
        ['PASSWORD_WRONG'],
        ['PASSWORD_WRONG'],
        ['PASSWORD_WEAK'],
      ]);
      expect([2, 3, 40, 41].map((length) => USERNAME.test('a'.repeat(length)))).toEqual([false, true, true, false]);
    });

    it('end: a session after 12 hours, as its cookie does, which no script reads and which needs TLS', async () => {
      await world.account(GrantRole.OBSERVER, city, 'cookie');
      await world.sql(city.cityId, `UPDATE sign_in_name SET password_hash = $1 WHERE username = 'cookie'`, [
        await hashPassword(PASSWORD),
      ]);
      const answer = await world.anonymous.ask(SIGN_IN, { input: { username: 'cookie', password: PASSWORD } });
      expect(String(answer.headers['set-cookie']).split('; ').slice(1).toSorted()).toEqual([
        'HttpOnly',
        'Max-Age=43200',
        'Path=/',
        'SameSite=Lax',
        'Secure',
      ]);
      const { rows } = await superuser.query<{ hours: number }>(
        `SELECT DISTINCT round(extract(epoch FROM expires_at - created_at) / 3600, 1)::float8 AS hours FROM access_token
          WHERE kind = 'SESSION'`,
      );
      expect(rows).toEqual([{ hours: 12 }]);
    });

    it('end: a service token after 731 days at most', async () => {
      const issue =
        'mutation ($input: ServiceTokenIssueInput!) { serviceTokenIssue(input: $input) { errors { code } } }';
      const admin = await world.account(GrantRole.CITY_ADMIN, city);
      const [grant] = await world.sql<{ id: string }>(city.cityId, 'SELECT id FROM access_grant LIMIT 1');
      const codes = async (days: number): Promise<string[]> => {
        const expiresOn = new Date(Date.now() + 8 * HOUR_MS + days * DAY_MS).toISOString().slice(0, 10);
        const answer = await admin.ask(issue, {
          input: {
            grantId: toGlobalId('Grant', city.cityId, grant!.id),
            label: '对接',
            scopes: ['RECORD_READ'],
            expiresOn,
          },
        });
        return answer.data.serviceTokenIssue.errors.map(({ code }: { code: string }) => code);
      };
      expect([await codes(731), await codes(732)]).toEqual([[], ['TOKEN_EXPIRY']]);
    });

    it('end: a file and its link after 24 hours', () => expect(EXPORT_HOURS).toBe(24));
  });

  it('remember who a token stands for for a minute, and 10,000 tokens at most', async () => {
    let asked = 0;
    const row = {
      account_id: 'a',
      username: 'u',
      display_name: 'd',
      city_id: 'c',
      grant_id: 'g',
      role: 'CLERK',
      place_id: 'p',
      place_path: 'p',
      place_level: 'CITY',
      scopes: null,
      token_id: 't',
    };
    const store = new AuthStore({
      rows: async () => {
        asked += 1;
        return [row];
      },
      end: async () => undefined,
    } as never);
    const isAsked = async (token: string): Promise<boolean> => {
      const before = asked;
      await store.viewer(token);
      return asked > before;
    };
    const clock = Date.now;
    const start = clock();
    try {
      const at = async (milliseconds: number): Promise<boolean> => {
        Date.now = () => start + milliseconds;
        return isAsked('one');
      };
      expect([await at(0), await at(59_999), await at(60_000)]).toEqual([true, false, true]);
      for (let n = 0; n < 9_999; n += 1) await store.viewer(`other ${n}`);
      expect(await isAsked('one')).toBe(false);
      await store.viewer('one too many');
      expect(await isAsked('one')).toBe(true);
    } finally {
      Date.now = clock;
    }
  });

  /** One more attempt after so many failures, each so old. */
  async function isOpenAfter(
    failures: readonly { username: string; address: string }[],
    age = '1 minute',
  ): Promise<boolean> {
    await superuser.query('DELETE FROM sign_in_attempt');
    await superuser.query(
      `INSERT INTO sign_in_attempt (username, address, at) SELECT f->>'username', f->>'address', now() - $2::interval
        FROM jsonb_array_elements($1::jsonb) f`,
      [JSON.stringify(failures), age],
    );
    const { rows } = await superuser.query<{ attempt: string | null }>(
      `SELECT auth_begin_attempt('anna', '192.0.2.1') AS attempt`,
    );
    return rows[0]!.attempt !== null;
  }

  const failures = (
    count: number,
    one: (nth: number) => { username: string; address: string },
  ): { username: string; address: string }[] => Array.from({ length: count }, (_, nth) => one(nth));

  it.each([
    ['5 of a name from an address', 5, (_nth: number) => ({ username: 'anna', address: '192.0.2.1' })],
    ['50 from an address', 50, (nth: number) => ({ username: `n${nth}`, address: '192.0.2.1' })],
    ['100 of a name', 100, (nth: number) => ({ username: 'anna', address: `203.0.113.${nth}` })],
  ])('close the sign-in after %s, for 15 minutes', async (_what, bound, one) => {
    expect([await isOpenAfter(failures(bound - 1, one)), await isOpenAfter(failures(bound, one))]).toEqual([
      true,
      false,
    ]);
    expect([
      await isOpenAfter(failures(bound, one), '14 minutes 50 seconds'),
      await isOpenAfter(failures(bound, one), '15 minutes 1 second'),
    ]).toEqual([false, true]);
  });

  describe('requests', () => {
    it('are bounded in words, depth, aliases, cost, root fields and operations', () => {
      expect(defaultLimits).toEqual({
        maxTokens: 2_000,
        maxDepth: 14,
        maxAliases: 60,
        maxCost: 40_000,
        maxRootFields: 20,
        maxOperations: 40,
      });
      expect(parseOptions).toEqual({ maxTokens: 2_000 });
    });

    it('get answers of 100,000 objects at most', () => expect(MOST_OBJECTS).toBe(100_000));

    it('get pages of 100, comparisons of 500 rooms, signals of 24 months', () =>
      expect([MAX_PAGE, MOST_ROOMS, MOST_MONTHS]).toEqual([100, 500, 24]));

    it('have 256 KB at most', async () => {
      const body = (size: number): string => {
        const empty = JSON.stringify({ query: '{ viewer { account { id } } }', variables: { x: '' } });
        return empty.replace('""}}', `"${'x'.repeat(size - empty.length)}"}}`);
      };
      const status = async (size: number): Promise<number> =>
        (
          await world.server.app.inject({
            method: 'POST',
            url: '/graphql',
            payload: body(size),
            headers: { 'content-type': 'application/json' },
          })
        ).statusCode;
      expect(body(1_000)).toHaveLength(1_000);
      expect([await status(256 * KB), await status(256 * KB + 1)]).toEqual([200, 413]);
    });

    it(
      'take statements of 15 seconds, wait a second for a lock to read and four to write, and leave no ' +
        'transaction idle for more than 30',
      async () => {
        const SETTINGS = {
          text: `SELECT current_setting('statement_timeout') AS statement, current_setting('lock_timeout') AS lock,
          current_setting('idle_in_transaction_session_timeout') AS idle`,
          values: [],
        };
        const { database } = world.server;
        const [[reading]] = (await database.read(PUBLIC_VIEWER, [SETTINGS])) as [[object]];
        const writing = await database.write(PUBLIC_VIEWER, async (tx) => (await tx.rows(SETTINGS))[0]);
        expect([reading, writing]).toEqual([
          { statement: '15s', lock: '1s', idle: '30s' },
          { statement: '15s', lock: '4s', idle: '30s' },
        ]);
      },
    );
  });

  it('let nobody be signed in without a token (control for all that is refused here)', async () => {
    const api: Api = await world.account(GrantRole.OBSERVER, city);
    const who = '{ viewer { account { username } } }';
    expect([(await api.must(who)).viewer === null, (await world.anonymous.must(who)).viewer]).toEqual([false, null]);
  });
});
