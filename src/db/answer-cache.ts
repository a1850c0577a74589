import type { Row } from '../kernel/database.js';
import { SameQuestion } from './same-question.js';

/** `state`: the city's state while all of it was read; null when the city changed in between. */
export interface Answer {
  readonly rows: Row[][];
  readonly state: string | null;
}

/** How much is kept where nothing else is said. */
export const USUAL_KEPT_ROWS = 20_000;

/** A question may hold what somebody made up, as long as he liked: it is weighed like an answer. */
const LETTERS_A_ROW = 500;
/** A usual row takes about 1 KB; one of all metrics is five times as wide, and weighs so. */
const COLUMNS_A_ROW = 30;
const weightOf = (rows: readonly Row[]): number =>
  rows.length * Math.max(1, Math.ceil(Object.keys(rows[0] ?? {}).length / COLUMNS_A_ROW));

interface CachedAnswer extends Answer {
  readonly size: number;
}

/**
 * Answers that are given again until something is written to their city: see ADR 13. Nothing announces a change here:
 * each question reads the city's state first. So no answer is out of date.
 * Everybody who asks is checked; answers are shared by all with equal rights. Rows are shared and must not be changed.
 */
export class AnswerCache {
  /** The one longest unused comes first. */
  private readonly cached = new Map<string, CachedAnswer>();
  private readonly same = new SameQuestion<Answer>();
  private size = 0;

  /**
   * @param mostRows rows of all answers together, and what their questions weigh; of one a quarter at most, else it is
   * not kept.
   */
  constructor(private readonly mostRows: number) {}

  /**
   * @param key equal for questions that may share an answer: rights and everything else it hangs on
   * @param check refuses those who may not ask, and answers the city's state
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
    // A right may have ended while this was read. That is no change of the city's records, so it is always asked.
    await check();
    return answer.rows;
  }

  /** What is kept, in rows of usual width. */
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
