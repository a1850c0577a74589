import pg from 'pg';
import type { ReadBatch } from '../../src/db/read-batch.js';
import { type ReadPool, TenantDatabase, createPool, createReadPool } from '../../src/db/tenant-database.js';
import { type Row, StaleViewer, type Statement } from '../../src/kernel/database.js';
import { GrantRole } from '../../src/kernel/grant-role.js';
import { PUBLIC_VIEWER, type Viewer } from '../../src/kernel/viewer.js';
import ownPostgres from '../support/global-setup.js';
import stopPostgres from '../support/global-teardown.js';
import { type PlaceRef, World } from '../support/world.js';

const STATE = 'pg_current_snapshot';

/** Counts what is put to the database: checks read its state once, runs of what is shared twice. */
class CountingPool implements ReadPool {
  batches: (readonly string[])[] = [];
  constructor(private readonly pool: ReadPool) {}

  query(batch: ReadBatch): Promise<Row[][]> {
    this.batches.push((batch as unknown as { statements: readonly Statement[] }).statements.map(({ text }) => text));
    return this.pool.query(batch);
  }

  end(): Promise<void> { return this.pool.end(); }

  /** Batches since the last time, by how often each reads the state. */
  take(): { readonly checks: number; readonly runs: number; readonly others: number } {
    const readings = this.batches.splice(0).map((texts) => texts.filter((text) => text.includes(STATE)).length);
    return { checks: readings.filter((count) => count === 1).length, runs: readings.filter((count) => count === 2).length, others: readings.filter((count) => count === 0).length };
  }
}

const HIT = { checks: 1, runs: 0, others: 0 };
const MISS = { checks: 1, runs: 1, others: 0 };
const shared = (text: string, values: readonly unknown[] = []): Statement => ({ text, values, isShared: true });
const ROOMS = shared('SELECT name FROM room ORDER BY name');
const HELD_UP = shared('SELECT pg_advisory_xact_lock_shared(5) IS NULL AS waited');

describe('answers kept of a database', () => {
  let world: World;
  let city: PlaceRef;
  let other: PlaceRef;
  let street: PlaceRef;
  let communities: PlaceRef[];
  let pool: CountingPool;
  let database: TenantDatabase;

  const usual = process.env['HSL_TEST_DIR'];

  beforeAll(async () => {
    // A server of its own: what other tests write counts like any other writing.
    await ownPostgres();
    world = await World.start();
    city = await world.city('甲市');
    other = await world.city('乙市');
    street = await world.street(city);
    communities = [await world.community(street, 1), await world.community(street, 2)];
    for (const place of [...communities, other]) await world.room(place);
    pool = new CountingPool(createReadPool(world.db.appUrl, 4));
    database = new TenantDatabase(pool, createPool(world.db.appUrl, 1, 'test-kept'), { keptRows: 1_000 });
  });
  afterAll(async () => {
    await database?.close();
    await world?.stop();
    await stopPostgres();
    process.env['HSL_TEST_DIR'] = usual;
  });
  beforeEach(() => { pool.take(); });

  const viewerAt = (place: PlaceRef, role: GrantRole, reader: Viewer['reader'], own: Partial<Viewer> = {}): Viewer =>
    ({ ...PUBLIC_VIEWER, accountId: place.id, grantId: place.id, cityId: place.cityId, role, placeId: place.id, placePath: place.path, reader, ...own });
  const committee = (of = city, own: Partial<Viewer> = {}): Viewer => viewerAt(of, GrantRole.CITY_COMMITTEE, 'app_city', own);
  const namesSeenBy = async (viewer: Viewer): Promise<unknown[]> => (await database.read(viewer, [ROOMS]))[0]!.map((row) => row['name']);
  /** Of the latest sign-in. */
  const signedIn = async (role: GrantRole, place: PlaceRef, reader: Viewer['reader']): Promise<Viewer> => {
    await world.account(role, place);
    const [token] = await world.sql(place.cityId, 'SELECT t.id, t.grant_id, t.account_id FROM access_token t ORDER BY t.created_at DESC LIMIT 1');
    return viewerAt(place, role, reader, { accountId: token!['account_id'], grantId: token!['grant_id'], tokenId: token!['id'] });
  };

  it('are asked for once, and later with the check alone', async () => {
    expect(await namesSeenBy(committee())).toHaveLength(2);
    expect(pool.take()).toEqual(MISS);
    for (let turn = 0; turn < 3; turn += 1) expect(await namesSeenBy(committee())).toHaveLength(2);
    expect(pool.take()).toEqual({ ...HIT, checks: 3 });
    await database.read(committee(), [{ ...ROOMS, isShared: undefined } as unknown as Statement]);
    expect(pool.take()).toEqual({ checks: 0, runs: 0, others: 1 });
  });

  it.each<[string, () => Promise<unknown>]>([
    ['is inserted', () => world.insert(city.cityId, 'unit', { name: '甲单位', kind: 'OTHER' })],
    ['is changed', () => world.sql(city.cityId, `UPDATE unit SET name = name`)],
    ['is deleted', () => world.sql(city.cityId, 'DELETE FROM unit')],
    ['is inserted in another city', () => world.insert(other.cityId, 'unit', { name: '乙单位', kind: 'OTHER' })],
    ['is changed in another city, in a table that is not read', () => world.sql(other.cityId, 'UPDATE place SET name = name')],
    ['is emptied as a whole', () => world.owner.query('TRUNCATE integrity_probe')],
    ['changes of the tables themselves', () => world.owner.query('ALTER TABLE integrity_probe ADD COLUMN further int')],
    ['is inserted behind a rollback', async () => {
      await world.owner.transaction(async (manager) => { await manager.query('INSERT INTO integrity_probe VALUES (1)'); throw new Error('undo'); }).catch(() => undefined);
      await world.owner.query('INSERT INTO integrity_probe VALUES (2)');
    }],
    ['is written in a part that was taken back', () => world.owner.transaction(async (manager) => {
      await manager.query('SAVEPOINT part');
      await manager.query('INSERT INTO integrity_probe VALUES (3)');
      await manager.query('ROLLBACK TO SAVEPOINT part');
      await manager.query('INSERT INTO integrity_probe VALUES (4)');
    })],
  ])('are asked for anew once anything %s', async (_name, write) => {
    await world.owner.query('CREATE TABLE IF NOT EXISTS integrity_probe (n int)');
    await namesSeenBy(committee());
    await namesSeenBy(committee());
    pool.take();
    await write();
    await namesSeenBy(committee());
    expect(pool.take()).toEqual(MISS);
    await namesSeenBy(committee());
    expect(pool.take()).toEqual(HIT);
  });

  it('are those of the rows as they are, whatever is written under the server\'s own hand', async () => {
    const viewer = committee();
    for (let turn = 0; turn < 5; turn += 1) {
      const name = `改名${turn}`;
      await database.write(viewer, async (tx) => { await tx.rows({ text: 'UPDATE room SET name = $1 WHERE place_id = $2', values: [name, communities[0]!.id] }); });
      expect(await namesSeenBy(viewer)).toContain(name);
    }
  });

  it('are shared by sign-ins of equal rights, and by nobody else', async () => {
    const [one, two] = [await signedIn(GrantRole.CITY_COMMITTEE, city, 'app_city'), await signedIn(GrantRole.CITY_COMMITTEE, city, 'app_city')];
    expect(two.accountId).not.toBe(one.accountId);
    const elsewhere = await signedIn(GrantRole.CITY_COMMITTEE, other, 'app_city');
    const clerks = [await signedIn(GrantRole.CLERK, communities[0]!, 'app_room'), await signedIn(GrantRole.CLERK, communities[1]!, 'app_room')];
    const others: [Viewer, number][] = [
      [elsewhere, 1], [await signedIn(GrantRole.CITY_ADMIN, city, 'app_city'), 2], [await signedIn(GrantRole.STREET_PARTY_OFFICE, street, 'app_street'), 2], [clerks[0]!, 1], [clerks[1]!, 1], [PUBLIC_VIEWER, 0],
    ];
    expect(await namesSeenBy(one)).toHaveLength(2);
    pool.take();
    expect(await namesSeenBy(two)).toHaveLength(2);
    expect(pool.take()).toEqual(HIT);
    for (const [viewer, rooms] of others) {
      expect(await namesSeenBy(viewer)).toHaveLength(rooms);
      expect(pool.take()).toEqual(MISS);
    }
    const seen = await Promise.all(clerks.map(namesSeenBy));
    expect(seen[0]).not.toEqual(seen[1]);
    expect(pool.take()).toEqual({ ...HIT, checks: 2 });
  });

  it('are told apart by text, by values and by what the eyes of the peers see', async () => {
    const viewer = viewerAt(communities[0]!, GrantRole.CLERK, 'app_room');
    const count = (value: unknown): Statement => shared('SELECT count(*)::int AS n, $1::text AS value FROM room', [value]);
    const ask = async (statements: Statement[], peers: Statement[] = []): Promise<unknown> => (await database.read(viewer, statements, peers)).map(([row]) => row);
    for (const value of ['1', null, '', 'null', '1,2', '"1"']) {
      for (let turn = 0; turn < 2; turn += 1) expect(await ask([count(value)])).toEqual([{ n: 1, value }]);
    }
    for (let turn = 0; turn < 2; turn += 1) {
      expect(await ask([count('a'), count('b')])).toEqual([{ n: 1, value: 'a' }, { n: 1, value: 'b' }]);
      expect(await ask([count('a')], [count('b')])).toEqual([{ n: 1, value: 'a' }, { n: 2, value: 'b' }]);
      expect(await ask([], [count('a'), count('b')])).toEqual([{ n: 2, value: 'a' }, { n: 2, value: 'b' }]);
    }
  });

  it('hold nothing of what was asked with them that is not shared: that is put for each person, each time', async () => {
    const [one, two] = [await signedIn(GrantRole.CITY_COMMITTEE, city, 'app_city'), await signedIn(GrantRole.CITY_COMMITTEE, city, 'app_city')];
    const who: Statement = { text: 'SELECT id FROM account', values: [] };
    const when: Statement = { text: 'SELECT clock_timestamp()::text AS at', values: [] };
    const peers: Statement = { text: 'SELECT count(*)::int AS rooms FROM room', values: [] };
    const asked = (viewer: Viewer): Promise<Row[][]> => database.read(viewer, [who, ROOMS, when], [peers, shared('SELECT count(*)::int AS places FROM place')]);
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
    // What is not shared travels with the check.
    expect(pool.take()).toEqual({ checks: 4, runs: 1, others: 0 });
  });

  it('are not kept when something was written between two statements of one read', async () => {
    const unit = shared('SELECT count(*)::int AS n FROM unit');
    const viewer = committee();
    const asked = await whileReading(() => database.read(viewer, [unit, HELD_UP, unit]), () => world.insert(city.cityId, 'unit', { name: '途中单位', kind: 'OTHER' }));
    const [[first], , [last]] = await asked as [Row[], Row[], Row[]];
    // They saw the city at two times; whoever asked was checked again.
    expect(last!['n']).toBe(Number(first!['n']) + 1);
    expect(pool.take()).toEqual({ checks: 2, runs: 1, others: 0 });
    const [[again]] = await database.read(viewer, [unit, HELD_UP, unit]) as [Row[]];
    expect(again!['n']).toBe(last!['n']);
    expect(pool.take()).toEqual(MISS);
    await database.read(viewer, [unit, HELD_UP, unit]);
    expect(pool.take()).toEqual(HIT);
  });

  /** Does something while a read stands at the statement HELD_UP. */
  async function whileReading<T>(read: () => Promise<T>, deed: () => Promise<unknown>): Promise<T> {
    const holder = new pg.Client({ connectionString: world.db.superuserUrl });
    await holder.connect();
    try {
      await holder.query('SELECT pg_advisory_lock(5)');
      const asked = read();
      asked.catch(() => undefined);
      for (let waiting = 0; waiting === 0;) {
        const { rows } = await holder.query<{ n: number }>(`SELECT count(*)::int AS n FROM pg_locks WHERE locktype = 'advisory' AND NOT granted AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`);
        waiting = rows[0]!.n;
      }
      await deed();
      await holder.query('SELECT pg_advisory_unlock(5)');
      return await asked;
    } finally {
      await holder.end();
    }
  }

  it.each([
    ['its token is revoked', 'UPDATE access_token SET revoked_at = now() WHERE id = $1', (viewer: Viewer) => viewer.tokenId],
    ['its grant is revoked', 'UPDATE access_grant SET revoked_at = now() WHERE id = $1', (viewer: Viewer) => viewer.grantId],
    ['its account is disabled', 'UPDATE account SET disabled_at = now() WHERE id = $1', (viewer: Viewer) => viewer.accountId],
  ])('are given to no viewer once %s, though they are kept', async (_name, text, which) => {
    const [viewer, another] = [await signedIn(GrantRole.CITY_COMMITTEE, city, 'app_city'), await signedIn(GrantRole.CITY_COMMITTEE, city, 'app_city')];
    await namesSeenBy(viewer);
    await world.sql(city.cityId, text, [which(viewer)]);
    await namesSeenBy(another);
    pool.take();
    await expect(namesSeenBy(viewer)).rejects.toBeInstanceOf(StaleViewer);
    expect(await namesSeenBy(another)).toHaveLength(2);
    expect(pool.take()).toEqual({ ...HIT, checks: 2 });
  });

  it('are given to no viewer whose token ran out without a word', async () => {
    const [viewer, another] = [await signedIn(GrantRole.CITY_COMMITTEE, city, 'app_city'), await signedIn(GrantRole.CITY_COMMITTEE, city, 'app_city')];
    await world.sql(city.cityId, `UPDATE access_token SET expires_at = clock_timestamp() + interval '1 second' WHERE id = $1`, [viewer.tokenId]);
    await namesSeenBy(another);
    pool.take();
    let outcome = '';
    for (let turn = 0; turn < 1_000 && outcome !== 'StaleViewer'; turn += 1) {
      outcome = await namesSeenBy(viewer).then(() => 'answered', (error: Error) => error.constructor.name);
      await new Promise((resolve) => { setTimeout(resolve, 10); });
    }
    expect(outcome).toBe('StaleViewer');
    expect(pool.take().runs).toBe(0);
    expect(await namesSeenBy(another)).toHaveLength(2);
    expect(pool.take()).toEqual(HIT);
  });

  it('are refused to a viewer who is revoked while they are being read', async () => {
    const viewer = await signedIn(GrantRole.CITY_COMMITTEE, city, 'app_city');
    await expect(whileReading(() => database.read(viewer, [HELD_UP, ROOMS]), () => world.sql(city.cityId, 'UPDATE access_grant SET revoked_at = now() WHERE id = $1', [viewer.grantId])))
      .rejects.toBeInstanceOf(StaleViewer);
    expect(pool.take()).toEqual({ checks: 2, runs: 1, others: 0 });
  });
});
