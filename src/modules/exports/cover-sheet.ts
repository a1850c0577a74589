import type { CoverLine } from './cover-line.js';
import { shownOnCover } from './cover-line.js';
import type { StyleBook } from './style-book.js';
import { linesOf } from './text-width.js';
import { PRINTED, cellOf, widthsOf, worksheet } from './workbook-parts.js';

const WIDTHS = [30, 100];
const LINE_POINTS = 16;
const ROW_SPACE = 6;
/** A spreadsheet has no higher row. */
const MOST_HEIGHT = 400;

const hasText = (line: CoverLine): boolean => !['', 'null'].includes(String(shownOnCover(line)));

/** The sheet 说明. A line that says nothing is left out. */
export function coverSheet(lines: readonly CoverLine[], styles: StyleBook): string {
  const name = styles.indexOf({ font: 'BOLD', isBoxed: true, isWrapped: true, align: 'left' });
  const text = styles.indexOf({ isBoxed: true, isWrapped: true, align: 'left' });
  const rows = lines.filter(hasText).map((line, index) => {
    const at = index + 1;
    const shown = shownOnCover(line);
    const lines = String(shown ?? '')
      .split('\n')
      .reduce((sum, text) => sum + linesOf(text, WIDTHS[1]!), 0);
    const height = Math.min(MOST_HEIGHT, Math.max(lines, linesOf(line.zh, WIDTHS[0]!)) * LINE_POINTS + ROW_SPACE);
    const cells = cellOf(line.zh, `A${at}`, name) + cellOf(shown, `B${at}`, text);
    return `<row r="${at}" ht="${height}" customHeight="1">${cells}</row>`;
  });
  return worksheet(`${widthsOf(WIDTHS)}<sheetData>${rows.join('')}</sheetData>${PRINTED}`);
}
