import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { EmbeddedError } from './error.js';
import { embeddedMessages } from './messages.js';
import { commandLine, processIdentity } from './process-identity.js';

/** The content of PostgreSQL's file `postmaster.pid`. */
export interface PostmasterFile {
  readonly pid: number;
  /** True once connections are accepted. */
  readonly ready: boolean;
}

/** A standby writes "standby" once it answers queries. */
const ACCEPTS = ['ready', 'standby'];

/** A number above every possible pid, so no process has it. */
const NO_PROCESS = 2_147_483_000;

/** Null while the file is missing or incomplete. */
export function readPostmaster(cluster: string): PostmasterFile | null {
  try {
    const lines = readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n');
    const pid = Number(lines[0]);
    return Number.isInteger(pid) && pid > 0 ? { pid, ready: ACCEPTS.includes(lines[7]?.trim() ?? '') } : null;
  } catch {
    return null;
  }
}

/**
 * Cleans up after a killed server. The caller holds the owner lock, so no server uses a PostgreSQL that still runs.
 * Such a PostgreSQL gets time to end, and is then shut down.
 * A `postmaster.pid` may name a zombie or an unrelated process. PostgreSQL would take that for a running server, so the
 * pid is replaced.
 */
export async function clearLeftover(cluster: string, patienceMs = 5_000): Promise<void> {
  const left = readPostmaster(cluster);
  if (left === null) return;
  const isOurs = () => processIdentity(left.pid) !== null && belongsTo(cluster, left.pid);
  // The watchdog is probably shutting it down already.
  if (isOurs() && !(await within(patienceMs, () => !isOurs()))) {
    process.kill(left.pid, 'SIGINT');
    if (!(await within(30_000, () => !isOurs()))) throw stillRuns(cluster, left.pid);
  }
  defuse(cluster);
}

function belongsTo(cluster: string, pid: number): boolean {
  const line = commandLine(pid);
  return process.platform === 'win32' ? /postgres/i.test(line) : line.includes(cluster);
}

/**
 * Replaces the pid in the file. The file is not deleted, because PostgreSQL finds the old shared memory through it.
 * If old backends still use that memory, PostgreSQL notices them and refuses to start.
 */
function defuse(cluster: string): void {
  const path = join(cluster, 'postmaster.pid');
  const left = readPostmaster(cluster);
  if (left === null) return;
  try {
    process.kill(left.pid, 0);
  } catch (error) {
    // No such process. PostgreSQL checks this itself.
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return;
  }
  const lines = readFileSync(path, 'utf8').split('\n');
  lines[0] = String(NO_PROCESS);
  writeFileSync(path, lines.join('\n'));
}

async function within(limitMs: number, done: () => boolean): Promise<boolean> {
  const end = Date.now() + limitMs;
  while (Date.now() < end) {
    if (done()) return true;
    await sleep(50);
  }
  return done();
}

function stillRuns(cluster: string, pid: number): EmbeddedError {
  return new EmbeddedError(embeddedMessages.stillRuns(pid, cluster));
}
