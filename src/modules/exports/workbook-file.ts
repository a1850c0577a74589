import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import writeWorkbook, { type Row } from 'write-excel-file/node';
import { tableCell } from './cell.js';
import type { CoverLine } from './cover.js';
import type { Cell, ExportColumn, ExportRow } from './export-source.js';
import type { ExportFile, FileResult } from './text-file.js';

/** A workbook is made in memory, so there is a limit to it; beyond, CSV and JSON Lines have none. */
export const MOST_WORKBOOK_ROWS = 50_000;
/** Excel's own limit of a cell, in UTF-16 units. */
const LONGEST_CELL = 32_767;

export class TooManyRows extends Error {}

/** Said where a text was cut: the other formats hold it whole. */
const CUT = '……（超出单元格长度，全文见 CSV 或 JSONL）';

function workbookCell(value: Cell): Row[number] {
  const cell = tableCell(value);
  if (cell === null || typeof cell !== 'string') return cell;
  return { value: cell.length > LONGEST_CELL ? cell.slice(0, LONGEST_CELL - CUT.length) + CUT : cell, type: String };
}

const header = (text: string): Row[number] => ({ value: text, type: String, fontWeight: 'bold' });

export class WorkbookFile implements ExportFile {
  private readonly rows: Row[] = [];

  constructor(private readonly path: string, private readonly columns: readonly ExportColumn[], private readonly cover: (rowCount: number) => readonly CoverLine[]) {}

  /** @throws TooManyRows */
  async write(rows: readonly ExportRow[]): Promise<void> {
    if (this.rows.length + rows.length > MOST_WORKBOOK_ROWS) throw new TooManyRows();
    for (const row of rows) this.rows.push(this.columns.map(({ key }) => workbookCell(row[key]!)));
  }

  async finish(): Promise<FileResult> {
    const cover = this.cover(this.rows.length).map(({ zh, value }): Row => [header(zh), workbookCell(value)]);
    const bytes = await writeWorkbook([
      { sheet: '说明', data: cover, columns: [{ width: 24 }, { width: 60 }] },
      { sheet: '数据', data: [this.columns.map(({ zh }) => header(zh)), ...this.rows], stickyRowsCount: 1 },
    ]).toBuffer();
    await writeFile(this.path, bytes, { mode: 0o600 });
    return { byteCount: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') };
  }

  async abandon(): Promise<void> { this.rows.length = 0; }
}
