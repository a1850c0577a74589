import { createHash } from 'node:crypto';
import { to as copyTo } from 'pg-copy-streams';
import { type RunMigration, checkRun } from '../db/migration/check.js';
import { MIGRATION_LOCK } from '../db/migration/lock.js';
import type { RecordedMigration } from '../db/migration/recorded.js';
import { BackupFile } from './backup-file.js';
import {
  type BackedUpCity,
  type BackupEnd,
  type BackupHeader,
  type BackupSection,
  type BackupTable,
  FIRST_LINE,
  MARKS,
  PREAMBLE,
  ROWS_END,
  STATEMENT_END,
  copyIn,
  copyOut,
} from './backup-format.js';
import { NOT_MIGRATED, PERSONAL_DATA, noSuchCity } from './messages/files.js';
import { type OwnerClient, inTransaction, onOwner, rowsOf } from './owner-connection.js';
import { Refused } from './refused.js';
import { allCities, tablesOf } from './tables.js';

export interface BackupOptions {
  /** Of a login that may become the owner. */
  readonly url: string;
  readonly file: string;
  /** The program's own. */
  readonly version: string;
  readonly migrations: readonly RecordedMigration[];
  /** Official code: one city instead of all. */
  readonly city?: string | undefined;
}

/**
 * Writes a backup of one moment. People may go on working meanwhile.
 * @returns what is in it. @throws Refused, and leaves no file
 */
export function backup(options: BackupOptions): Promise<BackupHeader & BackupEnd> {
  return onOwner(options.url, async (client) => {
    // No migration begins while this runs.
    await client.query('SELECT pg_advisory_lock_shared($1)', [MIGRATION_LOCK]);
    const cities = await chosenCities(client, options.city);
    const file = new BackupFile(options.file);
    try {
      const written = await inTransaction(client, 'BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY', async () =>
        writeAll(client, file, { header: await headerOf(client, options, cities), migrations: options.migrations }),
      );
      await file.keep();
      return written;
    } catch (error) {
      await file.discard();
      throw error;
    }
  });
}

async function chosenCities(client: OwnerClient, code: string | undefined): Promise<BackedUpCity[]> {
  const [row] = await rowsOf<{ exists: boolean }>(client, `SELECT to_regclass('public.place') IS NOT NULL AS exists`);
  if (!row!.exists) throw new Refused(NOT_MIGRATED);
  const cities = await allCities(client);
  if (code === undefined) return cities;
  const chosen = cities.filter((city) => city.code === code);
  if (chosen.length === 0) throw new Refused(noSuchCity(code, cities.map((city) => city.code).join(', ') || '–'));
  return chosen;
}

async function headerOf(
  client: OwnerClient,
  options: BackupOptions,
  cities: readonly BackedUpCity[],
): Promise<BackupHeader> {
  const hasHashes = await rowsOf(
    client,
    `SELECT FROM pg_attribute WHERE attrelid = to_regclass('public.migration') AND attname = 'hash'`,
  );
  if (hasHashes.length === 0) throw new Refused(NOT_MIGRATED);
  const run = await rowsOf<RunMigration>(client, 'SELECT name, hash FROM migration ORDER BY id');
  checkRun(run, options.migrations);
  if (run.some(({ hash }) => hash === null)) throw new Refused(NOT_MIGRATED);
  const [server] = await rowsOf<{ version: string }>(client, `SELECT current_setting('server_version') AS version`);
  return {
    version: options.version,
    madeAt: new Date().toISOString(),
    postgres: server!.version,
    scope: options.city === undefined ? 'WHOLE' : 'CITY',
    cities,
    migrations: run.map(({ name, hash }) => ({ name, hash: hash! })),
  };
}

interface Contents {
  readonly header: BackupHeader;
  readonly migrations: readonly RecordedMigration[];
}

async function writeAll(client: OwnerClient, file: BackupFile, contents: Contents): Promise<BackupHeader & BackupEnd> {
  const { header } = contents;
  await file.line(FIRST_LINE);
  await file.line(`${MARKS.header}${JSON.stringify(header)}`);
  for (const text of [PERSONAL_DATA.zh, PERSONAL_DATA.en]) await file.line(`-- ${text}`);
  for (const statement of PREAMBLE) await writeStatement(file, statement);
  if (header.scope === 'WHOLE') await writeSchema(client, file, contents);
  let sections = 0;
  let rows = 0;
  for (const city of header.cities) {
    await client.query(`SELECT set_config('app.city_id', $1, true)`, [city.id]);
    for (const table of await tablesOf(client)) {
      const section = await writeRows(client, file, table, city.id);
      await file.line(`${MARKS.section}${JSON.stringify(section)}`);
      sections += 1;
      rows += section.rows;
    }
  }
  const end: BackupEnd = { sections, rows, sha256: file.digest() };
  await file.line(`${MARKS.end}${JSON.stringify(end)}`);
  return { ...header, ...end };
}

/** For psql, and as a witness of what the migrations were. The owner makes the tables; rows come past triggers. */
async function writeSchema(client: OwnerClient, file: BackupFile, { header, migrations }: Contents): Promise<void> {
  await writeStatement(file, 'SET ROLE hsl_owner');
  for (const { name, statements, hash } of migrations.slice(0, header.migrations.length)) {
    await file.line(`${MARKS.migration}${JSON.stringify({ name, hash })}`);
    for (const statement of statements) await writeStatement(file, statement);
  }
  await file.line(`${MARKS.migration}null`);
  for (const statement of await migrationTable(client)) await writeStatement(file, statement);
  await writeStatement(file, 'RESET ROLE');
  await writeStatement(file, 'SET session_replication_role = replica');
}

async function migrationTable(client: OwnerClient): Promise<string[]> {
  const rows = await rowsOf<{ values: string }>(
    client,
    `SELECT format('(%s, %s, %L, %L)', id, "timestamp", name, hash) AS values FROM migration ORDER BY id`,
  );
  return [
    'CREATE TABLE "migration" ("id" SERIAL NOT NULL, "timestamp" bigint NOT NULL, "name" character varying NOT NULL, ' +
      'CONSTRAINT "PK_migration" PRIMARY KEY ("id"), "hash" text)',
    `INSERT INTO "migration" ("id", "timestamp", "name", "hash") VALUES\n${rows.map((row) => row.values).join(',\n')}`,
    `SELECT setval('migration_id_seq', (SELECT max(id) FROM migration))`,
    'GRANT SELECT ON "migration" TO app',
  ];
}

async function writeStatement(file: BackupFile, statement: string): Promise<void> {
  const isMark = (line: string): boolean => Object.values(MARKS).some((mark) => line.startsWith(mark));
  if (statement.startsWith('--') || statement.split('\n').some((line) => line === STATEMENT_END || isMark(line)))
    throw new Error('a statement has a line that means something else in a backup');
  await file.line(`${statement}\n${STATEMENT_END}`);
}

const NEWLINE = 10;

async function writeRows(
  client: OwnerClient,
  file: BackupFile,
  table: BackupTable,
  city: string,
): Promise<BackupSection> {
  await file.line(copyIn(table));
  const hash = createHash('sha256');
  let rows = 0;
  for await (const chunk of client.query(copyTo(copyOut(table, city)))) {
    const bytes = chunk as Buffer;
    for (const byte of bytes) if (byte === NEWLINE) rows += 1;
    hash.update(bytes);
    await file.bytes(bytes);
  }
  await file.line(ROWS_END);
  return { table: table.name, city, rows, sha256: hash.digest('hex') };
}
