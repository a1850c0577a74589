import type { FileResult } from './counted-file.js';
import type { CoverLine } from './cover-line.js';
import type { Cell, ExportRow } from './export-row.js';
import { summarySheetTexts as texts } from './messages/summary-sheet.js';
import type { TableColumn } from './table-columns.js';
import type { ExportFile } from './text-file.js';
import { WorkbookFile, type WorkbookParts } from './workbook-file.js';

const PAGE_ROWS = 1_000;

/**
 * A workbook without the columns that are empty in every row. Which they are is known at the end, so its rows are kept
 * until then. It is for numbers: few rows of many columns. Lists are written as they come.
 */
export class CompactWorkbook implements ExportFile {
  private readonly keys: string[] = [];
  private readonly kept: Cell[][] = [];
  private file: WorkbookFile | null = null;

  constructor(
    private readonly path: string,
    private readonly parts: WorkbookParts,
  ) {}

  write(rows: readonly ExportRow[]): Promise<void> {
    if (this.keys.length === 0 && rows[0]) this.keys.push(...Object.keys(rows[0]));
    for (const row of rows) this.kept.push(this.keys.map((key) => row[key] ?? null));
    return Promise.resolve();
  }

  async finish(): Promise<FileResult> {
    const { columns } = this.parts;
    const left = this.emptyOf(columns);
    const lines = left.length > 0 ? [leftOut(left)] : [];
    this.file = new WorkbookFile(this.path, {
      ...this.parts,
      columns: columns.filter((column) => !left.includes(column)),
      lines,
    });
    for (let at = 0; at < this.kept.length; at += PAGE_ROWS)
      await this.file.write(this.kept.slice(at, at + PAGE_ROWS).map((cells) => this.rowOf(cells)));
    return this.file.finish();
  }

  async abandon(): Promise<void> {
    await this.file?.abandon();
  }

  /** Without rows there is nothing to go by, and every column stays. */
  private emptyOf(columns: readonly TableColumn[]): TableColumn[] {
    if (this.kept.length === 0) return [];
    const filled = new Set<TableColumn>();
    for (const cells of this.kept) {
      const row = this.rowOf(cells);
      for (const column of columns) if (!filled.has(column) && column.cell(row) !== null) filled.add(column);
    }
    return columns.filter((column) => !filled.has(column));
  }

  private rowOf(cells: readonly Cell[]): ExportRow {
    return Object.fromEntries(this.keys.map((key, index) => [key, cells[index]!]));
  }
}

const leftOut = (columns: readonly TableColumn[]): CoverLine => ({
  key: 'leftOut',
  zh: texts.leftOut,
  value: texts.leftOutColumns(columns.length, columns.map(({ zh }) => zh).join(texts.separator)),
});
