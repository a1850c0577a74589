import type { EntityClass } from './columns.js';
import { CodedError } from './errors.js';
import type { Viewer } from './viewer.js';

/** One parameterised statement. Its text is prepared under a name of its own, so texts must come from a bounded set. */
export interface Statement {
  readonly text: string;
  readonly values: readonly unknown[];
  /**
   * 'generic' when the plan does not hang on the values, and planning it again each time would cost more than the
   * answer. What it travels with is then planned so too.
   */
  readonly plan?: 'generic';
  /**
   * True where reading takes long and many ask the same: an answer is then kept until its city is written to, for all
   * with equal rights. It must hang on nothing but its values and what is stored: not on the clock, nor on who asks.
   */
  readonly isShared?: true;
}
export type Row = Record<string, unknown>;

/** What one request has sent to the database. Statements that open or end a transaction count. */
export interface Effort {
  statements: number;
  roundTrips: number;
}

export function countRoundTrip(effort: Effort | undefined, statements: number): void {
  if (!effort) return;
  effort.statements += statements;
  effort.roundTrips += 1;
}

/** A stored object a write can address: tenant, id and the version it was read at. */
export interface Addressed {
  readonly cityId: string;
  readonly id: string;
  readonly version: number;
}

/** An UPDATE of one row. The columns it sets are declared by code, so that its text is listed. See `rowUpdate`. */
export interface RowUpdate<T extends Addressed, K extends keyof T & string> {
  readonly entity: EntityClass<T>;
  readonly properties: readonly K[];
  readonly text: string;
}

/** Everything a mutation does happens in one of these; a throw undoes it all. */
export interface Transaction {
  rows<T extends object = Row>(statement: Statement): Promise<T[]>;
  /** Sent with the next question or at the end; rows of one kind that follow each other go as one statement. */
  insert<T extends object>(entity: EntityClass<T>, row: Partial<T>): void;
  /** Sent with the next question or at the end; nobody waits for its rows. */
  later(statement: Statement): void;
  /** Sends the opening, if it has not been sent, so that what it says no to is heard. */
  settle(): Promise<void>;
  /** The next question is the last one and travels with COMMIT. */
  commitWithNext(): void;
  /** Exactly the row that was read, else CONFLICT; the version goes up by one. */
  update<T extends Addressed, K extends keyof T & string>(
    update: RowUpdate<T, K>,
    row: T,
    patch: Partial<Pick<T, K>>,
  ): Promise<void>;
}

/** The one door to tenant data. No viewer, no rows. */
export interface Database {
  /**
   * Runs the statements in one round trip, in one read-only transaction under the viewer's database role.
   * `peers` follow in the same transaction under a role that sees numbers of the viewer's whole city, and no name or
   * text; their rows come behind the others'.
   */
  read(
    viewer: Viewer,
    statements: readonly Statement[],
    peers?: readonly Statement[],
    effort?: Effort,
  ): Promise<Row[][]>;
  write<T>(viewer: Viewer, work: (tx: Transaction) => Promise<T>, effort?: Effort): Promise<T>;
}

/** The viewer a request began with is no longer valid; nothing was read or written under it. */
export class StaleViewer extends CodedError {
  constructor() {
    super('UNAUTHENTICATED', {
      zh: '登录或授权刚刚有变，请重新登录。',
      en: 'The sign-in or its grant has just changed: sign in again.',
    });
  }
}
