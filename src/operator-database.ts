import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from './http/config.js';
import { inBoth } from './kernel/message.js';
import { commandMessages } from './operation/messages/commands.js';
import { runningOwnPostgres, startOwnPostgres } from './own-postgres.js';

/** A database for an operator's command: an address whose login may become the owner. */
export interface OperatorDatabase {
  readonly url: string;
  /** The folder of the embedded PostgreSQL; null for a database of the operator's own. */
  readonly dataDir: string | null;
}

/**
 * The operator's own database where its address is set; else the embedded one of `DATA_DIR`.
 * The embedded one is started for the command unless it runs already.
 * @param make also makes an embedded database where there is none
 */
export async function onOperatorDatabase<T>(
  config: Config,
  make: boolean,
  work: (database: OperatorDatabase) => Promise<T>,
): Promise<T> {
  if (config.MIGRATION_DATABASE_URL) return work({ url: config.MIGRATION_DATABASE_URL, dataDir: null });
  const { dataDir } = config;
  if (config.DATABASE_URL || (!make && !existsSync(join(dataDir, 'postgres', 'cluster'))))
    throw new Error(inBoth(commandMessages.noDatabase(dataDir)));
  const running = runningOwnPostgres(dataDir);
  if (running) return work({ url: running, dataDir });
  const own = await startOwnPostgres(dataDir);
  try {
    return await work({ url: own.server.superuserUrl, dataDir });
  } finally {
    await own.server.stop();
  }
}
