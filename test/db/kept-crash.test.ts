import pg from 'pg';
import { type EmbeddedServer, startEmbedded } from '../../src/db/embedded/launch.js';
import { createPool, createReadPool } from '../../src/db/pools.js';
import { TenantDatabase } from '../../src/db/tenant-database.js';
import { PUBLIC_VIEWER } from '../../src/kernel/viewer.js';
import { cleanUp, killHard, newFolder, query } from './embedded-support.js';

const SUM = { text: 'SELECT coalesce(sum(n), 0)::int AS sum FROM counted', values: [], isShared: true } as const;

describe('an answer kept over a crash', () => {
  let server: EmbeddedServer;

  beforeAll(async () => {
    // Commits that are told before they are on disk, and written there late.
    server = await startEmbedded({ dataDir: newFolder(), durable: false, settings: { synchronous_commit: 'off', wal_writer_delay: '10s', wal_writer_flush_after: '1GB', restart_after_crash: 'on' } });
    await query(server.superuserUrl, 'CREATE ROLE app_public', 'CREATE TABLE counted (n int)', 'GRANT SELECT ON counted TO app_public', 'CHECKPOINT');
  });
  afterAll(async () => {
    await server?.stop();
    await cleanUp();
  });

  /** Ends one of the server's own processes by force, and waits until it has recovered. */
  async function crash(): Promise<void> {
    const victim = new pg.Client({ connectionString: server.superuserUrl });
    victim.on('error', () => undefined);
    await victim.connect();
    const { rows } = await victim.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
    const ended = new Promise((resolve) => { victim.once('end', resolve); });
    await Promise.all([killHard(rows[0]!.pid), ended]);
    for (let turn = 0; turn < 300; turn += 1) {
      if (await query(server.superuserUrl, 'SELECT 1').then(() => true, () => false)) return;
      await new Promise((resolve) => { setTimeout(resolve, 50); });
    }
  }

  it('is not that of writes that were lost, whose numbers others then got', async () => {
    const database = new TenantDatabase(createReadPool(server.superuserUrl, 1), createPool(server.superuserUrl, 1, 'test-crash'), { keptRows: 100 });
    const sum = async (): Promise<unknown> => (await database.read(PUBLIC_VIEWER, [SUM]))[0]![0]!['sum'];
    const stand = async (): Promise<unknown> => (await query(server.superuserUrl, `SELECT pg_current_snapshot()::text || ' ' || pg_postmaster_start_time()::text AS state`))[0]!['state'];
    try {
      await query(server.superuserUrl, 'INSERT INTO counted VALUES (1)');
      expect(await sum()).toBe(1);
      const before = await stand();
      await crash();
      expect(await query(server.superuserUrl, 'SELECT n FROM counted')).toEqual([]);
      await query(server.superuserUrl, 'INSERT INTO counted VALUES (2)');
      // The control: numbers and the server's start are what they were, though something else was written.
      expect(await stand()).toBe(before);
      // A connection that broke meanwhile is replaced with the first question.
      expect(await sum().catch(sum)).toBe(2);
    } finally {
      await database.close();
    }
  });
});
