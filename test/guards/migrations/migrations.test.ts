import 'reflect-metadata';
import type { DataSource } from 'typeorm';
import { migrations } from '../../../migrations/all.js';
import { createOwnerDataSource, migrate } from '../../../src/db/migrate.js';
import { type Portrait, portraitOf } from '../../../src/db/migration/portrait.js';
import { entities, fills } from '../../../src/modules/registry.js';
import { changedChecks, checkText } from '../../support/changed-checks.js';
import { type EmptyDatabase, createEmptyDatabase } from '../../support/empty-database.js';

describe('migrations', () => {
  let db: EmptyDatabase;
  let source: DataSource;
  let migratorUrl: string;

  beforeAll(async () => {
    db = await createEmptyDatabase();
    ({ migratorUrl } = db);
    source = createOwnerDataSource({ url: migratorUrl, entities, migrations });
    await source.initialize();
  });
  afterAll(async () => {
    await source?.destroy();
    await db.drop();
  });

  const portrait = (): Promise<Portrait> => portraitOf((text) => source.query(text) as Promise<object[]>);
  const pending = async (): Promise<string[]> =>
    (await source.driver.createSchemaBuilder().log()).upQueries.map((query) => query.query);

  it('bring an empty database up, all of them', async () => {
    expect(await migrate({ url: migratorUrl, entities, migrations, fills })).toEqual(
      migrations.map((migration) => migration.name),
    );
    expect(await migrate({ url: migratorUrl, entities, migrations, fills })).toEqual([]);
    expect((await portrait()).size).toBeGreaterThan(500);
  });

  it('leave TypeORM nothing to generate: npm run migration:generate writes what is missing', async () => {
    expect(await pending()).toEqual([]);
  });

  it('leave no CHECK that says something else than its entity', async () => {
    expect(await changedChecks(source)).toEqual([]);
  });

  it('would be found lacking with a kind less (control)', async () => {
    const [{ text }] = (await source.query(
      `SELECT pg_get_constraintdef(oid) AS text FROM pg_constraint WHERE conname = 'ck_export_job_kind'`,
    )) as [{ text: string }];
    await source.query(checkText('export_job', 'ck_export_job_kind', text.replace(/SEALS,|'SEALS'::text, /, '')));
    expect(await changedChecks(source)).toEqual([
      expect.objectContaining({ table: 'export_job', name: 'ck_export_job_kind' }),
    ]);
    await source.query(checkText('export_job', 'ck_export_job_kind', text));
    expect(await changedChecks(source)).toEqual([]);
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
    expect(await portrait()).toEqual(new Map());
    await migrate({ url: migratorUrl, entities, migrations, fills });
    expect(await portrait()).toEqual(before);
  });
});
