import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { migrations } from '../migrations/all.js';
import { createOwnerDataSource } from './db/migrate.js';
import { Readiness } from './db/readiness.js';
import { awaitDatabase } from './await-database.js';
import type { Config } from './http/config.js';
import type { Log } from './http/log.js';
import { todayInShanghai } from './kernel/imprecise-date.js';
import { hashPassword } from './modules/accounts/auth-store.service.js';
import { loadDemo } from './modules/demo/demo.service.js';
import { entities } from './modules/registry.js';
import { startOwnPostgres } from './own-postgres.js';

const NEEDED = migrations.map((migration) => migration.name);

export interface Demo {
  readonly password: string;
}

/** A database for the server: its addresses, how it is prepared, and how it stops. */
export interface Prepared {
  readonly appUrl: string;
  readonly authUrl: string;
  readonly readiness: Readiness;
  /**
   * Embedded: migrates and loads the demonstration. External: waits for the operator's database and checks its
   * migrations.
   * It needs the pools of the server, see Readiness.
   */
  prepare(): Promise<Demo | null>;
  missing(): readonly string[];
  onLost(callback: () => void): void;
  stop(): Promise<void>;
}

/** Logs each change of readiness as one line. */
const readinessFor = (log: Log): Readiness =>
  new Readiness(NEEDED, (whyNot) => (whyNot === null ? log.info('ready') : log.warn(`not ready: ${whyNot}`)));

export const PLACES_CSV = fileURLToPath(new URL('../../data/rugao-places.csv', import.meta.url));

export async function prepareOwn(config: Config, log: Log): Promise<Prepared> {
  const own = await startOwnPostgres(config.dataDir);
  const readiness = readinessFor(log);
  let stopping = false;
  return {
    appUrl: own.appUrl,
    authUrl: own.authUrl,
    readiness,
    missing: () => [],
    prepare: async () => {
      await own.migrate();
      const password = config.DEMO_PASSWORD ?? keptPassword(config.dataDir);
      await loadDemonstration(own.migratorUrl, password, config.DEMO_TODAY);
      readiness.done();
      return { password };
    },
    onLost: (lost) => {
      const end = (): void => {
        if (!stopping) lost();
      };
      own.server.ended.then(end, end);
    },
    stop: async () => {
      stopping = true;
      await own.server.stop();
    },
  };
}

/** For an external database. Nothing is migrated, loaded or created automatically. */
export function prepareExternal(config: Config, log: Log): Prepared {
  const readiness = readinessFor(log);
  let missing: string[] = [];
  return {
    appUrl: config.DATABASE_URL!,
    authUrl: config.AUTH_DATABASE_URL!,
    readiness,
    missing: () => missing,
    prepare: async () => {
      missing = await awaitDatabase(readiness, log.warn);
      readiness.done();
      return null;
    },
    onLost: () => undefined,
    stop: async () => undefined,
  };
}

export async function loadDemonstration(
  migratorUrl: string,
  password: string,
  today: string | undefined,
): Promise<void> {
  const source = createOwnerDataSource({ url: migratorUrl, entities, migrations });
  await source.initialize();
  try {
    await loadDemo(source, {
      today: today ?? todayInShanghai(),
      passwordHash: await hashPassword(password),
      placesCsv: readFileSync(PLACES_CSV, 'utf8'),
    });
  } finally {
    await source.destroy();
  }
}

/** The generated password of the demonstration accounts. Each data directory has one. */
export function keptPassword(dataDir: string): string {
  const file = join(dataDir, 'demo-password');
  if (existsSync(file)) return readFileSync(file, 'utf8').trim();
  mkdirSync(dataDir, { recursive: true });
  const password = randomBytes(9).toString('base64url');
  writeFileSync(file, `${password}\n`, { mode: 0o600 });
  return password;
}
