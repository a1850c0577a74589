import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import type { DataSource } from 'typeorm';
import { migrations } from '../../migrations/all.js';
import { createOwnerDataSource, migrate } from '../../src/db/migrate.js';
import { Readiness } from '../../src/db/readiness.js';
import { plainText } from '../../src/kernel/plain-text.js';
import { entities, fills } from '../../src/modules/registry.js';
import { type SessionWorld, plantTopic, startSessionWorld } from '../sessions/session-world.js';

const SINCE = migrations.findIndex((migration) => migration.name.startsWith('PlainTitles'));
const UNFILLED = ['ck_attendance_person_plain_name', 'ck_topic_plain_title'];
const NEEDED = migrations.map((migration) => migration.name);
/** More than two batches. */
const MANY = 1_200;

describe('titles from before the plain form was stored', () => {
  let w: SessionWorld;
  let source: DataSource;
  let holder: pg.Client;

  beforeAll(async () => {
    w = await startSessionWorld();
    source = createOwnerDataSource({ url: w.world.db.migratorUrl, entities, migrations });
    await source.initialize();
    holder = new pg.Client({ connectionString: w.world.db.superuserUrl });
    await holder.connect();
    for (let count = migrations.length; count > SINCE; count -= 1) await source.undoLastMigration();
    w.world.missingColumns.add('plain_title');
    await plantTopic(w, { title: '路灯\u200B　Ａ' });
    await w.world.sql(
      w.city.cityId,
      `INSERT INTO topic (city_id, id, place_id, place_path, room_id, procedure_id, title, track, version, changed_at,
        proposed_from, proposed_to, proposed_precision)
      SELECT city_id, gen_random_uuid(), place_id, place_path, room_id, procedure_id, '旧 议题' || n, track, 3,
      '2025-01-01', '2025-01-01', '2025-01-01', 'DAY'
      FROM topic, generate_series(1, ${MANY}) n`,
    );
  });
  afterAll(async () => {
    await Promise.all([source.destroy(), holder.end()]);
    await w.world.stop();
  });

  const rows = () =>
    w.world.sql<{ id: string; title: string; plain: string | null; version: number; at: string }>(
      w.city.cityId,
      'SELECT id, title, plain_title AS plain, version, changed_at::text AS at FROM topic ORDER BY id',
    );
  const unfilled = async (): Promise<number> => (await rows()).filter(({ plain }) => plain === null).length;
  const migrated = (): Promise<string[]> => migrate({ url: w.world.db.migratorUrl, entities, migrations, fills });
  /** As a server of this version finds the database. */
  async function missing(): Promise<string[]> {
    const client = new pg.Client({ connectionString: w.world.db.appUrl });
    await client.connect();
    const readiness = new Readiness(NEEDED);
    readiness.through({ reads: { name: 'reads', probe: async (text) => (await client.query(text)).rows }, others: [] });
    try {
      return await readiness.missing();
    } finally {
      await client.end();
    }
  }
  const untilUnfilled = async (most: number): Promise<void> => {
    while ((await unfilled()) > most)
      await new Promise((resolve) => {
        setTimeout(resolve, 50);
      });
  };

  it('are filled batch by batch: a run that is killed leaves what it filled, and no server is ready', async () => {
    await source.runMigrations();
    expect(await unfilled()).toBe(MANY + 1);
    expect(await missing()).toEqual(UNFILLED);
    // A row of the second batch is locked, so the run stops there.
    const [blocked] = (await rows()).slice(700);
    await holder.query('BEGIN');
    await holder.query('SELECT 1 FROM topic WHERE id = $1 FOR UPDATE', [blocked!.id]);
    const run = spawn(process.execPath, [fileURLToPath(new URL('../../src/cli.js', import.meta.url)), 'migrate'], {
      stdio: 'ignore',
      env: { PATH: process.env['PATH'], MIGRATION_DATABASE_URL: w.world.db.migratorUrl },
    });
    const ended = new Promise((resolve) => {
      run.once('exit', resolve);
    });
    await untilUnfilled(MANY + 1 - 500);
    run.kill('SIGKILL');
    await ended;
    expect(await unfilled()).toBe(MANY + 1 - 500);
    expect(await missing()).toEqual(UNFILLED);
    await holder.query('ROLLBACK');
  });

  it('are all filled by the next run, with nothing else about them changed, and a server is ready', async () => {
    const before = await rows();
    expect(await migrated()).toEqual([]);
    w.world.missingColumns.clear();
    expect(await rows()).toEqual(before.map((row) => ({ ...row, plain: plainText(row.title) })));
    expect(await missing()).toEqual([]);
  });

  it('are not filled again, and are found', async () => {
    await w.world.sql(w.city.cityId, `UPDATE topic SET plain_title = 'x' WHERE title = '旧 议题7'`);
    await migrated();
    expect((await rows()).filter(({ plain }) => plain === 'x')).toHaveLength(1);
    const document =
      'mutation ($input: SessionRecordInput!) { sessionRecord(input: $input) { session { topic { title } } } }';
    const input = { topicTitle: '旧议\u2060题8', heldOn: { value: '2025-05-08' } };
    expect((await w.clerk.must(document, { input })).sessionRecord.session.topic.title).toBe('旧 议题8');
  });
});
