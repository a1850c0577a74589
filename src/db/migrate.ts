import type { DataSource } from 'typeorm';
import { createDataSource } from './data-source.js';

interface MigrationOptions { readonly url: string; readonly entities: readonly (abstract new (...args: never[]) => object)[]; readonly migrations: readonly (new () => object)[] }

/** A data source that works as the owner role: for migrations, imports and the demonstration, never for requests. */
export function createOwnerDataSource(options: MigrationOptions): DataSource {
  const url = new URL(options.url);
  url.searchParams.set('options', '-c role=hsl_owner -c timezone=UTC');
  const source = createDataSource({ ...options, url: url.href, migrations: options.migrations as never, poolSize: 2 });
  // Migrations may take long; the servers' statement timeout is not for them.
  (source.options as { extra?: object }).extra = {};
  return source;
}

/** @returns the names of the migrations that were run. */
export async function migrate(options: MigrationOptions): Promise<string[]> {
  const source = createOwnerDataSource(options);
  await source.initialize();
  try {
    return (await source.runMigrations()).map((migration) => migration.name);
  } finally {
    await source.destroy();
  }
}
