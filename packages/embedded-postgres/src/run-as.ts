import { spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { dirname } from 'node:path';
import { EmbeddedError } from './error.js';
import { embeddedMessages } from './messages.js';

/** The system user for the PostgreSQL programs. They refuse to run as root. */
export interface RunAs {
  /** Words before every command line. */
  readonly prefix: readonly string[];
  /** Set if the programs must be started with another uid and gid. */
  readonly spawn?: OsUser;
  /** The required owner of the data. Unset if the owner stays. */
  readonly owner?: OsUser;
}

/** A user of the operating system. */
export interface OsUser {
  readonly uid: number;
  readonly gid: number;
}

/** The user `nobody` of common Linux systems. initdb looks it up in /etc/passwd, so it must exist there. */
const NOBODY: OsUser = { uid: 65534, gid: 65534 };

/** Starts a user namespace, in which root's files belong to `nobody`. Outside they stay root's, so no owner changes. */
const NAMESPACE = ['unshare', '--user', '--map-user=65534', '--map-group=65534', '--'];

/**
 * Chooses the system user of the programs:
 * - not root: the same user;
 * - root: the owner of an existing cluster; otherwise a user namespace where the kernel allows it, else `nobody`.
 *
 * Containers often forbid user namespaces. `clusterDir` may not exist yet. `mustReach`: paths that the programs need
 * (data and binaries).
 */
export function chooseRunAs(clusterDir: string, mustReach: readonly string[]): RunAs {
  const me = process.getuid?.();
  const cluster = statSync(clusterDir, { throwIfNoEntry: false });
  if (me === undefined) return { prefix: [] };
  if (me !== 0) {
    if (cluster !== undefined && cluster.uid !== me) throw ownedByOther(clusterDir, cluster.uid, me);
    return { prefix: [] };
  }
  if (process.platform !== 'linux') {
    throw new EmbeddedError(embeddedMessages.notAsRoot);
  }
  if (cluster !== undefined && cluster.uid !== 0) return as({ uid: cluster.uid, gid: cluster.gid }, mustReach);
  return runs([...NAMESPACE, 'true']) ? { prefix: NAMESPACE } : as(NOBODY, mustReach);
}

function as(user: OsUser, mustReach: readonly string[]): RunAs {
  const closed = mustReach.map((path) => firstClosedFolder(path, user)).find((folder) => folder !== null);
  if (closed === undefined) return { prefix: [], spawn: user, owner: user };
  // A folder on the path is closed, such as /root with mode 0700. The programs keep the one right to pass it
  // (dac_override).
  const passing = [
    'setpriv',
    `--reuid=${user.uid}`,
    `--regid=${user.gid}`,
    '--clear-groups',
    '--inh-caps=+dac_override',
    '--ambient-caps=+dac_override',
    '--',
  ];
  if (runs([...passing, 'true'])) return { prefix: passing, owner: user };
  throw new EmbeddedError(embeddedMessages.folderClosed(user.uid, closed));
}

/** The topmost folder above `path` that the mode bits close for the user, or null. */
export function firstClosedFolder(path: string, user: OsUser): string | null {
  const folders: string[] = [];
  for (let folder = dirname(path); !folders.includes(folder); folder = dirname(folder)) folders.unshift(folder);
  return folders.find((folder) => !mayEnter(folder, user)) ?? null;
}

function mayEnter(folder: string, user: OsUser): boolean {
  const { mode, uid, gid } = statSync(folder);
  if (uid === user.uid) return (mode & 0o100) !== 0;
  return (mode & (gid === user.gid ? 0o010 : 0o001)) !== 0;
}

function runs([command = '', ...args]: readonly string[]): boolean {
  return spawnSync(command, args, { stdio: 'ignore' }).status === 0;
}

function ownedByOther(folder: string, owner: number, me: number): EmbeddedError {
  return new EmbeddedError(embeddedMessages.ownedByOther(folder, owner, me));
}
