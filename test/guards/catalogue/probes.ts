import type pg from 'pg';
import { entities } from '../../../src/modules/registry.js';
import { publicColumnsOf, snakeCase, tableOf } from '../../../src/kernel/columns.js';

/** Runs a query on the catalogue of a database. Returns one line for each problem. */
export type Probe = (db: pg.Client) => Promise<string[]>;

const READERS = `'app_city', 'app_street', 'app_room', 'app_public', 'app_peers'`;
const APP_ROLES = `'app', 'app_auth', ${READERS}`;
const TABLE = `pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')
  AND c.relname <> 'migration'`;
const COLUMNS_OF_TABLES = TABLE.replace(
  'pg_class c',
  'pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped',
);
const CLASS = `obj_description(c.oid, 'pg_class')`;

/** A query that returns problems. Its column `wrong` names each. */
const rowsAreWrong =
  (text: string, values: readonly unknown[] = []): Probe =>
  async (db) =>
    (await db.query<{ wrong: string }>(text, [...values])).rows.map((row) => row.wrong);

/** Placed tables without the foreign key to the place, each with its reason. */
const WITHOUT_PLACE_KEY = ['audit_event'];
/** PLATFORM tables have keys without a tenant: a token or name is looked up before its city is known. */
const TENANT_KEYS = `c.relname NOT IN ('migration') AND coalesce(${CLASS}, '') <> 'PLATFORM'`;

const leadsWithCity = (kind: string, what: string): Probe =>
  rowsAreWrong(`SELECT c.relname || '.' || k.conname || ': ${what} does not begin with city_id' AS wrong
  FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid
  WHERE c.relnamespace = 'public'::regnamespace AND k.contype = '${kind}' AND ${TENANT_KEYS}
  AND (SELECT a.attname FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attnum = k.conkey[1]) <> 'city_id'`);

const policyOf = (condition: string): string => `SELECT 1 FROM pg_policy p WHERE p.polrelid = c.oid AND ${condition}`;
const namesOf = (roles: string): string =>
  `(SELECT array_agg(r.rolname::text ORDER BY r.rolname) FROM pg_roles r WHERE r.oid = ANY(p.polroles)) = ${roles}`;
const TENANTS = `ARRAY['app_city', 'app_room', 'app_street', 'hsl_owner']`;
/** The read rights of a class of tables by database role, as the permissive policies must grant them. */
const reads = (classes: string, reader: string, pattern: string): Probe =>
  rowsAreWrong(
    `SELECT c.relname || ': ${reader} does not read it as its class says' AS wrong
      FROM ${TABLE} AND ${CLASS} IN (${classes})
  AND NOT EXISTS (${policyOf(`p.polname = '${reader}_read'
        AND p.polcmd = 'r'
        AND p.polpermissive
        AND ${namesOf(`ARRAY['${reader}']`)}
        AND pg_get_expr(p.polqual, p.polrelid) ~ $1`)})`,
    [pattern],
  );

const OWN_PATH = `place_path = \\( SELECT current_setting\\('app.path'`;
const PATH_RANGE =
  `place_path >= \\( SELECT current_setting\\('app.path'.*` +
  `place_path < \\( SELECT current_setting\\('app.path_end'`;

/** What the public may read according to the entities. It must equal the grants of the migrations. */
const publicGrants: Probe = async (db) => {
  const { rows } = await db.query<{
    table: string;
    columns: string[];
  }>(`SELECT table_name AS table, array_agg(column_name::text ORDER BY column_name::text) AS columns
    FROM information_schema.column_privileges
    WHERE grantee = 'app_public' AND privilege_type = 'SELECT' AND table_schema = 'public' GROUP BY 1`);
  const granted = new Map(rows.map((row) => [row.table, row.columns.join(' ')]));
  const said = new Map(
    entities.flatMap((entity) => {
      const columns = publicColumnsOf(entity);
      return columns ? [[tableOf(entity), [...columns].map(snakeCase).sort().join(' ')] as const] : [];
    }),
  );
  return [...new Set([...granted.keys(), ...said.keys()])]
    .filter((table) => granted.get(table) !== said.get(table))
    .map((table) => `${table}: granted "${granted.get(table) ?? ''}", said "${said.get(table) ?? ''}"`);
};

/** Triggers that run as the owner. That of city_change chooses its context itself; that of rooms fails by itself. */
const DERIVES = `NOT g.tgisinternal AND p.prosecdef AND p.proname NOT IN ('city_changed', 'room_begins_registers')`;
export const DERIVED_FROM = `SELECT g.tgrelid FROM pg_trigger g JOIN pg_proc p ON p.oid = g.tgfoid WHERE ${DERIVES}`;

/**
 * Columns for the role `app_peers`: numbers and grouping columns, never a name, a text or a person. `*`: the whole
 * table.
 */
const SEEN_BY_PEERS: Readonly<Record<string, string>> = {
  place: 'city_id closed_on code id is_demo kind level path',
  place_fact: 'as_of city_id count kind place_id place_path',
  room: 'city_id data_complete_from enrolled_on established_from established_to id place_id place_path',
  implementation_item:
    'cancelled_on city_id completed_from completed_on due_on id place_id place_path plan_kind state verified_from ' +
    'verified_on',
  room_keeping: 'city_id kept kept_all place_id place_path room_id',
  room_month_stat: '*',
  room_span_stat: '*',
  city_change: '*',
};

const peersGrants: Probe = async (db) => {
  const { rows } = await db.query<{
    table: string;
    whole: boolean;
    columns: string[];
  }>(`SELECT c.relname AS table, has_table_privilege('app_peers', c.oid, 'SELECT') AS whole,
    array_agg(a.attname::text ORDER BY a.attname::text) AS columns FROM pg_class c
    JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p', 'v', 'm')
    AND has_column_privilege('app_peers', c.oid, a.attnum, 'SELECT') GROUP BY c.oid, c.relname`);
  const granted = new Map(rows.map((row) => [row.table, row.whole ? '*' : row.columns.join(' ')]));
  return [...new Set([...granted.keys(), ...Object.keys(SEEN_BY_PEERS)])]
    .filter((table) => granted.get(table) !== SEEN_BY_PEERS[table])
    .map((table) => `${table}: granted "${granted.get(table) ?? ''}", said "${SEEN_BY_PEERS[table] ?? ''}"`);
};

export const probes: Readonly<Record<string, Probe>> = {
  'every table declares its class': rowsAreWrong(
    `SELECT c.relname AS wrong FROM ${TABLE}
      AND coalesce(${CLASS}, '') NOT IN ('PLACED', 'CITY', 'PERSONAL', 'ACCOUNT', 'PLATFORM')`,
  ),
  'every table is known to TypeORM or is PLATFORM': async (db) => {
    const { rows } = await db.query<{ name: string }>(
      `SELECT c.relname AS name FROM ${TABLE} AND ${CLASS} IS DISTINCT FROM 'PLATFORM'`,
    );
    const known = new Set(entities.map(tableOf));
    return rows.map(({ name }) => name).filter((name) => !known.has(name));
  },
  'every table has row security': rowsAreWrong(`SELECT c.relname AS wrong FROM ${TABLE} AND NOT c.relrowsecurity`),
  'every table forces it on its owner too': rowsAreWrong(
    `SELECT c.relname AS wrong FROM ${TABLE} AND NOT c.relforcerowsecurity`,
  ),
  'every table has a policy for its owner, lest triggers silently do nothing': rowsAreWrong(
    `SELECT c.relname AS wrong FROM ${TABLE}
      AND NOT EXISTS (${policyOf(`p.polname = 'owner' AND p.polpermissive AND ${namesOf(`ARRAY['hsl_owner']`)}`)})`,
  ),
  'every tenant table has the restrictive tenant policy': rowsAreWrong(
    `SELECT c.relname AS wrong FROM ${TABLE} AND ${CLASS} <> 'PLATFORM'
      AND NOT EXISTS (${policyOf(`p.polname = 'tenant'
        AND NOT p.polpermissive
        AND p.polcmd = '*'
        AND ${namesOf(TENANTS)}`)})`,
  ),
  'the tenant policy compares city_id, when reading and when writing': rowsAreWrong(
    `SELECT c.relname AS wrong FROM ${TABLE} AND ${CLASS} <> 'PLATFORM'
      AND NOT EXISTS (${policyOf(`p.polname = 'tenant'
      AND pg_get_expr(p.polqual, p.polrelid) ~ '^\\(city_id = \\( SELECT .*app\\.city_id'
      AND pg_get_expr(p.polwithcheck, p.polrelid) = pg_get_expr(p.polqual, p.polrelid)`)})`,
  ),
  'placed tables: the city reads all of its city': reads(`'PLACED', 'CITY'`, 'app_city', '^true$'),
  'placed tables: a street reads its range': reads(`'PLACED'`, 'app_street', PATH_RANGE),
  'placed tables: a room reads its own place': reads(`'PLACED'`, 'app_room', OWN_PATH),
  'city tables: everyone of the city reads': async (db) => [
    ...(await reads(`'CITY'`, 'app_street', '^true$')(db)),
    ...(await reads(`'CITY'`, 'app_room', '^true$')(db)),
  ],
  "personal tables: the room's own people read": reads(`'PERSONAL'`, 'app_room', `${OWN_PATH}.*app\\.grant_role`),
  'personal tables: granted to rooms alone': rowsAreWrong(
    `SELECT c.relname || ' to ' || r.rolname AS wrong
      FROM pg_roles r, ${TABLE} AND ${CLASS} = 'PERSONAL'
      AND r.rolname IN ('app', 'app_auth', 'app_city', 'app_street', 'app_public', 'app_peers')
      AND (has_table_privilege(r.rolname, c.oid, 'SELECT, INSERT, UPDATE, DELETE')
      OR has_any_column_privilege(r.rolname, c.oid, 'SELECT, INSERT, UPDATE'))`,
  ),
  'account tables: each reads its own': rowsAreWrong(
    `SELECT c.relname AS wrong FROM ${TABLE} AND ${CLASS} = 'ACCOUNT'
      AND EXISTS (${policyOf(`p.polpermissive
        AND p.polcmd = 'r' AND p.polname LIKE 'app\\_%'
        AND pg_get_expr(p.polqual, p.polrelid) !~ 'app\\.account_id'`)})`,
  ),
  'platform tables: nothing is granted to anybody': rowsAreWrong(
    `SELECT c.relname || ' to ' || r.rolname AS wrong
      FROM pg_roles r, ${TABLE} AND ${CLASS} = 'PLATFORM' AND r.rolname IN (${APP_ROLES})
      AND (has_table_privilege(r.rolname, c.oid, 'SELECT, INSERT, UPDATE, DELETE, TRUNCATE')
      OR has_any_column_privilege(r.rolname, c.oid, 'SELECT, INSERT, UPDATE'))`,
  ),
  'platform tables: no policy lets a reader in': rowsAreWrong(
    `SELECT c.relname AS wrong FROM ${TABLE} AND ${CLASS} = 'PLATFORM'
      AND EXISTS (${policyOf(`p.polname <> 'owner'`)})`,
  ),
  'no policy is for everybody': rowsAreWrong(
    `SELECT c.relname || '.' || p.polname AS wrong FROM pg_policy p JOIN pg_class c ON c.oid = p.polrelid
      WHERE 0 = ANY(p.polroles)`,
  ),
  'no permissive read policy beside the named ones': rowsAreWrong(
    `SELECT c.relname || '.' || p.polname AS wrong FROM pg_policy p JOIN pg_class c ON c.oid = p.polrelid
      WHERE p.polpermissive AND p.polcmd IN ('r', '*')
      AND p.polname NOT IN ('owner', 'app_city_read', 'app_street_read', 'app_room_read', 'app_public_read',
      'app_peers_read')`,
  ),
  'the public reads behind a restrictive condition': rowsAreWrong(
    `SELECT c.relname AS wrong FROM ${TABLE} AND EXISTS (${policyOf(`p.polname = 'app_public_read'`)})
      AND NOT EXISTS (${policyOf(`p.polname = 'published'
        AND NOT p.polpermissive
        AND ${namesOf(`ARRAY['app_public']`)}`)})`,
  ),
  'the public writes nothing': rowsAreWrong(
    `SELECT c.relname AS wrong FROM ${TABLE}
      AND (has_table_privilege('app_public', c.oid, 'INSERT, UPDATE, DELETE, TRUNCATE')
      OR has_any_column_privilege('app_public', c.oid, 'INSERT, UPDATE'))`,
  ),
  'the public reads columns, never whole tables': rowsAreWrong(
    `SELECT c.relname AS wrong FROM ${TABLE} AND has_table_privilege('app_public', c.oid, 'SELECT')`,
  ),
  "the public's columns are those the entities name": publicGrants,
  'the eyes of the peers see what is written here and nothing else': peersGrants,
  'the eyes of the peers stay in the city of the viewer': rowsAreWrong(`SELECT c.relname AS wrong
      FROM ${TABLE} AND EXISTS
      (${policyOf(`'app_peers' = ANY(SELECT r.rolname
      FROM pg_roles r WHERE r.oid = ANY(p.polroles)) AND p.polpermissive`)})
    AND NOT EXISTS (${policyOf(`p.polname = 'peers' AND NOT p.polpermissive AND p.polcmd = '*'
      AND ${namesOf(`ARRAY['app_peers']`)}
      AND pg_get_expr(p.polqual, p.polrelid) ~ '^\\(city_id = \\( SELECT .*app\\.city_id'`)})`),
  'the eyes of the peers write nothing': rowsAreWrong(
    `SELECT c.relname AS wrong FROM ${TABLE}
      AND (has_table_privilege('app_peers', c.oid, 'INSERT, UPDATE, DELETE, TRUNCATE')
      OR has_any_column_privilege('app_peers', c.oid, 'INSERT, UPDATE'))`,
  ),
  'what the eyes of the peers see whole holds numbers alone':
    rowsAreWrong(`SELECT c.relname || '.' || a.attname AS wrong
      FROM ${COLUMNS_OF_TABLES}
    AND has_table_privilege('app_peers', c.oid, 'SELECT')
    AND a.atttypid <> ALL('{uuid,date,int4,int8,float8,bool}'::regtype[]) AND NOT (a.atttypid = 'text'::regtype
    AND a.attname IN ('place_path', 'measure', 'bound'))`),
  'settings are wrapped in a sub-select, read once a statement':
    rowsAreWrong(`SELECT c.relname || '.' || p.polname AS wrong FROM pg_policy p JOIN pg_class c ON c.oid = p.polrelid,
    LATERAL (SELECT coalesce(pg_get_expr(p.polqual, p.polrelid), '') || ' ' || coalesce(pg_get_expr(p.polwithcheck,
    p.polrelid), '') AS text) e
    WHERE regexp_replace(e.text, 'SELECT \\(?(NULLIF\\()?current_setting|AS current_setting', '',
    'g') ~ 'current_setting'`),
  'primary keys begin with the tenant': leadsWithCity('p', 'primary key'),
  'unique constraints begin with the tenant': leadsWithCity('u', 'unique constraint'),
  'foreign keys begin with the tenant': leadsWithCity('f', 'foreign key'),
  'unique indexes begin with the tenant':
    rowsAreWrong(`SELECT i.indexrelid::regclass::text AS wrong FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid
      WHERE c.relnamespace = 'public'::regnamespace AND i.indisunique AND ${TENANT_KEYS}
    AND (SELECT a.attname FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attnum = i.indkey[0]) IS DISTINCT
    FROM 'city_id'`),
  // By their own foreign key, or by one that repeats the parent's place and follows it.
  'placed tables hang on their place, path and all, and follow it': rowsAreWrong(
    `WITH RECURSIVE k AS (SELECT conrelid, confrelid, pg_get_constraintdef(oid) AS def FROM pg_constraint
      WHERE contype = 'f' AND confupdtype = 'c'),
    hanging (oid) AS (SELECT conrelid FROM k
    WHERE def LIKE 'FOREIGN KEY (city_id, place_id, place_path) REFERENCES place(city_id, id, path)%'
      UNION SELECT k.conrelid FROM k JOIN hanging h ON h.oid = k.confrelid
      WHERE k.def ~ '^FOREIGN KEY \\(city_id, \\w+, (.*place_id, place_path)\\) REFERENCES \\w+\\(city_id, id, \\1\\)')
    SELECT c.relname AS wrong FROM ${TABLE} AND ${CLASS} IN ('PLACED', 'PERSONAL') AND c.relname <> ALL($1::text[])
    AND c.oid NOT IN (SELECT oid FROM hanging)`,
    [WITHOUT_PLACE_KEY],
  ),
  'placed tables have a path in the C collation': rowsAreWrong(
    `SELECT c.relname AS wrong FROM ${TABLE} AND ${CLASS} IN ('PLACED', 'PERSONAL') AND NOT EXISTS (SELECT 1
      FROM pg_attribute a JOIN pg_collation l ON l.oid = a.attcollation
      WHERE a.attrelid = c.oid AND a.attname = 'place_path' AND a.attnotnull AND l.collname = 'C')`,
  ),
  'no column is of an enum type, which no index serves under row security': rowsAreWrong(
    `SELECT c.relname || '.' || a.attname AS wrong FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
      JOIN pg_type t ON t.oid = a.atttypid
      WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND t.typtype = 'e'`,
  ),
  'login and reader roles own nothing':
    rowsAreWrong(`SELECT c.relname || ' of ' || r.rolname AS wrong FROM pg_class c JOIN pg_roles r ON r.oid = c.relowner
      WHERE r.rolname IN (${APP_ROLES}, 'hsl_migrator')
    UNION ALL SELECT p.proname || ' of ' || r.rolname FROM pg_proc p JOIN pg_roles r ON r.oid = p.proowner
    WHERE r.rolname IN (${APP_ROLES}, 'hsl_migrator')`),
  'login and reader roles bypass nothing and rule nothing': rowsAreWrong(
    `SELECT rolname::text AS wrong FROM pg_roles
      WHERE rolname IN (${APP_ROLES}, 'hsl_migrator', 'hsl_owner') AND (rolsuper OR rolbypassrls OR rolcreaterole
      OR rolcreatedb OR rolreplication)`,
  ),
  "app is nothing by itself: it must take a reader's role": rowsAreWrong(
    `SELECT c.relname AS wrong FROM ${TABLE} AND (has_table_privilege('app', c.oid, 'SELECT, INSERT, UPDATE, DELETE')
      OR has_any_column_privilege('app', c.oid, 'SELECT, INSERT, UPDATE'))`,
  ),
  'app may become readers alone, and app_auth nobody':
    rowsAreWrong(`SELECT m.rolname || ' may become ' || r.rolname AS wrong FROM pg_auth_members x
      JOIN pg_roles r ON r.oid = x.roleid JOIN pg_roles m ON m.oid = x.member
    WHERE m.rolname IN (${APP_ROLES}) AND NOT (m.rolname = 'app' AND r.rolname IN (${READERS})
    AND NOT x.inherit_option)`),
  'nobody may truncate or hang triggers': rowsAreWrong(
    `SELECT c.relname || ' by ' || r.rolname AS wrong
      FROM pg_roles r, ${TABLE} AND r.rolname IN (${APP_ROLES})
      AND has_table_privilege(r.rolname, c.oid, 'TRUNCATE, TRIGGER, REFERENCES')`,
  ),
  'nothing is granted to everybody': rowsAreWrong(
    `SELECT c.relname AS wrong FROM pg_class c, aclexplode(c.relacl) g
      WHERE c.relnamespace = 'public'::regnamespace AND g.grantee = 0`,
  ),
  'nobody but the owner makes objects': rowsAreWrong(
    `SELECT rolname::text AS wrong FROM pg_roles
      WHERE rolname IN (${APP_ROLES}, 'hsl_migrator') AND has_schema_privilege(rolname, 'public', 'CREATE')`,
  ),
  'the audit is only added to': rowsAreWrong(
    `SELECT r.rolname::text AS wrong FROM pg_roles r
      WHERE r.rolname IN (${APP_ROLES}) AND (has_table_privilege(r.rolname, 'audit_event', 'UPDATE, DELETE')
      OR has_any_column_privilege(r.rolname, 'audit_event', 'UPDATE'))`,
  ),
  'what triggers keep is written by no reader':
    rowsAreWrong(`SELECT r.rolname || ' updates ' || x.t || '.' || x.col AS wrong
      FROM pg_roles r, (VALUES ('topic', 'stage'), ('topic', 'state'), ('topic', 'round'), ('implementation_item',
      'state'), ('implementation_item', 'verified_on')) AS x(t, col)
    WHERE r.rolname IN (${READERS}) AND has_column_privilege(r.rolname, x.t, x.col, 'UPDATE')`),
  // A trigger that runs as the owner sees no row without the context, and would count into nothing.
  'what triggers derive from is refused outside its city': rowsAreWrong(
    `SELECT DISTINCT g.tgrelid::regclass || ': ' || e.name AS wrong FROM pg_trigger g JOIN pg_proc p ON p.oid = g.tgfoid
      JOIN (VALUES ('INSERT', 4), ('UPDATE', 16), ('DELETE', 8)) e(name, bit) ON g.tgtype & e.bit <> 0
      WHERE ${DERIVES} AND NOT EXISTS (SELECT FROM pg_trigger n JOIN pg_proc f ON f.oid = n.tgfoid
      WHERE n.tgrelid = g.tgrelid AND f.proname = 'needs_city' AND n.tgenabled = 'O' AND n.tgtype & 3 = 3
      AND n.tgtype & e.bit <> 0 AND pg_get_triggerdef(n.oid) ~ 'app\\.city_id')`,
  ),
  'functions that run as their owner pin their search path': rowsAreWrong(
    `SELECT p.proname::text AS wrong FROM pg_proc p
      WHERE p.pronamespace = 'public'::regnamespace AND p.prosecdef
      AND NOT coalesce(array_to_string(p.proconfig, ' '), '') LIKE 'search_path=pg_catalog%'`,
  ),
  'functions that run as their owner belong to the owner role': rowsAreWrong(
    `SELECT p.proname::text AS wrong FROM pg_proc p JOIN pg_roles r ON r.oid = p.proowner
      WHERE p.pronamespace = 'public'::regnamespace AND p.prosecdef AND r.rolname <> 'hsl_owner'`,
  ),
  'no function is for everybody': rowsAreWrong(
    `SELECT p.proname::text AS wrong FROM pg_proc p
      WHERE p.pronamespace = 'public'::regnamespace AND has_function_privilege('app_public', p.oid, 'EXECUTE')`,
  ),
  'sign-in functions are for app_auth alone': rowsAreWrong(
    `SELECT p.proname || ' by ' || r.rolname AS wrong FROM pg_proc p, pg_roles r
      WHERE p.pronamespace = 'public'::regnamespace AND p.proname LIKE 'auth\\_%' AND r.rolname IN ('app', ${READERS})
      AND has_function_privilege(r.rolname, p.oid, 'EXECUTE')`,
  ),
  'no view, and no materialised one: both would look past row security': rowsAreWrong(
    `SELECT c.relname::text AS wrong FROM pg_class c
      WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('v', 'm')`,
  ),
  'everything belongs to the owner role': rowsAreWrong(
    `SELECT c.relname || ' of ' || r.rolname AS wrong FROM pg_class c JOIN pg_roles r ON r.oid = c.relowner
      WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'S', 'v', 'm', 'p')
      AND r.rolname <> 'hsl_owner'`,
  ),
};
