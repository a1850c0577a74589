import utils from 'pg/lib/utils.js';

/**
 * All undocumented calls of the driver `pg` that we use: messages of PostgreSQL's extended protocol.
 * `pg` is pinned to one version, and test/db/wire.test.ts tests these calls.
 */

/** The connection that the driver passes to `submit` of an object given to `client.query`. */
export interface Wire {
  readonly stream: { readonly writable: boolean; write(bytes: Buffer): unknown };
  parse(message: { name: string; text: string }): void;
  bind(message: { statement: string; values: readonly unknown[]; valueMapper: (value: unknown) => unknown }): void;
  describe(message: { type: 'P'; name: string }): void;
  execute(message: { portal: string; rows: number }): void;
  close(message: { type: 'S'; name: string }): void;
  sync(): void;
}

/** The methods that the driver calls while results arrive. */
export interface Answering {
  submit(wire: Wire): Error | null;
  /**
   * The driver sets it when a time limit is configured. Call it once, when the result is complete or has failed, to
   * stop the timer.
   */
  callback?: () => void;
  handleRowDescription(message: { fields: Field[] }): void;
  handleDataRow(message: { fields: (string | null)[] }): void;
  handleCommandComplete(): void;
  handleEmptyQuery(): void;
  handlePortalSuspended(): void;
  handleCopyInResponse(): void;
  handleCopyData(): void;
  handleError(error: Error): void;
  handleReadyForQuery(): void;
}
export interface Field {
  readonly name: string;
  readonly dataTypeID: number;
}

/** A value in the form that the driver sends. Arrays become PostgreSQL arrays. */
export const asParameter = (value: unknown): unknown => utils.prepareValue(value);

/** The name of unnamed statements. PostgreSQL frees one when the next is parsed. */
export const UNNAMED = '';
const ALL_ROWS = 0;

/** Collects messages and writes them together, because one write is cheaper than many. */
export class Messages {
  private bytes: Buffer[] = [];
  private readonly gathering: Wire;

  constructor(private readonly wire: Wire) {
    const stream = { writable: true, write: (message: Buffer) => this.bytes.push(message) };
    this.gathering = Object.create(wire, { stream: { value: stream } }) as Wire;
  }

  /** @param name empty for a statement that is used once */
  parse(name: string, text: string): void {
    this.gathering.parse({ name, text });
  }

  /** Frees a prepared statement. */
  closeStatement(name: string): void {
    this.gathering.close({ type: 'S', name });
  }

  /** Runs a parsed statement. `describe`: also ask for its result columns. */
  run(name: string, values: readonly unknown[], describe: boolean): void {
    this.gathering.bind({ statement: name, values, valueMapper: asParameter });
    if (describe) this.gathering.describe({ type: 'P', name: UNNAMED });
    this.gathering.execute({ portal: UNNAMED, rows: ALL_ROWS });
  }

  send(): void {
    this.gathering.sync();
    const { bytes } = this;
    this.bytes = [];
    if (this.wire.stream.writable) this.wire.stream.write(Buffer.concat(bytes));
  }
}
