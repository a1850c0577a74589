import { statfs } from 'node:fs/promises';
import { MigrationRefused, type RunMigration, checkCatalogue, checkRun } from '../db/migration/check.js';
import type { RecordedMigration } from '../db/migration/recorded.js';
import { examineCluster } from './doctor-cluster.js';
import { type Finding, findings } from './messages/doctor.js';
import { type OwnerClient, onOwner, rowsOf } from './owner-connection.js';

export interface DoctorFacts {
  readonly url: string;
  readonly migrations: readonly RecordedMigration[];
  /** Of one server: all of its pools. */
  readonly connections: number;
  /** Folders whose disks must not fill up. */
  readonly folders: readonly string[];
  /** How many sums differ from their records. */
  readonly drift: () => Promise<number>;
}

export interface Examination {
  readonly findings: readonly Finding[];
  readonly databaseSize: string;
}

/** Looks at everything and changes nothing. */
export async function examine(facts: DoctorFacts): Promise<Examination> {
  return onOwner(facts.url, async (client) => {
    const found = [...(await examineCluster(client, facts.connections)), ...(await clock(client))];
    const ofMigrations = await migrationFindings(client, facts.migrations);
    found.push(...ofMigrations);
    if (ofMigrations.length === 0) {
      const drifts = await facts.drift();
      if (drifts > 0) found.push(findings.drift(drifts));
    }
    for (const folder of facts.folders) found.push(...(await disk(folder)));
    const [size] = await rowsOf<{ text: string }>(
      client,
      // The owner may not ask for the size of the database itself.
      `SELECT pg_size_pretty(sum(pg_total_relation_size(oid))) AS text FROM pg_class
        WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace`,
    );
    return { findings: found, databaseSize: size!.text };
  });
}

const CLOCK_SECONDS = 5;

async function clock(client: OwnerClient): Promise<Finding[]> {
  const before = Date.now();
  const [row] = await rowsOf<{ at: number }>(client, 'SELECT extract(epoch FROM clock_timestamp())::float8 AS at');
  // Half of the way there and back.
  const here = (before + Date.now()) / 2_000;
  const difference = Math.abs(row!.at - here);
  return difference > CLOCK_SECONDS ? [findings.clock(difference.toFixed(0))] : [];
}

async function migrationFindings(client: OwnerClient, recorded: readonly RecordedMigration[]): Promise<Finding[]> {
  const hasHashes = await rowsOf(
    client,
    `SELECT FROM pg_attribute WHERE attrelid = to_regclass('public.migration') AND attname = 'hash'`,
  );
  if (hasHashes.length === 0) return [findings.notMigrated(recorded.map(({ name }) => name).join(', '))];
  const run = await rowsOf<RunMigration>(client, 'SELECT name, hash FROM migration ORDER BY id');
  const refusal = await refusalOf(async () => checkRun(run, recorded));
  if (refusal) return [findings.migrations(refusal)];
  const pending = recorded.slice(run.length).map(({ name }) => name);
  const found = pending.length > 0 ? [findings.notMigrated(pending.join(', '))] : [];
  const other = await refusalOf(() => checkCatalogue((text) => rowsOf(client, text), run));
  return [...found, ...(other ? [findings.catalogue(other)] : []), ...(await notValid(client))];
}

/** What a check says in both languages; null when it is content. */
const refusalOf = (check: () => Promise<void>): Promise<string | null> =>
  check().then(
    () => null,
    (error: unknown) => {
      if (error instanceof MigrationRefused) return error.message;
      throw error;
    },
  );

async function notValid(client: OwnerClient): Promise<Finding[]> {
  const rows = await rowsOf<{ name: string }>(
    client,
    `SELECT conname AS name FROM pg_constraint WHERE NOT convalidated AND connamespace = 'public'::regnamespace`,
  );
  return rows.map(({ name }) => findings.notValid(name));
}

const GIGABYTE = 1024 ** 3;

async function disk(folder: string): Promise<Finding[]> {
  const { bavail, bsize } = await statfs(folder).catch(() => ({ bavail: Infinity, bsize: 1 }));
  const free = bavail * bsize;
  return free < GIGABYTE ? [findings.disk(folder, `${Math.floor(free / 1024 ** 2)} MB`)] : [];
}
