// What a release leaves in the repository: release/<version>/schema.graphql and dump.sql.gz, the demonstration as
// `haoshangliang backup` writes it. The next version is tried on this dump.
import { randomBytes } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import 'reflect-metadata';
import { migrations } from '../../dist/migrations/all.js';
import { recordMigrations } from '../../dist/src/db/migration/recorded.js';
import { backup } from '../../dist/src/operation/backup.js';
import { startOwnPostgres } from '../../dist/src/own-postgres.js';
import { loadDemonstration } from '../../dist/src/prepare.js';
import { messages } from './messages.mjs';

/** The demonstration ends with the month before this day, in every release. */
const DEMO_DAY = '2026-03-17';

async function makeDump(file, version) {
  const folder = mkdtempSync(join(tmpdir(), 'haoshangliang-release-'));
  const own = await startOwnPostgres(folder, { durable: false });
  try {
    await own.migrate();
    // Nobody knows this password: the accounts of a dump can sign in only after a new one is set.
    await loadDemonstration(own.migratorUrl, randomBytes(32).toString('base64url'), DEMO_DAY);
    await backup({ url: own.migratorUrl, file, version, migrations: await recordMigrations(migrations) });
  } finally {
    await own.server.stop();
    rmSync(folder, { recursive: true, force: true, maxRetries: 10 });
  }
}

/** @param again makes the files of a version once more, as long as nobody has it */
export async function releaseFiles(version, again) {
  const changelog = readFileSync('CHANGELOG.md', 'utf8');
  if (!changelog.includes(`\n## ${version}\n`)) throw new Error(messages.noHeading(version));
  const folder = join('release', version);
  const dump = join(folder, 'dump.sql.gz');
  const schema = join(folder, 'schema.graphql');
  if (existsSync(dump) && !again) {
    if (readFileSync(schema, 'utf8') !== readFileSync('schema.graphql', 'utf8'))
      throw new Error(messages.released(version));
    return;
  }
  mkdirSync(folder, { recursive: true });
  copyFileSync('schema.graphql', schema);
  rmSync(dump, { force: true });
  await makeDump(dump, version);
  console.log(`${folder}: schema.graphql, dump.sql.gz`);
}
