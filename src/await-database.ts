import { setTimeout as sleep } from 'node:timers/promises';
import { PoolFailure, type Readiness } from './db/readiness.js';
import { ConfigError } from './http/config.js';
import { inBoth } from './kernel/message.js';
import { operatorMessages } from './messages.js';

const EVERY_MS = 1_000;

/** Errors that waiting cannot solve. */
const MISTAKES: Readonly<Record<string, string>> = {
  '28P01': operatorMessages.userRefused,
  '28000': operatorMessages.connectionNotAllowed,
  '3D000': operatorMessages.databaseMissing,
};

/**
 * Waits until the database is reachable and not recovering. Logs the reason once, and again when it changes.
 * @returns the names of missing migrations
 * @throws ConfigError for a mistake that the operator must correct
 */
export async function awaitDatabase(readiness: Readiness, warn: (text: string) => void): Promise<string[]> {
  for (;;) {
    try {
      return await readiness.missing();
    } catch (error) {
      if (readiness.isStopping) return [];
      if (!(error instanceof PoolFailure)) throw error;
      const mistake = MISTAKES[error.code ?? ''];
      if (mistake) throw new ConfigError(`${error.pool === 'auth' ? 'AUTH_DATABASE_URL' : 'DATABASE_URL'}: ${mistake}`);
      if (readiness.waitingFor(error.message)) warn(inBoth(operatorMessages.waitingForDatabase(error.message)));
    }
    await sleep(EVERY_MS);
  }
}
