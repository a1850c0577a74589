import { READER_ROLES } from '../db/roles.js';
import { type Finding, findings, ideograph } from './messages/doctor.js';
import { type OwnerClient, rowsOf } from './owner-connection.js';

const LOGINS = ['app', 'app_auth', 'hsl_migrator'] as const;
const ROLES = ['hsl_owner', ...READER_ROLES, ...LOGINS] as const;

/** Who may become whom, and nobody else. */
const MEMBERS = new Set([...READER_ROLES.map((role) => `app ${role}`), 'hsl_migrator hsl_owner']);

/** Levels that leave out errors of statements. */
const WITHOUT_ERRORS = ['panic', 'fatal', 'log'];

/**
 * The values that each setting may have; the first is the advised one.
 * PostgreSQL's own errors can quote a resident, so they reach no log. What is committed is on the disk.
 */
const SETTINGS: Readonly<Record<string, readonly string[]>> = {
  log_min_messages: WITHOUT_ERRORS,
  log_min_error_statement: WITHOUT_ERRORS,
  log_parameter_max_length_on_error: ['0'],
  fsync: ['on'],
  full_page_writes: ['on'],
  synchronous_commit: ['on'],
};

/** The server, its roles and settings, apart from what is in the database. */
export async function examineCluster(client: OwnerClient, connections: number): Promise<Finding[]> {
  return [
    ...(await server(client)),
    ...(await roles(client)),
    ...(await members(client)),
    ...(await settings(client)),
    ...(await limits(client, connections)),
  ];
}

async function server(client: OwnerClient): Promise<Finding[]> {
  const [row] = await rowsOf<{ number: number; version: string; encoding: string; type: string; knows: boolean }>(
    client,
    `SELECT current_setting('server_version_num')::int AS number, current_setting('server_version') AS version,
      pg_encoding_to_char(encoding) AS encoding, datctype AS type, $1 ~ '[[:alpha:]]' AS knows
      FROM pg_database WHERE datname = current_database()`,
    [ideograph],
  );
  const { number, version, encoding, type, knows } = row!;
  return [
    ...(number < 160_000 || number >= 190_000 ? [findings.version(version)] : []),
    ...(encoding !== 'UTF8' || !knows ? [findings.encoding(encoding, type)] : []),
  ];
}

interface Role {
  readonly name: string;
  readonly attributes: string;
}

/** `LOGIN` stands only where it is wrong to have it, or to lack it. */
const ROLE_ATTRIBUTES = `SELECT rolname AS name, concat_ws(' ', CASE WHEN rolsuper THEN 'SUPERUSER' END,
    CASE WHEN rolbypassrls THEN 'BYPASSRLS' END, CASE WHEN rolcreatedb THEN 'CREATEDB' END,
    CASE WHEN rolcreaterole THEN 'CREATEROLE' END, CASE WHEN rolreplication THEN 'REPLICATION' END,
    CASE WHEN rolcanlogin AND rolname <> ALL($2) THEN 'LOGIN' END,
    CASE WHEN NOT rolcanlogin AND rolname = ANY($2) THEN 'NOLOGIN' END,
    CASE WHEN rolinherit AND rolname = ANY($2) THEN 'INHERIT' END) AS attributes
  FROM pg_roles WHERE rolname = ANY($1) ORDER BY rolname`;

async function roles(client: OwnerClient): Promise<Finding[]> {
  const found = await rowsOf<Role>(client, ROLE_ATTRIBUTES, [ROLES, LOGINS]);
  const names = new Set(found.map(({ name }) => name));
  return [
    ...ROLES.filter((role) => !names.has(role)).map((role) => findings.roleMissing(role)),
    ...found
      .filter(({ attributes }) => attributes !== '')
      .map(({ name, attributes }) => findings.roleAttributes(name, attributes)),
  ];
}

async function members(client: OwnerClient): Promise<Finding[]> {
  const rows = await rowsOf<{ role: string; of: string; inherits: boolean }>(
    client,
    `SELECT m.rolname AS role, r.rolname AS of, x.inherit_option AS inherits FROM pg_auth_members x
      JOIN pg_roles r ON r.oid = x.roleid JOIN pg_roles m ON m.oid = x.member WHERE m.rolname = ANY($1)`,
    [ROLES],
  );
  const found = new Set(rows.map(({ role, of }) => `${role} ${of}`));
  const lacking = [...MEMBERS].filter((pair) => !found.has(pair)).map((pair) => pair.split(' ') as [string, string]);
  return [
    ...rows
      .filter(({ role, of, inherits }) => inherits || !MEMBERS.has(`${role} ${of}`))
      .map(({ role, of }) => findings.roleMember(role, of)),
    ...lacking.map(([role, of]) => findings.roleNoMember(role, of)),
  ];
}

async function settings(client: OwnerClient): Promise<Finding[]> {
  const rows = await rowsOf<{ name: string; value: string }>(
    client,
    'SELECT name, setting AS value FROM pg_settings WHERE name = ANY($1) ORDER BY name',
    [Object.keys(SETTINGS)],
  );
  return rows
    .filter(({ name, value }) => !SETTINGS[name]!.includes(value))
    .map(({ name, value }) => findings.setting(name, value, SETTINGS[name]![0]!));
}

async function limits(client: OwnerClient, connections: number): Promise<Finding[]> {
  const [row] = await rowsOf<{ allowed: number }>(
    client,
    `SELECT current_setting('max_connections')::int
      - current_setting('superuser_reserved_connections')::int AS allowed`,
  );
  return connections > row!.allowed ? [findings.connections(connections, row!.allowed)] : [];
}
