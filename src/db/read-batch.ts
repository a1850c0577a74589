import pg from 'pg';
import type { Row, Statement } from '../kernel/database.js';
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

  constructor(private readonly statements: readonly Statement[]) {
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
    this.current = { names: fields.map((field) => field.name), parsers };
    this.prepared!.learn(this.names[this.results.length]!, this.current);
  }

  handleDataRow(message: { fields: (string | null)[] }): void {
    const row: Row = {};
    const { fields } = message;
    const { names, parsers } = this.current!;
    for (let index = 0; index < fields.length; index += 1) {
      const value = fields[index]!;
      row[names[index]!] = value === null ? null : parsers[index]!(value);
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
