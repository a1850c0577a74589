import { readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { EmbeddedError } from './error.js';
import { matchOwner } from './match-owner.js';
import { embeddedMessages } from './messages.js';
import { processIdentity } from './process-identity.js';

/** The exclusive right of one process to run the PostgreSQL of a directory. */
export interface OwnerLock {
  release(): void;
}

interface Claim {
  readonly pid: number;
  /** The result of `processIdentity`. Empty after the lock was released. */
  readonly identity: string;
}

const NAME = /^owner-(\d+)\.lock$/;

/**
 * Locks the directory for this process.
 * @throws EmbeddedError when a living process holds the lock
 *
 * Lock files are numbered, and the highest number holds the lock. A process creates the next number only if the holder
 * has died or released.
 * Creation is exclusive, and the highest file is never deleted. So exactly one of several starting processes wins.
 * Deleting a stale lock and then creating a new one could not guarantee that.
 */
export async function acquireOwnerLock(dataDir: string): Promise<OwnerLock> {
  const mine: Claim = { pid: process.pid, identity: processIdentity(process.pid) ?? '' };
  for (;;) {
    const highest = claimNumbers(dataDir)[0] ?? 0;
    const holder = highest > 0 ? await readClaim(dataDir, highest) : null;
    if (holder !== null && lives(holder)) throw inUse(dataDir, holder.pid);
    const number = highest + 1;
    try {
      writeFileSync(claimPath(dataDir, number), JSON.stringify(mine), { flag: 'wx', mode: 0o600 });
      matchOwner(claimPath(dataDir, number), dataDir);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'EEXIST') continue;
      throw error;
    }
    // A process that paused between reading and creating may have created an outdated number. Then it starts over.
    if (claimNumbers(dataDir)[0] !== number) {
      rmSync(claimPath(dataDir, number), { force: true });
      continue;
    }
    for (const older of claimNumbers(dataDir)) if (older < number) rmSync(claimPath(dataDir, older), { force: true });
    return { release: () => giveBack(dataDir, number, mine) };
  }
}

function lives(claim: Claim): boolean {
  return claim.identity !== '' && processIdentity(claim.pid) === claim.identity;
}

function giveBack(dataDir: string, number: number, claim: Claim): void {
  const path = claimPath(dataDir, number);
  try {
    writeFileSync(`${path}.tmp`, JSON.stringify({ ...claim, identity: '' }), { mode: 0o600 });
    matchOwner(`${path}.tmp`, dataDir);
    renameSync(`${path}.tmp`, path);
  } catch (error) {
    // The whole directory may be gone, as in tests. Then there is nothing to release.
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
}

/** Null when the lock file is unreadable: its process died between creating and filling it. */
async function readClaim(dataDir: string, number: number): Promise<Claim | null> {
  for (let tries = 0; tries < 20; tries += 1) {
    try {
      const claim = JSON.parse(readFileSync(claimPath(dataDir, number), 'utf8')) as Claim;
      if (typeof claim.pid === 'number' && typeof claim.identity === 'string') return claim;
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'ENOENT') return null;
      if (code === 'EACCES') throw ofOtherUser(claimPath(dataDir, number), error);
    }
    await sleep(50);
  }
  return null;
}

function claimNumbers(dataDir: string): number[] {
  return readdirSync(dataDir)
    .map((name) => Number(NAME.exec(name)?.[1] ?? 0))
    .filter((number) => number > 0)
    .sort((a, b) => b - a);
}

function claimPath(dataDir: string, number: number): string {
  return join(dataDir, `owner-${number}.lock`);
}

function inUse(dataDir: string, pid: number): EmbeddedError {
  return new EmbeddedError(embeddedMessages.inUse(dataDir, pid));
}

function ofOtherUser(file: string, cause: unknown): EmbeddedError {
  return new EmbeddedError(embeddedMessages.lockOfOtherUser(file), { cause });
}
