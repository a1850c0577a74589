import 'reflect-metadata';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { FastifyInstance } from 'fastify';
import type { GraphQLSchema } from 'graphql';
import { createAuthPool } from './db/auth-pool.js';
import { USUAL_KEPT_ROWS } from './db/answer-cache.js';
import { USUAL_POOL_SIZE, createReadPool, createWritePool, writePoolSize } from './db/pools.js';
import type { ServerPools } from './db/readiness.js';
import { TenantDatabase } from './db/tenant-database.js';
import { buildGraphqlSchema } from './graphql/schema.js';
import { createApp } from './http/app.js';
import type { Health } from './http/health.js';
import type { Log } from './http/log.js';
import type { Statement } from './kernel/database.js';
import { Unavailable } from './kernel/unavailable.js';
import { AuthStore } from './modules/accounts/auth-store.service.js';
import { journal } from './modules/audit/journal.service.js';
import { ExportDownloads } from './modules/exports/export-download.service.js';
import { ExportFiles } from './modules/exports/export-files.js';
import { ExportQueue } from './modules/exports/export-queue.service.js';
import { ExportRunner } from './modules/exports/export-runner.service.js';
import { foundingDayOf } from './modules/rooms/founding-day.service.js';
import { loadNode, orphanedTypes, providePorts, tableOfType, typeOf } from './modules/registry.js';
import { resolvers } from './modules/resolvers.js';

export interface ServerParts {
  readonly appUrl: string;
  readonly authUrl: string;
  readonly health: Health;
  readonly log: Log;
  readonly poolSize?: number;
  readonly secureCookies?: boolean;
  readonly trustProxy?: number;
  /** The folder for files of exports. The default is in the system's temporary folder. */
  readonly exportDir?: string;
  /** The size of the cache of query results, in rows; 0 disables it. */
  readonly keptRows?: number;
  /** For tests: called with every statement of a request. */
  readonly onRead?: (statements: readonly Statement[]) => void;
  /** For tests: called with a text that is sent and not listed. */
  readonly onUnlisted?: (text: string) => void;
}

export interface Server {
  readonly app: FastifyInstance;
  readonly schema: GraphQLSchema;
  readonly database: TenantDatabase;
  /** The pools that readiness probes. */ readonly pools: ServerPools;
  /** Not started here. The caller that listens starts it. */ readonly exports: ExportRunner;
  close(): Promise<void>;
}

let builtSchema: Promise<GraphQLSchema> | null = null;

/** The schema of the whole server. It is built once in a process. */
export function serverSchema(): Promise<GraphQLSchema> {
  providePorts();
  builtSchema ??= buildGraphqlSchema({ resolvers, orphanedTypes, typeOf });
  return builtSchema;
}

/** Connects the parts: schema, database, sign-in, HTTP. The caller starts listening. */
export async function assemble(parts: ServerParts): Promise<Server> {
  const schema = await serverSchema();
  const size = parts.poolSize ?? USUAL_POOL_SIZE;
  const onTrouble = parts.log.trouble;
  const reads = createReadPool(parts.appUrl, size, { onTrouble });
  const writes = createWritePool(parts.appUrl, writePoolSize(size), { onTrouble });
  const database = new TenantDatabase(reads, writes, {
    keptRows: parts.keptRows ?? USUAL_KEPT_ROWS,
    ...(parts.onRead ? { onRead: parts.onRead } : {}),
    ...(parts.onUnlisted ? { onUnlisted: parts.onUnlisted } : {}),
  });
  const authPool = createAuthPool(parts.authUrl, undefined, { onTrouble });
  const queue = new ExportQueue(authPool);
  const files = new ExportFiles(parts.exportDir ?? join(tmpdir(), 'haoshangliang-exports'));
  const exports = new ExportRunner({
    database,
    queue,
    files,
    failed: (error, exportId) => {
      if (!(error instanceof Unavailable)) parts.log.failure(error, `export ${exportId}`);
    },
  });
  const app = await createApp({
    downloads: new ExportDownloads(queue, files),
    schema,
    types: { typeOf, tableOfType },
    database,
    auth: new AuthStore(authPool),
    journal,
    loadNode,
    foundingDay: foundingDayOf,
    health: parts.health,
    log: parts.log,
    explorerDir: fileURLToPath(new URL('../../web/dist', import.meta.url)),
    ...(parts.secureCookies === undefined ? {} : { secureCookies: parts.secureCookies }),
    ...(parts.trustProxy === undefined ? {} : { trustProxy: parts.trustProxy }),
  });
  return {
    app,
    schema,
    database,
    exports,
    pools: { reads, others: [writes, authPool] },
    close: async () => {
      await exports.stop();
      await app.close();
      await Promise.all([database.close(), authPool.end()]);
    },
  };
}
