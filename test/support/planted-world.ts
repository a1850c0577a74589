import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { uuidv7 } from '../../src/kernel/uuid.js';
import { recipes, unplanted } from './planting-recipes.js';
import { type PlaceRef, World, type WorldOptions } from './world.js';

/** A unique text (canary). If it appears in an answer, this column of this row was shown. */
export interface Canary {
  readonly token: string;
  readonly table: string;
  readonly column: string;
  readonly row: PlantedRow;
}
export interface PlantedRow {
  readonly table: string;
  readonly id: string;
  readonly place: PlaceRef;
  readonly published: boolean;
  readonly accountId: string | null;
}
export interface PlantedPlace {
  readonly place: PlaceRef;
  readonly published: boolean;
  readonly refs: Record<string, string>;
}

interface ColumnInfo {
  table: string;
  column: string;
  type: string;
  nullable: boolean;
  has_default: boolean;
  identity: boolean;
  choices: string | null;
}

export const TOKEN = /zq[0-9a-z]{6}qz/g;
const DAY = '2021-03-01';

/** A world with one row of every table at every place, and a canary in every text column of every row. */
export class PlantedWorld {
  readonly canaries = new Map<string, Canary>();
  readonly rows = new Map<string, PlantedRow>();
  readonly places: PlantedPlace[] = [];
  private columns = new Map<string, ColumnInfo[]>();
  private serial = 0;
  private superuser: Promise<pg.Client> | null = null;

  private constructor(readonly world: World) {}

  /**
   * Cities by the numbers of communities in their streets; in the first community of each street what can be published
   * is.
   */
  static async start(
    shape: readonly (readonly number[])[] = [
      [3, 2],
      [2, 1],
    ],
    options: WorldOptions = {},
  ): Promise<PlantedWorld> {
    const planted = new PlantedWorld(await World.start(options));
    await planted.readCatalogue();
    for (const communities of shape) {
      const city = await planted.plant(null, async (name) => planted.world.city(name), false);
      for (const [index, count] of communities.entries()) {
        const street = await planted.plant(city, (name) => planted.world.street(city.place, index + 1, name), false);
        for (let serial = 1; serial <= count; serial += 1) {
          await planted.plant(city, (name) => planted.world.community(street.place, serial, name), serial === 1);
        }
      }
    }
    return planted;
  }

  async stop(): Promise<void> {
    await (await this.superuser)?.end();
    await this.world.stop();
  }

  /** Queries as the superuser, for facts that row security must not hide from the test. */
  async asSuperuser<T extends object = Record<string, unknown>>(
    text: string,
    values: readonly unknown[] = [],
  ): Promise<T[]> {
    this.superuser ??= connected(this.world.db.superuserUrl);
    return (await (await this.superuser).query(text, [...values])).rows as T[];
  }

  private async readCatalogue(): Promise<void> {
    const found =
      await this.asSuperuser<ColumnInfo>(`SELECT c.table_name AS table, c.column_name AS column, c.data_type AS type,
        c.is_nullable = 'YES' AS nullable,
      c.column_default IS NOT NULL AS has_default, c.is_identity = 'YES' AS identity,
      (SELECT pg_get_constraintdef(k.oid) FROM pg_constraint k
      JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = ANY(k.conkey)
        WHERE k.contype = 'c' AND k.conrelid = c.table_name::regclass AND a.attname = c.column_name
        AND pg_get_constraintdef(k.oid) ~ ('\\m' || c.column_name || '\\M = (ANY|'')') LIMIT 1) AS choices
        FROM information_schema.columns c JOIN information_schema.tables t USING (table_schema, table_name)
      WHERE c.table_schema = 'public' AND t.table_type = 'BASE TABLE' ORDER BY c.table_name, c.ordinal_position`);
    for (const column of found) this.columns.set(column.table, [...(this.columns.get(column.table) ?? []), column]);
    const unknown = [...this.columns.keys()].filter((table) => !recipes[table] && !unplanted[table]);
    if (unknown.length > 0)
      throw new Error(`No planting recipe (test/support/planting-recipes.ts) for: ${unknown.join(', ')}`);
  }

  private async plant(
    city: PlantedPlace | null,
    make: (name: string) => Promise<PlaceRef>,
    published: boolean,
  ): Promise<PlantedPlace> {
    const name = this.nextToken();
    const place = await make(name);
    const row: PlantedRow = { table: 'place', id: place.id, place, published: true, accountId: null };
    this.register(name, 'name', row);
    const other = this.nextToken();
    await this.world.sql(place.cityId, 'UPDATE place SET other_names = $1 WHERE id = $2', [[other], place.id]);
    this.register(other, 'other_names', row);
    const refs: Record<string, string> = {
      place: place.id,
      ...(city ? { unit: city.refs['unit']!, procedure: city.refs['procedure']! } : {}),
    };
    const [inForce] = await this.world.sql<{ id: string }>(place.cityId, 'SELECT id FROM procedure WHERE number = 1');
    refs['procedure_in_force'] = inForce!.id;
    const here: PlantedPlace = { place, published, refs };
    for (const [table, recipe] of Object.entries(recipes)) {
      if (!this.columns.has(table)) throw new Error(`A planting recipe for a table that does not exist: ${table}`);
      if (recipe.each === 'place' || !city) refs[table] = await this.plantRow(table, here);
    }
    this.places.push(here);
    return here;
  }

  /**
   * One more row of a table at a place, with some values of its own: for attempts that use up what they are made on.
   */
  fresh(table: string, here: PlantedPlace, values: Record<string, unknown> = {}): Promise<string> {
    return this.plantRow(table, { ...here, published: false }, values);
  }

  /** The version of a row as it is now. */
  async version(table: string, here: PlantedPlace, id: string): Promise<number> {
    return (
      await this.world.sql<{ version: number }>(here.place.cityId, `SELECT version FROM ${table} WHERE id = $1`, [id])
    )[0]!.version;
  }

  private async plantRow(table: string, here: PlantedPlace, own: Record<string, unknown> = {}): Promise<string> {
    const { row, values } = this.made(table, here, own);
    const names = Object.keys(values);
    await this.world.sql(
      here.place.cityId,
      `INSERT INTO ${table} (${names.map((name) => `"${name}"`).join(', ')})
        VALUES (${names.map((_, index) => `$${index + 1}`).join(', ')})`,
      Object.values(values),
    );
    this.rows.set(row.id, row);
    return row.id;
  }

  /**
   * The values of one more row of a table at a place, which is not inserted: for attempts that say themselves as whom.
   */
  candidate(table: string, here: PlantedPlace, values: Record<string, unknown> = {}): Record<string, unknown> {
    return this.made(table, here, values).values;
  }

  private made(
    table: string,
    here: PlantedPlace,
    own: Record<string, unknown>,
  ): { row: PlantedRow; values: Record<string, unknown> } {
    const { place, refs } = here;
    const fixed = { ...recipes[table]?.fixed(refs, here.published), ...own };
    const published = here.published || recipes[table]?.each === 'city' || table.startsWith('place_');
    const row: PlantedRow = { table, id: uuidv7(), place, published, accountId: refs['account'] ?? null };
    const values: Record<string, unknown> = {};
    for (const column of this.columns.get(table)!) {
      const value = column.column in fixed ? fixed[column.column] : this.valueFor(column, row);
      if (value !== undefined) values[column.column] = value;
    }
    return { row, values };
  }

  private valueFor(column: ColumnInfo, row: PlantedRow): unknown {
    const known: Record<string, unknown> = {
      city_id: row.place.cityId,
      id: row.id,
      place_id: row.place.id,
      place_path: row.place.path,
    };
    if (column.identity) return undefined;
    if (column.column in known) return known[column.column];
    if (column.column.endsWith('_precision')) return 'DAY';
    if (column.type === 'text' && column.choices)
      return column.nullable ? undefined : /'([A-Z_]+)'/.exec(column.choices)?.[1];
    if (column.type === 'text') return this.canary(column.column, row);
    if (column.type === 'ARRAY') return [this.canary(column.column, row)];
    if (column.nullable && !column.column.endsWith('_from') && !column.column.endsWith('_to')) return undefined;
    if (column.type === 'date') return DAY;
    if (column.type === 'bytea') return randomBytes(32);
    if (column.has_default) return undefined;
    if (column.type === 'integer' || column.type === 'bigint') return 1;
    if (column.type === 'timestamp with time zone') return DAY;
    throw new Error(
      `No value for ${row.table}.${column.column} (${column.type}): say it in test/support/planting-recipes.ts`,
    );
  }

  private canary(column: string, row: PlantedRow): string {
    const token = this.nextToken();
    this.register(token, column, row);
    return token;
  }

  private nextToken(): string {
    this.serial += 1;
    return `zq${this.serial.toString(36).padStart(6, '0')}qz`;
  }

  private register(token: string, column: string, row: PlantedRow): void {
    this.canaries.set(token, { token, table: row.table, column, row });
    this.rows.set(row.id, row);
  }
}

async function connected(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  return client;
}
