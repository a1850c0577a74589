import { plainText } from '../../src/kernel/plain-text.js';
import { demoAccounts } from '../../src/modules/demo/demo-accounts.js';
import { setDemoPassword } from '../../src/modules/demo/demo.service.js';
import { DemoWorld, RUGAO_ID, YANSHI_ID } from './demo-world.js';

const TODAY = '2026-03-17';

const hashes = (world: DemoWorld): Promise<{ username: string; password_hash: string }[]> =>
  world.sql(RUGAO_ID, 'SELECT username, password_hash FROM sign_in_name ORDER BY username');

describe('loading the demonstration', () => {
  let world: DemoWorld;
  beforeAll(async () => {
    world = await DemoWorld.loaded(TODAY);
  });
  afterAll(async () => {
    await world.stop();
  });

  it('makes two cities, both marked as a demonstration down to the last place', async () => {
    expect(await world.value(RUGAO_ID, 'SELECT array_agg(DISTINCT is_demo) FROM place')).toEqual([true]);
    expect(await world.value(YANSHI_ID, 'SELECT array_agg(DISTINCT is_demo) FROM place')).toEqual([true]);
    expect(
      await world.sql(YANSHI_ID, 'SELECT level, count(*)::int AS count FROM place GROUP BY level ORDER BY level'),
    ).toEqual([
      { level: 'CITY', count: 1 },
      { level: 'COMMUNITY', count: 24 },
      { level: 'STREET', count: 3 },
    ]);
    expect(await world.value(YANSHI_ID, `SELECT bool_and(code LIKE '990100%') FROM place`)).toBe(true);
  });

  it('gives every topic the plain form of its title', async () => {
    for (const cityId of [RUGAO_ID, YANSHI_ID]) {
      const titles = await world.sql<{ title: string; plain: string }>(
        cityId,
        'SELECT title, plain_title AS plain FROM topic',
      );
      expect(titles.length).toBeGreaterThan(2);
      expect(titles.filter(({ title, plain }) => plainText(title) !== plain)).toEqual([]);
    }
  });

  it('makes the same story, to the last id, for the same day and seed', async () => {
    const twin = await DemoWorld.loaded(TODAY);
    try {
      expect(await twin.fingerprints(YANSHI_ID)).toEqual(await world.fingerprints(YANSHI_ID));
    } finally {
      await twin.stop();
    }
  });

  it.each([
    ['another seed', TODAY, 'another'],
    ['another month', '2026-04-17', undefined],
  ])('makes another story for %s (control)', async (_what, today, seed) => {
    const other = await DemoWorld.loaded(today, seed ? { seed } : {});
    try {
      const [theirs, ours] = [await other.fingerprints(YANSHI_ID), await world.fingerprints(YANSHI_ID)];
      for (const table of ['topic', 'session', 'suggestion', 'implementation_item', 'place_fact'])
        expect(theirs[table]).not.toBe(ours[table]);
    } finally {
      await other.stop();
    }
  });

  it('changes nothing when it is loaded again, but the password', async () => {
    const before = [await world.fingerprints(RUGAO_ID), await world.fingerprints(YANSHI_ID)];
    expect(await world.load('2027-01-01', { passwordHash: 'a later hash' })).toEqual({ loaded: [] });
    expect([await world.fingerprints(RUGAO_ID), await world.fingerprints(YANSHI_ID)]).toEqual(before);
    expect(await hashes(world)).toEqual(
      demoAccounts
        .map(({ username }) => ({ username, password_hash: 'a later hash' }))
        .sort((a, b) => (a.username < b.username ? -1 : 1)),
    );
  });

  it('has for each account one grant at its place, marks it and names nobody', async () => {
    const rows = [
      ...(await world.sql<AccountRow>(RUGAO_ID, ACCOUNTS)),
      ...(await world.sql<AccountRow>(YANSHI_ID, ACCOUNTS)),
    ];
    expect(
      rows
        .map(({ username, role, code }) => ({ username, role, placeCode: code }))
        .sort((a, b) => (a.username < b.username ? -1 : 1)),
    ).toEqual(
      demoAccounts
        .map(({ username, role, placeCode }) => ({ username, role, placeCode }))
        .sort((a, b) => (a.username < b.username ? -1 : 1)),
    );
    for (const row of rows)
      expect(row).toMatchObject({ is_demo: true, display_name: expect.stringMatching(/^演示账号·/) });
  });

  it('leaves an account alone that only shares its name with one of the demonstration', async () => {
    await world.owner.transaction(async (manager) => {
      await manager.query(`SELECT set_config('app.city_id', $1, true)`, [RUGAO_ID]);
      await manager.query(`UPDATE account SET is_demo = false WHERE username = 'rugao-admin'`);
    });
    await setDemoPassword(world.owner, 'the latest hash');
    const changed = new Map((await hashes(world)).map((row) => [row.username, row.password_hash]));
    expect(changed.get('rugao-admin')).toBe('a later hash');
    expect(changed.get('rugao-committee')).toBe('the latest hash');
  });
});

interface AccountRow {
  readonly username: string;
  readonly role: string;
  readonly code: string;
}
const ACCOUNTS = `SELECT a.username, a.is_demo, a.display_name, g.role, p.code FROM account a
  JOIN access_grant g ON g.account_id = a.id JOIN place p ON p.id = g.place_id`;

describe('a load that cannot be finished', () => {
  const countsOf = async (world: DemoWorld, cityId: string): Promise<number> =>
    Object.values(await world.fingerprints(cityId)).reduce((sum, print) => sum + Number(print.split(' ')[0]), 0);

  it('leaves each city whole or not there at all, and goes on from there', async () => {
    const world = await DemoWorld.empty();
    const stranger = '00000000-0000-7000-8000-000000000001';
    try {
      await world.owner.transaction(async (manager) => {
        await manager.query(`SELECT set_config('app.city_id', $1, true)`, [stranger]);
        await manager.query(
          `INSERT INTO account (city_id, id, username, display_name) VALUES ($1, $1, 'yanshi-c01-clerk', '另一个城市的人')`,
          [stranger],
        );
        await manager.query(
          `INSERT INTO sign_in_name (username, city_id, account_id, password_hash)
            VALUES ('yanshi-c01-clerk', $1, $1, 'theirs')`,
          [stranger],
        );
      });
      await expect(world.load(TODAY)).rejects.toThrow(/sign_in_name/);
      expect(await countsOf(world, RUGAO_ID)).toBeGreaterThan(400);
      expect(await countsOf(world, YANSHI_ID)).toBe(0);
      await world.owner.query(`DELETE FROM sign_in_name WHERE username = 'yanshi-c01-clerk'`);
      expect((await world.load(TODAY)).loaded.map(({ city }) => city)).toEqual(['990100']);
      expect(await countsOf(world, YANSHI_ID)).toBeGreaterThan(5000);
    } finally {
      await world.stop();
    }
  });

  it('leaves nothing of the city it failed in, and refuses a city that is there for real', async () => {
    const world = await DemoWorld.empty();
    try {
      await expect(world.load(TODAY, { passwordHash: null as never })).rejects.toThrow(/password_hash/);
      for (const cityId of [RUGAO_ID, YANSHI_ID]) expect(await countsOf(world, cityId)).toBe(0);
      await world.owner.transaction(async (manager) => {
        await manager.query(`SELECT set_config('app.city_id', $1, true)`, [RUGAO_ID]);
        await manager.query(
          `INSERT INTO place (city_id, id, path, level, code, name, is_demo)
            VALUES ($1, $1, '6VM2', 'CITY', '320682', '如皋市', false)`,
          [RUGAO_ID],
        );
      });
      await expect(world.load(TODAY, { passwordHash: 'a hash' })).rejects.toThrow(/is here for real/);
      expect(await world.value(RUGAO_ID, 'SELECT count(*)::int FROM account')).toBe(0);
    } finally {
      await world.stop();
    }
  });
});
