import type { NumbersAbout } from '../comparison/answers/comparison-export.service.js';
import type { FileResult } from './counted-file.js';
import { coverSheet } from './cover-sheet.js';
import type { CoverLine } from './cover-line.js';
import type { Cell, ExportRow } from './export-row.js';
import { serialOfDay, serialOfTime } from './shanghai-time.js';
import { SheetGatherer, type SheetMaker } from './sheet-table.js';
import { StyleBook } from './style-book.js';
import { type SheetHead, summarySheet } from './summary-sheet.js';
import type { TableColumn } from './table-columns.js';
import type { ExportFile } from './text-file.js';
import {
  HEAD,
  MAIN,
  ROOT,
  cellOf,
  columnName,
  frozenRows,
  relationsOf,
  typesOf,
  widthsOf,
  workbookOf,
} from './workbook-parts.js';
import { ZipFile } from './zip-file.js';

/** Excel's own limit of a sheet, its header among the rows. */
const MOST_SHEET_ROWS = 1_048_576;
const COLUMN_WIDTH = 16;
export const DAY_FORMAT = 'yyyy\\-mm\\-dd';
export const TIME_FORMAT = 'yyyy\\-mm\\-dd\\ hh:mm:ss';

export interface WorkbookParts {
  readonly columns: readonly TableColumn[];
  readonly sheet: SheetMaker;
  readonly about: NumbersAbout | null;
  readonly head: SheetHead;
  readonly cover: (rowCount: number) => readonly CoverLine[];
  /** Lines of 说明 about the columns of 明细. */
  readonly lines?: readonly CoverLine[];
}

/**
 * 明细 is written row by row: a page of rows is all that is held. Rows beyond a sheet's limit go on in the next sheet,
 * under the same headers. 汇总表 and 说明 are written last, and come first in the workbook.
 */
export class WorkbookFile implements ExportFile {
  private readonly zip: ZipFile;
  private readonly letters: readonly string[];
  private readonly styles = new StyleBook();
  private readonly day = this.styles.indexOf({ format: DAY_FORMAT });
  private readonly time = this.styles.indexOf({ format: TIME_FORMAT });
  private readonly header = this.styles.indexOf({ font: 'BOLD' });
  private readonly gatherer: SheetGatherer;
  private sheets = 0;
  private rowsOfSheet = 0;
  private rowCount = 0;

  constructor(
    path: string,
    private readonly parts: WorkbookParts,
    private readonly mostRows = MOST_SHEET_ROWS,
  ) {
    this.zip = new ZipFile(path);
    this.letters = parts.columns.map((_, index) => columnName(index));
    this.gatherer = new SheetGatherer(parts.sheet);
  }

  async write(rows: readonly ExportRow[]): Promise<void> {
    this.gatherer.take(rows);
    for (let at = 0; at < rows.length;) {
      if (this.sheets === 0 || this.rowsOfSheet === this.mostRows) await this.nextSheet();
      const taken = rows.slice(at, at + this.mostRows - this.rowsOfSheet);
      await this.add(taken.map((row) => this.rowOf(row)).join(''));
      at += taken.length;
      this.rowCount += taken.length;
    }
  }

  async finish(): Promise<FileResult> {
    if (this.sheets === 0) await this.nextSheet();
    await this.endSheet();
    const data = this.sheets;
    const table = this.gatherer.table(this.parts.about);
    const { xml, headerRows } = summarySheet(table, this.parts.head, this.styles);
    await this.entry(`xl/worksheets/sheet${data + 1}.xml`, xml);
    const lines = [...this.parts.cover(this.rowCount), ...table.lines, ...(this.parts.lines ?? [])];
    await this.entry(`xl/worksheets/sheet${data + 2}.xml`, coverSheet(lines, this.styles));
    await this.entry('xl/workbook.xml', workbookOf(data, headerRows));
    await this.entry('xl/_rels/workbook.xml.rels', relationsOf(data + 2));
    await this.entry('xl/styles.xml', HEAD + this.styles.xml(MAIN));
    await this.entry('_rels/.rels', ROOT);
    await this.entry('[Content_Types].xml', typesOf(data + 2));
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

  private line(cells: string): string {
    return `<row r="${this.rowsOfSheet}">${cells}</row>`;
  }

  private rowOf(row: ExportRow): string {
    this.rowsOfSheet += 1;
    return this.line(
      this.parts.columns
        .map(({ as, cell }, index) => this.cellAt(cell(row), `${this.letters[index]}${this.rowsOfSheet}`, as))
        .join(''),
    );
  }

  private cellAt(value: Cell, place: string, as: TableColumn['as']): string {
    if (!as || typeof value !== 'string') return cellOf(value, place);
    const serial = as === 'DAY' ? serialOfDay(value) : serialOfTime(value);
    return serial === null ? cellOf(value, place) : cellOf(serial, place, as === 'DAY' ? this.day : this.time);
  }

  private async nextSheet(): Promise<void> {
    if (this.sheets > 0) await this.endSheet();
    this.sheets += 1;
    this.rowsOfSheet = 1;
    this.zip.begin(`xl/worksheets/sheet${this.sheets}.xml`);
    const headers = this.parts.columns.map(({ zh }, index) => cellOf(zh, `${this.letters[index]}1`, this.header));
    await this.add(
      `${HEAD}<worksheet xmlns="${MAIN}">${frozenRows(1)}${widthsOf(this.letters.map(() => COLUMN_WIDTH))}` +
        `<sheetData>${this.line(headers.join(''))}`,
    );
  }

  private async endSheet(): Promise<void> {
    await this.add('</sheetData></worksheet>');
    await this.zip.end();
  }
}
