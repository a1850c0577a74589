import type { NumbersAbout } from '../comparison/answers/comparison-export.service.js';
import type { CoverLine } from './cover-line.js';
import type { Cell, ExportRow } from './export-row.js';

/** A sheet that is printed has at most so many columns. */
export const MOST_SHEET_COLUMNS = 15;

export interface SheetCell {
  readonly value: Cell;
  /** A number format of a spreadsheet. */
  readonly format?: string;
  readonly as?: 'DAY' | 'TIME';
}
export interface SheetColumn {
  /** The merged header above; null where the header has one level. */
  readonly group: string | null;
  readonly head: string;
  readonly align: 'left' | 'center' | 'right';
}

/** The sheet in front of a workbook, before it is drawn. */
export interface SheetTable {
  readonly columns: readonly SheetColumn[];
  readonly rows: readonly (readonly SheetCell[])[];
  /** The last row. Its label is merged over the first cells that `cells` leaves out. */
  readonly total: { readonly label: string; readonly cells: readonly SheetCell[] } | null;
  readonly notes: readonly string[];
  /** What is counted, e.g. 次、%. */
  readonly measures: string;
  /** What the sheet 说明 says of the table, e.g. which values are missing and why. */
  readonly lines: readonly CoverLine[];
}

/** What a sheet is made of when all rows are read. */
export interface SheetRows {
  /** The rows that are kept: all, or the first of them. */
  readonly rows: readonly ExportRow[];
  readonly rowCount: number;
  /** Sums over all rows of the columns that may be added; `isFloor` where a row has no value. */
  readonly sums: ReadonlyMap<string, { readonly sum: number; readonly isFloor: boolean }>;
  readonly about: NumbersAbout | null;
}

/** Makes the sheet in front of a workbook. */
export interface SheetMaker {
  /** The columns of a row that it needs. */
  readonly keys: readonly string[];
  readonly sums: readonly string[];
  /** How many rows it shows; absent: all of them. */
  readonly mostRows?: number;
  readonly table: (rows: SheetRows) => SheetTable;
}

/** Gathers what the sheet in front needs, while the rows go by. */
export class SheetGatherer {
  private readonly rows: ExportRow[] = [];
  private readonly sums = new Map<string, { sum: number; isFloor: boolean }>();
  private rowCount = 0;

  constructor(private readonly maker: SheetMaker) {
    for (const key of maker.sums) this.sums.set(key, { sum: 0, isFloor: false });
  }

  take(rows: readonly ExportRow[]): void {
    this.rowCount += rows.length;
    const { keys, mostRows = Infinity } = this.maker;
    for (const row of rows.slice(0, Math.max(0, mostRows - this.rows.length)))
      this.rows.push(Object.fromEntries(keys.map((key) => [key, row[key] ?? null])));
    for (const [key, total] of this.sums) for (const row of rows) add(total, row[key] ?? null);
  }

  table(about: NumbersAbout | null): SheetTable {
    return this.maker.table({ rows: this.rows, rowCount: this.rowCount, sums: this.sums, about });
  }
}

function add(total: { sum: number; isFloor: boolean }, value: Cell): void {
  if (typeof value === 'number') total.sum += value;
  else total.isFloor = true;
}
