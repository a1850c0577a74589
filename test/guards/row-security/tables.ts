import pg from 'pg';
import type { PlantedWorld } from '../../support/planted-world.js';
import { type Context, settingsOf } from './contexts.js';

export interface PolicyRow {
  readonly table: string;
  readonly name: string;
  readonly command: string;
  readonly roles: readonly string[];
  readonly permissive: boolean;
  readonly using: string | null;
  readonly check: string | null;
}

const POLICIES = `SELECT tablename AS "table", policyname AS name, cmd AS command, roles::text[] AS roles,
  permissive = 'PERMISSIVE' AS permissive, qual AS using, with_check AS check
  FROM pg_policies WHERE schemaname = 'public' ORDER BY 1, 2`;

const COLUMNS = `SELECT table_name::text AS t, array_agg(column_name::text) AS c FROM information_schema.columns
  WHERE table_schema = 'public' GROUP BY 1`;

/** Tables whose rows are not named by an id of the planted world. */
export const KEYS: Readonly<Record<string, string>> = {
  idempotency_key: 'key',
  sign_in_name: 'username',
  sign_in_attempt: 'username',
  export_queue: 'export_id',
  city_change: 'city_id',
};

/** The value that an UPDATE writes, to find the changed rows. */
const MARK = 987_654;

/**
 * Runs attempts on tables and rolls each one back at once, by an error of its own.
 * `marked` reads without row security, as the superuser.
 * Only SQLSTATE 42501 means that row security or a grant refused. Other errors come later, so the attempt was allowed.
 */
const FUNCTIONS = `CREATE SCHEMA probe; GRANT USAGE ON SCHEMA probe TO PUBLIC;
  CREATE FUNCTION probe.marked(target text, key text, condition text) RETURNS text
    LANGUAGE plpgsql SECURITY DEFINER AS $$
    DECLARE found text; BEGIN
      EXECUTE format('SELECT string_agg(%s::text, '','') FROM %I WHERE %s', key, target, condition) INTO found;
      RETURN coalesce(found, ''); END $$;
  CREATE FUNCTION probe.attempt(sql text) RETURNS text LANGUAGE plpgsql AS $$ BEGIN
    EXECUTE sql;
    RAISE EXCEPTION USING ERRCODE = 'HSOK1';
    EXCEPTION WHEN SQLSTATE 'HSOK1' THEN RETURN 'done'; WHEN insufficient_privilege THEN RETURN 'denied';
      WHEN OTHERS THEN RETURN SQLSTATE || ' ' || SQLERRM; END $$;
  CREATE FUNCTION probe.reached(sql text, target text, key text, condition text) RETURNS text
    LANGUAGE plpgsql AS $$ BEGIN
    EXECUTE sql;
    RAISE EXCEPTION USING ERRCODE = 'HSOK1', MESSAGE = probe.marked(target, key, condition);
    EXCEPTION WHEN SQLSTATE 'HSOK1' THEN RETURN SQLERRM; WHEN insufficient_privilege THEN RETURN NULL; END $$;
  CREATE FUNCTION probe.seen(target text, key text) RETURNS text[] LANGUAGE plpgsql AS $$ DECLARE found text[]; BEGIN
    EXECUTE format('SELECT array_agg(DISTINCT %s::text) FROM %s AS x', key, target) INTO found;
    RETURN coalesce(found, '{}');
    EXCEPTION WHEN insufficient_privilege THEN RETURN NULL; END $$;`;

/** The tables of one database, asked as any role. No server, no trigger and no foreign key helps row security. */
export class Tables {
  private readonly columns = new Map<string, Set<string>>();
  policies: PolicyRow[] = [];

  private constructor(private readonly client: pg.Client) {}

  static async open(planted: PlantedWorld): Promise<Tables> {
    const client = new pg.Client({ connectionString: planted.world.db.superuserUrl });
    await client.connect();
    const tables = new Tables(client);
    await client.query(`SET session_replication_role = 'replica'`);
    await client.query(FUNCTIONS);
    tables.policies = (await client.query<PolicyRow>(POLICIES)).rows;
    const { rows } = await client.query<{ t: string; c: string[] }>(COLUMNS);
    for (const { t, c } of rows) tables.columns.set(t, new Set(c));
    return tables;
  }

  close(): Promise<void> {
    return this.client.end();
  }

  has(table: string, column: string): boolean {
    return this.columns.get(table)?.has(column) ?? false;
  }

  /** A column its readers may read and which names the row, or the place where all rows of a table stand alike. */
  keyOf(table: string, role: string): string {
    const columns =
      role === 'app_peers' && table !== 'city_change'
        ? ['place_path', 'path', 'city_id', 'id']
        : [KEYS[table] ?? 'id', 'place_path'];
    return columns.find((column) => this.has(table, column))!;
  }

  async as(context: Context): Promise<void> {
    const [role, ...settings] = settingsOf(context);
    await this.client.query('RESET ROLE');
    await this.client.query(
      `SELECT set_config('app.city_id', $1, false), set_config('app.path', $2, false),
        set_config('app.path_end', $3, false), set_config('app.account_id', $4, false),
        set_config('app.grant_role', $5, false), set_config('role', $6, false)`,
      [...settings, role],
    );
  }

  async superuser<T extends object>(text: string, values: readonly unknown[] = []): Promise<T[]> {
    await this.client.query('RESET ROLE');
    return (await this.client.query(text, [...values])).rows as T[];
  }

  /** Keys of all rows that the role sees now; null without the right to read the table. */
  async seen(table: string, key: string): Promise<string[] | null> {
    return (await this.client.query<{ found: string[] | null }>('SELECT probe.seen($1, $2) AS found', [table, key]))
      .rows[0]!.found;
  }

  async attempts(statements: readonly string[]): Promise<string[]> {
    const { rows } = await this.client.query<{ outcome: string }>(
      'SELECT probe.attempt(s) AS outcome FROM unnest($1::text[]) WITH ORDINALITY AS x (s, n) ORDER BY n',
      [statements],
    );
    return rows.map(({ outcome }) => outcome);
  }

  /** Keys of the rows an UPDATE of everything reaches. Without WHERE no policy for reading stands in. null: refused. */
  async changed(table: string): Promise<string[] | null> {
    const column = this.has(table, 'version') ? 'version' : 'object_version';
    return this.reached(`UPDATE ${table} SET ${column} = ${MARK}`, table, `${column} = ${MARK}`);
  }

  /** Keys of the rows that can be locked, by who may change some column. */
  async locked(table: string): Promise<string[] | null> {
    const key = this.keyOf(table, '');
    return (
      await this.client.query<{ keys: string[] | null }>('SELECT probe.seen($1, $2) AS keys', [
        `(SELECT ${key} FROM ${table} FOR NO KEY UPDATE)`,
        key,
      ])
    ).rows[0]!.keys;
  }

  /** Keys of the rows that a DELETE of everything leaves. */
  async left(table: string): Promise<string[] | null> {
    return this.reached(`DELETE FROM ${table}`, table, 'true');
  }

  private async reached(sql: string, table: string, condition: string): Promise<string[] | null> {
    const { rows } = await this.client.query<{ keys: string | null }>('SELECT probe.reached($1, $2, $3, $4) AS keys', [
      sql,
      table,
      this.keyOf(table, ''),
      condition,
    ]);
    return rows[0]!.keys?.split(',').filter(Boolean) ?? null;
  }

  /** Changes something for the time of `work` alone, then undoes it. */
  async scratch<T>(change: string, work: () => Promise<T>): Promise<T> {
    await this.superuser('BEGIN');
    try {
      await this.client.query(change);
      return await work();
    } finally {
      await this.client.query('ROLLBACK');
    }
  }
}

/** A value as SQL text. */
export function literal(value: unknown): string {
  if (value === null) return 'NULL';
  if (Array.isArray(value)) return value.length === 0 ? `'{}'` : `ARRAY[${value.map(literal).join(', ')}]`;
  if (value instanceof Buffer) return `'\\x${value.toString('hex')}'`;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : pg.escapeLiteral(String(value));
}

export const insertText = (table: string, values: Record<string, unknown>): string =>
  `INSERT INTO ${table} (${Object.keys(values)
    .map((name) => `"${name}"`)
    .join(', ')}) VALUES (${Object.values(values).map(literal).join(', ')})`;
