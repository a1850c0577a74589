import { createHash } from 'node:crypto';
import pg from 'pg';
import utils from 'pg/lib/utils.js';
import type { Row, Statement } from '../kernel/database.js';

interface Field { readonly name: string; readonly dataTypeID: number }
type Parse = (text: string) => unknown;
interface Wire {
  stream: { cork?(): void; uncork?(): void };
  parse(message: { name: string; text: string }): void;
  bind(message: { statement: string; values: readonly unknown[]; valueMapper: (value: unknown) => unknown }): void;
  describe(message: { type: 'P'; name: string }): void;
  execute(message: { portal: string; rows: number }): void;
  sync(): void;
}

/** What a connection has parsed. A failed batch discards its connection, so this never lies. */
const parsed = new WeakMap<Wire, Set<string>>();
const names = new Map<string, string>();
const MAX_NAMES = 5_000;

/** Statement texts come from code, not from requests, so they are few; the bound is a safety net. */
function nameOf(text: string): string {
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
  private names: string[] = [];
  private parsers: Parse[] = [];
  private rows: Row[] = [];
  private failure: Error | null = null;
  private settle!: { resolve(rows: Row[][]): void; reject(error: Error): void };

  constructor(private readonly statements: readonly Statement[]) {
    this.done = new Promise((resolve, reject) => { this.settle = { resolve, reject }; });
  }

  submit(wire: Wire): Error | null {
    const known = parsed.get(wire) ?? new Set<string>();
    parsed.set(wire, known);
    wire.stream.cork?.();
    try {
      for (const { text, values } of this.statements) {
        const name = nameOf(text);
        if (!known.has(name)) wire.parse({ name, text });
        known.add(name);
        wire.bind({ statement: name, values, valueMapper: utils.prepareValue });
        wire.describe({ type: 'P', name: '' });
        wire.execute({ portal: '', rows: 0 });
      }
      wire.sync();
    } finally {
      wire.stream.uncork?.();
    }
    return null;
  }

  handleRowDescription(message: { fields: Field[] }): void {
    // Looked up once a result, not once a value.
    this.names = message.fields.map((field) => field.name);
    this.parsers = message.fields.map((field) => pg.types.getTypeParser(field.dataTypeID, 'text') as Parse);
    this.rows = [];
  }

  handleDataRow(message: { fields: (string | null)[] }): void {
    const row: Row = {};
    const { fields } = message;
    for (let index = 0; index < fields.length; index += 1) {
      const value = fields[index]!;
      row[this.names[index]!] = value === null ? null : this.parsers[index]!(value);
    }
    this.rows.push(row);
  }

  handleCommandComplete(): void {
    this.results.push(this.rows);
    this.rows = [];
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
