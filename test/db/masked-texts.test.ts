import pg from 'pg';
import { createPool, createReadPool } from '../../src/db/pools.js';
import { TenantDatabase } from '../../src/db/tenant-database.js';
import { GrantRole } from '../../src/kernel/grant-role.js';
import { PUBLIC_VIEWER, type ReaderRole, type Viewer } from '../../src/kernel/viewer.js';
import { type PlantedPlace, PlantedWorld } from '../support/planted-world.js';

const NUMBER = '19912345678';
/** Text columns of tables that people read, in which a canary was planted. They hold no code and no key. */
const READ_BY: Readonly<Record<string, readonly ReaderRole[]>> = {
  PLACED: ['app_city', 'app_street', 'app_room', 'app_public'],
  CITY: ['app_city', 'app_street', 'app_room', 'app_public'],
  PERSONAL: ['app_room'],
};
/** Columns of official codes, which read-batch.ts leaves alone. */
const OFFICIAL = ['code', 'path'];
interface TextColumn {
  readonly table: string;
  readonly column: string;
  readonly type: string;
  readonly readers: string[];
}
const COLUMNS = `SELECT c.relname AS table, a.attname AS column, t.typname AS type,
    array(SELECT r.rolname::text FROM pg_roles r WHERE r.rolname IN ('app_city', 'app_street', 'app_room', 'app_public')
      AND has_column_privilege(r.oid, c.oid, a.attnum, 'SELECT')) AS readers
  FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 JOIN pg_type t ON t.oid = a.atttypid
  WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND t.typname IN ('text', 'varchar', '_text')
  AND obj_description(c.oid, 'pg_class') = ANY($1)`;

describe('a private number in any text', () => {
  let planted: PlantedWorld;
  let here: PlantedPlace;
  let columns: TextColumn[];
  let database: TenantDatabase;

  beforeAll(async () => {
    planted = await PlantedWorld.start([[1]]);
    planted.world.sendsOwnTexts = true;
    here = planted.places.find(({ place }) => place.level === 'COMMUNITY')!;
    const held = new Set([...planted.canaries.values()].map(({ table, column }) => `${table}.${column}`));
    const client = new pg.Client({ connectionString: planted.world.db.superuserUrl });
    await client.connect();
    const { rows } = await client.query<TextColumn>(COLUMNS, [Object.keys(READ_BY)]);
    columns = rows.filter(({ table, column }) => held.has(`${table}.${column}`) && !OFFICIAL.includes(column));
    await client.query(`SET session_replication_role = 'replica'`);
    for (const { table, column, type } of columns) {
      const value = type === '_text' ? `ARRAY["${column}"[1] || '，${NUMBER}']` : `"${column}" || '，${NUMBER}'`;
      await client.query(`UPDATE ${table} SET "${column}" = ${value} WHERE "${column}" IS NOT NULL`);
    }
    await client.end();
    const { appUrl } = planted.world.db;
    database = new TenantDatabase(createReadPool(appUrl, 1), createPool(appUrl, 1, 'test-masked'));
  });
  afterAll(async () => {
    await database.close();
    await planted.stop();
  });

  const viewerOf = (role: GrantRole | null, reader: ReaderRole): Viewer => ({
    ...PUBLIC_VIEWER,
    ...(role ? { cityId: here.place.cityId, role, placeId: here.place.id, placePath: here.place.path } : {}),
    reader,
  });
  /** All texts of these columns that the viewer reads, by table. */
  async function read(viewer: Viewer): Promise<Map<string, string>> {
    const tables = new Map<string, string[]>();
    for (const { table, column, readers } of columns)
      if (readers.includes(viewer.reader)) tables.set(table, [...(tables.get(table) ?? []), `"${column}"`]);
    const found = await database.read(
      viewer,
      [...tables].map(([table, names]) => ({ text: `SELECT ${names.join(', ')} FROM ${table}`, values: [] })),
    );
    return new Map([...tables.keys()].map((table, index) => [table, JSON.stringify(found[index])]));
  }
  const holding = (texts: Map<string, string>, number: string): string[] =>
    [...texts].filter(([, text]) => text.includes(number)).map(([table]) => table);

  it.each([
    ['the committee of the city', GrantRole.CITY_COMMITTEE, 'app_city'],
    ['an office of the street', GrantRole.STREET_PARTY_OFFICE, 'app_street'],
    ['an observer of the community', GrantRole.OBSERVER, 'app_room'],
    ['the public', null, 'app_public'],
  ] as const)('is masked for %s', async (_name, role, reader) => {
    const texts = await read(viewerOf(role, reader));
    expect(holding(texts, NUMBER)).toEqual([]);
    // They do read the rows (control).
    expect(holding(texts, '199****5678').length).toBeGreaterThan(reader === 'app_public' ? 8 : 20);
  });

  it('is read as entered by the people of the room (control)', async () => {
    const texts = await read(viewerOf(GrantRole.CLERK, 'app_room'));
    expect(holding(texts, '199****5678')).toEqual([]);
    expect(holding(texts, NUMBER).length).toBeGreaterThan(20);
  });

  it('is masked in what a mutation answers, and not in what it works with', async () => {
    const text = 'SELECT text FROM suggestion WHERE text IS NOT NULL LIMIT 1';
    const viewer = viewerOf(GrantRole.CITY_COMMITTEE, 'app_city');
    const [before, after] = await database.write(viewer, async (tx) => {
      const first = await tx.rows<{ text: string }>({ text, values: [] });
      tx.commitWithNext();
      return [first, await tx.rows<{ text: string }>({ text, values: [] })];
    });
    expect(before![0]!.text).toContain(NUMBER);
    expect(after![0]!.text).toContain('199****5678');
  });
});
