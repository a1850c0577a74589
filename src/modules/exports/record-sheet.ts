import type { Cell, ExportRow } from './export-row.js';
import { summarySheetTexts as texts } from './messages/summary-sheet.js';
import type { RecordColumn } from './record-columns.js';
import {
  MOST_SHEET_COLUMNS,
  type SheetCell,
  type SheetColumn,
  type SheetMaker,
  type SheetRows,
  type SheetTable,
} from './sheet-table.js';
import { wordsFor } from './table-columns.js';

/** A sheet for people. All rows are in 明细. */
const MOST_ROWS = 5_000;
const PLACES = ['districtName', 'streetName', 'placeName'];
const DATE_PARTS = ['From', 'To', 'Precision'];
const NOTHING: SheetCell = { value: texts.nothing };
const WHOLE = '#,##0';

/** What a column of the sheet shows: one column of the list, or a date made of several. */
interface Shown {
  readonly key: string;
  readonly zh: string;
  readonly keys: readonly string[];
  readonly cell: (row: ExportRow) => SheetCell;
}

/** A day; a month or a year in words; the span of a date that is not known better. */
function dateCell(name: string, row: ExportRow): SheetCell {
  const [from, to, precision] = DATE_PARTS.map((part) => row[`${name}${part}`] ?? null);
  if (typeof from !== 'string' || typeof to !== 'string') return NOTHING;
  if (precision === 'YEAR') return { value: texts.year(Number(from.slice(0, 4))) };
  if (precision === 'MONTH') return { value: texts.month(Number(from.slice(0, 4)), Number(from.slice(5, 7))) };
  return from === to ? { value: from, as: 'DAY' } : { value: texts.span(from, to) };
}
function plainCell(column: RecordColumn, row: ExportRow): SheetCell {
  const value: Cell = wordsFor(column, row[column.key] ?? null);
  if (value === null || value === '' || (Array.isArray(value) && value.length === 0)) return NOTHING;
  return { value, ...(column.as ? { as: column.as } : {}) };
}

const shownOf = (column: RecordColumn): Shown =>
  column.dateOf
    ? {
        key: column.dateOf.name,
        zh: column.dateOf.zh,
        keys: DATE_PARTS.map((part) => `${column.dateOf!.name}${part}`),
        cell: (row) => dateCell(column.dateOf!.name, row),
      }
    : { key: column.key, zh: column.zh, keys: [column.key], cell: (row) => plainCell(column, row) };

/** Those named, in that order; else all but ids and how the row was recorded. */
function chosen(columns: readonly RecordColumn[], named: readonly string[] | undefined, most: number): Shown[] {
  const unique = [...new Map(columns.map((column) => [column.dateOf?.name ?? column.key, shownOf(column)])).values()];
  if (named) return named.flatMap((key) => unique.filter((one) => one.key === key));
  const isId = new Set(columns.filter(({ idOf }) => idOf).map(({ key }) => key));
  return unique.filter(({ key }) => !isId.has(key) && !NOT_BY_ITSELF.has(key)).slice(0, most);
}
const NOT_BY_ITSELF = new Set([
  'placeCode',
  'origin',
  'onBehalfOf',
  'paperReference',
  'recordedAt',
  'version',
  ...PLACES,
]);

const isNumeric = (cells: readonly (readonly SheetCell[])[], index: number): boolean =>
  cells.some((row) => typeof row[index]!.value === 'number');

function totalCell({ key }: Shown, { sums }: SheetRows): SheetCell {
  const total = sums.get(key);
  if (!total) return { value: null };
  return { value: total.sum, format: total.isFloor ? `"${texts.atLeast}"${WHOLE}` : WHOLE };
}

/** The label is merged over the columns of places. A list of the whole city has none, so its own first one is taken. */
const totalsOf = (lead: readonly Shown[], own: readonly Shown[], read: SheetRows): SheetCell[] =>
  own.slice(lead.length > 0 ? 0 : 1).map((shown) => totalCell(shown, read));

function notesOf({ rows, rowCount, sums }: SheetRows): string[] {
  return [
    ...(rowCount === 0 ? [texts.noRows] : []),
    texts.noteOfNothing,
    sums.size > 0 ? texts.noteOfRows : texts.noteOfNoSums,
    ...(rows.length < rowCount ? [texts.noteOfPart(String(rows.length), String(rowCount))] : []),
  ];
}

function tableOf(places: readonly Shown[], own: readonly Shown[], read: SheetRows): SheetTable {
  const lead = places.filter(({ key }) => key !== 'districtName' || read.rows.some((row) => row[key]));
  const shown = [...lead, ...own];
  const rows = read.rows.map((row) => shown.map(({ cell }) => cell(row)));
  const columns = shown.map(({ key, zh, keys }, index): SheetColumn => ({
    group: index < lead.length || key === 'roomName' ? texts.where : texts.content,
    head: zh,
    align: isNumeric(rows, index) ? 'right' : keys.length > 1 || isDate(rows, index) ? 'center' : 'left',
  }));
  return {
    columns: [{ group: null, head: texts.number, align: 'center' }, ...columns],
    rows: rows.map((cells, index) => [{ value: index + 1 }, ...cells]),
    total: { label: texts.totalOfRows(String(read.rowCount)), cells: totalsOf(lead, own, read) },
    notes: notesOf(read),
    measures: texts.units,
    lines: [
      { key: 'nothing', zh: texts.nothingMeaning, value: texts.nothingMeant },
      { key: 'kept', zh: texts.kept, value: texts.keptColumns },
    ],
  };
}
const isDate = (cells: readonly (readonly SheetCell[])[], index: number): boolean =>
  cells.some((row) => row[index]!.as);

export interface RecordSheet {
  readonly columns: readonly RecordColumn[];
  /** Keys of columns, and names of dates. */
  readonly summary?: readonly string[];
  readonly sums?: readonly string[];
}

/** The sheet in front of a list: where each record belongs, and its most important columns. */
export function recordSheet({ columns, summary, sums = [] }: RecordSheet): SheetMaker {
  const places = PLACES.flatMap((key) => columns.filter((column) => column.key === key).map(shownOf));
  const own = chosen(columns, summary, MOST_SHEET_COLUMNS - 1 - places.length);
  return {
    keys: [...places, ...own].flatMap(({ keys }) => keys),
    sums,
    mostRows: MOST_ROWS,
    table: (read) => tableOf(places, own, read),
  };
}
