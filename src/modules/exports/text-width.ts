import type { SheetCell, SheetTable } from './sheet-table.js';

/** The least and the most width of a column, in widths of a digit. */
const LEAST = 8;
const MOST = 36;
/** A header is wrapped. It asks for no more than this. */
const MOST_OF_HEADER = 14;
const DATE_WIDTH = 11;
const TIME_WIDTH = 17;
const AROUND = 3;
/** A narrow table is stretched, so that its title and its notes do not wrap. */
const LEAST_OF_TABLE = 100;

const WIDE = /[\u2014\u2018-\u201d\u2026\u2e80-\uffe6]/;
/** How wide a text is, in widths of a digit: Chinese letters count twice. */
export const widthOfText = (text: string): number =>
  [...text].reduce((sum, letter) => sum + (WIDE.test(letter) ? 2 : 1), 0);

/** How many lines a text takes in a column. */
export const linesOf = (text: string, width: number): number =>
  Math.max(1, Math.ceil(widthOfText(text) / Math.max(1, width - AROUND / 2)));

/** What a cell shows where that can be long. A number and a date take one line. */
export const textOfCell = ({ value, as }: SheetCell): string => {
  if (as || typeof value === 'number') return '';
  return Array.isArray(value) ? value.join(' ') : String(value ?? '');
};

function widthOfCell({ value, as, format }: SheetCell): number {
  if (as) return as === 'DAY' ? DATE_WIDTH : TIME_WIDTH;
  const text = textOfCell({ value });
  if (typeof value !== 'number') return widthOfText(text);
  const digits = Math.max(3, Math.round(Math.abs(value)).toString().length * 1.4);
  return digits + widthOfText((format ?? '').replace(/["#,]/g, '')) / 1.5;
}

/** As wide as the widest cell, within limits; a header is wrapped where that is narrower. */
export function columnWidths({ columns, rows, total }: SheetTable): number[] {
  const label = columns.length - (total?.cells.length ?? 0);
  const widths = columns.map(({ head }, index) => {
    const cells = rows.map((row) => widthOfCell(row[index]!));
    const ofTotal = total && index >= label ? widthOfCell(total.cells[index - label]!) : 0;
    const content = cells.reduce((most, width) => Math.max(most, width), ofTotal);
    const wanted = Math.max(content, Math.min(widthOfText(head), MOST_OF_HEADER));
    return Math.round(Math.min(MOST, Math.max(LEAST, wanted + AROUND)));
  });
  const stretch = LEAST_OF_TABLE / widths.reduce((sum, width) => sum + width, 0);
  return stretch > 1 ? widths.map((width) => Math.round(width * stretch)) : widths;
}
