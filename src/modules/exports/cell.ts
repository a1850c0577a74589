import type { Cell } from './export-row.js';

/**
 * Read as the beginning of a formula by one spreadsheet or another; full-width forms count in some languages.
 * Apostrophes before it are counted, so that the mark can be taken off again.
 */
const FORMULA = /^'*[=+\-@\t\r\n＝＋－＠]/;

/**
 * A text that a spreadsheet would run is marked as text by a leading apostrophe; who reads the file by program takes
 * one off where `'` stands before such a beginning.
 */
export const neutralised = (text: string): string => (FORMULA.test(text) ? `'${text}` : text);

/** Several texts in one cell of a table. */
const LIST_MARK = '；';

const textOf = (value: string | readonly string[]): string =>
  neutralised(typeof value === 'string' ? value : value.join(LIST_MARK));

/** What a table shows of a cell: numbers stay numbers, texts are harmless. */
export const tableCell = (value: Cell): string | number | boolean | null =>
  value === null || typeof value === 'number' || typeof value === 'boolean' ? value : textOf(value);

/** RFC 4180. */
export function csvCell(value: Cell): string {
  const text = String(tableCell(value) ?? '');
  return /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

export const csvLine = (cells: readonly Cell[]): string => `${cells.map(csvCell).join(',')}\r\n`;
