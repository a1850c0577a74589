import type { NumbersAbout } from '../comparison/answers/comparison-export.service.js';
import type { ExportRow } from './export-row.js';
import { numbersHeadings } from './messages/numbers-sheets.js';
import { recordHeadings } from './messages/record-headings.js';
import { summarySheetTexts as texts } from './messages/summary-sheet.js';
import type { NumbersKind } from './numbers-kind.js';
import type { SheetCell, SheetColumn } from './sheet-table.js';

/** The columns of a sheet that say what a row is of. */
export interface Lead {
  readonly columns: readonly SheetColumn[];
  readonly cellsOf: (row: ExportRow) => SheetCell[];
  /** Those of the total that its label leaves free. */
  readonly totalCells: (total: ExportRow) => SheetCell[];
  /** How a row is named where it is spoken of. */
  readonly nameOf: (row: ExportRow) => string;
}

const cell = (row: ExportRow, key: string): SheetCell => ({ value: row[key] ?? texts.nothing });
const where = (head: string): SheetColumn => ({ group: texts.where, head, align: 'left' });
const textOf = (row: ExportRow, ...keys: readonly string[]): string =>
  String(keys.map((key) => row[key]).find((value) => value !== null && value !== undefined) ?? '');

const COVERAGE = ['places', 'enrolled', 'withData'] as const;
const COVERAGE_COLUMNS = COVERAGE.map((key): SheetColumn => ({
  group: texts.coverage,
  head: texts[key],
  align: 'right',
}));

/** A city without districts has no column for them. */
const districtOf = (rows: readonly ExportRow[]): string[] =>
  rows.some(({ districtName }) => districtName) ? ['districtName'] : [];
const HEADS: Readonly<Record<string, string>> = {
  districtName: recordHeadings.district,
  streetName: recordHeadings.street,
  roomName: numbersHeadings.roomName,
  placeName: numbersHeadings.placeName,
};

function ofRooms(rows: readonly ExportRow[]): Lead {
  const keys = [...districtOf(rows), 'streetName', 'roomName'];
  return {
    columns: keys.map((key) => where(HEADS[key]!)),
    cellsOf: (row) => keys.map((key) => cell(row, key)),
    totalCells: () => [],
    nameOf: (row) => textOf(row, 'roomName', 'placeName'),
  };
}

function ofPlaces(rows: readonly ExportRow[], isOfStreets: boolean, about: NumbersAbout | null): Lead {
  const keys = districtOf(rows);
  const name = isOfStreets ? recordHeadings.street : numbersHeadings.placeName;
  return {
    columns: [...keys.map((key) => where(HEADS[key]!)), where(name), ...COVERAGE_COLUMNS],
    cellsOf: (row) => [
      ...keys.map((key) => cell(row, key)),
      { value: placeName(row) },
      ...COVERAGE.map((key) => cell(row, key)),
    ],
    totalCells: (total) => COVERAGE.map((key) => ({ value: total[key] ?? about?.coverage[key] ?? texts.nothing })),
    nameOf: placeName,
  };
}
const placeName = (row: ExportRow): string =>
  row['rowKind'] === 'OWN' ? texts.own(textOf(row, 'placeName')) : textOf(row, 'placeName');

/** `2021年3月`, `2021年第1季度`, `2021年`. Another span is given by its days. */
function periodName(row: ExportRow): string {
  const [from, to] = [textOf(row, 'from'), textOf(row, 'to')];
  const [year, month] = [Number(from.slice(0, 4)), Number(from.slice(5, 7))];
  const isOneYear = from.slice(0, 4) === to.slice(0, 4);
  const months = Number(to.slice(5, 7)) - month + 1;
  if (isOneYear && months === 1) return texts.month(year, month);
  if (isOneYear && months === 3 && month % 3 === 1) return texts.quarter(year, (month + 2) / 3);
  return isOneYear && months === 12 ? texts.year(year) : texts.span(from, to);
}

const ofSteps: Lead = {
  columns: [{ group: null, head: texts.period, align: 'center' }, ...COVERAGE_COLUMNS],
  cellsOf: (row) => [{ value: periodName(row) }, ...COVERAGE.map((key) => cell(row, key))],
  totalCells: () => [],
  nameOf: periodName,
};

export function leadOf(kind: NumbersKind, rows: readonly ExportRow[], about: NumbersAbout | null): Lead {
  if (kind === 'TREND') return ofSteps;
  return kind === 'COMPARISON' ? ofRooms(rows) : ofPlaces(rows, kind === 'STREETS', about);
}
