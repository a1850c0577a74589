import type { Cell } from './export-row.js';
import { summarySheetTexts as texts } from './messages/summary-sheet.js';
import { serialOfDay, serialOfTime } from './shanghai-time.js';
import type { SheetCell, SheetColumn, SheetTable } from './sheet-table.js';
import type { CellStyle, StyleBook } from './style-book.js';
import { columnWidths, linesOf, textOfCell } from './text-width.js';
import { PRINTED, cellOf, columnName, frozenRows, widthsOf, worksheet } from './workbook-parts.js';

/** What stands above and below the table. */
export interface SheetHead {
  readonly title: string;
  readonly unit: string;
  readonly period: string;
  /** The day it is made on, e.g. 2026-11-30. */
  readonly day: string;
  /** The name of the account that asked. */
  readonly filledBy: string;
}

const FORMATS = { DAY: 'yyyy\\-mm\\-dd', TIME: 'yyyy\\-mm\\-dd\\ hh:mm' } as const;
/** Title, head, and the two levels of the header. */
const HEADER_ROWS = 4;
const LINE_POINTS = 16;
const ROW_SPACE = 6;
const heightOfLines = (lines: number): number => lines * LINE_POINTS + ROW_SPACE;

/** Draws the rows of one sheet, from the top. */
class Drawing {
  private readonly rows: string[] = [];
  private readonly merged: string[] = [];

  constructor(
    private readonly width: number,
    private readonly styles: StyleBook,
  ) {}

  get next(): number {
    return this.rows.length + 1;
  }

  /** A row of cells, each in its style; without a height the spreadsheet finds it. */
  row(cells: readonly { readonly value: Cell; readonly style: CellStyle }[], points?: number): void {
    const at = this.next;
    const height = points ? ` ht="${points}" customHeight="1"` : '';
    const drawn = cells.map(({ value, style }, index) =>
      cellOf(value, `${columnName(index)}${at}`, this.styles.indexOf(style)),
    );
    this.rows.push(`<row r="${at}"${height}>${drawn.join('')}</row>`);
  }

  /** One text over columns. The cells behind it have its style, for its border. */
  text(value: string, style: CellStyle, points: number): void {
    this.merge(this.next, 0, this.next, this.width - 1);
    this.row(
      Array.from({ length: this.width }, (_, index) => ({ value: index === 0 ? value : null, style })),
      points,
    );
  }

  merge(fromRow: number, fromColumn: number, toRow: number, toColumn: number): void {
    if (fromRow === toRow && fromColumn === toColumn) return;
    this.merged.push(`<mergeCell ref="${columnName(fromColumn)}${fromRow}:${columnName(toColumn)}${toRow}"/>`);
  }

  xml(): string {
    const merged =
      this.merged.length > 0 ? `<mergeCells count="${this.merged.length}">${this.merged.join('')}</mergeCells>` : '';
    return `<sheetData>${this.rows.join('')}</sheetData>${merged}`;
  }
}

const BOXED = { isBoxed: true, isWrapped: true } as const;
/** A number takes one line. Wrapped, it would lose its distance from the border. */
const UNWRAPPED = { isBoxed: true } as const;
const HEADER: CellStyle = { ...BOXED, font: 'HEAD', align: 'center' };

/** Numbers and texts keep away from the border. */
const alignedAs = (align: SheetColumn['align']): CellStyle => ({ align, isIndented: align !== 'center' });

/** What a cell shows: days and moments as numbers with the format of a date. */
function drawnCell(
  { value, as, format }: SheetCell,
  { align }: Pick<SheetColumn, 'align'>,
  font: CellStyle['font'] = 'BODY',
) {
  const serial = as && typeof value === 'string' ? (as === 'DAY' ? serialOfDay : serialOfTime)(value) : null;
  const shown = serial === null ? format : FORMATS[as!];
  const isNothing = value === texts.nothing;
  return {
    value: serial ?? value,
    style: {
      ...(typeof (serial ?? value) === 'number' ? UNWRAPPED : BOXED),
      font,
      ...alignedAs(isNothing ? 'center' : align),
      ...(shown ? { format: shown } : {}),
    },
  };
}

function drawHeader(drawing: Drawing, columns: readonly SheetColumn[], widths: readonly number[]): void {
  const [upper, lower] = [drawing.next, drawing.next + 1];
  const lines = Math.max(...columns.map(({ head }, index) => linesOf(head, widths[index]!)));
  drawing.row(
    columns.map(({ group, head }, index) => ({
      value: group === null ? head : group === columns[index - 1]?.group ? null : group,
      style: HEADER,
    })),
    heightOfLines(groupLines(columns, widths)),
  );
  drawing.row(
    columns.map(({ group, head }) => ({ value: group === null ? null : head, style: HEADER })),
    heightOfLines(lines),
  );
  for (const [from, to] of groupsOf(columns))
    if (columns[from]!.group === null) drawing.merge(upper, from, lower, from);
    else drawing.merge(upper, from, upper, to);
}

/** The first and the last column of each group; a column without a group is alone. */
function groupsOf(columns: readonly SheetColumn[]): [from: number, to: number][] {
  const groups: [number, number][] = [];
  for (const [index, { group }] of columns.entries()) {
    const last = groups.at(-1);
    if (last && group !== null && columns[last[0]]!.group === group) last[1] = index;
    else groups.push([index, index]);
  }
  return groups;
}

const widthOf = (widths: readonly number[], from: number, to: number): number =>
  widths.slice(from, to + 1).reduce((sum, width) => sum + width, 0);
const groupLines = (columns: readonly SheetColumn[], widths: readonly number[]): number =>
  Math.max(...groupsOf(columns).map(([from, to]) => linesOf(columns[from]!.group ?? '', widthOf(widths, from, to))));

function drawTotal(drawing: Drawing, { total, columns }: SheetTable): void {
  if (!total) return;
  const merged = columns.length - total.cells.length;
  drawing.merge(drawing.next, 0, drawing.next, merged - 1);
  const label = Array.from({ length: merged }, (_, index) =>
    drawnCell({ value: index === 0 ? total.label : null }, { align: 'center' }, 'BOLD'),
  );
  drawing.row(
    [...label, ...total.cells.map((cell, index) => drawnCell(cell, columns[merged + index]!, 'BOLD'))],
    heightOfLines(1),
  );
}

/** The last line: who filled it in, and room for the hand of who checks it. */
function drawSignatures(drawing: Drawing, width: number, filledBy: string): void {
  const half = Math.ceil(width / 2);
  drawing.merge(drawing.next, 0, drawing.next, half - 1);
  drawing.merge(drawing.next, half, drawing.next, width - 1);
  drawing.row(
    Array.from({ length: width }, (_, index) => ({
      value: index === 0 ? texts.filledBy(filledBy) : index === half ? texts.checkedBy : null,
      style: { align: 'left' },
    })),
    LINE_POINTS * 2,
  );
}

/** 汇总表: the sheet that can be printed and handed on as it is. */
export function summarySheet(
  table: SheetTable,
  { title, unit, period, day, filledBy }: SheetHead,
  styles: StyleBook,
): { readonly xml: string; readonly headerRows: number } {
  const { columns, rows, notes, measures } = table;
  const widths = columnWidths(table);
  const whole = widthOf(widths, 0, widths.length - 1);
  const drawing = new Drawing(columns.length, styles);
  const plain: CellStyle = { align: 'left', isWrapped: true };
  const heightOf = (text: string): number => LINE_POINTS * linesOf(text, whole);
  drawing.text(
    title,
    { font: 'TITLE', align: 'center', isWrapped: true },
    2 * LINE_POINTS * linesOf(title, whole / TITLE_SCALE),
  );
  const head = texts.head(unit, period, day, measures);
  drawing.text(head, plain, heightOf(head) + LINE_POINTS / 2);
  drawHeader(drawing, columns, widths);
  for (const row of rows) {
    const lines = row.reduce((most, cell, index) => Math.max(most, linesOf(textOfCell(cell), widths[index]!)), 1);
    drawing.row(
      row.map((cell, index) => drawnCell(cell, columns[index]!)),
      heightOfLines(lines),
    );
  }
  drawTotal(drawing, table);
  for (const note of notes) drawing.text(note, plain, heightOf(note));
  drawSignatures(drawing, columns.length, filledBy);
  return {
    headerRows: HEADER_ROWS,
    xml: worksheet(`${frozenRows(HEADER_ROWS)}${widthsOf(widths)}${drawing.xml()}${PRINTED}`),
  };
}
/** How much wider the letters of the title are. */
const TITLE_SCALE = 1.7;
