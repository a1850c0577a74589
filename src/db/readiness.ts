import type { Probed } from './pools.js';
import { reasonOf } from './trouble.js';

export interface ServerPools {
  readonly reads: Probed;
  readonly others: readonly Probed[];
}

/** A result is reused for this time, so that probes do not become load. */
const FRESH_MS = 500;

/**
 * Migrations that were run, and constraints that are not valid yet. An invalid constraint means that `migrate` has not
 * filled all old rows.
 */
const MIGRATIONS =
  'SELECT name, true AS "isDone" FROM migration UNION ALL ' +
  `SELECT conname, false FROM pg_constraint WHERE NOT convalidated AND connamespace = 'public'::regnamespace`;
/** Errors of a database without migrations: the table is missing, or the application may not read it. */
const NOT_MIGRATED = new Set(['42P01', '42501']);

/**
 * The server is ready when it has started, no migration is missing, each pool answers, and it is not stopping. A pool
 * answers when `SELECT 1` over a free connection succeeds within 2 s. A pool without a free connection counts as
 * answering while one of them had an answer within 4.5 s. So a busy server is ready, and a server with silent
 * connections is not.
 */
export class Readiness {
  private pools: ServerPools | null = null;
  private prepared = false;
  private stopped = false;
  private asked: { readonly at: number; readonly answer: Promise<string | null> } | null = null;
  /** Why the server was not ready at the last probe; null when it was ready. */
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

  /**
   * Sets the reason why the start cannot continue.
   * @returns whether the reason is new
   */
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
   * Probes every pool.
   * @returns names of missing migrations, and of constraints whose rows are not filled; empty while the read
   * connections are too busy for a probe
   * @throws PoolFailure
   */
  async missing(): Promise<string[]> {
    if (!this.pools) throw new Error('Readiness has no pools to ask.');
    const { reads, others } = this.pools;
    const asked = [probed(reads, MIGRATIONS), ...others.map((pool) => probed(pool, 'SELECT 1'))];
    await Promise.allSettled(asked);
    // In a fixed order, so that the same failure gives the same reason and one line in the log.
    for (const answer of asked) await answer;
    const rows = await asked[0]!;
    if (!rows) return [];
    const run = new Set(rows.filter(({ isDone }) => isDone).map(({ name }) => name));
    const unfilled = rows.filter(({ isDone }) => !isDone).map(({ name }) => String(name));
    return [...this.needed.filter((name) => !run.has(name)), ...unfilled];
  }
}

/** A pool that does not answer. The error names the pool and the reason, without address, name or password. */
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
