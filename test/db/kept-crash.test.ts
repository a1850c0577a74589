import pg from 'pg';
import { type EmbeddedServer, startEmbedded } from '@haoshangliang/embedded-postgres';
import { createPool, createReadPool } from '../../src/db/pools.js';
import { TenantDatabase } from '../../src/db/tenant-database.js';
import { GrantRole } from '../../src/kernel/grant-role.js';
import { killHard, newFolder, query, removeFolders } from '../support/own-folders.js';
import { viewerAt } from './kept-support.js';

const SUM = { text: 'SELECT coalesce(sum(n), 0)::int AS sum FROM counted', values: [], isShared: true } as const;

const CITY = '01900000-0000-7000-8000-000000000001';
const VIEWER = viewerAt(
  { cityId: CITY, id: CITY, path: 'T001', code: '990001', name: '甲市', level: 'CITY' },
  GrantRole.CITY_COMMITTEE,
  'app_city',
);

describe('an answer kept over a crash', () => {
  let server: EmbeddedServer;

  beforeAll(async () => {
    // Commits that are confirmed before they are on disk, and written there late.
    server = await startEmbedded({
      dataDir: newFolder(),
      durable: false,
      settings: {
        synchronous_commit: 'off',
        wal_writer_delay: '10s',
        wal_writer_flush_after: '1GB',
        restart_after_crash: 'on',
      },
    });
    await query(
      server.superuserUrl,
      'CREATE ROLE app_city',
      'CREATE TABLE counted (n int)',
      'CREATE TABLE city_change (id int, changed_in bigint)',
      'INSERT INTO city_change VALUES (1, 0)',
      'GRANT SELECT ON counted, city_change TO app_city',
      'CHECKPOINT',
    );
  });
  afterAll(async () => {
    await server?.stop();
    removeFolders();
  });

  /** Ends one of the server's own processes by force, and waits until it has recovered. */
  async function crash(): Promise<void> {
    const victim = new pg.Client({ connectionString: server.superuserUrl });
    victim.on('error', () => undefined);
    await victim.connect();
    const { rows } = await victim.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
    const ended = new Promise((resolve) => {
      victim.once('end', resolve);
    });
    await Promise.all([killHard(rows[0]!.pid), ended]);
    for (let turn = 0; turn < 300; turn += 1) {
      if (
        await query(server.superuserUrl, 'SELECT 1').then(
          () => true,
          () => false,
        )
      )
        return;
      await new Promise((resolve) => {
        setTimeout(resolve, 50);
      });
    }
  }

  it('is not that of writes that were lost, whose numbers others then got', async () => {
    const database = new TenantDatabase(
      createReadPool(server.superuserUrl, 1),
      createPool(server.superuserUrl, 1, 'test-crash'),
      { keptRows: 100 },
    );
    const sum = async (): Promise<unknown> => (await database.read(VIEWER, [SUM]))[0]![0]!['sum'];
    const stand = async (): Promise<unknown> =>
      (
        await query(
          server.superuserUrl,
          `SELECT changed_in || ' ' || pg_postmaster_start_time()::text AS state FROM city_change`,
        )
      )[0]!['state'];
    const write = (n: number): Promise<unknown> =>
      query(
        server.superuserUrl,
        'BEGIN',
        `INSERT INTO counted VALUES (${n})`,
        'UPDATE city_change SET changed_in = pg_current_xact_id()::text::bigint',
        'COMMIT',
      );
    try {
      await write(1);
      expect(await sum()).toBe(1);
      const before = await stand();
      await crash();
      expect(await query(server.superuserUrl, 'SELECT n FROM counted')).toEqual([]);
      await write(2);
      // Control: transaction numbers and the start time are equal, although other rows were written.
      expect(await stand()).toBe(before);
      // A broken connection is replaced at the first query.
      expect(await sum().catch(sum)).toBe(2);
    } finally {
      await database.close();
    }
  });
});
