import 'reflect-metadata';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import type { DataSource } from 'typeorm';
import { migrations } from '../../../migrations/all.js';
import { createOwnerDataSource, migrate } from '../../../src/db/migrate.js';
import { entities, fills } from '../../../src/modules/registry.js';
import { urlFor } from '../../../src/own-postgres.js';

interface Urls {
  readonly superuser: string;
  readonly migrator: string;
}

const NAME = `hsl_migrations_${process.pid}`;

/** What a migrated database is made of, in words: tables, columns, keys, policies, functions, grants. */
const PORTRAIT = `SELECT 'column ' || table_name || '.' || column_name || ' ' || data_type || ' ' || is_nullable || ' '
  || coalesce(column_default, '') AS line FROM information_schema.columns
  WHERE table_schema = 'public' AND table_name <> 'migration'
  UNION ALL SELECT 'constraint ' || conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid)
  FROM pg_constraint WHERE connamespace = 'public'::regnamespace AND conrelid <> 'migration'::regclass
  UNION ALL SELECT 'index ' || indexdef FROM pg_indexes WHERE schemaname = 'public' AND tablename <> 'migration'
  UNION ALL SELECT 'policy ' || tablename || ' ' || policyname || ' ' || permissive || ' ' || roles::text || ' ' || cmd
  || ' ' || coalesce(qual, '') || ' ' || coalesce(with_check, '') FROM pg_policies WHERE schemaname = 'public'
  UNION ALL SELECT 'function ' || pg_get_functiondef(oid) || coalesce(proacl::text, '') FROM pg_proc
  WHERE pronamespace = 'public'::regnamespace
  UNION ALL SELECT 'trigger ' || pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal
  UNION ALL SELECT 'table ' || relname || ' ' || relrowsecurity || relforcerowsecurity || coalesce(obj_description(oid,
  'pg_class'), '') || coalesce(relacl::text, '') FROM pg_class
  WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'v', 'm', 'S') AND relname NOT LIKE 'migration%'
  ORDER BY 1`;

describe('migrations', () => {
  let urls: Urls;
  let admin: pg.Client;
  let source: DataSource;
  let migratorUrl: string;

  beforeAll(async () => {
    urls = JSON.parse(readFileSync(join(process.env['HSL_TEST_DIR']!, 'urls.json'), 'utf8')) as Urls;
    admin = new pg.Client({ connectionString: urls.superuser });
    await admin.connect();
    await admin.query(`CREATE DATABASE ${NAME}`);
    const inside = new pg.Client({ connectionString: at(urls.superuser) });
    await inside.connect();
    await inside.query('GRANT USAGE, CREATE ON SCHEMA public TO hsl_owner');
    await inside.query(`GRANT CONNECT ON DATABASE ${NAME} TO hsl_migrator`);
    await inside.end();
    migratorUrl = at(urls.migrator);
    source = createOwnerDataSource({ url: migratorUrl, entities, migrations });
    await source.initialize();
  });
  afterAll(async () => {
    await source?.destroy();
    await admin.query(`DROP DATABASE IF EXISTS ${NAME} WITH (FORCE)`);
    await admin.end();
  });

  const at = (url: string): string =>
    urlFor(url, new URL(url).username, decodeURIComponent(new URL(url).password), NAME);
  const portrait = async (): Promise<string[]> =>
    ((await source.query(PORTRAIT)) as { line: string }[]).map((row) => row.line);
  const pending = async (): Promise<string[]> =>
    (await source.driver.createSchemaBuilder().log()).upQueries.map((query) => query.query);

  it('bring an empty database up, all of them', async () => {
    expect(await migrate({ url: migratorUrl, entities, migrations, fills })).toEqual(
      migrations.map((migration) => migration.name),
    );
    expect(await migrate({ url: migratorUrl, entities, migrations, fills })).toEqual([]);
    expect((await portrait()).length).toBeGreaterThan(500);
  });

  it('leave TypeORM nothing to generate', async () => {
    expect(await pending()).toEqual([]);
  });

  it('would be found lacking without an index (control)', async () => {
    const [{ definition }] = (await source.query(
      `SELECT indexdef AS definition FROM pg_indexes WHERE indexname = 'ix_topic_room'`,
    )) as [{ definition: string }];
    await source.query('DROP INDEX ix_topic_room');
    expect(await pending()).toEqual([expect.stringContaining('ix_topic_room')]);
    await source.query(definition);
    expect(await pending()).toEqual([]);
  });

  it('go all the way down, leaving nothing, and up again to the same', async () => {
    const before = await portrait();
    for (let step = 0; step < migrations.length; step += 1) await source.undoLastMigration();
    expect(await portrait()).toEqual([]);
    await migrate({ url: migratorUrl, entities, migrations, fills });
    expect(await portrait()).toEqual(before);
  });
});
