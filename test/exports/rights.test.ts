import { GrantRole } from '../../src/kernel/grant-role.js';
import { uuidv7 } from '../../src/kernel/uuid.js';
import { hashToken, newToken } from '../../src/modules/accounts/auth-store.service.js';
import { Api } from '../support/api.js';
import type { PlaceRef } from '../support/world.js';
import { ExportWorld, linesOf, tokenOf } from './export-world.js';

const LISTS = ['CONCERNS', 'TOPICS', 'SESSIONS', 'ATTENDANCE', 'SUGGESTIONS', 'EVALUATIONS'] as const;

describe('what may be exported', () => {
  let exports: ExportWorld;
  let places: Record<'city' | 'street' | 'own' | 'sibling' | 'cousin' | 'foreign', PlaceRef>;
  const roles = new Map<string, Api>();

  beforeAll(async () => {
    exports = await ExportWorld.start();
    const { world } = exports;
    const city = await world.city('甲市');
    const street = await world.street(city, 1);
    const other = await world.street(city, 2);
    const abroad = await world.city('乙市');
    places = {
      city,
      street,
      own: await world.community(street, 1),
      sibling: await world.community(street, 2),
      cousin: await world.community(other, 1),
      foreign: await world.community(await world.street(abroad), 1),
    };
    for (const [name, place] of Object.entries(places)) if (name !== 'city') await exports.fill(place, `${name}之`);
    const grants: [string, GrantRole, PlaceRef][] = [
      ['committee', GrantRole.CITY_COMMITTEE, city],
      ['admin', GrantRole.CITY_ADMIN, city],
      ['liaison', GrantRole.STREET_CPPCC_LIAISON, street],
      ['office', GrantRole.STREET_PARTY_OFFICE, street],
      ['convener', GrantRole.CONVENER, places.own],
      ['clerk', GrantRole.CLERK, places.own],
      ['streetClerk', GrantRole.CLERK, street],
      ['observer', GrantRole.OBSERVER, places.own],
    ];
    for (const [name, role, place] of grants) roles.set(name, await world.account(role, place));
  });
  afterAll(() => exports?.stop());

  /** Whose marks stand in all the lists an account gets of a place, or the code it is refused with. */
  async function seen(role: string, within: PlaceRef): Promise<string> {
    const marks = new Set<string>();
    for (const kind of LISTS) {
      const api = roles.get(role)!;
      const { data, codes } = await exports.refused(api, { kind, within: within.code });
      if (codes.length > 0) return codes.join();
      const { id, downloadPath } = data.exportRequest.export;
      await exports.server.exports.drain();
      const { status, text } = await exports.fetch(downloadPath, tokenOf(api));
      expect([status, id.length > 10]).toEqual([200, true]);
      for (const mark of text.match(/(street|own|sibling|cousin|foreign)之/g) ?? []) marks.add(mark.slice(0, -1));
    }
    return [...marks].sort().join(' ');
  }

  it.each([
    ['committee', 'city', 'cousin own sibling street'],
    ['committee', 'street', 'own sibling street'],
    ['committee', 'own', 'own'],
    ['committee', 'foreign', 'NOT_FOUND'],
    ['admin', 'city', 'cousin own sibling street'],
    ['admin', 'foreign', 'NOT_FOUND'],
    ['liaison', 'street', 'own sibling street'],
    ['liaison', 'sibling', 'sibling'],
    ['liaison', 'city', 'FORBIDDEN'],
    ['liaison', 'cousin', 'FORBIDDEN'],
    ['liaison', 'foreign', 'NOT_FOUND'],
    ['office', 'street', 'own sibling street'],
    ['office', 'cousin', 'FORBIDDEN'],
    ['convener', 'own', 'own'],
    ['convener', 'sibling', 'FORBIDDEN'],
    ['convener', 'street', 'FORBIDDEN'],
    ['convener', 'foreign', 'NOT_FOUND'],
    ['clerk', 'own', 'own'],
    ['clerk', 'cousin', 'FORBIDDEN'],
    ['streetClerk', 'street', 'street'],
    ['streetClerk', 'own', 'FORBIDDEN'],
    ['observer', 'own', 'own'],
    ['observer', 'sibling', 'FORBIDDEN'],
  ] as const)('lets the %s take of %s: %s', async (role, within, expected) => {
    expect(await seen(role, places[within])).toBe(expected);
  });

  it("hands names to the own room's convener and clerk alone", async () => {
    for (const role of ['convener', 'clerk']) {
      const { text } = await exports.take(roles.get(role)!, { kind: 'ATTENDEES', within: places.own.code });
      expect(linesOf(text).map((line) => line.name)).toEqual(['own之委员甲']);
    }
    for (const role of ['committee', 'admin', 'liaison', 'office', 'observer']) {
      expect([
        role,
        (await exports.refused(roles.get(role)!, { kind: 'ATTENDEES', within: places.own.code })).codes,
      ]).toEqual([role, ['FORBIDDEN']]);
    }
    expect(
      (await exports.refused(roles.get('streetClerk')!, { kind: 'ATTENDEES', within: places.own.code })).codes,
    ).toEqual(['FORBIDDEN']);
    expect((await exports.refused(exports.world.anonymous, { kind: 'TOPICS', within: places.own.code })).codes).toEqual(
      ['UNAUTHENTICATED'],
    );
  });

  it(
    'leaves an audit event for every file, where the data was taken from, or at the grant where that is the ' +
      "city's register",
    async () => {
      const eventsOf = (grantPlace: PlaceRef) =>
        exports.world.sql<{ code: string; role: string }>(
          grantPlace.cityId,
          `SELECT p.code, e.role FROM audit_event e JOIN place p ON p.id = e.place_id WHERE e.action = 'exportRequest'
          ORDER BY e.id DESC LIMIT 1`,
        );
      await exports.request(roles.get('clerk')!, { kind: 'ATTENDEES', within: places.own.code });
      expect(await eventsOf(places.own)).toEqual([{ code: places.own.code, role: 'CLERK' }]);
      await exports.request(roles.get('committee')!, { kind: 'AUDIT_EVENTS', within: places.street.code });
      expect(await eventsOf(places.city)).toEqual([{ code: places.street.code, role: 'CITY_COMMITTEE' }]);
      await exports.request(roles.get('observer')!, { kind: 'PLACES', within: places.cousin.code });
      expect(await eventsOf(places.city)).toEqual([{ code: places.own.code, role: 'OBSERVER' }]);
      await exports.server.exports.drain();
    },
  );

  it('holds no name in any other list', async () => {
    for (const kind of LISTS)
      expect((await exports.take(roles.get('convener')!, { kind, within: places.own.code })).text).not.toContain(
        '委员甲',
      );
  });

  it('is seen by the account that asked and by nobody else, not even the administrator', async () => {
    const asked = await exports.request(roles.get('clerk')!, { kind: 'TOPICS', within: places.own.code });
    expect(await exports.shown(roles.get('clerk')!, asked)).toMatchObject({
      state: 'QUEUED',
      requestedAs: 'CLERK',
      within: { code: places.own.code },
      isDemo: true,
      downloadPath: null,
    });
    for (const role of ['admin', 'committee', 'convener'])
      expect(await exports.shown(roles.get(role)!, asked)).toBeNull();
    expect(
      (await exports.world.anonymous.ask('query ($id: ID!) { node(id: $id) { id } }', { id: asked.id })).data.node,
    ).toBeNull();
    await exports.server.exports.drain();
  });

  it('says what a request lacks, and stores nothing', async () => {
    const api = roles.get('committee')!;
    const codeOf = async (input: Record<string, unknown>) =>
      (await exports.refused(api, { within: places.city.code, ...input })).data?.exportRequest.errors[0]?.code;
    expect(await codeOf({ kind: 'COMPARISON', metrics: ['SESSIONS_HELD'] })).toBe('EXPORT_PERIOD_MISSING');
    expect(await codeOf({ kind: 'COMPARISON', period: { year: 2021 } })).toBe('EXPORT_METRICS_MISSING');
    expect(await codeOf({ kind: 'TOPICS', metrics: ['SESSIONS_HELD'] })).toBe('EXPORT_METRICS_NOT_APPLICABLE');
    expect(await codeOf({ kind: 'UNITS', period: { year: 2021 } })).toBe('EXPORT_PERIOD_NOT_APPLICABLE');
    expect((await exports.refused(api, { kind: 'TOPICS', within: 'x\u0000y' })).codes.length).toBe(1);
    expect(
      (
        await exports.refused(api, {
          kind: 'TOPICS',
          within: places.city.code,
          period: { from: '2021-01-02', to: '2021-01-31' },
        })
      ).codes,
    ).toEqual(['BAD_USER_INPUT']);
    expect(await exports.world.sql(places.city.cityId, `SELECT id FROM export_job WHERE state = 'QUEUED'`)).toEqual([]);
  });

  it('asks of a service token the scope of what it takes, and for records the one for writing', async () => {
    const { world, server } = exports;
    const accountId = await world.insert(places.city.cityId, 'account', {
      username: 'program',
      display_name: 'program',
    });
    const grantId = await world.insert(places.city.cityId, 'access_grant', {
      account_id: accountId,
      role: 'CITY_COMMITTEE',
      place_id: places.city.id,
      place_path: places.city.path,
    });
    const holder = async (...scopes: string[]): Promise<Api> => {
      const token = newToken();
      await world.sql(
        places.city.cityId,
        `INSERT INTO access_token (hash, id, city_id, account_id, grant_id, kind, scopes, expires_at)
          VALUES ($1, $2, $3, $4, $5, 'SERVICE', $6, '2099-01-01')`,
        [hashToken(token), uuidv7(), places.city.cityId, accountId, grantId, scopes],
      );
      return new Api(server.app, token);
    };
    const records = { kind: 'TOPICS', within: places.city.code };
    const numbers = {
      kind: 'COMPARISON',
      within: places.city.code,
      period: { year: 2021 },
      metrics: ['SESSIONS_HELD'],
    };
    expect((await exports.refused(await holder('RECORD_READ', 'COMPARISON_READ'), records)).codes).toEqual([
      'FORBIDDEN',
    ]);
    expect((await exports.refused(await holder('RECORD_WRITE', 'RECORD_READ'), numbers)).codes).toEqual(['FORBIDDEN']);
    expect((await exports.refused(await holder('RECORD_WRITE', 'COMPARISON_READ'), records)).codes).toEqual([
      'FORBIDDEN',
    ]);
    const comparing = await holder('COMPARISON_READ');
    const figures = await exports.request(comparing, numbers);
    expect((await exports.refused(comparing, records)).codes).toEqual(['FORBIDDEN']);
    // Such a token does not read node(id). It asks for the file until it is there.
    expect((await exports.fetch(figures.downloadPath, tokenOf(comparing))).status).toBe(404);
    await exports.server.exports.drain();
    expect((await exports.fetch(figures.downloadPath, tokenOf(comparing))).status).toBe(200);
    const reader = await holder('RECORD_WRITE', 'RECORD_READ');
    const asked = await exports.request(reader, records);
    await exports.server.exports.drain();
    expect((await exports.fetch(asked.downloadPath, tokenOf(await holder('COMPARISON_READ')))).status).toBe(404);
    expect((await exports.fetch(asked.downloadPath, tokenOf(reader))).status).toBe(200);
  });

  it('lets five of an account wait, not six', async () => {
    const api = roles.get('observer')!;
    for (let count = 0; count < 5; count += 1) await exports.request(api, { kind: 'TOPICS', within: places.own.code });
    const { data } = await exports.refused(api, { kind: 'TOPICS', within: places.own.code });
    expect(data.exportRequest).toMatchObject({ export: null, errors: [{ code: 'EXPORT_TOO_MANY' }] });
    expect(await exports.server.exports.drain()).toBe(5);
    await exports.request(api, { kind: 'TOPICS', within: places.own.code });
    await exports.server.exports.drain();
  });
});
