interface Asked<T> {
  readonly ended: Promise<void>;
  next: Promise<T> | null;
}

/**
 * Combines equal queries that are asked at the same time: one is sent, and its result serves all waiting callers.
 * A caller who asks while a query is running waits for the next one.
 * So a result is never older than the call, and a caller sees everything written before it.
 */
export class SameQuestion<T> {
  private readonly asked = new Map<string, Asked<T>>();

  /** @param key equal for queries that may share a result */
  ask(key: string, put: () => Promise<T>): Promise<T> {
    const before = this.asked.get(key);
    if (!before) return this.begin(key, put);
    return (before.next ??= before.ended.then(() => this.begin(key, put)));
  }

  /** The number of different queries that are running. */
  get size(): number {
    return this.asked.size;
  }

  private begin(key: string, put: () => Promise<T>): Promise<T> {
    const answer = begun(put);
    const asked: Asked<T> = { ended: answer.then(nothing, nothing), next: null };
    this.asked.set(key, asked);
    // This callback runs before the waiting callers continue. They replace the entry; the last query removes it.
    asked.ended.then(() => {
      if (!asked.next) this.asked.delete(key);
    }, nothing);
    return answer;
  }
}

/** An exception in `put` becomes a rejected promise, so that the entry is removed like after any failure. */
const begun = async <T>(put: () => Promise<T>): Promise<T> => put();
const nothing = (): void => undefined;
