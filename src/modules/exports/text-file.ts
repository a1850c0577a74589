import { csvLine } from './cell.js';
import { CountedFile, type FileResult } from './counted-file.js';
import type { ExportRow } from './export-row.js';
import { type TableColumn, textCell } from './table-columns.js';

/** A file being written: rows go in, and what it came to comes out. */
export interface ExportFile {
  write(rows: readonly ExportRow[]): Promise<void>;
  finish(): Promise<FileResult>;
  /** Closes it as it is; the caller deletes it. */
  abandon(): Promise<void>;
}

/** The mark that makes spreadsheets read a text as UTF-8. */
export const BYTE_ORDER_MARK = '\ufeff';

export const csvHeader = (columns: readonly TableColumn[]): string =>
  BYTE_ORDER_MARK + csvLine(columns.map(({ zh }) => zh));
const csvRows = (columns: readonly TableColumn[], rows: readonly ExportRow[]): string =>
  rows.map((row) => csvLine(columns.map((column) => textCell(column, row)))).join('');
const jsonRows = (rows: readonly ExportRow[]): string => rows.map((row) => `${JSON.stringify(row)}\n`).join('');

/** One buffer used again and again: garbage of its size would be what the memory grows by. */
class TextBuffer {
  private buffer = Buffer.allocUnsafe(1 << 20);

  /** Good until the next text. */
  bytesOf(text: string): Buffer {
    const size = Buffer.byteLength(text);
    if (size > this.buffer.length) this.buffer = Buffer.allocUnsafe(size * 2);
    return this.buffer.subarray(0, this.buffer.write(text));
  }
}

/** Written as it comes: a page of rows is all that is ever held. */
class TextFile implements ExportFile {
  private readonly buffer = new TextBuffer();
  private readonly file: CountedFile;

  constructor(
    path: string,
    private header: string,
    private readonly lines: (rows: readonly ExportRow[]) => string,
  ) {
    this.file = new CountedFile(path);
  }

  async write(rows: readonly ExportRow[]): Promise<void> {
    await this.begin();
    await this.file.write(this.buffer.bytesOf(this.lines(rows)));
  }

  private async begin(): Promise<void> {
    if (this.header) await this.file.write(this.buffer.bytesOf(this.header));
    this.header = '';
  }

  async finish(): Promise<FileResult> {
    await this.begin();
    return this.file.finish();
  }

  abandon(): Promise<void> {
    return this.file.close();
  }
}

export const csvFile = (path: string, columns: readonly TableColumn[]): ExportFile =>
  new TextFile(path, csvHeader(columns), (rows) => csvRows(columns, rows));
export const jsonLinesFile = (path: string): ExportFile => new TextFile(path, '', jsonRows);
