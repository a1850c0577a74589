import pg from 'pg';
import { SESSION_SETTINGS } from '../../../src/db/data-source.js';
import { createPool, createReadPool } from '../../../src/db/pools.js';
import { TenantDatabase } from '../../../src/db/tenant-database.js';
import { Unavailable } from '../../../src/kernel/unavailable.js';
import { ReadBatch } from '../../../src/db/read-batch.js';
import type { Row } from '../../../src/kernel/database.js';
import { GrantRole } from '../../../src/kernel/grant-role.js';
import type { Viewer } from '../../../src/kernel/viewer.js';
import { PUBLIC_VIEWER } from '../../../src/kernel/viewer.js';
import { type PlaceRef, World } from '../../support/world.js';

const READS = 2_000;
const NAMES = { text: 'SELECT city_id AS "cityId", name FROM room', values: [] };
const ABORTED = [{ text: 'SELECT 1 / (SELECT count(*)::int FROM room WHERE false) AS broken', values: [] }];
const TIMED_OUT = [
  { text: `SELECT set_config('statement_timeout', '5', true)`, values: [] },
  { text: 'SELECT pg_sleep(0.5)', values: [] },
];

describe('a pooled connection', () => {
  let world: World;
  let cities: PlaceRef[];

  beforeAll(async () => {
    world = await World.start();
    world.sendsOwnTexts = true;
    cities = [await world.city('甲市'), await world.city('乙市')];
    for (const city of cities) await world.room(city);
  });
  afterAll(() => world?.stop());

  const committeeOf = (city: PlaceRef): Viewer => ({
    ...PUBLIC_VIEWER,
    accountId: city.id,
    grantId: city.id,
    cityId: city.cityId,
    role: GrantRole.CITY_COMMITTEE,
    placeId: city.id,
    placePath: city.path,
    reader: 'app_city',
  });

  it(
    `keeps nothing of who used it: ${READS} interleaved reads of two cities with failures in ` +
      `between mix nothing, and a read without context sees nothing`,
    async () => {
      const pool = createReadPool(world.db.appUrl, 2);
      const database = new TenantDatabase(pool, createPool(world.db.appUrl, 1, 'test-context'));
      let foreign = 0;
      let failures = 0;
      let timeouts = 0;
      const one = async (index: number): Promise<void> => {
        const city = cities[index % 2]!;
        const spoiled = index % 50 === 0 ? ABORTED : index % 211 === 1 ? TIMED_OUT : [];
        try {
          const rows = (await database.read(committeeOf(city), [NAMES, ...spoiled]))[0] as Row[];
          if (rows.length !== 1 || rows[0]!['cityId'] !== city.cityId) foreign += 1;
        } catch (error) {
          failures += 1;
          if (error instanceof Unavailable && error.reason === '57014') timeouts += 1;
        }
      };
      for (let start = 0; start < READS; start += 20)
        await Promise.all(Array.from({ length: 20 }, (_, offset) => one(start + offset)));
      expect(foreign).toBe(0);
      expect(failures).toBeGreaterThan(40);
      expect(timeouts).toBeGreaterThan(5);
      expect(failures).toBeLessThan(READS / 10);
      try {
        const role = { text: `SELECT set_config('role', 'app_city', true)`, values: [] };
        for (let attempt = 0; attempt < 20; attempt += 1)
          expect((await pool.query(() => new ReadBatch([role, NAMES])))[1]).toEqual([]);
      } finally {
        await pool.end();
      }
    },
  );

  it('sees nothing without a context after a write, or after a write that failed', async () => {
    const leftovers: unknown[] = [];
    for (let round = 0; round < 40; round += 1) {
      await world.server.database
        .write(committeeOf(cities[round % 2]!), async (tx) => {
          if ((await tx.rows(NAMES)).length !== 1) leftovers.push('foreign');
          if (round % 4 === 0) throw new Error('undo');
        })
        .catch((error: Error) => {
          if (error.message !== 'undo') throw error;
        });
      // Without place, city or account a viewer is the public, which sees published rooms only.
      leftovers.push(
        ...(await world.server.database.read(PUBLIC_VIEWER, [{ text: 'SELECT id FROM room', values: [] }]))[0]!,
      );
    }
    expect(leftovers).toEqual([]);
  });

  it('would keep a context that is not transaction-local (control)', async () => {
    const pool = new pg.Pool({ connectionString: world.db.appUrl, max: 2, options: SESSION_SETTINGS });
    let seen = 0;
    try {
      for (let round = 0; round < 50; round += 1) {
        await pool.query(`SELECT set_config('role', 'app_city', false), set_config('app.city_id', $1, false)`, [
          cities[round % 2]!.cityId,
        ]);
        seen += (await pool.query(NAMES.text)).rows.length;
      }
    } finally {
      await pool.end();
    }
    expect(seen).toBeGreaterThan(0);
  });
});
