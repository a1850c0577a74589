import 'reflect-metadata';
import { readFileSync } from 'node:fs';
import type { QueryRunner } from 'typeorm';
import { migrations } from '../../../migrations/all.js';
import { migrate } from '../../../src/db/migrate.js';
import { readCatalogueFile } from '../../../src/db/migration/check.js';
import { portraitsOf } from '../../../src/db/migration/portraits.js';
import { type MigrationClass, recordMigrations } from '../../../src/db/migration/recorded.js';
import { entities, fills } from '../../../src/modules/registry.js';
import { type EmptyDatabase, createEmptyDatabase, onDatabase } from '../../support/empty-database.js';

const hashes = JSON.parse(readFileSync('migrations/hashes.json', 'utf8')) as Record<string, string>;
const LAST = migrations.at(-1)!.name;

/** What is wrong with the migrations, and what to do. */
async function problemsOf(classes: readonly MigrationClass[]): Promise<string[]> {
  const recorded = await recordMigrations(classes);
  const problems = recorded.flatMap(({ name, hash }) => {
    if (!hashes[name]) return [`${name} is new: npm run migration:freeze`];
    return hash === hashes[name] ? [] : [`${name} was changed: put it back as it was and write a new migration`];
  });
  const known = new Set(recorded.map(({ name }) => name));
  return [
    ...problems,
    ...Object.keys(hashes).flatMap((name) => (known.has(name) ? [] : [`${name} is gone: put it back`])),
  ];
}

/** The last migration with one statement more, under its old name. */
function edited(): MigrationClass[] {
  const Last = migrations.at(-1)!;
  const Edited = class extends Last {
    override async up(runner: QueryRunner): Promise<void> {
      await super.up(runner);
      await runner.query('COMMENT ON SCHEMA public IS NULL');
    }
  };
  Object.defineProperty(Edited, 'name', { value: Last.name });
  return [...migrations.slice(0, -1), Edited];
}

describe('migrations are only added to', () => {
  it('are those that migrations/hashes.json lists', async () => {
    expect(await problemsOf(migrations)).toEqual([]);
  });

  it('would be found changed, new and gone (control)', async () => {
    const [, second, ...others] = edited();
    class Unheard1790000009999 {
      async up(runner: QueryRunner): Promise<void> {
        await runner.query('SELECT 1');
      }
    }
    expect(await problemsOf([migrations[0]!, second!, ...others, Unheard1790000009999])).toEqual([
      `${LAST} was changed: put it back as it was and write a new migration`,
      'Unheard1790000009999 is new: npm run migration:freeze',
    ]);
    expect(await problemsOf(migrations.slice(0, -1))).toEqual([`${LAST} is gone: put it back`]);
  });

  it('send SQL texts alone, without values beside them', async () => {
    class WithValues {
      async up(runner: QueryRunner): Promise<void> {
        await runner.query('SELECT $1', ['x']);
      }
    }
    class WithoutText {
      async up(runner: QueryRunner): Promise<void> {
        await runner.dropTable('room');
      }
    }
    await expect(recordMigrations([WithValues])).rejects.toThrow('SELECT $1');
    await expect(recordMigrations([WithoutText])).rejects.toThrow('dropTable');
  });
});

describe('a database that migrations are run on', () => {
  let db: EmptyDatabase;
  const run = (classes: readonly MigrationClass[] = migrations, waiting?: () => void): Promise<string[]> =>
    migrate({ url: db.migratorUrl, entities, migrations: classes, fills, ...(waiting ? { waiting } : {}) });
  const ask = <T extends object>(text: string): Promise<T[]> =>
    onDatabase(db.superuserUrl, async (client) => (await client.query<T>(text)).rows);
  const kept = async (): Promise<Record<string, string>> => {
    const rows = await ask<{ name: string; hash: string }>('SELECT name, hash FROM migration ORDER BY id');
    return Object.fromEntries(rows.map(({ name, hash }) => [name, hash]));
  };
  const FORGET = 'UPDATE migration SET hash = NULL';

  beforeEach(async () => {
    db = await createEmptyDatabase();
  });
  afterEach(() => db.drop());

  it('becomes what migrations/catalogue.json says, step by step', async () => {
    const changes = await portraitsOf(db.migratorUrl, migrations);
    expect(readCatalogueFile()).toEqual(changes);
    expect(Object.keys(Object.assign({}, ...Object.values(changes).map(({ set }) => set))).length).toBeGreaterThan(
      1_000,
    );
  });

  it('keeps the hash of each beside its name', async () => {
    await run();
    expect(await kept()).toEqual(hashes);
  });

  it('is refused when it has run another text', async () => {
    await run();
    await expect(run(edited())).rejects.toThrow(LAST);
    await ask(`UPDATE migration SET hash = 'another' WHERE name LIKE 'Seals%'`);
    await expect(run()).rejects.toThrow('Seals1790000000006');
  });

  it('is refused when it is of a newer version, or lacks one in between', async () => {
    await run();
    await expect(run(migrations.slice(0, -1))).rejects.toThrow(LAST);
    await ask(`DELETE FROM migration WHERE name LIKE 'Seals%'`);
    await expect(run()).rejects.toThrow('Seals1790000000006');
  });

  it('gets its hashes when it has none and its catalogue is as it should be, half-way too', async () => {
    await run(migrations.slice(0, 14));
    await ask(FORGET);
    expect(await run()).toEqual(migrations.slice(14).map(({ name }) => name));
    await ask('ALTER TABLE migration DROP COLUMN hash');
    expect(await run()).toEqual([]);
    expect(await kept()).toEqual(hashes);
  });

  it('is refused without hashes when its catalogue differs, with names, and nothing is changed', async () => {
    await run(migrations.slice(0, 16));
    await ask(FORGET);
    await ask('ALTER POLICY app_street_read ON room USING (true)');
    await ask('ALTER TABLE topic ADD COLUMN stray text');
    await ask('DROP FUNCTION auth_begin_attempt(text, text)');
    await ask('DROP INDEX ix_topic_room');
    await ask('GRANT SELECT ON concern_contact TO app_city');
    const refused = await run().then(
      () => '',
      (error: Error) => error.message,
    );
    expect(refused.split('\n').filter((line) => line.startsWith('  '))).toEqual([
      '  缺少 missing: function auth_begin_attempt(p_username text, p_address text)',
      '  缺少 missing: index ix_topic_room',
      '  不同 different: policy room.app_street_read',
      '  不同 different: table concern_contact',
      '  多出 not of any migration: column topic.stray',
    ]);
    expect(refused).toMatch(/未作任何改动.*nothing was changed/s);
    expect([...new Set(Object.values(await kept()))]).toEqual([null]);
    expect(Object.keys(await kept())).toHaveLength(16);
  });

  it('is migrated by one run at a time: the second waits', async () => {
    let waited = 0;
    const runs = [run(migrations, () => (waited += 1)), run(migrations, () => (waited += 1))];
    const done = await Promise.all(runs);
    expect(waited).toBe(1);
    expect(done.map((names) => names.length).sort((a, b) => a - b)).toEqual([0, migrations.length]);
  });

  it('is not waited for where nobody else works on it (control)', async () => {
    let waited = 0;
    await run(migrations, () => (waited += 1));
    expect(waited).toBe(0);
  });
});
