import 'reflect-metadata';
import { mkdtempSync, statfsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { startOwnPostgres } from '../../src/own-postgres.js';

const HALF_A_GIGABYTE = 512 * 1024 * 1024;

/** In memory if there is space, because the tests' PostgreSQL is deleted afterwards. */
function scratchBase(): string {
  try {
    const { bavail, bsize } = statfsSync('/dev/shm');
    if (bavail * bsize > HALF_A_GIGABYTE) return '/dev/shm';
  } catch {
    /* no such place on this system */
  }
  return tmpdir();
}

/** Starts one PostgreSQL for the run and migrates a template once. Each test file clones it. */
export default async function setup(): Promise<void> {
  const dir = mkdtempSync(join(scratchBase(), 'haoshangliang-test-'));
  const own = await startOwnPostgres(dir, { durable: false });
  await own.migrate();
  const admin = new pg.Client({ connectionString: own.server.superuserUrl });
  await admin.connect();
  await admin
    .query(`CREATE DATABASE hsl_template TEMPLATE ${new URL(own.server.superuserUrl).pathname.slice(1)}`)
    .catch(async (error: Error) => {
      await admin.end();
      await own.server.stop();
      throw error;
    });
  await admin.end();
  writeFileSync(
    join(dir, 'urls.json'),
    JSON.stringify({
      superuser: own.server.superuserUrl,
      app: own.appUrl,
      auth: own.authUrl,
      migrator: own.migratorUrl,
    }),
  );
  process.env['HSL_TEST_DIR'] = dir;
  (globalThis as { hslTestPostgres?: unknown }).hslTestPostgres = { own, dir };
}
