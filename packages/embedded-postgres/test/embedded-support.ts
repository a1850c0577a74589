import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { processIdentity } from '../src/process-identity.js';

const children: ChildProcess[] = [];
const folders: string[] = [];
const strays: number[] = [];

export function newFolder(): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'haoshangliang-embedded-')));
  folders.push(folder);
  return folder;
}

export interface Child {
  readonly process: ChildProcess;
  readonly pid: number;
  /** The first line it prints, parsed. */
  readonly report: Promise<Record<string, unknown>>;
}

/** Runs a compiled script of `fixtures/` in a process group of its own. */
export function runFixture(name: string, args: string[], env: NodeJS.ProcessEnv = process.env): Child {
  const script = fileURLToPath(new URL(`./fixtures/${name}.js`, import.meta.url));
  const child = spawn(process.execPath, [script, ...args], { detached: true, env, stdio: ['pipe', 'pipe', 'inherit'] });
  children.push(child);
  const report = once(createInterface({ input: child.stdout }), 'line').then(
    ([line]) => JSON.parse(line as string) as Record<string, unknown>,
  );
  return { process: child, pid: child.pid as number, report };
}

/** A process that does nothing, to stand where another one is expected. */
export function runSleeper(): number {
  const child = spawn('sleep', ['120'], { stdio: 'ignore' });
  children.push(child);
  return child.pid as number;
}

/** A zombie: its parent has become a program that never asks for its children. */
export async function makeZombie(): Promise<number> {
  const child = spawn('sh', ['-c', 'sleep 2 & echo $!; exec sleep 120'], { stdio: ['ignore', 'pipe', 'inherit'] });
  children.push(child);
  const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
  const pid = Number(line);
  await until(() => spawnSync('ps', ['-o', 'state=', '-p', line], { encoding: 'utf8' }).stdout.startsWith('Z'));
  return pid;
}

export async function startOwner(
  dataDir: string,
  env?: NodeJS.ProcessEnv,
): Promise<{ child: Child; url: string; pid: number }> {
  const child = runFixture('embedded-owner', [dataDir], env);
  const report = await child.report;
  if (typeof report['url'] !== 'string') throw new Error(`the owner did not start: ${String(report['message'])}`);
  const pid = report['pid'] as number;
  strays.push(pid);
  return { child, url: report['url'], pid };
}

export async function killHard(pid: number): Promise<void> {
  const gone = goneCheck(pid);
  process.kill(pid, 'SIGKILL');
  await until(gone);
}

/** Whether the process that has this pid *now* is gone. */
export function goneCheck(pid: number): () => boolean {
  const identity = processIdentity(pid);
  return () => identity === null || processIdentity(pid) !== identity;
}

export function parentOf(pid: number): number {
  return Number(spawnSync('ps', ['-o', 'ppid=', '-p', String(pid)], { encoding: 'utf8' }).stdout);
}

export async function until(done: () => boolean, limitMs = 300_000): Promise<void> {
  const end = Date.now() + limitMs;
  while (!done()) {
    if (Date.now() > end) throw new Error('waited in vain');
    await sleep(50);
  }
}

/** Runs statements on one connection; returns the rows of the last. */
export async function query(url: string, ...statements: string[]): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  // A server that is killed cuts the connection.
  client.on('error', () => undefined);
  await client.connect();
  try {
    let rows: Record<string, unknown>[] = [];
    for (const statement of statements) rows = (await client.query<Record<string, unknown>>(statement)).rows;
    return rows;
  } finally {
    await client.end();
  }
}

/** Ends what the tests have started, by pid, and removes their folders. */
export async function cleanUp(): Promise<void> {
  for (const child of children) child.kill('SIGKILL');
  for (const pid of strays.filter((stray) => processIdentity(stray) !== null)) {
    const gone = goneCheck(pid);
    try {
      process.kill(pid, 'SIGINT');
    } catch {
      continue;
    }
    await until(gone);
  }
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
}
