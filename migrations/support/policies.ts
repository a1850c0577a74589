import type { QueryRunner } from 'typeorm';

const CITY = `(SELECT nullif(current_setting('app.city_id', true), '')::uuid)`;
const PATH = `(SELECT current_setting('app.path', true))`;
const PATH_END = `(SELECT current_setting('app.path_end', true))`;
const ACCOUNT = `(SELECT nullif(current_setting('app.account_id', true), '')::uuid)`;

export type Level = 'app_city' | 'app_street' | 'app_room';

/** Which rows of a placed table a level reaches. */
export const REACH: Readonly<Record<Level, string>> = {
  app_city: 'true',
  app_street: `place_path >= ${PATH} AND place_path < ${PATH_END}`,
  app_room: `place_path = ${PATH}`,
};

export interface Writing {
  /** Levels that may insert, each with an optional further condition. */
  readonly insert?: Partial<Record<Level, string | true>>;
  /** Columns a level may change. */
  readonly update?: Partial<Record<Level, readonly string[]>>;
  readonly delete?: readonly Level[];
}

export interface Publication { readonly when: string; readonly columns: readonly string[] }

/** Row security of one table, by the class its entity declares as the table's comment. The catalogue test (test/guards) holds every table against these. */
async function secure(runner: QueryRunner, table: string): Promise<void> {
  await runner.query(`ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY`);
  await runner.query(`ALTER TABLE ${table} FORCE ROW LEVEL SECURITY`);
  await runner.query(`CREATE POLICY owner ON ${table} TO hsl_owner USING (true) WITH CHECK (true)`);
}

const tenantPolicy = (runner: QueryRunner, table: string): Promise<unknown> => runner.query(
  `CREATE POLICY tenant ON ${table} AS RESTRICTIVE TO hsl_owner, app_city, app_street, app_room USING (city_id = ${CITY}) WITH CHECK (city_id = ${CITY})`);

async function readable(runner: QueryRunner, table: string, level: Level, using: string): Promise<void> {
  await runner.query(`CREATE POLICY ${level}_read ON ${table} FOR SELECT TO ${level} USING (${using})`);
  await runner.query(`GRANT SELECT ON ${table} TO ${level}`);
}

async function writable(runner: QueryRunner, table: string, writing: Writing, reach: (level: Level) => string): Promise<void> {
  for (const [level, extra] of Object.entries(writing.insert ?? {}) as [Level, string | true][]) {
    const check = extra === true ? reach(level) : `(${reach(level)}) AND (${extra})`;
    await runner.query(`CREATE POLICY ${level}_insert ON ${table} FOR INSERT TO ${level} WITH CHECK (${check})`);
    await runner.query(`GRANT INSERT ON ${table} TO ${level}`);
  }
  for (const [level, columns] of Object.entries(writing.update ?? {}) as [Level, readonly string[]][]) {
    await runner.query(`CREATE POLICY ${level}_update ON ${table} FOR UPDATE TO ${level} USING (${reach(level)}) WITH CHECK (${reach(level)})`);
    await runner.query(`GRANT UPDATE (${columns.map((column) => `"${column}"`).join(', ')}) ON ${table} TO ${level}`);
  }
  for (const level of writing.delete ?? []) {
    await runner.query(`CREATE POLICY ${level}_delete ON ${table} FOR DELETE TO ${level} USING (${reach(level)})`);
    await runner.query(`GRANT DELETE ON ${table} TO ${level}`);
  }
}

async function published(runner: QueryRunner, table: string, publication: Publication | undefined): Promise<void> {
  if (!publication) return;
  await runner.query(`CREATE POLICY published ON ${table} AS RESTRICTIVE TO app_public USING (${publication.when})`);
  await runner.query(`CREATE POLICY app_public_read ON ${table} FOR SELECT TO app_public USING (true)`);
  await runner.query(`GRANT SELECT (${['city_id', 'id', ...publication.columns].map((column) => `"${column}"`).join(', ')}) ON ${table} TO app_public`);
}

/** A record that lives at its subject's place and is seen by its path. */
export async function placed(runner: QueryRunner, table: string, writing: Writing, publication?: Publication): Promise<void> {
  await secure(runner, table);
  await tenantPolicy(runner, table);
  for (const level of ['app_city', 'app_street', 'app_room'] as const) await readable(runner, table, level, REACH[level]);
  await writable(runner, table, writing, (level) => REACH[level]);
  await published(runner, table, publication);
}

/** What the whole city reads: places, procedures, units. Written at the city unless said otherwise. */
export async function cityWide(runner: QueryRunner, table: string, writing: Writing, publication?: Publication): Promise<void> {
  await secure(runner, table);
  await tenantPolicy(runner, table);
  for (const level of ['app_city', 'app_street', 'app_room'] as const) await readable(runner, table, level, 'true');
  await writable(runner, table, writing, () => 'true');
  await published(runner, table, publication);
}

/** An observer or an office placed at a community reads like its room, but is not of it. */
export const OF_THE_ROOM = `(SELECT current_setting('app.grant_role', true)) IN ('CONVENER', 'CLERK')`;

/** Residents' data: the people of the own room alone. */
export async function personal(runner: QueryRunner, table: string, writing: Omit<Writing, 'insert'> & { insert: { app_room: string | true } }): Promise<void> {
  await secure(runner, table);
  await tenantPolicy(runner, table);
  const own = `${REACH.app_room} AND ${OF_THE_ROOM}`;
  await readable(runner, table, 'app_room', own);
  await writable(runner, table, writing, () => own);
}

/** What belongs to one account: seen by itself, and by the city's administrator where said. */
export async function ofAccount(runner: QueryRunner, table: string, accountColumn: string, options: { administered?: Writing; own?: Writing }): Promise<void> {
  await secure(runner, table);
  await tenantPolicy(runner, table);
  const own = `${accountColumn} = ${ACCOUNT}`;
  const admin = `(SELECT current_setting('app.grant_role', true)) = 'CITY_ADMIN'`;
  const reach = (level: Level): string => (level === 'app_city' && options.administered ? `${own} OR ${admin}` : own);
  for (const level of ['app_city', 'app_street', 'app_room'] as const) await readable(runner, table, level, reach(level));
  if (options.own) await writable(runner, table, options.own, () => own);
  if (options.administered) await writable(runner, table, options.administered, () => admin);
}

/** Sign-in names, tokens, attempts: nobody reads them; the login role app_auth calls functions. */
export async function platform(runner: QueryRunner, table: string): Promise<void> {
  await runner.query(`COMMENT ON TABLE ${table} IS 'PLATFORM'`);
  await secure(runner, table);
}
