import { createHash } from 'node:crypto';
import pg from 'pg';
import utils from 'pg/lib/utils.js';
import type { Row, Statement } from '../kernel/database.js';

interface Field { readonly name: string; readonly dataTypeID: number }
type Parse = (text: string) => unknown;
interface Wire {
  readonly stream: { readonly writable: boolean; write(bytes: Buffer): unknown };
  parse(message: { name: string; text: string }): void;
  bind(message: { statement: string; values: readonly unknown[]; valueMapper: (value: unknown) => unknown }): void;
  describe(message: { type: 'P'; name: string }): void;
  execute(message: { portal: string; rows: number }): void;
  sync(): void;
}

interface Shape { readonly names: readonly string[]; readonly parsers: readonly Parse[] }
interface Connection {
  /** What it has parsed, and the columns it answered with, which it then need not describe again. A failed batch discards its connection, so this never lies. */
  readonly known: Map<string, Shape | null>;
  /** The driver's own messages, gathered instead of written: one write costs the system less than twenty. */
  readonly gathering: Wire;
  bytes: Buffer[];
}
const connections = new WeakMap<Wire, Connection>();

function connectionOf(wire: Wire): Connection {
  let found = connections.get(wire);
  if (!found) {
    const made: Connection = { known: new Map(), gathering: Object.create(wire, { stream: { value: { writable: true, write: (message: Buffer) => made.bytes.push(message) } } }) as Wire, bytes: [] };
    connections.set(wire, found = made);
  }
  return found;
}

const names = new Map<string, string>();
const MAX_NAMES = 5_000;

/** What a statement is prepared under, one name a text. Texts come from code, not from requests, so they are few; the bound is a safety net. */
export function nameOf(text: string): string {
  let name = names.get(text);
  if (!name) {
    if (names.size >= MAX_NAMES) names.clear();
    name = `hsl_${createHash('sha1').update(text).digest('hex').slice(0, 24)}`;
    names.set(text, name);
  }
  return name;
}

/** Several prepared statements behind one Sync: one implicit transaction, one round trip, no BEGIN and no COMMIT. */
export class ReadBatch {
  readonly done: Promise<Row[][]>;
  private results: Row[][] = [];
  private names: readonly string[] = [];
  private known: Map<string, Shape | null> = new Map();
  private shape: Shape | null = null;
  private rows: Row[] = [];
  private failure: Error | null = null;
  private settle!: { resolve(rows: Row[][]): void; reject(error: Error): void };

  constructor(private readonly statements: readonly Statement[]) {
    this.done = new Promise((resolve, reject) => { this.settle = { resolve, reject }; });
  }

  submit(wire: Wire): Error | null {
    const connection = connectionOf(wire);
    connection.bytes = [];
    this.known = connection.known;
    this.names = this.statements.map(({ text }) => nameOf(text));
    this.write(connection.gathering);
    this.begin();
    if (wire.stream.writable) wire.stream.write(Buffer.concat(connection.bytes));
    return null;
  }

  private write(wire: Wire): void {
    this.statements.forEach(({ text, values }, index) => {
      const name = this.names[index]!;
      if (!this.known.has(name)) {
        wire.parse({ name, text });
        this.known.set(name, null);
      }
      wire.bind({ statement: name, values, valueMapper: utils.prepareValue });
      if (!this.known.get(name)) wire.describe({ type: 'P', name: '' });
      wire.execute({ portal: '', rows: 0 });
    });
    wire.sync();
  }

  /** The next statement's rows are about to come. */
  private begin(): void {
    this.rows = [];
    this.shape = this.known.get(this.names[this.results.length]!) ?? null;
  }

  handleRowDescription(message: { fields: Field[] }): void {
    // Looked up once a statement, not once a value.
    this.shape = { names: message.fields.map((field) => field.name), parsers: message.fields.map((field) => pg.types.getTypeParser(field.dataTypeID, 'text') as Parse) };
    this.known.set(this.names[this.results.length]!, this.shape);
  }

  handleDataRow(message: { fields: (string | null)[] }): void {
    const row: Row = {};
    const { fields } = message;
    const { names: columns, parsers } = this.shape!;
    for (let index = 0; index < fields.length; index += 1) {
      const value = fields[index]!;
      row[columns[index]!] = value === null ? null : parsers[index]!(value);
    }
    this.rows.push(row);
  }

  handleCommandComplete(): void {
    this.results.push(this.rows);
    this.begin();
  }

  handleEmptyQuery(): void { this.handleCommandComplete(); }
  handlePortalSuspended(): void { /* rows: 0 never suspends */ }
  handleCopyInResponse(): void { /* no COPY here */ }
  handleCopyData(): void { /* no COPY here */ }

  handleError(error: Error): void {
    this.failure = error;
    this.settle.reject(error);
  }

  handleReadyForQuery(): void {
    if (!this.failure) this.settle.resolve(this.results);
  }
}
