import type { TenantDatabase } from '../../src/db/tenant-database.js';
import type { Row, Statement } from '../../src/kernel/database.js';
import { GrantRole } from '../../src/kernel/grant-role.js';
import { PUBLIC_VIEWER, type Viewer } from '../../src/kernel/viewer.js';
import type { PlaceRef, World } from '../support/world.js';
import { HELD_UP, HIT, KeptWorld, MISS, ROOMS, shared, viewerAt } from './kept-support.js';

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
  const signedIn = (role: GrantRole, place: PlaceRef, reader: Viewer['reader']): Promise<Viewer> => kept.signedIn(role, place, reader);

  beforeAll(async () => {
    kept = await KeptWorld.start();
    ({ world, city, other, street, communities, pool, database } = kept);
  });
  afterAll(() => kept?.stop());
  beforeEach(() => { pool.take(); });

  it('are asked for once, and later with the check alone', async () => {
    expect(await namesSeenBy(kept.committee())).toHaveLength(2);
    expect(pool.take()).toEqual(MISS);
    for (let turn = 0; turn < 3; turn += 1) expect(await namesSeenBy(kept.committee())).toHaveLength(2);
    expect(pool.take()).toEqual({ ...HIT, checks: 3 });
    await database.read(kept.committee(), [{ ...ROOMS, isShared: undefined } as unknown as Statement]);
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
    await namesSeenBy(kept.committee());
    await namesSeenBy(kept.committee());
    pool.take();
    await write();
    await namesSeenBy(kept.committee());
    expect(pool.take()).toEqual(MISS);
    await namesSeenBy(kept.committee());
    expect(pool.take()).toEqual(HIT);
  });

  it('are those of the rows as they are, whatever is written under the server\'s own hand', async () => {
    const viewer = kept.committee();
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
    const viewer = kept.committee();
    const asked = await kept.whileReading(() => database.read(viewer, [unit, HELD_UP, unit]), () => world.insert(city.cityId, 'unit', { name: '途中单位', kind: 'OTHER' }));
    const [[first], , [last]] = asked as [Row[], Row[], Row[]];
    // They saw the city at two times; whoever asked was checked again.
    expect(last!['n']).toBe(Number(first!['n']) + 1);
    expect(pool.take()).toEqual({ checks: 2, runs: 1, others: 0 });
    const [[again]] = await database.read(viewer, [unit, HELD_UP, unit]) as [Row[]];
    expect(again!['n']).toBe(last!['n']);
    expect(pool.take()).toEqual(MISS);
    await database.read(viewer, [unit, HELD_UP, unit]);
    expect(pool.take()).toEqual(HIT);
  });
});
