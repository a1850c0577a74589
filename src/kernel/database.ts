import type { EntityClass } from './columns.js';
import { CodedError } from './errors.js';
import { kernelMessages } from './messages.js';
import type { Viewer } from './viewer.js';

/**
 * One parameterised statement. Listed texts are prepared by name, so texts must come from a bounded set
 * (statement-text.ts).
 */
export interface Statement {
  readonly text: string;
  readonly values: readonly unknown[];
  /**
   * 'generic': PostgreSQL plans the text once, for all values. Use it where planning costs more than running the
   * statement.
   * It also applies to the other statements of the same batch.
   */
  readonly plan?: 'generic';
  /**
   * True: the rows may be cached and shared by viewers with equal rights, until the city is written to.
   * Set it only if the rows depend on `values` and stored data alone, not on the clock or the viewer.
   */
  readonly isShared?: true;
}
export type Row = Record<string, unknown>;

/** Counts what one request has sent to the database, statements that open or end a transaction included. */
export interface Effort {
  statements: number;
  roundTrips: number;
}

export function countRoundTrip(effort: Effort | undefined, statements: number): void {
  if (!effort) return;
  effort.statements += statements;
  effort.roundTrips += 1;
}

/** Identifies a row for an update: tenant, id, and the version that was read. */
export interface Addressed {
  readonly cityId: string;
  readonly id: string;
  readonly version: number;
}

/** An UPDATE of one row. Code declares the columns, so that the SQL text is listed. See `rowUpdate`. */
export interface RowUpdate<T extends Addressed, K extends keyof T & string> {
  readonly entity: EntityClass<T>;
  readonly properties: readonly K[];
  readonly text: string;
}

/** The transaction of a mutation. An exception rolls it back. */
export interface Transaction {
  rows<T extends object = Row>(statement: Statement): Promise<T[]>;
  /** Queued: sent with the next query or with COMMIT. Consecutive rows of one entity are sent as one statement. */
  insert<T extends object>(entity: EntityClass<T>, row: Partial<T>): void;
  /** Queued: sent with the next query or with COMMIT. Its rows are not returned. */
  later(statement: Statement): void;
  /** Sends the opening statements if they were not sent yet, so that their errors are thrown here. */
  settle(): Promise<void>;
  /** The next query is the last one. COMMIT is sent in the same batch. */
  commitWithNext(): void;
  /**
   * Updates the row only if its version is still the one that was read, and increments the version.
   * @throws UserError CONFLICT when another write changed the row
   */
  update<T extends Addressed, K extends keyof T & string>(
    update: RowUpdate<T, K>,
    row: T,
    patch: Partial<Pick<T, K>>,
  ): Promise<void>;
}

/** The only access to tenant data. Every call needs a viewer. */
export interface Database {
  /**
   * Runs the statements in one round trip and one read-only transaction, under the viewer's database role.
   * `peers` run after them in the same transaction, under the role `app_peers`. That role reads numbers of the whole
   * city, no names or texts. Their rows come last in the result.
   */
  read(
    viewer: Viewer,
    statements: readonly Statement[],
    peers?: readonly Statement[],
    effort?: Effort,
  ): Promise<Row[][]>;
  write<T>(viewer: Viewer, work: (tx: Transaction) => Promise<T>, effort?: Effort): Promise<T>;
}

/** Thrown when the viewer of the request is no longer valid. Nothing was read or written with this viewer. */
export class StaleViewer extends CodedError {
  constructor() {
    super('UNAUTHENTICATED', kernelMessages.signInAgain);
  }
}
