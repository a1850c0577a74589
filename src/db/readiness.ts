import type { Probed } from './pools.js';
import { reasonOf } from './trouble.js';

export interface ServerPools {
  readonly reads: Probed;
  readonly others: readonly Probed[];
}

/** One answer serves all who ask within this time: probes must not become load. */
const FRESH_MS = 500;

/** Migrations that have run, and constraints that are not yet valid: `migrate` has not filled all old rows. */
const MIGRATIONS =
  'SELECT name, true AS "isDone" FROM migration UNION ALL ' +
  `SELECT conname, false FROM pg_constraint WHERE NOT convalidated AND connamespace = 'public'::regnamespace`;
/** The table is not there yet, or not for the application to see: nothing was migrated. */
const NOT_MIGRATED = new Set(['42P01', '42501']);

/**
 * Ready: the preparations are through, no migration is missing, each pool answers, and the server is not stopping.
 * A pool answers when `SELECT 1` over a free connection does, within 2 s. One whose connections are all in use counts
 * as answering while any of them had an answer within 4.5 s: a busy server is ready, one whose connections are silent
 * is not.
 */
export class Readiness {
  private pools: ServerPools | null = null;
  private prepared = false;
  private stopped = false;
  private asked: { readonly at: number; readonly answer: Promise<string | null> } | null = null;
  /** Why it was not ready when last asked; null when it was. */
  whyNot: string | null = 'starting';

  constructor(
    private readonly needed: readonly string[],
    private readonly changed: (whyNot: string | null) => void = () => undefined,
  ) {}

  through(pools: ServerPools): void {
    this.pools = pools;
  }
  done(): void {
    this.prepared = true;
  }
  stopping(): void {
    this.stopped = true;
  }
  get isStopping(): boolean {
    return this.stopped;
  }

  /** Before the preparations: why they cannot go on. @returns whether that is news. */
  waitingFor(reason: string): boolean {
    const isNews = this.whyNot !== reason;
    this.whyNot = reason;
    return isNews;
  }

  async isReady(): Promise<boolean> {
    if (!this.asked || performance.now() - this.asked.at > FRESH_MS)
      this.asked = { at: performance.now(), answer: this.obstacle() };
    const whyNot = this.stopped ? 'stopping' : await this.asked.answer;
    if (whyNot !== this.whyNot) {
      this.whyNot = whyNot;
      this.changed(whyNot);
    }
    return whyNot === null;
  }

  private async obstacle(): Promise<string | null> {
    if (!this.prepared) return this.whyNot;
    try {
      const missing = await this.missing();
      return missing.length > 0 ? `${missing.length} migrations missing` : null;
    } catch (error) {
      return error instanceof PoolFailure ? error.message : 'unknown';
    }
  }

  /**
   * Asks every pool. @returns what this version needs and the database has not had: names of migrations,
   * and of constraints whose rows are not filled; none while the reading connections are too busy to be asked.
   * @throws PoolFailure
   */
  async missing(): Promise<string[]> {
    if (!this.pools) throw new Error('Readiness has no pools to ask.');
    const { reads, others } = this.pools;
    const asked = [probed(reads, MIGRATIONS), ...others.map((pool) => probed(pool, 'SELECT 1'))];
    await Promise.allSettled(asked);
    // One after the other, so that the same trouble always gives the same reason, and one line in the log.
    for (const answer of asked) await answer;
    const rows = await asked[0]!;
    if (!rows) return [];
    const run = new Set(rows.filter(({ isDone }) => isDone).map(({ name }) => name));
    const unfilled = rows.filter(({ isDone }) => !isDone).map(({ name }) => String(name));
    return [...this.needed.filter((name) => !run.has(name)), ...unfilled];
  }
}

/** A pool that does not answer: which, and why, without address, name or password. */
export class PoolFailure extends Error {
  constructor(
    readonly pool: string,
    readonly code: string | undefined,
    why: string,
  ) {
    super(`${pool}: ${why}`);
  }
}

async function probed(pool: Probed, text: string): Promise<Record<string, unknown>[] | null> {
  try {
    return await pool.probe(text);
  } catch (error) {
    const { code, message } = error as { code?: string; message: string };
    if (text === MIGRATIONS && NOT_MIGRATED.has(code ?? '')) return [];
    throw new PoolFailure(pool.name, code, code ?? reasonOf(error) ?? message);
  }
}
