interface Asked<T> {
  readonly ended: Promise<void>;
  next: Promise<T> | null;
}

/**
 * Of equal questions asked at the same time one is put, and answers all that wait for it. A caller who asks while one
 * is under way waits for the next: an answer is never older than the question, so that everybody sees what was written
 * before he asked.
 */
export class SameQuestion<T> {
  private readonly asked = new Map<string, Asked<T>>();

  /** @param key equal for questions that may share an answer. */
  ask(key: string, put: () => Promise<T>): Promise<T> {
    const before = this.asked.get(key);
    if (!before) return this.begin(key, put);
    return (before.next ??= before.ended.then(() => this.begin(key, put)));
  }

  /** How many different questions are being answered. */
  get size(): number {
    return this.asked.size;
  }

  private begin(key: string, put: () => Promise<T>): Promise<T> {
    const answer = begun(put);
    const asked: Asked<T> = { ended: answer.then(nothing, nothing), next: null };
    this.asked.set(key, asked);
    // Runs before the callers that wait for the next: they replace what is kept here, the last one takes it away.
    asked.ended.then(() => {
      if (!asked.next) this.asked.delete(key);
    }, nothing);
    return answer;
  }
}

/** A question that cannot be sent fails like any other. Else its error would be kept for ever. */
const begun = async <T>(put: () => Promise<T>): Promise<T> => put();
const nothing = (): void => undefined;
