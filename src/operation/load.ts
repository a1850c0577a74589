import { once } from 'node:events';
import { from as copyFrom } from 'pg-copy-streams';
import { MIGRATION_LOCK } from '../db/migration/lock.js';
import { type BackedUpCity, type BackupTable, quoted } from './backup-format.js';
import { readBackup } from './backup-reader.js';
import { loadFailed } from './messages/files.js';
import { type OwnerClient, inTransaction, rowsOf } from './owner-connection.js';
import { LoadFailure, Refused } from './refused.js';
import { setForce, tablesOf } from './tables.js';

interface Trigger {
  readonly table: string;
  readonly name: string;
  readonly enabled: string;
}

const TRIGGERS = `SELECT t.tgrelid::regclass::text AS table, t.tgname AS name, t.tgenabled::text AS enabled
  FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
  WHERE c.relnamespace = 'public'::regnamespace AND NOT t.tgisinternal ORDER BY 1, 2`;

const ENABLE: Readonly<Record<string, string>> = { O: 'ENABLE', A: 'ENABLE ALWAYS', R: 'ENABLE REPLICA' };

/**
 * Loads the rows of a backup in one transaction. Derived state and sums are rows of the backup too, so our triggers
 * rest; foreign keys do not. Row security holds for everybody else all the time.
 * @param check runs first, inside; what it throws ends the load
 */
export function loadRows(
  client: OwnerClient,
  file: string,
  cities: readonly BackedUpCity[],
  check: (tables: readonly BackupTable[]) => Promise<void>,
): Promise<void> {
  return inTransaction(client, 'BEGIN', async () => {
    await client.query('SELECT pg_advisory_xact_lock($1)', [MIGRATION_LOCK]);
    const tables = await tablesOf(client);
    const triggers = await rowsOf<Trigger>(client, TRIGGERS);
    for (const { name } of tables) await setForce(client, name, false);
    await check(tables);
    for (const trigger of triggers) await setTrigger(client, trigger, 'DISABLE');
    await copyAll(client, file, tables);
    for (const trigger of triggers) {
      const state = ENABLE[trigger.enabled];
      if (state) await setTrigger(client, trigger, state);
    }
    for (const { name } of tables) await setForce(client, name, true);
    await changeCities(client, cities);
  });
}

const setTrigger = (client: OwnerClient, { table, name }: Trigger, state: string): Promise<unknown> =>
  client.query(`ALTER TABLE ${table} ${state} TRIGGER ${quoted(name)}`);

async function copyAll(client: OwnerClient, file: string, tables: readonly BackupTable[]): Promise<void> {
  const known = new Set(tables.map(({ name }) => name));
  let copy: ReturnType<typeof copyFrom> | null = null;
  let failure: DatabaseError | null = null;
  const waitFor = (event: 'drain' | 'finish'): Promise<unknown> =>
    failure
      ? Promise.reject(described(failure))
      : once(copy!, event).catch((error: unknown) => Promise.reject(described(error as DatabaseError)));
  await readBackup(file, {
    openRows: async (text) => {
      copy = client.query(copyFrom(text.replace(/;$/, '')));
      // An error may come while nobody waits for the stream.
      copy.on('error', (error: DatabaseError) => (failure = error));
    },
    rows: async (bytes) => {
      if (!copy!.write(bytes)) await waitFor('drain');
    },
    closeRows: async ({ table, rows }) => {
      copy!.end();
      await waitFor('finish');
      if (!known.has(table) || copy!.rowCount !== rows) throw new Refused(loadFailed(table, 'rows'));
    },
  });
}

interface DatabaseError extends Error {
  readonly code?: string;
  readonly table?: string;
  readonly constraint?: string;
}

/** PostgreSQL's own text may quote a row, and so a resident. */
const described = ({ code, table, constraint }: DatabaseError): LoadFailure =>
  new LoadFailure(loadFailed(table ?? '?', [code, constraint].filter(Boolean).join(' ')), constraint);

/** Servers that keep answers notice the loaded cities. Before that migration there is nobody to notice. */
async function changeCities(client: OwnerClient, cities: readonly BackedUpCity[]): Promise<void> {
  const [row] = await rowsOf<{ exists: boolean }>(
    client,
    `SELECT to_regprocedure('change_city(uuid)') IS NOT NULL AS exists`,
  );
  if (!row!.exists) return;
  for (const { id } of cities) await client.query('SELECT change_city($1)', [id]);
}
