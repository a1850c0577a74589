import 'reflect-metadata';
import { gunzipSync, gzipSync } from 'node:zlib';
import { readFileSync, writeFileSync } from 'node:fs';
import pg from 'pg';
import { migrations } from '../../migrations/all.js';
import { createOwnerDataSource, migrate } from '../../src/db/migrate.js';
import { type Portrait, portraitOf } from '../../src/db/migration/portrait.js';
import { recordMigrations } from '../../src/db/migration/recorded.js';
import { type Drift, recount } from '../../src/modules/comparison/counting/recount.service.js';
import { entities, fills } from '../../src/modules/registry.js';
import { backup } from '../../src/operation/backup.js';
import type { BackupEnd, BackupHeader } from '../../src/operation/backup-format.js';
import { type RestoreOptions, restoreCity, restoreWhole } from '../../src/operation/restore.js';
import { onDatabase } from '../support/empty-database.js';

/** What the program's commands do, with the test's addresses. */
export async function makeBackup(url: string, file: string, city?: string): Promise<BackupHeader & BackupEnd> {
  return backup({ url, file, version: '0.0.0', migrations: await recordMigrations(migrations), city });
}

export const migrateAll = (url: string, count = migrations.length): Promise<string[]> =>
  migrate({
    url,
    entities,
    migrations: migrations.slice(0, count),
    fills: count === migrations.length ? fills : [],
  });

const options = async (url: string, file: string): Promise<RestoreOptions> => ({
  url,
  file,
  migrations: await recordMigrations(migrations),
  migrateTo: async (count) => {
    await migrateAll(url, count === 'ALL' ? undefined : count);
  },
});
export const restored = async (url: string, file: string): Promise<BackupHeader & BackupEnd> =>
  restoreWhole(await options(url, file));
export const restoredCity = async (url: string, file: string): Promise<BackupHeader & BackupEnd> =>
  restoreCity(await options(url, file));

const TABLES = `SELECT c.relname AS name FROM pg_class c WHERE c.relkind = 'r'
  AND c.relnamespace = 'public'::regnamespace ORDER BY 1`;

/** Each table's number of rows and the hash over them, as a superuser sees them. */
export function contentsOf(superuserUrl: string): Promise<Record<string, string>> {
  return onDatabase(superuserUrl, async (client) => {
    await client.query(`SET timezone = 'UTC'`);
    const contents: Record<string, string> = {};
    for (const { name } of (await client.query<{ name: string }>(TABLES)).rows) {
      const { rows } = await client.query<{ text: string }>(
        `SELECT count(*) || ' ' || coalesce(md5(string_agg(t::text, '|' ORDER BY t::text COLLATE "C")), '') AS text
          FROM "${name}" t`,
      );
      contents[name] = rows[0]!.text;
    }
    return contents;
  });
}

export const catalogueOf = (superuserUrl: string): Promise<Portrait> =>
  onDatabase(superuserUrl, (client) => portraitOf(async (text) => (await client.query<object>(text)).rows));

export async function driftsOf(url: string): Promise<Drift[]> {
  const source = createOwnerDataSource({ url, entities, migrations: [] });
  await source.initialize();
  try {
    return await recount(source, {});
  } finally {
    await source.destroy();
  }
}

/** What a reader of a whole city sees of the rooms: of its own city, and of others. Without a city, of all. */
export async function roomsSeen(appUrl: string, city: string | null): Promise<{ own: number; others: number }> {
  const client = new pg.Client({ connectionString: appUrl });
  await client.connect();
  try {
    await client.query('BEGIN');
    await client.query('SET LOCAL ROLE app_city');
    if (city) await client.query(`SELECT set_config('app.city_id', $1, true)`, [city]);
    const { rows } = await client.query<{ own: number; others: number }>(
      `SELECT count(*) FILTER (WHERE city_id::text = $1)::int AS own,
        count(*) FILTER (WHERE city_id::text IS DISTINCT FROM $1)::int AS others FROM room`,
      [city],
    );
    return rows[0]!;
  } finally {
    await client.end();
  }
}

/** A copy of a backup whose text was changed. */
export function changedCopy(file: string, change: (text: string) => string): string {
  const copy = `${file}.changed-${Math.random().toString(36).slice(2)}`;
  writeFileSync(copy, gzipSync(change(gunzipSync(readFileSync(file)).toString('utf8'))));
  return copy;
}
