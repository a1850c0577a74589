import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';
import { csvLine } from './cell.js';
import type { ExportColumn, ExportRow } from './export-source.js';

export interface FileResult { readonly byteCount: number; readonly sha256: string }

/** A file being written: rows go in, and what it came to comes out. */
export interface ExportFile {
  write(rows: readonly ExportRow[]): Promise<void>;
  finish(): Promise<FileResult>;
  /** Closes it as it is; the caller deletes it. */
  abandon(): Promise<void>;
}

/** The mark that makes spreadsheets read a text as UTF-8. */
export const BYTE_ORDER_MARK = '\ufeff';

export const csvHeader = (columns: readonly ExportColumn[]): string => BYTE_ORDER_MARK + csvLine(columns.map(({ zh }) => zh));
const csvRows = (columns: readonly ExportColumn[], rows: readonly ExportRow[]): string => rows.map((row) => csvLine(columns.map(({ key }) => row[key]!))).join('');
const jsonRows = (rows: readonly ExportRow[]): string => rows.map((row) => `${JSON.stringify(row)}\n`).join('');

/** Written as it comes: a page of rows is all that is ever held. Readable by the server's own account alone. */
class TextFile implements ExportFile {
  private readonly hash = createHash('sha256');
  private readonly stream;
  private byteCount = 0;
  private failure: Error | null = null;

  constructor(path: string, private readonly header: string, private readonly lines: (rows: readonly ExportRow[]) => string) {
    this.stream = createWriteStream(path, { mode: 0o600 });
    this.stream.on('error', (error) => { this.failure = error; });
  }

  async write(rows: readonly ExportRow[]): Promise<void> { await this.add(this.lines(rows)); }

  private async add(text: string): Promise<void> {
    const bytes = Buffer.from(this.byteCount === 0 ? this.header + text : text);
    if (this.failure) throw this.failure;
    if (bytes.length === 0) return;
    this.hash.update(bytes);
    this.byteCount += bytes.length;
    if (!this.stream.write(bytes)) await once(this.stream, 'drain');
  }

  async finish(): Promise<FileResult> {
    if (this.byteCount === 0) await this.add('');
    this.stream.end();
    await finished(this.stream);
    return { byteCount: this.byteCount, sha256: this.hash.digest('hex') };
  }

  async abandon(): Promise<void> {
    this.stream.destroy();
    await finished(this.stream).catch(() => undefined);
  }
}

export const csvFile = (path: string, columns: readonly ExportColumn[]): ExportFile => new TextFile(path, csvHeader(columns), (rows) => csvRows(columns, rows));
export const jsonLinesFile = (path: string): ExportFile => new TextFile(path, '', jsonRows);
