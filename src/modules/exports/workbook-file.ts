import type { FileResult } from './counted-file.js';
import type { CoverLine } from './cover.js';
import type { Cell, ExportColumn, ExportRow } from './export-source.js';
import type { ExportFile } from './text-file.js';
import {
  ROOT,
  SHEET_END,
  STYLES,
  cellOf,
  columnName,
  coverSheet,
  relationsOf,
  sheetStart,
  typesOf,
  workbookOf,
} from './workbook-parts.js';
import { ZipFile } from './zip-file.js';

/** Excel's own limit of a sheet, its header among the rows. */
const MOST_SHEET_ROWS = 1_048_576;

/**
 * Cover and data, written row by row: a page of rows is all that is ever held. Rows beyond a sheet's limit go on in the
 * next sheet, under the same headers.
 */
export class WorkbookFile implements ExportFile {
  private readonly zip: ZipFile;
  private readonly letters: readonly string[];
  private sheets = 0;
  private rowsOfSheet = 0;
  private rowCount = 0;

  constructor(
    path: string,
    private readonly columns: readonly ExportColumn[],
    private readonly cover: (rowCount: number) => readonly CoverLine[],
    private readonly mostRows = MOST_SHEET_ROWS,
  ) {
    this.zip = new ZipFile(path);
    this.letters = columns.map((_, index) => columnName(index));
  }

  async write(rows: readonly ExportRow[]): Promise<void> {
    for (let at = 0; at < rows.length;) {
      if (this.sheets === 0 || this.rowsOfSheet === this.mostRows) await this.nextSheet();
      const taken = rows.slice(at, at + this.mostRows - this.rowsOfSheet);
      await this.add(taken.map((row) => this.rowOf(this.columns.map(({ key }) => row[key]!))).join(''));
      at += taken.length;
      this.rowCount += taken.length;
    }
  }

  async finish(): Promise<FileResult> {
    if (this.sheets === 0) await this.nextSheet();
    await this.endSheet();
    await this.entry(`xl/worksheets/sheet${this.sheets + 1}.xml`, coverSheet(this.cover(this.rowCount)));
    const sheets = this.sheets + 1;
    await this.entry('xl/workbook.xml', workbookOf(sheets));
    await this.entry('xl/_rels/workbook.xml.rels', relationsOf(sheets));
    await this.entry('xl/styles.xml', STYLES);
    await this.entry('_rels/.rels', ROOT);
    await this.entry('[Content_Types].xml', typesOf(sheets));
    return this.zip.finish();
  }

  abandon(): Promise<void> {
    return this.zip.abandon();
  }

  private add(text: string): Promise<void> {
    return this.zip.write(Buffer.from(text));
  }

  private async entry(name: string, text: string): Promise<void> {
    this.zip.begin(name);
    await this.add(text);
    await this.zip.end();
  }

  private rowOf(cells: readonly Cell[], isHeader = false): string {
    this.rowsOfSheet += 1;
    const cellAt = (cell: Cell, index: number): string =>
      cellOf(cell, `${this.letters[index]}${this.rowsOfSheet}`, isHeader);
    return `<row r="${this.rowsOfSheet}">${cells.map(cellAt).join('')}</row>`;
  }

  private async nextSheet(): Promise<void> {
    if (this.sheets > 0) await this.endSheet();
    this.sheets += 1;
    this.rowsOfSheet = 0;
    this.zip.begin(`xl/worksheets/sheet${this.sheets}.xml`);
    await this.add(
      sheetStart +
        this.rowOf(
          this.columns.map(({ zh }) => zh),
          true,
        ),
    );
  }

  private async endSheet(): Promise<void> {
    await this.add(SHEET_END);
    await this.zip.end();
  }
}
