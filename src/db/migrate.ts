import type { DataSource, EntityManager } from 'typeorm';
import { createDataSource } from './data-source.js';
import { type RunMigration, checkCatalogue, checkRun } from './migration/check.js';
import { MIGRATION_LOCK } from './migration/lock.js';
import { type RecordedMigration, recordMigrations } from './migration/recorded.js';

interface MigrationOptions {
  readonly url: string;
  readonly entities: readonly (abstract new (...args: never[]) => object)[];
  readonly migrations: readonly (new () => object)[];
}

/** The owner's connection, for modules that import or load in bulk on an operator's order. */
export type OwnerSource = DataSource;

/** Runs work as the owner role inside one city. Even the owner sees one tenant at a time. */
export const inCity = <T>(
  source: OwnerSource,
  cityId: string,
  work: (manager: EntityManager) => Promise<T>,
): Promise<T> =>
  source.transaction(async (manager) => {
    await manager.query(`SELECT set_config('app.city_id', $1, true)`, [cityId]);
    return work(manager);
  });

/** A data source with the owner role, for migrations, imports and the demonstration. Requests never use it. */
export function createOwnerDataSource(options: MigrationOptions): DataSource {
  const url = new URL(options.url);
  url.searchParams.set('options', '-c role=hsl_owner -c timezone=UTC');
  const source = createDataSource({ ...options, url: url.href, migrations: options.migrations as never, poolSize: 3 });
  // Migrations may take long, so the statement timeout of servers is removed.
  (source.options as { extra?: object }).extra = {};
  return source;
}

/** Fills rows in batches after the migrations. It can be run again: it continues, or does nothing. */
export type Fill = (source: OwnerSource) => Promise<void>;

/**
 * Upgrades a database to this version. A second run waits until the first has ended.
 * @param options.waiting called when another run must be waited for
 * @returns the names of the migrations that were run
 * @throws MigrationRefused for a database with other migrations
 */
export async function migrate(
  options: MigrationOptions & { readonly fills: readonly Fill[]; readonly waiting?: () => void },
): Promise<string[]> {
  const source = createOwnerDataSource(options);
  await source.initialize();
  try {
    return await alone(source, options.waiting, async () => {
      const recorded = await recordMigrations(options.migrations);
      await checkMigrations(source, recorded);
      const names = (await source.runMigrations()).map((migration) => migration.name);
      await keepHashes(source, recorded);
      // The readiness probe of the server reads the table `migration`.
      await source.query('GRANT SELECT ON migration TO app');
      // A server with a cache of results may be running. Changes of tables and policies fire no trigger, so its cache
      // is invalidated here.
      if (names.length > 0) await changeEveryCity(source);
      for (const fill of options.fills) await fill(source);
      return names;
    });
  } finally {
    await source.destroy();
  }
}

/**
 * Invalidates cached results of every city. An older database has no such function yet, because a migration adds it.
 */
async function changeEveryCity(source: OwnerSource): Promise<void> {
  const found = (await source.query(`SELECT to_regprocedure('change_city(uuid)') AS name`)) as {
    name: string | null;
  }[];
  if (found[0]!.name !== null)
    await source.query('SELECT change_city(city_id) FROM (SELECT DISTINCT city_id FROM sign_in_name) s');
}

/**
 * Runs work under the lock. The lock belongs to its connection, so it ends with the process, even if that is killed.
 */
async function alone<T>(source: OwnerSource, waiting: (() => void) | undefined, work: () => Promise<T>): Promise<T> {
  const holder = source.createQueryRunner();
  try {
    const [row] = (await holder.query('SELECT pg_try_advisory_lock($1) AS "isFree"', [MIGRATION_LOCK])) as {
      isFree: boolean;
    }[];
    if (!row!.isFree) {
      waiting?.();
      await holder.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]);
    }
    try {
      return await work();
    } finally {
      await holder.query('SELECT pg_advisory_unlock($1)', [MIGRATION_LOCK]);
    }
  } finally {
    await holder.release();
  }
}

/**
 * Checks the migrations that were run. If hashes are missing, the catalogue must be as expected; then the hashes are
 * stored.
 * @throws MigrationRefused
 */
async function checkMigrations(source: OwnerSource, recorded: readonly RecordedMigration[]): Promise<void> {
  const run = await runMigrations(source);
  checkRun(run, recorded);
  if (run.every(({ hash }) => hash !== null)) return;
  await source.transaction(async (manager) => {
    await manager.query(`SELECT set_config('search_path', 'public', true)`);
    await checkCatalogue((text) => manager.query(text) as Promise<object[]>, run);
  });
  await keepHashes(source, recorded);
}

/** The migrations that were run, in order. */
async function runMigrations(source: OwnerSource): Promise<RunMigration[]> {
  if (!(await hasColumn(source, 'name'))) return [];
  const hash = (await hasColumn(source, 'hash')) ? 'hash' : 'NULL AS hash';
  return (await source.query(`SELECT name, ${hash} FROM migration ORDER BY id`)) as RunMigration[];
}

async function hasColumn(source: OwnerSource, column: string): Promise<boolean> {
  const found = (await source.query(
    `SELECT FROM pg_attribute WHERE attrelid = to_regclass('public.migration') AND attname = $1 AND NOT attisdropped`,
    [column],
  )) as object[];
  return found.length > 0;
}

/** Stores the hashes in an additional column of TypeORM's table. TypeORM ignores it. */
async function keepHashes(source: OwnerSource, recorded: readonly RecordedMigration[]): Promise<void> {
  if (!(await hasColumn(source, 'hash'))) await source.query('ALTER TABLE migration ADD COLUMN hash text');
  await source.query(
    `UPDATE migration m SET hash = r.hash FROM unnest($1::text[], $2::text[]) r(name, hash)
      WHERE m.name = r.name AND m.hash IS NULL`,
    [recorded.map(({ name }) => name), recorded.map(({ hash }) => hash)],
  );
}
