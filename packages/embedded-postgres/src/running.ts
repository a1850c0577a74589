import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { SUPERUSER, clusterDirectory } from './cluster.js';
import { processIdentity } from './process-identity.js';

/** @returns the superuser's address of the server that runs on this data directory, or null where none runs. */
export function runningServer(dataDir: string): string | null {
  try {
    // Lines of postmaster.pid: process, folder, start, port.
    const lines = readFileSync(join(clusterDirectory(dataDir), 'postmaster.pid'), 'utf8').split('\n');
    if (processIdentity(Number(lines[0])) === null) return null;
    const password = readFileSync(join(dataDir, 'superuser.password'), 'utf8').trim();
    return `postgres://${SUPERUSER}:${encodeURIComponent(password)}@127.0.0.1:${lines[3]!.trim()}/postgres`;
  } catch {
    return null;
  }
}
