import { createHash } from 'node:crypto';
import { type FileHandle, open } from 'node:fs/promises';
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

/** Written as it comes: a page of rows is all that is ever held, in one buffer used again. Readable by the server's own account alone. */
class TextFile implements ExportFile {
  private readonly hash = createHash('sha256');
  private buffer = Buffer.allocUnsafe(1 << 20);
  private byteCount = 0;
  private handle: FileHandle | null = null;

  constructor(private readonly path: string, private readonly header: string, private readonly lines: (rows: readonly ExportRow[]) => string) {}

  write(rows: readonly ExportRow[]): Promise<void> { return this.add(this.lines(rows)); }

  private async add(text: string): Promise<void> {
    this.handle ??= await this.begin();
    const size = Buffer.byteLength(text);
    if (size > this.buffer.length) this.buffer = Buffer.allocUnsafe(size * 2);
    const bytes = this.buffer.subarray(0, this.buffer.write(text));
    this.hash.update(bytes);
    this.byteCount += bytes.length;
    await writeWhole(this.handle, bytes);
  }

  private async begin(): Promise<FileHandle> {
    this.handle = await open(this.path, 'w', 0o600);
    await this.add(this.header);
    return this.handle;
  }

  async finish(): Promise<FileResult> {
    if (!this.handle) await this.begin();
    await this.abandon();
    return { byteCount: this.byteCount, sha256: this.hash.digest('hex') };
  }

  async abandon(): Promise<void> {
    await this.handle?.close();
    this.handle = null;
  }
}

/** A disk that is nearly full takes a part and says so. */
async function writeWhole(handle: FileHandle, bytes: Buffer): Promise<void> {
  for (let at = 0; at < bytes.length;) at += (await handle.write(bytes, at)).bytesWritten;
}

export const csvFile = (path: string, columns: readonly ExportColumn[]): ExportFile => new TextFile(path, csvHeader(columns), (rows) => csvRows(columns, rows));
export const jsonLinesFile = (path: string): ExportFile => new TextFile(path, '', jsonRows);
