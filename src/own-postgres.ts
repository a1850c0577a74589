import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { migrations } from '../migrations/all.js';
import { type EmbeddedServer, runningServer, startEmbedded } from '@haoshangliang/embedded-postgres';
import { migrate } from './db/migrate.js';
import { ensureRoles } from './db/roles.js';
import { entities, fills } from './modules/registry.js';

/** The embedded PostgreSQL with its roles. The passwords exist only in this process. */
export interface OwnPostgres {
  readonly server: EmbeddedServer;
  readonly appUrl: string;
  readonly authUrl: string;
  readonly migratorUrl: string;
  migrate(): Promise<void>;
}

export async function startOwnPostgres(
  dataDir: string,
  options: { durable?: boolean; settings?: Record<string, string> } = {},
): Promise<OwnPostgres> {
  const server = await startEmbedded({
    dataDir: join(dataDir, 'postgres'),
    durable: options.durable ?? true,
    ...(options.settings ? { settings: options.settings } : {}),
  });
  try {
    const password = (): string => randomBytes(24).toString('base64url');
    const passwords = { app: password(), appAuth: password(), migrator: password() };
    await ensureRoles(server.superuserUrl, passwords);
    const migratorUrl = urlFor(server.superuserUrl, 'hsl_migrator', passwords.migrator);
    return {
      server,
      migratorUrl,
      appUrl: urlFor(server.superuserUrl, 'app', passwords.app),
      authUrl: urlFor(server.superuserUrl, 'app_auth', passwords.appAuth),
      migrate: async () => {
        await migrate({ url: migratorUrl, entities, migrations, fills });
      },
    };
  } catch (error) {
    await server.stop();
    throw error;
  }
}

/** The superuser's address of the embedded PostgreSQL that runs on this folder now, or null. */
export const runningOwnPostgres = (dataDir: string): string | null => runningServer(join(dataDir, 'postgres'));

export function urlFor(base: string, user: string, password: string, database?: string): string {
  const url = new URL(base);
  url.username = user;
  url.password = password;
  if (database) url.pathname = `/${database}`;
  return url.href;
}
