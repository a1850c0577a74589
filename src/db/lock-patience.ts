import { Unavailable } from '../kernel/unavailable.js';

/** So long after the last refusal no read waits for a lock. */
const IMPATIENT_MS = 5_000;
/** The shortest wait PostgreSQL knows; 0 would mean: without limit. */
export const AT_ONCE = `set_config('lock_timeout', '1', true), `;
const LOCK_NOT_AVAILABLE = '55P03';

export const isLockLimit = (error: unknown): boolean =>
  error instanceof Unavailable && error.reason === LOCK_NOT_AVAILABLE;

/**
 * How long reads wait for locks. A read waits only for somebody who changes a table as a whole: that is over in an
 * instant or takes long.
 * So reads wait up to the connection's limit, until one has waited in vain. From then on none waits, and so none holds
 * a connection that others need.
 * Each still asks: those of other tables are answered, and all are once the lock is gone.
 */
export class LockPatience {
  private lostAt = -Infinity;

  constructor(private readonly now: () => number = () => performance.now()) {}

  /** A read has waited in vain. */
  lose(): void {
    this.lostAt = this.now();
  }

  /** Settings of a read's transaction. */
  get opening(): string {
    return this.now() - this.lostAt < IMPATIENT_MS ? AT_ONCE : '';
  }
}
