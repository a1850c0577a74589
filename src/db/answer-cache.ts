import type { Row } from '../kernel/database.js';
import { SameQuestion } from './same-question.js';

/** `state`: the city's state while all of it was read; null when the city changed in between. */
export interface Answer {
  readonly rows: Row[][];
  readonly state: string | null;
}

/** The default size of the cache, in rows. */
export const USUAL_KEPT_ROWS = 20_000;

/** The key of a question can be long, because it holds text from the request. So it has a weight, too. */
const LETTERS_A_ROW = 500;
/** A usual row takes about 1 KB. A row of all metrics is five times as wide, and weighs five times as much. */
const COLUMNS_A_ROW = 30;
const weightOf = (rows: readonly Row[]): number =>
  rows.length * Math.max(1, Math.ceil(Object.keys(rows[0] ?? {}).length / COLUMNS_A_ROW));

interface CachedAnswer extends Answer {
  readonly size: number;
}

/**
 * A cache of answers; an answer is valid until something is written to its city (ADR 13). There is no invalidation
 * message: each question reads the city's state first. So no cached answer is out of date.
 * Every caller is checked first. Callers with equal rights share answers. Rows are shared and must not be changed.
 */
export class AnswerCache {
  /** Least recently used first. */
  private readonly cached = new Map<string, CachedAnswer>();
  private readonly same = new SameQuestion<Answer>();
  private size = 0;

  /**
   * @param mostRows the total weight of all answers and their keys, in rows. An answer above a quarter of it is not
   * cached.
   */
  constructor(private readonly mostRows: number) {}

  /**
   * @param key equal for questions that may share an answer: it holds the rights and everything else the answer depends
   * on
   * @param check refuses callers without the right, and returns the city's state
   * @param put asks the database
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
    // A right may have ended meanwhile. That does not change the city's state, so it is checked again.
    await check();
    return answer.rows;
  }

  /** The total weight of the cached answers, in usual rows. */
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
