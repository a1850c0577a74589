import { setTimeout as sleep } from 'node:timers/promises';
import { PoolFailure, type Readiness } from './db/readiness.js';
import { ConfigError } from './http/config.js';
import { inBoth } from './kernel/message.js';

const EVERY_MS = 1_000;

/** Waiting does not mend these. */
const MISTAKES: Readonly<Record<string, string>> = {
  '28P01': '数据库拒绝了用户名或口令 / the database refuses this user or password',
  '28000':
    '数据库不允许此用户这样连接（见 pg_hba.conf）/ the database does not let this user connect like this (see pg_hba.conf)',
  '3D000': '没有这个数据库 / there is no such database',
};

/**
 * Waits for a database that is unreachable or recovering. Says why once, and again when the reason changes.
 * @returns the migrations it lacks. @throws ConfigError for what the operator must mend
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
      if (readiness.waitingFor(error.message))
        warn(
          inBoth({
            zh: `数据库暂不可用，正在等待（${error.message}）。`,
            en: `The database is not available yet; waiting for it (${error.message}).`,
          }),
        );
    }
    await sleep(EVERY_MS);
  }
}
