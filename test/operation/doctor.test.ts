import 'reflect-metadata';
import { migrations } from '../../migrations/all.js';
import { recordMigrations } from '../../src/db/migration/recorded.js';
import { examine } from '../../src/operation/doctor.js';
import { type OwnPostgres, startOwnPostgres } from '../../src/own-postgres.js';
import { onDatabase } from '../support/empty-database.js';
import { newFolder, removeFolders } from '../support/own-folders.js';
import { migrateAll } from './backup-drill.js';

describe('the doctor', () => {
  let own: OwnPostgres;
  beforeAll(async () => {
    own = await startOwnPostgres(newFolder());
    await migrateAll(own.migratorUrl);
  });
  afterAll(async () => {
    await own?.server.stop();
    removeFolders();
  });

  const findings = async (
    facts: Partial<{ connections: number; drift: () => Promise<number>; folders: string[] }> = {},
  ): Promise<string[]> => {
    const { findings: found } = await examine({
      url: own.server.superuserUrl,
      migrations: await recordMigrations(migrations),
      connections: 20,
      folders: [process.cwd()],
      drift: async () => 0,
      ...facts,
    });
    for (const { what, remedy } of found) for (const text of [what, remedy]) expect(text.zh && text.en).toBeTruthy();
    return found.map(({ what }) => what.en);
  };
  /** What is found while something is broken; afterwards nothing is found again. */
  const whileBroken = async (broken: string, mended: string): Promise<string[]> => {
    await onDatabase(own.server.superuserUrl, (client) => client.query(broken));
    try {
      return await findings();
    } finally {
      await onDatabase(own.server.superuserUrl, (client) => client.query(mended));
      expect(await findings()).toEqual([]);
    }
  };

  it('finds nothing in a sound database (control)', async () => {
    expect(await findings()).toEqual([]);
  });

  it.each([
    ['a role that row security does not hold', 'ALTER ROLE app BYPASSRLS', 'ALTER ROLE app NOBYPASSRLS', 'BYPASSRLS'],
    ['a role with rights of another', 'GRANT hsl_owner TO app', 'REVOKE hsl_owner FROM app', 'member of hsl_owner'],
    [
      'a policy that was dropped',
      'ALTER POLICY tenant ON room RENAME TO other',
      'ALTER POLICY other ON room RENAME TO tenant',
      'room',
    ],
    [
      'a hash that is not the code’s',
      `UPDATE migration SET hash = 'x' || hash WHERE id = 1`,
      'UPDATE migration SET hash = substr(hash, 2) WHERE id = 1',
      'Tables1790000000001',
    ],
    ['a column of somebody else', 'ALTER TABLE room ADD extra int', 'ALTER TABLE room DROP COLUMN extra', 'extra'],
  ])('finds %s', async (_what, broken, mended, word) => {
    const found = await whileBroken(broken, mended);
    expect(found).toHaveLength(1);
    expect(found[0]).toContain(word);
  });

  it('finds errors of PostgreSQL that may reach a log', async () => {
    await onDatabase(own.server.superuserUrl, async (client) => {
      await client.query(`ALTER ROLE postgres SET log_min_messages = 'warning'`);
    });
    expect(await findings()).toEqual(['the setting log_min_messages is warning, not panic']);
    await onDatabase(own.server.superuserUrl, (client) => client.query('ALTER ROLE postgres RESET log_min_messages'));
  });

  it('finds sums that differ, and pools that are larger than the database allows', async () => {
    expect(await findings({ drift: async () => 3 })).toEqual(['3 sums differ from their records']);
    expect(await findings({ connections: 10_000 })).toEqual([expect.stringContaining('10000 connections')]);
  });
});
