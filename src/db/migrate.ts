import type { DataSource, EntityManager } from 'typeorm';
import { createDataSource } from './data-source.js';

interface MigrationOptions {
  readonly url: string;
  readonly entities: readonly (abstract new (...args: never[]) => object)[];
  readonly migrations: readonly (new () => object)[];
}

/** The owner's connection, for modules that import or load in bulk on an operator's order. */
export type OwnerSource = DataSource;

/** Runs work as the owner inside one city: even the owner sees one tenant at a time. */
export const inCity = <T>(
  source: OwnerSource,
  cityId: string,
  work: (manager: EntityManager) => Promise<T>,
): Promise<T> =>
  source.transaction(async (manager) => {
    await manager.query(`SELECT set_config('app.city_id', $1, true)`, [cityId]);
    return work(manager);
  });

/** A data source that works as the owner role: for migrations, imports and the demonstration, never for requests. */
export function createOwnerDataSource(options: MigrationOptions): DataSource {
  const url = new URL(options.url);
  url.searchParams.set('options', '-c role=hsl_owner -c timezone=UTC');
  const source = createDataSource({ ...options, url: url.href, migrations: options.migrations as never, poolSize: 2 });
  // Migrations may take long; the servers' statement timeout is not for them.
  (source.options as { extra?: object }).extra = {};
  return source;
}

/** Fills rows after the migrations, batch by batch. It can be run again: it goes on, or has nothing to do. */
export type Fill = (source: OwnerSource) => Promise<void>;

/** @returns the names of the migrations that were run. */
export async function migrate(options: MigrationOptions & { readonly fills: readonly Fill[] }): Promise<string[]> {
  const source = createOwnerDataSource(options);
  await source.initialize();
  try {
    const names = (await source.runMigrations()).map((migration) => migration.name);
    // The server asks which migrations have run before it calls itself ready.
    await source.query('GRANT SELECT ON migration TO app');
    // A server that keeps answers may run meanwhile: what a migration changes of tables and policies fires no trigger.
    if (names.length > 0)
      await source.query('SELECT change_city(city_id) FROM (SELECT DISTINCT city_id FROM sign_in_name) s');
    for (const fill of options.fills) await fill(source);
    return names;
  } finally {
    await source.destroy();
  }
}
