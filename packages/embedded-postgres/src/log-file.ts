import { fstatSync, openSync, readFileSync, renameSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { matchOwner } from './match-owner.js';

/** A log above this size, in bytes, is renamed. One older file is kept. */
const ROTATE_AT = 1_000_000;

/** The log of PostgreSQL, opened for appending. */
export interface LogFile {
  readonly path: string;
  readonly descriptor: number;
  /** The text that was written since the log was opened. */
  sinceOpened(): string;
}

/** Opens the log. A log above the limit is renamed to `<path>.1` first. */
export function openLog(path: string): LogFile {
  if ((statSync(path, { throwIfNoEntry: false })?.size ?? 0) > ROTATE_AT) renameSync(path, `${path}.1`);
  const descriptor = openSync(path, 'a', 0o600);
  matchOwner(path, dirname(path));
  const start = fstatSync(descriptor).size;
  return { path, descriptor, sinceOpened: () => readFileSync(path).subarray(start).toString('utf8') };
}
