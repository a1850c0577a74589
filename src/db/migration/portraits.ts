import { createOwnerDataSource } from '../migrate.js';
import type { CatalogueFile } from './check.js';
import { type Portrait, type PortraitChange, changeBetween, portraitOf } from './portrait.js';
import type { MigrationClass } from './recorded.js';

/** Runs the migrations one by one on an empty database. @returns what each changes of the catalogue, by its name */
export async function portraitsOf(url: string, migrations: readonly MigrationClass[]): Promise<CatalogueFile> {
  const changes: Record<string, PortraitChange> = {};
  let before: Portrait = new Map();
  for (let count = 1; count <= migrations.length; count += 1) {
    const source = createOwnerDataSource({ url, entities: [], migrations: migrations.slice(0, count) });
    await source.initialize();
    try {
      await source.runMigrations();
      const after = await portraitOf((text) => source.query(text) as Promise<object[]>);
      changes[migrations[count - 1]!.name] = changeBetween(before, after);
      before = after;
    } finally {
      await source.destroy();
    }
  }
  return changes;
}
