import pg from 'pg';
import type { MigrationInterface } from 'typeorm';
import { migrations } from '../../migrations/all.js';
import { migrate } from '../../src/db/migrate.js';
import type { TenantDatabase } from '../../src/db/tenant-database.js';
import type { Row, Statement } from '../../src/kernel/database.js';
import { GrantRole } from '../../src/kernel/grant-role.js';
import { PUBLIC_VIEWER, type Viewer } from '../../src/kernel/viewer.js';
import { entities, fills } from '../../src/modules/registry.js';
import type { PlaceRef, World } from '../support/world.js';
import { HELD_UP, HIT, KeptWorld, MISS, ROOMS, shared, viewerAt } from './kept-support.js';

class Probe1999999999999 implements MigrationInterface {
  async up(): Promise<void> {
    /* It is enough that it ran. */
  }
  async down(): Promise<void> {
    /* Nothing to undo. */
  }
}

describe('answers kept of a database', () => {
  let kept: KeptWorld;
  let world: World;
  let city: PlaceRef;
  let other: PlaceRef;
  let street: PlaceRef;
  let communities: readonly PlaceRef[];
  let pool: KeptWorld['pool'];
  let database: TenantDatabase;
  const namesSeenBy = (viewer: Viewer): Promise<unknown[]> => kept.namesSeenBy(viewer);
  const signedIn = (role: GrantRole, place: PlaceRef, reader: Viewer['reader']): Promise<Viewer> =>
    kept.signedIn(role, place, reader);

  beforeAll(async () => {
    kept = await KeptWorld.start();
    ({ world, city, other, street, communities, pool, database } = kept);
  });
  afterAll(() => kept?.stop());
  beforeEach(() => {
    pool.take();
  });

  it('are queried once, and later only checked', async () => {
    expect(await namesSeenBy(kept.committee())).toHaveLength(2);
    expect(pool.take()).toEqual(MISS);
    for (let turn = 0; turn < 3; turn += 1) expect(await namesSeenBy(kept.committee())).toHaveLength(2);
    expect(pool.take()).toEqual({ ...HIT, checks: 3 });
    await database.read(kept.committee(), [{ ...ROOMS, isShared: undefined } as unknown as Statement]);
    expect(pool.take()).toEqual({ checks: 0, runs: 0, others: 1 });
  });

  let year = 2000;
  const fact = (of: PlaceRef): Promise<string> =>
    world.insert(of.cityId, 'place_fact', {
      place_id: of.id,
      place_path: of.path,
      kind: 'USUAL_RESIDENTS',
      count: 1,
      as_of: `${(year += 1)}-01-01`,
    });
  const rename = (of: PlaceRef): string => `UPDATE room SET name = name WHERE city_id = '${of.cityId}'`;
  const asSuperuser = async (...statements: string[]): Promise<void> => {
    const client = new pg.Client({ connectionString: world.db.superuserUrl });
    await client.connect();
    try {
      for (const statement of statements) await client.query(statement);
    } finally {
      await client.end();
    }
  };
  /** Runs statements of several cities in one transaction. */
  const together = (...parts: readonly (readonly [PlaceRef, string])[]): Promise<void> =>
    world.owner.transaction(async (manager) => {
      for (const [of, text] of parts) {
        await manager.query(`SELECT set_config('app.city_id', $1, true)`, [of.cityId]);
        await manager.query(text);
      }
    });

  it.each<[string, () => Promise<unknown>]>([
    ['a row is inserted', () => fact(city)],
    ['rows are changed', () => world.sql(city.cityId, 'UPDATE place SET name = name')],
    [
      'rows are deleted',
      async () => {
        await fact(city);
        await namesSeenBy(kept.committee());
        await world.sql(city.cityId, 'DELETE FROM place_fact');
      },
    ],
    [
      'a path changes in a cascade',
      async () => {
        for (const path of [`${communities[1]!.path}X`, communities[1]!.path])
          await world.sql(city.cityId, 'UPDATE place SET path = $1 WHERE id = $2', [path, communities[1]!.id]);
      },
    ],
    ['the owner writes to another city first', () => together([other, rename(other)], [city, rename(city)])],
    ['the owner writes to another city after', () => together([city, rename(city)], [other, rename(other)])],
    ['a superuser writes without a context', () => asSuperuser(rename(city))],
    [
      'a superuser writes in the context of another city',
      () => asSuperuser(`SET app.city_id = '${other.cityId}'`, rename(city)),
    ],
    [
      'triggers are switched off for a bulk load',
      () => asSuperuser('SET session_replication_role = replica', rename(city)),
    ],
    [
      'a migration has run',
      async () => {
        await migrate({ url: world.db.migratorUrl, entities, migrations: [...migrations, Probe1999999999999], fills });
        // A database that knows a newer migration is refused by this version.
        await asSuperuser(`DELETE FROM migration WHERE name = 'Probe1999999999999'`);
      },
    ],
    ['a table is emptied as a whole', () => asSuperuser('TRUNCATE evaluation')],
    [
      'rows are changed behind a part that was taken back',
      () => together([city, `SAVEPOINT part; ${rename(city)}; ROLLBACK TO SAVEPOINT part; ${rename(city)}`]),
    ],
    [
      'rows are changed behind an error that was caught',
      () =>
        together([
          city,
          `DO $$ BEGIN BEGIN ${rename(city)}; RAISE EXCEPTION 'undo'; EXCEPTION WHEN ` +
            `OTHERS THEN NULL; END; ${rename(city)}; END $$`,
        ]),
    ],
  ])('are asked for again once %s', async (_name, write) => {
    await signedIn(GrantRole.CITY_COMMITTEE, city, 'app_city');
    await namesSeenBy(kept.committee());
    await write();
    pool.take();
    await namesSeenBy(kept.committee());
    expect(pool.take()).toEqual(MISS);
    await namesSeenBy(kept.committee());
    expect(pool.take()).toEqual(HIT);
  });

  it.each<[string, () => Promise<unknown>]>([
    [
      'another city writes',
      async () => {
        await fact(other);
        await world.sql(other.cityId, 'UPDATE place SET name = name');
        await asSuperuser(rename(other));
      },
    ],
    [
      'something is written that no kept statement reads',
      () => world.insert(city.cityId, 'unit', { name: '甲单位', kind: 'OTHER' }),
    ],
    [
      'a write is undone',
      () =>
        world.owner
          .transaction(async (manager) => {
            await manager.query(`SELECT set_config('app.city_id', $1, true)`, [city.cityId]);
            await manager.query(rename(city));
            throw new Error('undo');
          })
          .catch(() => undefined),
    ],
    ['there is nothing to migrate', () => migrate({ url: world.db.migratorUrl, entities, migrations, fills })],
  ])('are still given when %s', async (_name, write) => {
    await namesSeenBy(kept.committee());
    await write();
    pool.take();
    await namesSeenBy(kept.committee());
    expect(pool.take()).toEqual(HIT);
  });

  it('are those that committed, also while another transaction of their city is open', async () => {
    const client = new pg.Client({ connectionString: world.db.superuserUrl });
    await client.connect();
    try {
      await client.query(`BEGIN; UPDATE room SET name = '未提交' WHERE place_id = '${communities[0]!.id}'`);
      await namesSeenBy(kept.committee());
      await world.sql(city.cityId, `UPDATE room SET name = '已提交' WHERE place_id = $1`, [communities[1]!.id]);
      expect(await namesSeenBy(kept.committee())).toContain('已提交');
      expect(await namesSeenBy(kept.committee())).not.toContain('未提交');
      await client.query('COMMIT');
      expect(await namesSeenBy(kept.committee())).toEqual(expect.arrayContaining(['已提交', '未提交']));
    } finally {
      await client.end();
    }
  });

  it('let writers go on without waiting for each other, and take one row a writer at most', async () => {
    const clients = Array.from({ length: 6 }, () => new pg.Client({ connectionString: world.db.superuserUrl }));
    const rows = async (): Promise<number> =>
      (await world.sql(city.cityId, 'SELECT count(*)::int AS n FROM city_change'))[0]!['n'] as number;
    await Promise.all(clients.map((client) => client.connect()));
    try {
      for (let turn = 0; turn < 3; turn += 1) {
        // All transactions are open at once. If one waited for another, it would wait for ever.
        for (const [index, client] of clients.entries())
          await client.query(
            `BEGIN; SET LOCAL lock_timeout = '5s';
              INSERT INTO place_fact (city_id, id, place_id, place_path, kind, count, as_of)
              VALUES ('${city.cityId}', gen_random_uuid(), '${city.id}', '${city.path}', 'USUAL_RESIDENTS', 1,
              '2023-0${turn + 1}-0${index + 1}')`,
          );
        for (const client of clients) await client.query('COMMIT');
      }
      expect(await rows()).toBeLessThanOrEqual(clients.length + 2);
      expect(await rows()).toBeGreaterThanOrEqual(clients.length);
    } finally {
      await Promise.all(clients.map((client) => client.end()));
    }
  });

  it("are those of the rows as they are, after every write under the server's own hand", async () => {
    const viewer = kept.committee();
    const convener = viewerAt(communities[0]!, GrantRole.CONVENER, 'app_room');
    for (let turn = 0; turn < 5; turn += 1) {
      const name = `改名${turn}`;
      await database.write(convener, async (tx) => {
        await tx.rows({ text: 'UPDATE room SET name = $1 WHERE place_id = $2', values: [name, communities[0]!.id] });
      });
      expect(await namesSeenBy(viewer)).toContain(name);
    }
  });

  it('are shared by sign-ins of equal rights, and by nobody else', async () => {
    const [one, two] = [
      await signedIn(GrantRole.CITY_COMMITTEE, city, 'app_city'),
      await signedIn(GrantRole.CITY_COMMITTEE, city, 'app_city'),
    ];
    expect(two.accountId).not.toBe(one.accountId);
    const elsewhere = await signedIn(GrantRole.CITY_COMMITTEE, other, 'app_city');
    const clerks = [
      await signedIn(GrantRole.CLERK, communities[0]!, 'app_room'),
      await signedIn(GrantRole.CLERK, communities[1]!, 'app_room'),
    ];
    const others: [Viewer, number][] = [
      [elsewhere, 1],
      [await signedIn(GrantRole.CITY_ADMIN, city, 'app_city'), 2],
      [await signedIn(GrantRole.STREET_PARTY_OFFICE, street, 'app_street'), 2],
      [clerks[0]!, 1],
      [clerks[1]!, 1],
    ];
    expect(await namesSeenBy(one)).toHaveLength(2);
    pool.take();
    expect(await namesSeenBy(two)).toHaveLength(2);
    expect(pool.take()).toEqual(HIT);
    for (const [viewer, rooms] of others) {
      expect(await namesSeenBy(viewer)).toHaveLength(rooms);
      expect(pool.take()).toEqual(MISS);
    }
    // The public reads across cities, so nothing is cached for it.
    expect(await namesSeenBy(PUBLIC_VIEWER)).toHaveLength(0);
    expect(pool.take()).toEqual({ checks: 0, runs: 0, others: 1 });
    const seen = await Promise.all(clerks.map(namesSeenBy));
    expect(seen[0]).not.toEqual(seen[1]);
    expect(pool.take()).toEqual({ ...HIT, checks: 2 });
  });

  it('are distinguished by text, by values and by what the eyes of the peers see', async () => {
    const viewer = viewerAt(communities[0]!, GrantRole.CLERK, 'app_room');
    const count = (value: unknown): Statement =>
      shared('SELECT count(*)::int AS n, $1::text AS value FROM room', [value]);
    const ask = async (statements: Statement[], peers: Statement[] = []): Promise<unknown> =>
      (await database.read(viewer, statements, peers)).map(([row]) => row);
    for (const value of ['1', null, '', 'null', '1,2', '"1"']) {
      for (let turn = 0; turn < 2; turn += 1) expect(await ask([count(value)])).toEqual([{ n: 1, value }]);
    }
    for (let turn = 0; turn < 2; turn += 1) {
      expect(await ask([count('a'), count('b')])).toEqual([
        { n: 1, value: 'a' },
        { n: 1, value: 'b' },
      ]);
      expect(await ask([count('a')], [count('b')])).toEqual([
        { n: 1, value: 'a' },
        { n: 2, value: 'b' },
      ]);
      expect(await ask([], [count('a'), count('b')])).toEqual([
        { n: 2, value: 'a' },
        { n: 2, value: 'b' },
      ]);
    }
  });

  it('hold no statement that is not shared: such a one is sent each time for each person', async () => {
    const [one, two] = [
      await signedIn(GrantRole.CITY_COMMITTEE, city, 'app_city'),
      await signedIn(GrantRole.CITY_COMMITTEE, city, 'app_city'),
    ];
    const who: Statement = { text: 'SELECT id FROM account', values: [] };
    const when: Statement = { text: 'SELECT clock_timestamp()::text AS at', values: [] };
    const peers: Statement = { text: 'SELECT count(*)::int AS rooms FROM room', values: [] };
    const asked = (viewer: Viewer): Promise<Row[][]> =>
      database.read(viewer, [who, ROOMS, when], [peers, shared('SELECT count(*)::int AS places FROM place')]);
    const times = new Set<unknown>();
    for (const viewer of [one, two, one, two]) {
      const [account, rooms, at, counted, places] = await asked(viewer);
      expect(account).toEqual([{ id: viewer.accountId }]);
      expect(rooms).toHaveLength(2);
      expect(counted).toEqual([{ rooms: 2 }]);
      expect(places).toEqual([{ places: 4 }]);
      times.add(at![0]!['at']);
    }
    expect(times.size).toBe(4);
    // Statements that are not shared are sent with the check.
    expect(pool.take()).toEqual({ checks: 5, runs: 1, others: 0 });
  });

  it('are not kept when something was written between two statements of one read', async () => {
    const facts = shared('SELECT count(*)::int AS n FROM place_fact');
    const viewer = kept.committee();
    const asked = await kept.whileReading(
      () => database.read(viewer, [facts, HELD_UP, facts]),
      () => fact(city),
    );
    const [[first], , [last]] = asked as [Row[], Row[], Row[]];
    // The two statements saw different states of the city.
    expect(last!['n']).toBe(Number(first!['n']) + 1);
    expect(pool.take()).toEqual(MISS);
    const [[again]] = (await database.read(viewer, [facts, HELD_UP, facts])) as [Row[]];
    expect(again!['n']).toBe(last!['n']);
    expect(pool.take()).toEqual(MISS);
    await database.read(viewer, [facts, HELD_UP, facts]);
    expect(pool.take()).toEqual(HIT);
  });
});
