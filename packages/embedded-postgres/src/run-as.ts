import { spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { dirname } from 'node:path';
import { EmbeddedError } from './error.js';

/** As whom the PostgreSQL programs run: they refuse to run as root. */
export interface RunAs {
  /** Words put before every command line. */
  readonly prefix: readonly string[];
  /** Set when the programs are to be spawned under another uid and gid. */
  readonly spawn?: Account;
  /** Who must own the data; unset when the files stay ours. */
  readonly owner?: Account;
}

export interface Account {
  readonly uid: number;
  readonly gid: number;
}

/** `nobody` on every common Linux; it needs to exist in /etc/passwd, which initdb looks up. */
const NOBODY: Account = { uid: 65534, gid: 65534 };

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
    throw new EmbeddedError(
      'PostgreSQL 不能以 root 身份运行。请用普通用户启动（不要用 sudo）。',
      'PostgreSQL does not run as root. Start as an ordinary user (without sudo).',
    );
  }
  if (cluster !== undefined && cluster.uid !== 0) return as({ uid: cluster.uid, gid: cluster.gid }, mustReach);
  return runs([...NAMESPACE, 'true']) ? { prefix: NAMESPACE } : as(NOBODY, mustReach);
}

function as(account: Account, mustReach: readonly string[]): RunAs {
  const closed = mustReach.map((path) => firstClosedFolder(path, account)).find((folder) => folder !== null);
  if (closed === undefined) return { prefix: [], spawn: account, owner: account };
  // A closed folder on the way (a 0700 /root, say): keep the one right to pass it, under the other uid.
  const passing = [
    'setpriv',
    `--reuid=${account.uid}`,
    `--regid=${account.gid}`,
    '--clear-groups',
    '--inh-caps=+dac_override',
    '--ambient-caps=+dac_override',
    '--',
  ];
  if (runs([...passing, 'true'])) return { prefix: passing, owner: account };
  throw new EmbeddedError(
    `以 root 启动时，PostgreSQL 须以 uid ${account.uid} 运行，但该用户无法进入目录 ${closed}，本机也不允许用户命名空间。请用普通用户启动，或把项目与数据目录移到其他用户可进入的位置。`,
    `Started by root, PostgreSQL has to run as uid ${account.uid}, which may not enter ${closed}, and user ` +
      `namespaces are not allowed here. Start as an ordinary user, or move the project and the data directory ` +
      `to where other users may enter.`,
  );
}

/** The topmost folder above `path` that the account may not enter (by its mode bits), or null. */
export function firstClosedFolder(path: string, account: Account): string | null {
  const folders: string[] = [];
  for (let folder = dirname(path); !folders.includes(folder); folder = dirname(folder)) folders.unshift(folder);
  return folders.find((folder) => !mayEnter(folder, account)) ?? null;
}

function mayEnter(folder: string, account: Account): boolean {
  const { mode, uid, gid } = statSync(folder);
  if (uid === account.uid) return (mode & 0o100) !== 0;
  return (mode & (gid === account.gid ? 0o010 : 0o001)) !== 0;
}

function runs([command = '', ...args]: readonly string[]): boolean {
  return spawnSync(command, args, { stdio: 'ignore' }).status === 0;
}

function ownedByOther(folder: string, owner: number, me: number): EmbeddedError {
  return new EmbeddedError(
    `数据目录 ${folder} 属于 uid ${owner}，当前用户是 uid ${me}，PostgreSQL 不会打开它。请用原来的用户启动（曾用 sudo 启动过？），或换一个数据目录。`,
    `The data in ${folder} belong to uid ${owner} and you are uid ${me}; PostgreSQL will not open them. ` +
      `Start as the user who made them (was sudo used before?), or choose another data directory.`,
  );
}
