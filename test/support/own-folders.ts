import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';

/** For tests that start a PostgreSQL of their own. */
const folders: string[] = [];

export function newFolder(): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'haoshangliang-own-')));
  folders.push(folder);
  return folder;
}

export function removeFolders(): void {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
}

/** Runs statements on one connection; returns the rows of the last. */
export async function query(url: string, ...statements: string[]): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  // Killing the server breaks the connection.
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

/** Kills a process of the server; resolves when its parent has noticed. */
export async function killHard(pid: number): Promise<void> {
  process.kill(pid, 'SIGKILL');
  const end = Date.now() + 300_000;
  while (isThere(pid)) {
    if (Date.now() > end) throw new Error('waited in vain');
    await new Promise((resolve) => {
      setTimeout(resolve, 50);
    });
  }
}

function isThere(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
