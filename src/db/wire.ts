import utils from 'pg/lib/utils.js';

/**
 * The driver's undocumented calls, and nothing else of it: messages of PostgreSQL's extended protocol on a `pg`
 * connection.
 * `pg` is pinned exactly, and test/db/wire.test.ts holds the driver to what is used here.
 */

/** What the driver hands to an object that is given to `client.query` and has a `submit`. */
export interface Wire {
  readonly stream: { readonly writable: boolean; write(bytes: Buffer): unknown };
  parse(message: { name: string; text: string }): void;
  bind(message: { statement: string; values: readonly unknown[]; valueMapper: (value: unknown) => unknown }): void;
  describe(message: { type: 'P'; name: string }): void;
  execute(message: { portal: string; rows: number }): void;
  close(message: { type: 'S'; name: string }): void;
  sync(): void;
}

/** What the driver calls while the answers arrive. */
export interface Answering {
  submit(wire: Wire): Error | null;
  /**
   * Where a time limit is set, the driver puts here what ends it. To be called once, when the answer is complete or has
   * failed.
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

/** A value as the driver sends it: lists become PostgreSQL's own form. */
export const asParameter = (value: unknown): unknown => utils.prepareValue(value);

/** A statement without a name is parsed for this once, and freed by the next one. */
export const UNNAMED = '';
const ALL_ROWS = 0;

/** Gathers messages and writes them at once: one write costs the system less than twenty. */
export class Messages {
  private bytes: Buffer[] = [];
  private readonly gathering: Wire;

  constructor(private readonly wire: Wire) {
    const stream = { writable: true, write: (message: Buffer) => this.bytes.push(message) };
    this.gathering = Object.create(wire, { stream: { value: stream } }) as Wire;
  }

  /** @param name empty for a statement that is parsed for this once */
  parse(name: string, text: string): void {
    this.gathering.parse({ name, text });
  }

  /** Frees a prepared statement. */
  closeStatement(name: string): void {
    this.gathering.close({ type: 'S', name });
  }

  /** Runs a parsed statement; `describe`: its columns are asked for too. */
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
