import pg from 'pg';
import type { Row, Statement } from '../kernel/database.js';
import { masked } from '../kernel/private-numbers.js';
import { isListed } from '../kernel/statement-text.js';
import { type Columns, type Parse, PreparedStatements, nameOf } from './prepared-statements.js';
import { type Answering, type Field, Messages, UNNAMED, type Wire } from './wire.js';

interface Connection {
  readonly messages: Messages;
  readonly prepared: PreparedStatements;
}
const connections = new WeakMap<Wire, Connection>();

function connectionOf(wire: Wire): Connection {
  let found = connections.get(wire);
  if (!found) connections.set(wire, (found = { messages: new Messages(wire), prepared: new PreparedStatements() }));
  return found;
}

/** PostgreSQL's numbers of the types text, varchar and text[]. */
const TEXTS = new Set([25, 1043, 1009]);
/**
 * Columns that everybody reads as they are: official codes and paths, and the name of an account, which may be its
 * owner's telephone number.
 */
const AS_STORED = new Set(['code', 'path', 'placePath', 'username']);

/** Several statements with one Sync: one implicit transaction and one round trip, without BEGIN and COMMIT. */
export class ReadBatch implements Answering {
  readonly done: Promise<Row[][]>;
  callback?: () => void;
  private results: Row[][] = [];
  private names: string[] = [];
  /** Prepared statements that this batch closes, to stay within the limit. */
  private closed: string[] = [];
  /** The columns of each statement; null until PostgreSQL describes them. */
  private columns: (Columns | null)[] = [];
  private prepared: PreparedStatements | null = null;
  private current: Columns | null = null;
  private rows: Row[] = [];
  private failure: Error | null = null;
  private settle!: { resolve(rows: Row[][]): void; reject(error: Error): void };

  /** @param isMasked private numbers in texts are masked. Every text column is, so a new field needs no thought. */
  constructor(
    private readonly statements: readonly Statement[],
    private readonly isMasked = false,
  ) {
    this.done = new Promise((resolve, reject) => {
      this.settle = { resolve, reject };
    });
  }

  submit(wire: Wire): Error | null {
    const { messages, prepared } = connectionOf(wire);
    this.prepared = prepared;
    for (const name of prepared.takeDoubtful()) messages.closeStatement(name);
    for (const statement of this.statements) this.write(statement, messages, prepared);
    this.begin();
    messages.send();
    return null;
  }

  private write({ text, values }: Statement, messages: Messages, prepared: PreparedStatements): void {
    const isNamed = isListed(text);
    const name = isNamed ? nameOf(text) : UNNAMED;
    const columns = isNamed ? prepared.use(name) : null;
    if (!isNamed) messages.parse(name, text);
    if (columns === undefined) {
      const oldest = prepared.add(name);
      if (oldest) {
        messages.closeStatement(oldest);
        this.closed.push(oldest);
      }
      messages.parse(name, text);
    }
    this.names.push(name);
    this.columns.push(columns ?? null);
    messages.run(name, values, !columns);
  }

  /** Prepares for the rows of the next statement. */
  private begin(): void {
    this.rows = [];
    this.current = this.columns[this.results.length] ?? null;
  }

  handleRowDescription({ fields }: { fields: Field[] }): void {
    // Parsers are looked up once for each statement, not for each value.
    const parsers = fields.map((field) => pg.types.getTypeParser(field.dataTypeID, 'text') as Parse);
    const texts = fields.map((field) => TEXTS.has(field.dataTypeID) && !AS_STORED.has(field.name));
    this.current = { names: fields.map((field) => field.name), parsers, texts };
    this.prepared!.learn(this.names[this.results.length]!, this.current);
  }

  handleDataRow(message: { fields: (string | null)[] }): void {
    const row: Row = {};
    const { fields } = message;
    const { names, parsers, texts } = this.current!;
    for (let index = 0; index < fields.length; index += 1) {
      const value = fields[index]!;
      const seen = this.isMasked && value !== null && texts[index] ? masked(value) : value;
      row[names[index]!] = seen === null ? null : parsers[index]!(seen);
    }
    this.rows.push(row);
  }

  handleCommandComplete(): void {
    this.results.push(this.rows);
    this.begin();
  }

  handleEmptyQuery(): void {
    this.handleCommandComplete();
  }
  handlePortalSuspended(): void {
    /* rows: 0 never suspends */
  }
  handleCopyInResponse(): void {
    /* no COPY here */
  }
  handleCopyData(): void {
    /* no COPY here */
  }

  handleError(error: Error): void {
    this.failure = error;
    this.prepared?.doubt([...this.names.slice(this.results.length), ...this.closed]);
    this.callback?.();
    this.settle.reject(error);
  }

  handleReadyForQuery(): void {
    this.callback?.();
    if (!this.failure) this.settle.resolve(this.results);
  }
}
