import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chownSync,
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { POSTGRES_MAJOR, programFailure, type ProgramEnd } from './binaries.js';
import { EmbeddedError } from './error.js';
import { embeddedMessages } from './messages.js';
import { programEnvironment } from './program-environment.js';
import type { RunAs } from './run-as.js';
import { localeArguments } from './settings.js';

/** The superuser of the embedded cluster. */
export const SUPERUSER = 'postgres';

const STAGING = 'cluster.new-';

/** The folder of the finished cluster. It exists only after initdb has succeeded. */
export function clusterDirectory(dataDir: string): string {
  return join(dataDir, 'cluster');
}

export interface ClusterRequest {
  readonly dataDir: string;
  readonly initdb: string;
  readonly runAs: RunAs;
  readonly durable: boolean;
  readonly password: string;
}

/**
 * Creates the cluster (PostgreSQL's data directory) if it does not exist.
 * It is created under a temporary name and renamed when complete. So an incomplete cluster is never used.
 * An initdb that outlives its killed parent cannot write into a newer cluster.
 * The caller holds the owner lock. Returns true if the cluster was created now.
 */
export async function ensureCluster(request: ClusterRequest): Promise<boolean> {
  const { dataDir } = request;
  const cluster = clusterDirectory(dataDir);
  if (existsSync(cluster)) {
    assertUsable(cluster);
    return false;
  }
  removeHalfMade(dataDir);
  const staging = join(dataDir, `${STAGING}${randomBytes(6).toString('hex')}`);
  const passwordFile = `${staging}.pw`;
  try {
    mkdirSync(staging, { mode: 0o700 });
    writeFileSync(passwordFile, request.password, { mode: 0o600 });
    const { owner } = request.runAs;
    if (owner !== undefined) for (const path of [dataDir, staging, passwordFile]) chownSync(path, owner.uid, owner.gid);
    await runInitdb(request, staging, passwordFile);
    rmSync(passwordFile);
    await putInPlace(staging, cluster);
    if (request.durable) syncFolder(dataDir);
    return true;
  } catch (error) {
    removeHalfMade(dataDir);
    throw error;
  }
}

/** Deletes the folders of killed starts. A running initdb may prevent it; the next start deletes them then. */
function removeHalfMade(dataDir: string): void {
  for (const name of readdirSync(dataDir).filter((entry) => entry.startsWith(STAGING))) {
    try {
      rmSync(join(dataDir, name), { recursive: true, force: true });
    } catch {
      // The next start deletes it. Its random name disturbs nothing.
    }
  }
}

async function runInitdb(request: ClusterRequest, staging: string, passwordFile: string): Promise<void> {
  const { runAs, initdb } = request;
  const words = [
    ...runAs.prefix,
    initdb,
    '-D',
    staging,
    '-U',
    SUPERUSER,
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--no-instructions',
    ...localeArguments(),
    ...(request.durable ? [] : ['--no-sync']),
  ];
  let output = '';
  const end = await new Promise<ProgramEnd>((resolve) => {
    const child = spawn(words[0] as string, words.slice(1), {
      ...runAs.spawn,
      env: programEnvironment(),
      windowsHide: true,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.once('error', (error) => resolve({ code: null, signal: null, spawnError: error.message }));
    child.once('close', (code, signal) => resolve({ code, signal }));
  });
  if (end.code !== 0) throw programFailure('initdb', end, output);
}

async function putInPlace(staging: string, cluster: string): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    try {
      return renameSync(staging, cluster);
    } catch (error) {
      // On Windows a virus scanner may hold a new file for a moment.
      if (process.platform !== 'win32' || tries === 20) throw error;
      await sleep(250);
    }
  }
}

function syncFolder(folder: string): void {
  if (process.platform === 'win32') return;
  const handle = openSync(folder, 'r');
  fsyncSync(handle);
  closeSync(handle);
}

function assertUsable(cluster: string): void {
  const file = join(cluster, 'PG_VERSION');
  const version = existsSync(file) ? readFileSync(file, 'utf8').trim() : null;
  if (version === POSTGRES_MAJOR) return;
  if (version === null) {
    throw new EmbeddedError(embeddedMessages.notACluster(cluster));
  }
  throw new EmbeddedError(embeddedMessages.otherVersion(cluster, version, POSTGRES_MAJOR));
}
