import { shanghaiText } from './shanghai-time.js';
import type { Cell, ExportColumn, ExportRow } from './export-row.js';
import { exportMessages } from './messages/export-messages.js';
import { summarySheetTexts } from './messages/summary-sheet.js';

/** A column of a table, for people: words instead of codes. */
export interface TableColumn {
  readonly zh: string;
  readonly as?: ExportColumn['as'];
  readonly cell: (row: ExportRow) => Cell;
}

const YES_OR_NO = (value: boolean): string => (value ? summarySheetTexts.yes : summarySheetTexts.no);

/** The words for a cell. Days and moments stay as they are. */
export function wordsFor({ words }: Pick<ExportColumn, 'words'>, value: Cell): Cell {
  if (typeof value === 'boolean') return YES_OR_NO(value);
  if (!words || value === null || typeof value === 'number') return value;
  return typeof value === 'string' ? words(value) : value.map(words);
}

/** The columns of a table. With codes, a column of codes follows each column of words. */
export const tableColumns = (columns: readonly ExportColumn[], withCodes: boolean): TableColumn[] =>
  columns.flatMap((column) => {
    const { key, zh, as, words } = column;
    const shown: TableColumn = { zh, ...(as ? { as } : {}), cell: (row) => wordsFor(column, row[key] ?? null) };
    const codes: TableColumn = { zh: exportMessages.codeOf(zh), cell: (row) => row[key] ?? null };
    return withCodes && words ? [shown, codes] : [shown];
  });

/** What a text file shows of a cell: moments in the time of Shanghai. */
export function textCell({ as, cell }: TableColumn, row: ExportRow): Cell {
  const value = cell(row);
  return as === 'TIME' && typeof value === 'string' ? shanghaiText(value) : value;
}
