import { spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { dirname } from 'node:path';
import { EmbeddedError } from './error.js';
import { embeddedMessages } from './messages.js';

/** As whom the PostgreSQL programs run: they refuse to run as root. */
export interface RunAs {
  /** Words put before every command line. */
  readonly prefix: readonly string[];
  /** Set when the programs are to be spawned under another uid and gid. */
  readonly spawn?: OsUser;
  /** Who must own the data; unset when the files stay ours. */
  readonly owner?: OsUser;
}

/** A user of the operating system. */
export interface OsUser {
  readonly uid: number;
  readonly gid: number;
}

/** `nobody` on every common Linux; it needs to exist in /etc/passwd, which initdb looks up. */
const NOBODY: OsUser = { uid: 65534, gid: 65534 };

/** Inside this user namespace root's files belong to nobody, outside they stay root's: nothing has to be chowned. */
const NAMESPACE = ['unshare', '--user', '--map-user=65534', '--map-group=65534', '--'];

/**
 * Chooses how to run for this user and this data. Not root: as oneself. Root: as the owner of an existing
 * cluster; otherwise in a user namespace where the kernel allows it (containers often do not), else as nobody.
 * `clusterDir` may not exist yet; `mustReach` are paths the programs need (data and binaries).
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
  // A closed folder on the way (a 0700 /root, say): keep the one right to pass it, under the other uid.
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

/** The topmost folder above `path` that the user may not enter (by its mode bits), or null. */
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
