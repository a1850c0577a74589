import pg from 'pg';

/**
 * The passwords of the three login roles: for requests, for signing in, and for migrations. No login role owns objects
 * or bypasses row security.
 */
export interface LoginPasswords {
  readonly app: string;
  readonly appAuth: string;
  readonly migrator: string;
}

/**
 * The database roles of viewers, and `app_peers`, which reads numbers of the whole city and nothing else
 * (docs/adr/0009-eyes-of-the-peers.md).
 */
export const READER_ROLES = ['app_city', 'app_street', 'app_room', 'app_public', 'app_peers'] as const;

const GROUP_ROLES = ['hsl_owner', ...READER_ROLES] as const;

/**
 * Creates the roles of the cluster and the basic grants of the database. It can be run again.
 * It needs a superuser, or CREATEROLE and ownership of the database.
 */
export async function ensureRoles(superuserUrl: string, passwords: LoginPasswords): Promise<void> {
  const client = new pg.Client({ connectionString: superuserUrl });
  await client.connect();
  try {
    for (const role of GROUP_ROLES)
      await ensureRole(client, role, 'NOLOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE');
    const logins: [string, string][] = [
      ['app', passwords.app],
      ['app_auth', passwords.appAuth],
      ['hsl_migrator', passwords.migrator],
    ];
    for (const [role, password] of logins) {
      await ensureRole(client, role, 'LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE NOINHERIT');
      await client.query(`ALTER ROLE ${role} PASSWORD ${client.escapeLiteral(password)}`);
    }
    for (const role of READER_ROLES) await client.query(`GRANT ${role} TO app WITH INHERIT FALSE, SET TRUE`);
    await client.query('GRANT hsl_owner TO hsl_migrator WITH INHERIT FALSE, SET TRUE');
    await prepareDatabase(client);
  } finally {
    await client.end();
  }
}

async function ensureRole(client: pg.Client, role: string, attributes: string): Promise<void> {
  const { rowCount } = await client.query('SELECT 1 FROM pg_roles WHERE rolname = $1', [role]);
  if (!rowCount) {
    // Several servers may start at once on one cluster. A role that another server has just created is no error.
    await client.query(`CREATE ROLE ${role} ${attributes}`).catch((error: { code?: string }) => {
      if (error.code !== '42710' && error.code !== '23505') throw error;
    });
  } else {
    await client.query(`ALTER ROLE ${role} ${attributes}`);
  }
}

/** Revokes all default grants. Only the owner role may create objects. */
async function prepareDatabase(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ name: string }>('SELECT quote_ident(current_database()) AS name');
  const name = rows[0]!.name;
  await client.query(`REVOKE ALL ON DATABASE ${name} FROM PUBLIC`);
  await client.query(`GRANT CONNECT ON DATABASE ${name} TO app, app_auth, hsl_migrator`);
  await client.query('REVOKE ALL ON SCHEMA public FROM PUBLIC');
  await client.query('GRANT USAGE, CREATE ON SCHEMA public TO hsl_owner');
  await client.query(`GRANT USAGE ON SCHEMA public TO ${READER_ROLES.join(', ')}, app, app_auth, hsl_migrator`);
}
