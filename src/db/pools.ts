import { availableParallelism } from 'node:os';
import pg from 'pg';
import type { Row } from '../kernel/database.js';
import { type Lost, Unavailable } from '../kernel/unavailable.js';
import { SESSION_SETTINGS } from './data-source.js';
import type { ReadBatch } from './read-batch.js';
import { forCaller, isAnswer, isSilence, reasonOf } from './trouble.js';

/**
 * Connections for reading where nothing else is said: twice the processors and one, and not more than a small
 * PostgreSQL takes.
 * A request is one round trip or a few, so few connections keep the processors busy. Each further one finds their
 * caches cold (bench/NOTES.md).
 */
export const USUAL_POOL_SIZE = Math.min(2 * availableParallelism() + 1, 20);

/**
 * A write waits for the disk when it commits, and its connection with it. Meanwhile the processors have time for
 * another.
 */
export const writePoolSize = (size: number): number => 2 * size;

/**
 * A connection kept is a connection that has its statements prepared: the driver's ten seconds would throw them away
 * between two clicks.
 */
const IDLE_MS = 600_000;
/** Waiting for a free connection, and for a new one to be made. */
const CONNECT_MS = 5_000;
/** Above the server's own limit of 15 s: it counts only where the server is silent, and with it its limits. */
const QUERY_MS = 20_000;
/** When an idle connection is first checked for a peer that is gone. */
const KEEP_ALIVE_MS = 10_000;
/** At 10 ms a request a full line is about a second of waiting. Who comes later is refused at once. */
const WAITING_A_CONNECTION = 100;

/** A probe waits so long. */
export const PROBE_MS = 2_000;
/** A pool in full use is not asked: it works while one of its connections had an answer within this time. */
const SILENCE_MS = 4_500;
/** So a write that waits for a lock must be answered within it. */
const WRITE_LOCK_MS = 4_000;
/** A read waits for a lock only while a table is being changed as a whole, by a migration for instance. */
export const READ_LOCK_MS = 1_000;

export interface PoolOptions {
  readonly settings?: string;
  /** Hears in one word why the database could not serve a caller. */
  readonly onTrouble?: (reason: string) => void;
}

/** What readiness asks: the very connections that requests use. */
export interface Probed {
  readonly name: string;
  /** @returns the rows; null when every connection is in use, and works. @throws what keeps it from working */
  probe(text: string): Promise<Row[] | null>;
}

/**
 * The driver's pool, with limits of time on this side, a bounded waiting line, and errors that say "later" where later
 * is right.
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
    // The pool does not listen to a client in use. Its query fails besides, so nothing is lost by not hearing it.
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

  /** Takes a connection back. After a `failure` it is thrown away, unless it `isUsable` all the same. */
  release(client: pg.PoolClient, failure?: unknown, isUsable = failure === undefined): void {
    if (failure === undefined || isAnswer(failure)) this.answeredAt = performance.now();
    client.release(!isUsable);
    if (isSilence(failure)) this.dropIdle();
  }

  /** The error for the caller; trouble is counted. */
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
   * Where one connection is silent, those made before it are likely to be: a request would wait for each of them in
   * turn.
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

/** One round trip, with any number of statements. `make` is called when a connection is at hand. */
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
 * What a write looks up it looks up by its key. The planner takes a room's path and its topic for independent of each
 * other, and would rather gather all a room has by a bitmap than walk over the few of the topic.
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
