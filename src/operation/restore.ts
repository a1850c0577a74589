import { checkRun, type RunMigration } from '../db/migration/check.js';
import type { RecordedMigration } from '../db/migration/recorded.js';
import type { BackupEnd, BackupHeader, BackupTable } from './backup-format.js';
import { loadRows } from './load.js';
import {
  cityIsThere,
  holdsRows,
  migratedFurther,
  namesTaken,
  notThisVersion,
  takesCityFlag,
  takesNoCityFlag,
} from './messages/files.js';
import { type OwnerClient, inTransaction, onOwner, rowsOf } from './owner-connection.js';
import { LoadFailure, Refused } from './refused.js';
import { allCities, firstWithRows, setForce, tablesOf } from './tables.js';
import { verifyBackup } from './verify.js';

export interface RestoreOptions {
  readonly url: string;
  readonly file: string;
  readonly migrations: readonly RecordedMigration[];
  /** Runs the first so many migrations, or all of them, with what fills old rows. */
  readonly migrateTo: (count: number | 'ALL') => Promise<void>;
}

/**
 * A whole backup into an empty database, which is then brought to this version.
 * @throws Refused; the database is then as empty as before
 */
export async function restoreWhole(options: RestoreOptions): Promise<BackupHeader & BackupEnd> {
  const backup = await verifyBackup(options.file, options.migrations);
  if (backup.scope !== 'WHOLE') throw new Refused(takesCityFlag(options.file));
  await onOwner(options.url, (client) => checkEmpty(client, backup, options.migrations));
  await options.migrateTo(backup.migrations.length);
  await onOwner(options.url, (client) =>
    loadRows(client, options.file, backup.cities, (tables) => refuseRows(client, tables)),
  );
  await options.migrateTo('ALL');
  return backup;
}

/**
 * The backup of one city into a database of this version that has other cities. Nobody reads or writes meanwhile:
 * the tables are locked.
 * @throws Refused; the database is then as before
 */
export async function restoreCity(options: RestoreOptions): Promise<BackupHeader & BackupEnd> {
  const backup = await verifyBackup(options.file, options.migrations);
  if (backup.scope !== 'CITY') throw new Refused(takesNoCityFlag(options.file));
  await onOwner(options.url, async (client) => {
    const run = await runMigrations(client);
    const isSame = run.length === backup.migrations.length && run.length === options.migrations.length;
    checkRun(run, options.migrations);
    if (!isSame) throw new Refused(notThisVersion(options.file, backup.version));
    const here = await allCities(client);
    const twice = backup.cities.find(({ id, code }) => here.some((city) => city.id === id || city.code === code));
    if (twice) throw new Refused(cityIsThere(twice));
    await loadRows(client, options.file, backup.cities, async () => undefined).catch((error: unknown) => {
      const isTaken = error instanceof LoadFailure && error.constraint === 'sign_in_name_pkey';
      throw isTaken ? new Refused(namesTaken()) : error;
    });
  });
  return backup;
}

async function runMigrations(client: OwnerClient): Promise<RunMigration[]> {
  const found = await rowsOf(
    client,
    `SELECT FROM pg_attribute WHERE attrelid = to_regclass('public.migration') AND attname = 'hash'`,
  );
  return found.length === 0 ? [] : rowsOf<RunMigration>(client, 'SELECT name, hash FROM migration ORDER BY id');
}

/** Migrations that have run are no hindrance as long as the backup had them too. */
async function checkEmpty(
  client: OwnerClient,
  backup: BackupHeader,
  migrations: readonly RecordedMigration[],
): Promise<void> {
  const run = await runMigrations(client);
  checkRun(run, migrations);
  if (run.length > backup.migrations.length) throw new Refused(migratedFurther());
  const tables = await tablesOf(client);
  await inTransaction(client, 'BEGIN', async () => {
    for (const { name } of tables) await setForce(client, name, false);
    await refuseRows(client, tables);
    for (const { name } of tables) await setForce(client, name, true);
  });
}

async function refuseRows(client: OwnerClient, tables: readonly BackupTable[]): Promise<void> {
  const table = await firstWithRows(client, tables);
  if (table) throw new Refused(holdsRows(table));
}
