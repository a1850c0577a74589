import { availableParallelism } from 'node:os';
import pg from 'pg';
import type { Row } from '../kernel/database.js';
import { type Lost, Unavailable } from '../kernel/unavailable.js';
import { SESSION_SETTINGS } from './data-source.js';
import type { ReadBatch } from './read-batch.js';
import { forCaller, isAnswer, isSilence, reasonOf } from './trouble.js';

/**
 * The default number of read connections: twice the processors plus one, at most 20.
 * A request takes few round trips, so few connections keep the processors busy. More connections make the processor
 * caches less effective (bench/NOTES.md).
 */
export const USUAL_POOL_SIZE = Math.min(2 * availableParallelism() + 1, 20);

/**
 * A write waits for the disk at COMMIT and keeps its connection. Twice as many connections let the processors work
 * meanwhile.
 */
export const writePoolSize = (size: number): number => 2 * size;

/**
 * Idle connections are kept for 10 minutes, because they hold prepared statements. The driver's default is 10 seconds.
 */
const IDLE_MS = 600_000;
/** The longest wait for a free connection or a new one. */
const CONNECT_MS = 5_000;
/** Longer than PostgreSQL's own limit of 15 s. It ends queries only when PostgreSQL does not answer at all. */
const QUERY_MS = 20_000;
/** Delay before TCP keep-alive checks an idle connection for a lost peer. */
const KEEP_ALIVE_MS = 10_000;
/**
 * Most waiting requests per connection. At 10 ms a request, a full queue is about one second. Further requests are
 * refused at once.
 */
const WAITING_A_CONNECTION = 100;

/** The longest wait for a readiness probe. */
export const PROBE_MS = 2_000;
/**
 * A pool with no free connection gets no probe query. It counts as working if a connection had an answer within this
 * time.
 */
const SILENCE_MS = 4_500;
/** Shorter than SILENCE_MS, so that a write that waits for a lock is answered within that time. */
const WRITE_LOCK_MS = 4_000;
/** A read waits for a lock only while a whole table is changed, by a migration for instance. */
export const READ_LOCK_MS = 1_000;

export interface PoolOptions {
  readonly settings?: string;
  /** Called with a one-word reason when the database could not serve a caller. */
  readonly onTrouble?: (reason: string) => void;
}

/** A pool that readiness probes. It is the pool that requests use. */
export interface Probed {
  readonly name: string;
  /**
   * @returns the rows; null when every connection is in use and working
   * @throws the error that keeps the pool from working
   */
  probe(text: string): Promise<Row[] | null>;
}

/**
 * The driver's pool with three additions: time limits on the client side, a bounded queue, and UNAVAILABLE for passing
 * failures.
 */
export class ConnectionPool implements Probed {
  private readonly pool: pg.Pool;
  private readonly onTrouble: (reason: string) => void;
  private answeredAt = performance.now();

  constructor(
    url: string,
    private readonly size: number,
    readonly name: string,
    options: PoolOptions = {},
  ) {
    this.onTrouble = options.onTrouble ?? (() => undefined);
    this.pool = new pg.Pool({
      connectionString: url,
      max: size,
      options: options.settings ?? SESSION_SETTINGS,
      application_name: `haoshangliang-${name}`,
      connectionTimeoutMillis: CONNECT_MS,
      query_timeout: QUERY_MS,
      idleTimeoutMillis: IDLE_MS,
      keepAlive: true,
      keepAliveInitialDelayMillis: KEEP_ALIVE_MS,
    });
    this.pool.on('error', () => {
      /* an idle connection broke; the pool replaces it */
    });
    // The pool has no error listener on a client in use. Its query fails too, so this listener may ignore the error.
    this.pool.on('connect', (client) => {
      this.answeredAt = performance.now();
      client.on('error', () => undefined);
    });
  }

  /** @throws Unavailable at once when too many wait already */
  async connect(lost: Lost = 'read'): Promise<pg.PoolClient> {
    try {
      if (this.pool.waitingCount >= this.size * WAITING_A_CONNECTION) throw new Unavailable('LINE_FULL', lost);
      return await this.pool.connect();
    } catch (error) {
      throw this.errorFor(error, lost);
    }
  }

  /** Returns a connection to the pool. After a `failure` it is closed, unless it `isUsable`. */
  release(client: pg.PoolClient, failure?: unknown, isUsable = failure === undefined): void {
    if (failure === undefined || isAnswer(failure)) this.answeredAt = performance.now();
    client.release(!isUsable);
    if (isSilence(failure)) this.dropIdle();
  }

  /** Translates an error for the caller, and reports passing failures to `onTrouble`. */
  errorFor(error: unknown, lost: Lost): unknown {
    const reason = reasonOf(error);
    if (reason) this.onTrouble(reason);
    return forCaller(error, lost);
  }

  async rows<T extends object>(text: string, values: readonly unknown[]): Promise<T[]> {
    const client = await this.connect();
    try {
      const { rows } = await client.query(text, [...values]);
      this.release(client);
      return rows as T[];
    } catch (error) {
      this.release(client, error, isAnswer(error));
      throw this.errorFor(error, 'read');
    }
  }

  async probe(text: string): Promise<Row[] | null> {
    if (this.pool.idleCount > 0 || this.pool.totalCount < this.size) return within(PROBE_MS, this.asked(text));
    if (performance.now() - this.answeredAt > SILENCE_MS)
      throw new Error('every connection is in use and none answers');
    return null;
  }

  private async asked(text: string): Promise<Row[]> {
    const client = await this.pool.connect();
    const question: pg.QueryConfig & { query_timeout: number } = { text, query_timeout: PROBE_MS };
    try {
      const { rows } = await client.query(question);
      this.release(client);
      return rows as Row[];
    } catch (error) {
      this.release(client, error, isAnswer(error));
      throw error;
    }
  }

  /**
   * Closes all idle connections. When one connection is silent, older ones probably are too, and a request would wait
   * for each.
   */
  private dropIdle(): void {
    for (let left = this.pool.idleCount; left > 0; left -= 1)
      void this.pool.connect().then(
        (client) => client.release(true),
        () => undefined,
      );
  }

  end(): Promise<void> {
    return this.pool.end();
  }
}

async function within<T>(milliseconds: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${milliseconds / 1000} s`)), milliseconds);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** Sends a batch of statements in one round trip. `make` is called once a connection is free. */
export interface ReadPool {
  query(make: () => ReadBatch): Promise<Row[][]>;
  end(): Promise<void>;
}

class ReadConnections extends ConnectionPool implements ReadPool {
  async query(make: () => ReadBatch): Promise<Row[][]> {
    const client = await this.connect();
    try {
      const batch = make();
      client.query(batch as never);
      const rows = await batch.done;
      this.release(client);
      return rows;
    } catch (error) {
      // A refused statement leaves its connection as it was: see ReadBatch.
      this.release(client, error, isAnswer(error));
      throw this.errorFor(error, 'read');
    }
  }
}

export const createPool = (url: string, size: number, name: string, options: PoolOptions = {}): ConnectionPool =>
  new ConnectionPool(url, size, name, options);

const lockLimit = (milliseconds: number): string => `${SESSION_SETTINGS} -c lock_timeout=${milliseconds}`;

/**
 * A pool for writes. Bitmap scans are off, because writes find rows by keys.
 * The planner assumes that a room's path and a topic are independent. It would read all rows of the room instead of the
 * few of the topic.
 */
export const createWritePool = (
  url: string,
  size: number,
  options: Omit<PoolOptions, 'settings'> = {},
): ConnectionPool =>
  new ConnectionPool(url, size, 'write', {
    ...options,
    settings: `${lockLimit(WRITE_LOCK_MS)} -c enable_bitmapscan=off`,
  });

export const createReadPool = (
  url: string,
  size: number,
  options: Omit<PoolOptions, 'settings'> = {},
): ReadConnections => new ReadConnections(url, size, 'read', { ...options, settings: lockLimit(READ_LOCK_MS) });
