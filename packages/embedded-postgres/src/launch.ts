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
export { runningServer } from './running.js';

export interface EmbeddedOptions {
  /** The folder for the cluster, password, lock and log. It is created when missing. */
  dataDir: string;
  /** TCP port on 127.0.0.1; default: a free one. */
  port?: number;
  /** The default is true. False turns fsync off, for tests: a power failure may lose their data. */
  durable?: boolean;
  /** PostgreSQL settings by name. They override the defaults, except the privacy of the log and the address. */
  settings?: Record<string, string>;
  /**
   * The superuser's password. The default is a random one. It is stored in `superuser.password` (mode 0600) in
   * `dataDir`.
   */
  password?: string;
}

export interface EmbeddedServer {
  /** `postgres://…` of the superuser, to the database `postgres`. */
  readonly superuserUrl: string;
  readonly port: number;
  /** The pid of the PostgreSQL server process. */
  readonly pid: number;
  /** Resolves when PostgreSQL has ended, by `stop()` or by itself. Never rejects. */
  readonly ended: Promise<void>;
  /**
   * Fast shutdown: connections are closed and no data is lost. Resolves when PostgreSQL has ended. It may be called
   * again.
   */
  stop(): Promise<void>;
}

/**
 * Starts the embedded PostgreSQL and resolves when it accepts connections.
 * It listens on 127.0.0.1 only. It has its own process group, so Ctrl+C at the terminal does not reach it.
 * It ends with this process, also when this process is killed.
 *
 * @throws EmbeddedError: directory in use by a living server, no PostgreSQL for this platform, missing runtime, port in
 * use, data of another version or another user
 *
 * The code for Windows follows the manuals and was not tested.
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
      // The watchdog process starts while initdb runs.
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

/** Changes the owner of a cluster that root created as another user, for instance in a user namespace. */
function giveTo(dataDir: string, cluster: string, owner: OsUser): void {
  if (statSync(cluster).uid === owner.uid) return;
  chownSync(dataDir, owner.uid, owner.gid);
  for (const entry of readdirSync(cluster, { recursive: true }))
    lchownSync(join(cluster, entry.toString()), owner.uid, owner.gid);
  // The folder comes last, because the next start looks at its owner.
  chownSync(cluster, owner.uid, owner.gid);
}
