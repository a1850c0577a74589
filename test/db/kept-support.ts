import pg from 'pg';
import type { ReadBatch } from '../../src/db/read-batch.js';
import { type ReadPool, createPool, createReadPool } from '../../src/db/pools.js';
import { TenantDatabase } from '../../src/db/tenant-database.js';
import type { Row, Statement } from '../../src/kernel/database.js';
import { GrantRole } from '../../src/kernel/grant-role.js';
import { PUBLIC_VIEWER, type Viewer } from '../../src/kernel/viewer.js';
import { type PlaceRef, World } from '../support/world.js';

const STATE = 'city_change';

/** Counts the batches. A check reads the city's state once, a run of shared statements reads it twice. */
export class CountingPool implements ReadPool {
  batches: (readonly string[])[] = [];
  constructor(private readonly pool: ReadPool) {}

  query(make: () => ReadBatch): Promise<Row[][]> {
    return this.pool.query(() => {
      const batch = make();
      this.batches.push((batch as unknown as { statements: readonly Statement[] }).statements.map(({ text }) => text));
      return batch;
    });
  }

  end(): Promise<void> {
    return this.pool.end();
  }

  /** Batches since the last time, by how often each reads the state. */
  take(): { readonly checks: number; readonly runs: number; readonly others: number } {
    const readings = this.batches.splice(0).map((texts) => texts.filter((text) => text.includes(STATE)).length);
    return {
      checks: readings.filter((count) => count === 1).length,
      runs: readings.filter((count) => count === 2).length,
      others: readings.filter((count) => count === 0).length,
    };
  }
}

export const HIT = { checks: 1, runs: 0, others: 0 };
/** One check before the query, and one after the result. */
export const MISS = { checks: 2, runs: 1, others: 0 };
export const shared = (text: string, values: readonly unknown[] = []): Statement => ({ text, values, isShared: true });
export const ROOMS = shared('SELECT name FROM room ORDER BY name');
export const HELD_UP = shared('SELECT pg_advisory_xact_lock_shared(5) IS NULL AS waited');

export const viewerAt = (
  place: PlaceRef,
  role: GrantRole,
  reader: Viewer['reader'],
  own: Partial<Viewer> = {},
): Viewer => ({
  ...PUBLIC_VIEWER,
  accountId: place.id,
  grantId: place.id,
  cityId: place.cityId,
  role,
  placeId: place.id,
  placePath: place.path,
  reader,
  ...own,
});

/** A city with two rooms and another with one. */
export class KeptWorld {
  private constructor(
    readonly world: World,
    readonly city: PlaceRef,
    readonly other: PlaceRef,
    readonly street: PlaceRef,
    readonly communities: readonly PlaceRef[],
    readonly pool: CountingPool,
    readonly database: TenantDatabase,
  ) {}

  static async start(): Promise<KeptWorld> {
    const world = await World.start();
    return KeptWorld.filled(world).catch(async (error: Error) => {
      await world.stop();
      throw error;
    });
  }

  private static async filled(world: World): Promise<KeptWorld> {
    const [city, other] = [await world.city('甲市'), await world.city('乙市')];
    const street = await world.street(city);
    const communities = [await world.community(street, 1), await world.community(street, 2)];
    for (const place of [...communities, other]) await world.room(place);
    const pool = new CountingPool(createReadPool(world.db.appUrl, 4));
    const database = new TenantDatabase(pool, createPool(world.db.appUrl, 1, 'test-kept'), { keptRows: 1_000 });
    return new KeptWorld(world, city, other, street, communities, pool, database);
  }

  async stop(): Promise<void> {
    await this.database.close();
    await this.world.stop();
  }

  committee(): Viewer {
    return viewerAt(this.city, GrantRole.CITY_COMMITTEE, 'app_city');
  }
  async namesSeenBy(viewer: Viewer): Promise<unknown[]> {
    return (await this.database.read(viewer, [ROOMS]))[0]!.map((row) => row['name']);
  }

  /** The viewer of the latest sign-in. */
  async signedIn(role: GrantRole, place: PlaceRef, reader: Viewer['reader']): Promise<Viewer> {
    await this.world.account(role, place);
    const [token] = await this.world.sql(
      place.cityId,
      'SELECT t.id, t.grant_id, t.account_id FROM access_token t ORDER BY t.created_at DESC LIMIT 1',
    );
    return viewerAt(place, role, reader, {
      accountId: token!['account_id'],
      grantId: token!['grant_id'],
      tokenId: token!['id'],
    });
  }

  /** Does something while a read waits at the statement HELD_UP. */
  async whileReading<T>(read: () => Promise<T>, deed: () => Promise<unknown>): Promise<T> {
    const holder = new pg.Client({ connectionString: this.world.db.superuserUrl });
    await holder.connect();
    try {
      await holder.query('SELECT pg_advisory_lock(5)');
      const asked = read();
      asked.catch(() => undefined);
      for (let waiting = 0; waiting === 0;) {
        const { rows } = await holder.query<{ n: number }>(
          `SELECT count(*)::int AS n FROM pg_locks
            WHERE locktype = 'advisory' AND NOT granted AND database = (SELECT oid FROM pg_database
            WHERE datname = current_database())`,
        );
        waiting = rows[0]!.n;
      }
      await deed();
      await holder.query('SELECT pg_advisory_unlock(5)');
      return await asked;
    } finally {
      await holder.end();
    }
  }
}
