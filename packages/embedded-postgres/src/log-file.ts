import { fstatSync, openSync, readFileSync, renameSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { matchOwner } from './match-owner.js';

/** One older file of this size, in bytes, is kept. */
const ROTATE_AT = 1_000_000;

/** PostgreSQL's own log, opened for appending. */
export interface LogFile {
  readonly path: string;
  readonly descriptor: number;
  /** What was written since it was opened. */
  sinceOpened(): string;
}

/** Opens the log, moving a grown one to `<path>.1`, so the two never outgrow what one run writes plus the limit. */
export function openLog(path: string): LogFile {
  if ((statSync(path, { throwIfNoEntry: false })?.size ?? 0) > ROTATE_AT) renameSync(path, `${path}.1`);
  const descriptor = openSync(path, 'a', 0o600);
  matchOwner(path, dirname(path));
  const start = fstatSync(descriptor).size;
  return { path, descriptor, sinceOpened: () => readFileSync(path).subarray(start).toString('utf8') };
}
