import { readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { EmbeddedError } from './error.js';
import { matchOwner } from './match-owner.js';
import { embeddedMessages } from './messages.js';
import { processIdentity } from './process-identity.js';

/** The right to run the PostgreSQL of one directory, held by one server process. */
export interface OwnerLock {
  release(): void;
}

interface Claim {
  readonly pid: number;
  /** From `processIdentity`; empty once the claim was given back. */
  readonly identity: string;
}

const NAME = /^owner-(\d+)\.lock$/;

/**
 * Takes the directory for this process, or throws `EmbeddedError` when a living process holds it.
 *
 * Claims are numbered and the highest number holds. A new claim is made only above a dead or returned one, by
 * exclusive creation, and the highest file is never deleted; so of several starters after a kill exactly one
 * wins, which "delete the stale lock, then create mine" cannot promise.
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
    // A starter that slept between reading and creating may have made an outdated number: look again.
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
    // The whole directory may have been removed meanwhile (tests do): then nothing is left to give back.
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
}

/** Null when the claim is unreadable: its maker died between creating and filling it. */
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
