import { Unavailable } from '../kernel/unavailable.js';

/** For this time after a read gave up waiting for a lock, no other read waits. */
const IMPATIENT_MS = 5_000;
/** The shortest lock wait of PostgreSQL, 1 ms. 0 would mean no limit. */
export const AT_ONCE = `set_config('lock_timeout', '1', true), `;
const LOCK_NOT_AVAILABLE = '55P03';

export const isLockLimit = (error: unknown): boolean =>
  error instanceof Unavailable && error.reason === LOCK_NOT_AVAILABLE;

/**
 * How long reads wait for locks. A read is blocked only by a change of a whole table, which is either very short or
 * long.
 * Reads wait up to the connection's limit until one of them gives up. For 5 seconds after that no read waits.
 * So a long lock does not use up the connections.
 * Reads are still sent, so reads of other tables succeed, and all succeed once the lock is released.
 */
export class LockPatience {
  private lostAt = -Infinity;

  constructor(private readonly now: () => number = () => performance.now()) {}

  /** Called when a read gave up waiting for a lock. */
  lose(): void {
    this.lostAt = this.now();
  }

  /** SQL settings for the transaction of a read. */
  get opening(): string {
    return this.now() - this.lostAt < IMPATIENT_MS ? AT_ONCE : '';
  }
}
