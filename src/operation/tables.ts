import { type BackedUpCity, type BackupTable, LEFT_OUT, quoted } from './backup-format.js';
import { type OwnerClient, rowsOf } from './owner-connection.js';

const TABLES = `SELECT c.relname AS name,
    (SELECT array_agg(a.attname::text ORDER BY a.attnum) FROM pg_attribute a
      WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = '') AS columns,
    (SELECT array_agg(a.attname::text ORDER BY k.place) FROM pg_index i, unnest(i.indkey) WITH ORDINALITY k(att, place)
      JOIN pg_attribute a ON a.attnum = k.att
      WHERE i.indrelid = c.oid AND i.indisprimary AND a.attrelid = c.oid) AS key,
    (SELECT coalesce(array_agg(DISTINCT f.confrelid::regclass::text), '{}') FROM pg_constraint f
      WHERE f.contype = 'f' AND f.conrelid = c.oid AND f.confrelid <> c.oid) AS parents
  FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')
    AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e') ORDER BY c.relname`;

interface FoundTable extends BackupTable {
  readonly parents: readonly string[];
}

/**
 * The tables a backup holds, each behind those its foreign keys lead to.
 * @throws Error when a table belongs to no city: nobody has decided how it is backed up
 */
export async function tablesOf(client: OwnerClient): Promise<BackupTable[]> {
  const found = (await rowsOf<FoundTable>(client, TABLES)).filter(({ name }) => !LEFT_OUT.has(name));
  const homeless = found.find(({ columns, key }) => !columns.includes('city_id') || !key);
  if (homeless) throw new Error(`table ${homeless.name} has no city_id or no primary key: say how it is backed up`);
  const ordered: FoundTable[] = [];
  while (ordered.length < found.length) {
    const names = new Set(ordered.map(({ name }) => name));
    const next = found.filter(({ name, parents }) => !names.has(name) && parents.every((parent) => names.has(parent)));
    if (next.length === 0) throw new Error('the foreign keys of the tables form a circle');
    ordered.push(...next);
  }
  return ordered;
}

const CITIES = `SELECT id, code, name FROM place WHERE level = 'CITY' ORDER BY code`;
const PATIENCE = 20;
/** A statement that waits for this lock makes others wait behind it, so it gives up soon and tries again. */
const LOCK_TIMEOUT = '500ms';
const LOCK_NOT_AVAILABLE = '55P03';

/**
 * Even the owner sees one city at a time. For this one question it lifts that in a transaction that is rolled back:
 * nobody else ever sees the table without its row security.
 */
export async function allCities(client: OwnerClient): Promise<BackedUpCity[]> {
  for (let turn = 1; ; turn += 1) {
    await client.query('BEGIN');
    try {
      await client.query(`SET LOCAL lock_timeout = '${LOCK_TIMEOUT}'`);
      await client.query('ALTER TABLE place NO FORCE ROW LEVEL SECURITY');
      return await rowsOf<BackedUpCity>(client, CITIES);
    } catch (error) {
      if ((error as { code?: string }).code !== LOCK_NOT_AVAILABLE || turn === PATIENCE) throw error;
    } finally {
      await client.query('ROLLBACK');
    }
  }
}

export async function setForce(client: OwnerClient, table: string, isForced: boolean): Promise<void> {
  await client.query(`ALTER TABLE public.${quoted(table)} ${isForced ? '' : 'NO '}FORCE ROW LEVEL SECURITY`);
}

/** @returns the first table that holds a row. Inside a transaction in which row security is not forced. */
export async function firstWithRows(client: OwnerClient, tables: readonly BackupTable[]): Promise<string | null> {
  for (const { name } of tables) {
    const [row] = await rowsOf<{ some: boolean }>(client, `SELECT EXISTS (SELECT FROM public.${quoted(name)}) AS some`);
    if (row!.some) return name;
  }
  return null;
}
