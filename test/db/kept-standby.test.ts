import { join } from 'node:path';
import pg from 'pg';
import type { EmbeddedServer } from '@haoshangliang/embedded-postgres';
import { createPool, createReadPool } from '../../src/db/pools.js';
import { TenantDatabase } from '../../src/db/tenant-database.js';
import { GrantRole } from '../../src/kernel/grant-role.js';
import { uuidv7 } from '../../src/kernel/uuid.js';
import { type OwnPostgres, startOwnPostgres } from '../../src/own-postgres.js';
import { newFolder, query, removeFolders } from '../support/own-folders.js';
import { CountingPool, HIT, MISS, shared, viewerAt } from './kept-support.js';
import { replayed, startStandby } from './standby-support.js';

const [CITY, OTHER] = [uuidv7(), uuidv7()];
const VIEWER = viewerAt(
  { cityId: CITY, id: CITY, path: 'T001', code: '990001', name: '甲市', level: 'CITY' },
  GrantRole.CITY_COMMITTEE,
  'app_city',
);
const NAME = shared('SELECT name FROM place');
const rename = (city: string, name: string): string => `UPDATE place SET name = '${name}' WHERE city_id = '${city}'`;

describe('answers kept of a standby', () => {
  let own: OwnPostgres;
  let primary: EmbeddedServer;
  let standby: EmbeddedServer;
  let pool: CountingPool;
  let database: TenantDatabase;
  const open: pg.Client[] = [];

  beforeAll(async () => {
    const folder = newFolder();
    own = await startOwnPostgres(folder, { durable: false, settings: { synchronous_commit: 'on' } });
    await own.migrate();
    primary = own.server;
    await query(
      primary.superuserUrl,
      `INSERT INTO place (city_id, id, path, level, code, name)
        VALUES ('${CITY}', '${CITY}', 'T001', 'CITY', '990001', '甲市'), ('${OTHER}', '${OTHER}', 'T002', 'CITY',
        '990002', '乙市')`,
    );
    standby = await startStandby(primary, join(folder, 'postgres'), join(newFolder(), 'postgres'));
    const url = new URL(own.appUrl);
    url.port = String(standby.port);
    pool = new CountingPool(createReadPool(url.href, 1));
    database = new TenantDatabase(pool, createPool(own.appUrl, 1, 'test-standby'), { keptRows: 100 });
  });
  afterAll(async () => {
    await Promise.all(open.map((client) => client.end()));
    await database?.close();
    await standby?.stop();
    await primary?.stop();
    removeFolders();
  });
  beforeEach(() => {
    pool.take();
  });

  const ask = async (): Promise<unknown> => (await database.read(VIEWER, [NAME]))[0]![0]!['name'];
  const write = async (text: string): Promise<void> => {
    await query(primary.superuserUrl, text);
    await replayed(primary, standby);
  };
  /** Writes on the primary and keeps the transaction open. */
  const begin = async (text: string): Promise<pg.Client> => {
    const client = new pg.Client({ connectionString: primary.superuserUrl });
    open.push(client);
    await client.connect();
    await client.query(`BEGIN; ${text}`);
    return client;
  };
  const snapshot = async (): Promise<unknown> =>
    (await query(standby.superuserUrl, 'SELECT pg_current_snapshot()::text AS snapshot'))[0]!['snapshot'];

  it('are given again until the city is written to, and never older than what is replayed', async () => {
    expect(await query(standby.superuserUrl, 'SELECT pg_is_in_recovery() AS it')).toEqual([{ it: true }]);
    expect([await ask(), await ask()]).toEqual(['甲市', '甲市']);
    for (const name of ['改名一', '改名二', '改名三']) {
      await write(rename(CITY, name));
      expect([await ask(), await ask()]).toEqual([name, name]);
    }
    pool.take();
    await write(rename(OTHER, '别处'));
    expect(await ask()).toBe('改名三');
    expect(pool.take()).toEqual(HIT);
  });

  it('are never those before a commit, while an older transaction of the primary writes', async () => {
    await begin(rename(OTHER, '尚未提交'));
    const late = await begin(rename(CITY, '后来提交'));
    await write(`INSERT INTO unit (city_id, id, name, kind) VALUES ('${OTHER}', '${uuidv7()}', '单位', 'OTHER')`);
    expect([await ask(), await ask()]).toEqual(['改名三', '改名三']);
    pool.take();
    const before = await snapshot();
    await late.query('COMMIT');
    await replayed(primary, standby);
    // Control: the snapshot is equal although a transaction has ended. An earlier version used the snapshot as the
    // state.
    expect(await snapshot()).toBe(before);
    expect(await ask()).toBe('后来提交');
    expect(pool.take()).toEqual(MISS);
  });
});
