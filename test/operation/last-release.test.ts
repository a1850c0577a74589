import 'reflect-metadata';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import type pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { migrations } from '../../migrations/all.js';
import { type Server, assemble } from '../../src/assemble.js';
import { createOwnerDataSource } from '../../src/db/migrate.js';
import { createLog } from '../../src/http/log.js';
import { hashPassword } from '../../src/modules/accounts/auth-store.service.js';
import { loadDemo } from '../../src/modules/demo/demo.service.js';
import { entities } from '../../src/modules/registry.js';
import type { BackupHeader } from '../../src/operation/backup-format.js';
import { readBackup } from '../../src/operation/backup-reader.js';
import { Api } from '../support/api.js';
import { type TestDatabase, createTestDatabase } from '../support/database.js';
import { type EmptyDatabase, createEmptyDatabase, onDatabase } from '../support/empty-database.js';
import { lastRelease } from '../support/releases.js';
import { catalogueOf, driftsOf, migrateAll } from './backup-drill.js';

const DUMP = `release/${lastRelease()}/dump.sql.gz`;
const PASSWORD = 'a word for the released demonstration';

/** As psql would: every statement of the file, and its rows, as a superuser. Nothing of today's migrations is used. */
async function loadAsWritten(client: pg.Client): Promise<BackupHeader> {
  let copy: ReturnType<typeof copyFrom> | undefined;
  return readBackup(DUMP, {
    statement: async (text) => {
      await client.query(text);
    },
    openRows: async (text) => {
      copy = client.query(copyFrom(text));
    },
    rows: async (bytes) => {
      if (!copy!.write(bytes)) await once(copy!, 'drain');
    },
    closeRows: async () => {
      copy!.end();
      await once(copy!, 'finish');
    },
  });
}

const FIGURES = `query ($within: String!, $period: PeriodInput!) {
  compareRooms(within: $within, period: $period, first: 100) {
  nodes { place { code } values(metrics: [SESSIONS_HELD, SUGGESTIONS]) { metric { id } value } } } }`;

interface Figures {
  readonly nodes: readonly { readonly place: { code: string }; readonly values: readonly { value: number }[] }[];
}

describe("the last release's database", () => {
  let db: EmptyDatabase;
  let fresh: TestDatabase;
  let header: BackupHeader;
  let run: string[];
  let server: Server;
  beforeAll(async () => {
    db = await createEmptyDatabase();
    fresh = await createTestDatabase();
    header = await onDatabase(db.superuserUrl, loadAsWritten);
    run = await migrateAll(db.migratorUrl);
    server = await assemble({
      appUrl: db.appUrl,
      authUrl: db.authUrl,
      poolSize: 2,
      health: { isReady: async () => true },
      log: createLog('error', { write: () => undefined }),
    });
  });
  afterAll(async () => {
    await server?.close();
    await db.drop();
    await fresh.drop();
  });

  it('was made by migrations that are still the same', () => {
    const hashes = JSON.parse(readFileSync('migrations/hashes.json', 'utf8')) as Record<string, string>;
    expect(header.version).toBe(lastRelease());
    expect(header.migrations.map(({ name }) => hashes[name])).toEqual(header.migrations.map(({ hash }) => hash));
  });

  it('runs the migrations that came after it', () => {
    expect(run).toEqual(migrations.slice(header.migrations.length).map(({ name }) => name));
  });

  it('has the catalogue of a new database then', async () => {
    expect(await catalogueOf(db.superuserUrl)).toEqual(await catalogueOf(fresh.superuserUrl));
  });

  it('would be found different with an index less (control)', async () => {
    await onDatabase(db.superuserUrl, async (client) => {
      const { rows } = await client.query<{ text: string }>(
        `SELECT indexdef AS text FROM pg_indexes WHERE indexname = 'ix_topic_room'`,
      );
      await client.query('DROP INDEX ix_topic_room');
      expect(await catalogueOf(db.superuserUrl)).not.toEqual(await catalogueOf(fresh.superuserUrl));
      await client.query(rows[0]!.text);
    });
  });

  it('has no drift in its sums', async () => {
    expect(await driftsOf(db.migratorUrl)).toEqual([]);
  });

  it('holds no token, no contact of a resident and no address', async () => {
    const rows = await onDatabase(db.superuserUrl, async (client) => {
      const tables = ['access_token', 'concern_contact', 'attendance_person', 'participant_person', 'audit_event'];
      const counts = tables.map((table) => `(SELECT count(*) FROM ${table})`).join(' + ');
      return (await client.query<{ count: number }>(`SELECT (${counts})::int AS count`)).rows;
    });
    expect(rows).toEqual([{ count: 0 }]);
  });

  it('answers with the published figures, once its accounts have a password', async () => {
    const owner = createOwnerDataSource({ url: db.migratorUrl, entities, migrations: [] });
    await owner.initialize();
    const placesCsv = readFileSync('data/rugao-places.csv', 'utf8');
    const { loaded } = await loadDemo(owner, {
      today: '2026-03-17',
      passwordHash: await hashPassword(PASSWORD),
      placesCsv,
    });
    await owner.destroy();
    expect(loaded).toEqual([]);

    const rugao = await new Api(server.app).signIn('rugao-committee', PASSWORD);
    const period = { from: '2019-11-01', to: '2021-10-31' };
    const shili = (await rugao.must(FIGURES, { within: '320682001', period })).compareRooms as Figures;
    expect(shili.nodes).toMatchObject([{ place: { code: '320682001021' }, values: [{ value: 6 }, { value: 32 }] }]);

    const yanshi = await new Api(server.app).signIn('yanshi-committee', PASSWORD);
    const rooms = (await yanshi.must(FIGURES, { within: '990100', period: { from: '2025-01-01', to: '2025-12-31' } }))
      .compareRooms as Figures;
    expect(rooms.nodes.length).toBeGreaterThan(10);
    const sum = (i: number): number => rooms.nodes.reduce((total, { values }) => total + (values[i]!.value ?? 0), 0);
    const { rows } = await onDatabase(db.superuserUrl, (client) =>
      client.query<{ sessions: number; suggestions: number }>(
        `SELECT count(*)::int AS sessions, sum((SELECT count(*) FROM suggestion g WHERE g.session_id = s.id))::int
          AS suggestions FROM session s JOIN place p ON p.id = s.city_id
          WHERE p.code = '990100' AND s.state = 'HELD' AND s.held_from >= '2025-01-01' AND s.held_to <= '2025-12-31'`,
      ),
    );
    expect({ sessions: sum(0), suggestions: sum(1) }).toEqual(rows[0]);
  });
});
