import {
  accessSync,
  chownSync,
  closeSync,
  constants,
  lchownSync,
  mkdirSync,
  readdirSync,
  realpathSync,
  statSync,
} from 'node:fs';
import { join } from 'node:path';
import { locateBinaries } from './binaries.js';
import { SUPERUSER, clusterDirectory, ensureCluster } from './cluster.js';
import { EmbeddedError } from './error.js';
import { GuardedProcess } from './guarded-process.js';
import { openLog } from './log-file.js';
import { embeddedMessages } from './messages.js';
import { acquireOwnerLock } from './owner-lock.js';
import { superuserPassword } from './password.js';
import { clearLeftover } from './postmaster.js';
import { chooseRunAs, type OsUser } from './run-as.js';
import { startPostgres } from './start.js';

export { EmbeddedError };

export interface EmbeddedOptions {
  /** Folder of the launcher's own: cluster, password, lock and log lie in it. Made when missing. */
  dataDir: string;
  /** TCP port on 127.0.0.1; default: a free one. */
  port?: number;
  /** Default true. False turns fsync off: for tests, whose data may go with the machine's power. */
  durable?: boolean;
  /** PostgreSQL settings by name; they override the defaults, except the log's privacy and the address. */
  settings?: Record<string, string>;
  /** The superuser's password; default: a random one. Kept in `superuser.password` (mode 0600) in `dataDir`. */
  password?: string;
}

export interface EmbeddedServer {
  /** `postgres://…` of the superuser, to the database `postgres`. */
  readonly superuserUrl: string;
  readonly port: number;
  /** Of the PostgreSQL server process. */
  readonly pid: number;
  /** Resolves when PostgreSQL has ended, by `stop()` or by itself. Never rejects. */
  readonly ended: Promise<void>;
  /** Fast shutdown: sessions are cut off, the data are safe. Resolves when it has ended; may be called again. */
  stop(): Promise<void>;
}

/**
 * Starts the embedded PostgreSQL on its data directory and resolves when it accepts connections. It listens on
 * 127.0.0.1 only, runs in a process group of its own (Ctrl+C at the terminal does not reach it) and ends with
 * this process, however that ends.
 *
 * Rejects with `EmbeddedError`: directory in use by a living server, no PostgreSQL for this platform, missing
 * runtime, port taken, data of another version or another user. The Windows path was written from the manuals
 * and has not been tried.
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedServer> {
  const dataDir = prepareFolder(options.dataDir);
  const lock = await acquireOwnerLock(dataDir);
  let watchdog: GuardedProcess | undefined;
  try {
    const binaries = locateBinaries();
    const cluster = clusterDirectory(dataDir);
    const runAs = chooseRunAs(cluster, [dataDir, binaries.postgres]);
    const password = superuserPassword(dataDir, options.password);
    const durable = options.durable ?? true;
    const log = openLog(join(dataDir, 'postgres.log'));
    const newWatchdog = () => (watchdog = new GuardedProcess(log.descriptor));
    try {
      // Its process comes up while initdb works.
      const first = newWatchdog();
      await ensureCluster({ dataDir, initdb: binaries.initdb, runAs, durable, password });
      if (runAs.owner !== undefined) giveTo(dataDir, cluster, runAs.owner);
      await clearLeftover(cluster);
      const running = await startPostgres(
        { binaries, cluster, runAs, durable, log, port: options.port, settings: options.settings ?? {} },
        first,
        newWatchdog,
      );
      running.process.hold(false);
      let stopping: Promise<void> | undefined;
      return {
        superuserUrl: `postgres://${SUPERUSER}:${encodeURIComponent(password)}@127.0.0.1:${running.port}/postgres`,
        port: running.port,
        pid: running.pid,
        ended: running.ended,
        stop: () => (stopping ??= running.stop().then(() => lock.release())),
      };
    } finally {
      closeSync(log.descriptor);
    }
  } catch (error) {
    await watchdog?.close();
    lock.release();
    throw error;
  }
}

function prepareFolder(wanted: string): string {
  try {
    mkdirSync(wanted, { recursive: true, mode: 0o700 });
    accessSync(wanted, constants.R_OK | constants.W_OK | constants.X_OK);
    return realpathSync(wanted);
  } catch (error) {
    throw new EmbeddedError(embeddedMessages.folderUnusable(wanted, (error as Error).message), { cause: error });
  }
}

/** Hands a cluster made by root under another account (in a user namespace, say) to the one it shall run as. */
function giveTo(dataDir: string, cluster: string, owner: OsUser): void {
  if (statSync(cluster).uid === owner.uid) return;
  chownSync(dataDir, owner.uid, owner.gid);
  for (const entry of readdirSync(cluster, { recursive: true }))
    lchownSync(join(cluster, entry.toString()), owner.uid, owner.gid);
  // Last: its owner is what the next start goes by.
  chownSync(cluster, owner.uid, owner.gid);
}
