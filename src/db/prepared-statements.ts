import { createHash } from 'node:crypto';

/** The most prepared statements of a connection. Each uses memory of its PostgreSQL process until it is closed. */
export const MOST_PREPARED = 300;

export type Parse = (text: string) => unknown;
/** The result columns of a statement, and how to parse their values. */
export interface Columns {
  readonly names: readonly string[];
  readonly parsers: readonly Parse[];
  /** Which columns may hold texts that people wrote. */
  readonly texts: readonly boolean[];
}

/** The prepared statements of one connection, least recently used first. Each has its columns once they are known. */
export class PreparedStatements {
  private readonly columns = new Map<string, Columns | null>();
  private doubtful: string[] = [];

  constructor(private readonly most = MOST_PREPARED) {}

  get size(): number {
    return this.columns.size;
  }

  /**
   * Marks a statement as used.
   * @returns its columns, null where they are not known yet, undefined where it is not prepared
   */
  use(name: string): Columns | null | undefined {
    const found = this.columns.get(name);
    if (found === undefined) return undefined;
    this.columns.delete(name);
    this.columns.set(name, found);
    return found;
  }

  /** @returns the statement that makes room and must be closed, if any */
  add(name: string): string | null {
    this.columns.set(name, null);
    if (this.columns.size <= this.most) return null;
    const oldest = this.columns.keys().next().value!;
    this.columns.delete(oldest);
    return oldest;
  }

  /** After an error PostgreSQL skips the rest of the batch. These statements may be prepared or not. */
  doubt(names: readonly string[]): void {
    for (const name of names) this.columns.delete(name);
    this.doubtful.push(...names);
  }

  /** The uncertain statements. Close them before anything else is sent; closing a missing one is no error. */
  takeDoubtful(): Iterable<string> {
    const taken = new Set(this.doubtful);
    this.doubtful = [];
    return taken;
  }

  /** Keeps the columns of a statement that is still prepared. */
  learn(name: string, columns: Columns): void {
    if (this.columns.has(name)) this.columns.set(name, columns);
  }
}

const names = new Map<string, string>();
const MOST_NAMES = 5_000;

/** The name of a prepared statement. It is a hash, so a text has the same name on every connection. */
export function nameOf(text: string): string {
  let name = names.get(text);
  if (!name) {
    if (names.size >= MOST_NAMES) names.clear();
    name = `hsl_${createHash('sha1').update(text).digest('hex').slice(0, 24)}`;
    names.set(text, name);
  }
  return name;
}
