import { readFileSync } from 'node:fs';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import pg from 'pg';

export interface TestDatabase {
  readonly superuserUrl: string;
  readonly appUrl: string;
  readonly authUrl: string;
  readonly migratorUrl: string;
  readonly name: string;
  drop(): Promise<void>;
}

/** `template`: the database to clone, if not the migrated one. */
interface Urls {
  superuser: string;
  app: string;
  auth: string;
  migrator: string;
  template?: string;
}

/** A database of its own for a test file, cloned from the migrated template. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const urls = JSON.parse(readFileSync(join(process.env['HSL_TEST_DIR']!, 'urls.json'), 'utf8')) as Urls;
  const name = `hsl_${randomUUID().replaceAll('-', '')}`;
  await onAdmin(urls.superuser, (admin) => cloneTemplate(admin, name, urls.template ?? 'hsl_template'));
  const at = (url: string): string => {
    const changed = new URL(url);
    changed.pathname = `/${name}`;
    return changed.href;
  };
  return {
    name,
    superuserUrl: at(urls.superuser),
    appUrl: at(urls.app),
    authUrl: at(urls.auth),
    migratorUrl: at(urls.migrator),
    drop: () => onAdmin(urls.superuser, (admin) => dropWhenLeft(admin, name)),
  };
}

async function onAdmin(url: string, work: (admin: pg.Client) => Promise<void>): Promise<void> {
  const admin = new pg.Client({ connectionString: url });
  await admin.connect();
  try {
    await work(admin);
  } finally {
    await admin.end();
  }
}

/**
 * Clones a database. PostgreSQL refuses a second clone while the first reads the template. So workers take an advisory
 * lock.
 */
async function cloneTemplate(admin: pg.Client, name: string, template: string): Promise<void> {
  await admin.query(`SELECT pg_advisory_lock(77001)`);
  await admin.query(`CREATE DATABASE ${name} TEMPLATE ${template} STRATEGY file_copy`);
  // A cloned database does not inherit the template's grants on the database.
  await admin.query(`GRANT CONNECT ON DATABASE ${name} TO app, app_auth, hsl_migrator`);
  await admin.query(`SELECT pg_advisory_unlock(77001)`);
}

const PATIENCE = 100;

/**
 * Drops a database after its connections have ended.
 * The backend of a closed connection may live a moment longer. If it were ended by force, its last message could reach
 * a client of the next file's tests.
 * So the code waits first, and uses force only for connections that were left open.
 */
async function dropWhenLeft(admin: pg.Client, name: string): Promise<void> {
  for (let turn = 0; turn < PATIENCE; turn += 1) {
    const { rows } = await admin.query<{ n: number }>(
      'SELECT count(*)::int AS n FROM pg_stat_activity WHERE datname = $1',
      [name],
    );
    if (rows[0]!.n === 0) break;
    await new Promise((resolve) => {
      setTimeout(resolve, 20);
    });
  }
  await admin.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
}
