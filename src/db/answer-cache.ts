import type { Row } from '../kernel/database.js';
import { SameQuestion } from './same-question.js';

/** Cached rows. `state` is the city's state while they were read; null when the city changed during the read. */
export interface Answer {
  readonly rows: Row[][];
  readonly state: string | null;
}

/** The default size of the cache, in rows. */
export const USUAL_KEPT_ROWS = 20_000;

/** A key contains text of the request and can be long. Each 500 characters of it weigh as much as a row. */
const LETTERS_A_ROW = 500;
/** A row of up to 30 columns takes about 1 KB and has the weight 1. A wider row weighs more, in proportion. */
const COLUMNS_A_ROW = 30;
const weightOf = (rows: readonly Row[]): number =>
  rows.length * Math.max(1, Math.ceil(Object.keys(rows[0] ?? {}).length / COLUMNS_A_ROW));

interface CachedAnswer extends Answer {
  readonly size: number;
}

/**
 * A cache of query results. A result is valid until something is written to its city (ADR 13).
 * There is no invalidation message. Each query reads the city's state first, so no result is out of date.
 * Every caller is checked first. Callers with equal rights share results. Rows are shared and must not be changed.
 */
export class AnswerCache {
  /** Least recently used first. */
  private readonly cached = new Map<string, CachedAnswer>();
  private readonly same = new SameQuestion<Answer>();
  private size = 0;

  /**
   * @param mostRows the largest total weight of all results and keys, in rows. A result above a quarter of it is not
   * cached.
   */
  constructor(private readonly mostRows: number) {}

  /**
   * @param key equal for queries that may share a result; contains the rights and everything else the result depends on
   * @param check throws for callers without the right, and returns the city's state
   * @param put queries the database
   */
  async read(key: string, check: () => Promise<string>, put: () => Promise<Answer>): Promise<Row[][]> {
    const state = await check();
    const cached = this.cached.get(key);
    if (cached?.state === state) {
      this.cached.delete(key);
      this.cached.set(key, cached);
      return cached.rows;
    }
    const answer = await this.same.ask(key, () => put().then((found) => this.store(key, found)));
    // A right may have ended during the query. The city's state does not show that, so check again.
    await check();
    return answer.rows;
  }

  /** The total weight of the cached results, in rows. */
  get rows(): number {
    return this.size;
  }

  private store(key: string, answer: Answer): Answer {
    this.forget(key);
    const size = answer.rows.reduce((sum, rows) => sum + weightOf(rows), Math.ceil(key.length / LETTERS_A_ROW));
    if (answer.state === null || size * 4 > this.mostRows) return answer;
    this.cached.set(key, { ...answer, size });
    this.size += size;
    for (const [oldest] of this.cached) {
      if (this.size <= this.mostRows) break;
      this.forget(oldest);
    }
    return answer;
  }

  private forget(key: string): void {
    this.size -= this.cached.get(key)?.size ?? 0;
    this.cached.delete(key);
  }
}
