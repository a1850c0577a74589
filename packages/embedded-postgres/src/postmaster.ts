import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { EmbeddedError } from './error.js';
import { embeddedMessages } from './messages.js';
import { commandLine, processIdentity } from './process-identity.js';

/** What PostgreSQL says of itself in `postmaster.pid`. */
export interface PostmasterFile {
  readonly pid: number;
  /** True once connections are accepted. */
  readonly ready: boolean;
}

/** A standby says the second one, once it answers reading questions. */
const ACCEPTS = ['ready', 'standby'];

/** Above every pid a kernel gives out, so that nothing runs under it. */
const NO_PROCESS = 2_147_483_000;

/** Null while there is no complete file. */
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
 * Deals with what a killed server has left: a PostgreSQL of this cluster that still runs is waited for and then
 * shut down (the caller holds the owner lock, so it serves nobody); a `postmaster.pid` that names a zombie or a
 * stranger's process, which PostgreSQL itself would take for a living server, is defused.
 */
export async function clearLeftover(cluster: string, patienceMs = 5_000): Promise<void> {
  const left = readPostmaster(cluster);
  if (left === null) return;
  const isOurs = () => processIdentity(left.pid) !== null && belongsTo(cluster, left.pid);
  // Its watchdog is most likely shutting it down just now.
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
 * Replaces the pid instead of deleting the file: the rest of it leads PostgreSQL to the old shared memory, by
 * which it notices orphaned backends and refuses to start beside them.
 */
function defuse(cluster: string): void {
  const path = join(cluster, 'postmaster.pid');
  const left = readPostmaster(cluster);
  if (left === null) return;
  try {
    process.kill(left.pid, 0);
  } catch (error) {
    // No such process: PostgreSQL sees that for itself.
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
