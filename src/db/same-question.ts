import type { Row } from '../kernel/database.js';

interface Asked { readonly ended: Promise<void>; next: Promise<Row[][]> | null }

/**
 * Of equal questions asked at the same time one is put, and answers all that wait for it. Whoever asks while one is under way waits for the next: an answer is never older than the question,
 * so that everybody sees what was written before he asked. Rows are shared and must not be changed.
 */
export class SameQuestion {
  private readonly asked = new Map<string, Asked>();

  /** @param key equal for questions that may share an answer: everything the answer hangs on, who asks included. */
  ask(key: string, put: () => Promise<Row[][]>): Promise<Row[][]> {
    const before = this.asked.get(key);
    if (!before) return this.begin(key, put);
    return before.next ??= before.ended.then(() => this.begin(key, put));
  }

  /** How many different questions are being answered. */
  get size(): number { return this.asked.size; }

  private begin(key: string, put: () => Promise<Row[][]>): Promise<Row[][]> {
    const answer = put();
    const asked: Asked = { ended: answer.then(nothing, nothing), next: null };
    this.asked.set(key, asked);
    // Heard before whoever waits for the next: they replace what is kept here, the last one takes it away.
    void asked.ended.then(() => { if (!asked.next) this.asked.delete(key); });
    return answer;
  }
}

const nothing = (): void => undefined;
