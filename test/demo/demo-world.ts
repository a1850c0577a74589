import 'reflect-metadata';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { DataSource } from 'typeorm';
import { createOwnerDataSource } from '../../src/db/migrate.js';
import { type DemoSummary, loadDemo } from '../../src/modules/demo/demo.service.js';
import { cityIdOf } from '../../src/modules/places/place-import.service.js';
import { entities, tableNames } from '../../src/modules/registry.js';
import { type TestDatabase, createTestDatabase } from '../support/database.js';

export const RUGAO_ID = cityIdOf('320682');
export const YANSHI_ID = cityIdOf('990100');
const placesCsv = readFileSync('data/rugao-places.csv', 'utf8');

/** A database of its own with the demonstration in it, read as the owner. */
export class DemoWorld {
  private constructor(
    readonly db: TestDatabase,
    readonly owner: DataSource,
  ) {}

  static async empty(): Promise<DemoWorld> {
    const db = await createTestDatabase();
    const owner = createOwnerDataSource({ url: db.migratorUrl, entities, migrations: [] });
    await owner.initialize();
    return new DemoWorld(db, owner);
  }

  static async loaded(today: string, options: { passwordHash?: string; seed?: string } = {}): Promise<DemoWorld> {
    const world = await DemoWorld.empty();
    await world.load(today, options);
    return world;
  }

  load(
    today: string,
    { passwordHash = 'no hash at all', ...rest }: { passwordHash?: string; seed?: string } = {},
  ): Promise<DemoSummary> {
    return loadDemo(this.owner, { today, passwordHash, placesCsv, ...rest });
  }

  async stop(): Promise<void> {
    await this.owner.destroy();
    await this.db.drop();
  }

  sql<T extends object = Record<string, unknown>>(
    cityId: string,
    text: string,
    values: readonly unknown[] = [],
  ): Promise<T[]> {
    return this.owner.transaction(async (manager) => {
      await manager.query(`SELECT set_config('app.city_id', $1, true)`, [cityId]);
      return (await manager.query(text, [...values])) as T[];
    });
  }

  async value<T = number>(cityId: string, text: string, values: readonly unknown[] = []): Promise<T> {
    const [row] = await this.sql(cityId, text, values);
    return Object.values(row!)[0] as T;
  }

  /**
   * What each table holds of a city, as a count and a hash over every column of every row. Numbers of transactions are
   * left out.
   */
  async fingerprints(cityId: string): Promise<Record<string, string>> {
    const prints: Record<string, string> = {};
    for (const table of tableNames().filter((name) => name !== 'city_change')) {
      const rows = await this.sql<{ row: string }>(
        cityId,
        `SELECT t::text AS row FROM "${table}" t ORDER BY t::text COLLATE "C"`,
      );
      prints[table] = `${rows.length} ${createHash('sha256')
        .update(rows.map(({ row }) => row).join('\n'))
        .digest('hex')}`;
    }
    return prints;
  }
}
