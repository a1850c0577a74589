import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { urlFor } from '../../src/own-postgres.js';

export interface EmptyDatabase {
  readonly superuserUrl: string;
  readonly migratorUrl: string;
  readonly appUrl: string;
  readonly authUrl: string;
  drop(): Promise<void>;
}

/** An empty database with the roles' basic grants, in the cluster of the run. */
export async function createEmptyDatabase(): Promise<EmptyDatabase> {
  const urls = JSON.parse(readFileSync(join(process.env['HSL_TEST_DIR']!, 'urls.json'), 'utf8')) as Record<
    'superuser' | 'migrator' | 'app' | 'auth',
    string
  >;
  const name = `hsl_empty_${randomUUID().replaceAll('-', '')}`;
  const at = (url: string): string =>
    urlFor(url, new URL(url).username, decodeURIComponent(new URL(url).password), name);
  await onDatabase(urls.superuser, (admin) => admin.query(`CREATE DATABASE ${name}`));
  await onDatabase(at(urls.superuser), async (inside) => {
    await inside.query('GRANT USAGE, CREATE ON SCHEMA public TO hsl_owner');
    await inside.query(`GRANT USAGE ON SCHEMA public TO app, app_auth, hsl_migrator, app_city, app_street, app_room,
      app_public, app_peers`);
    await inside.query(`GRANT CONNECT ON DATABASE ${name} TO hsl_migrator, app, app_auth`);
  });
  return {
    superuserUrl: at(urls.superuser),
    migratorUrl: at(urls.migrator),
    appUrl: at(urls.app),
    authUrl: at(urls.auth),
    drop: async () => {
      await onDatabase(urls.superuser, (admin) => admin.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`));
    },
  };
}

/** One connection for one piece of work. */
export async function onDatabase<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
