import { CsvError, type Info, parse } from 'csv-parse/sync';
import type { Message } from '../../kernel/message.js';
import { plainText } from '../../kernel/plain-text.js';
import { placeMessages } from './messages.js';
import { COLUMN_WORDS, type Column } from './register-words.js';

/**
 * Something wrong in an import file. `row` is the line in the file, the first being line 1; 0 when it concerns the
 * file as a whole.
 */
export interface ImportProblem {
  readonly row: number;
  readonly code: string;
  readonly text: Message;
}

export interface CsvRow {
  readonly row: number;
  readonly code: string;
  readonly kind: string;
  readonly name: string;
  readonly parentCode: string;
  readonly type: string;
  readonly answer: string;
}

export interface CsvContent {
  readonly rows: readonly CsvRow[];
  readonly problems: readonly ImportProblem[];
}

/** One line of a table: what its cells say, and where it stands in the file. */
export interface TableLine {
  readonly row: number;
  readonly cells: readonly string[];
}

/** The columns that must be there. */
const NEEDED: readonly Column[] = ['code', 'kind', 'name', 'parent_code'];

/** Lines above the header that are looked at: a title, an empty line, a note. */
const MOST_TITLE_LINES = 5;

const SEPARATORS: ReadonlyMap<string, Message> = new Map([
  [';', placeMessages.separatorSemicolon],
  ['；', placeMessages.separatorSemicolon],
  ['，', placeMessages.separatorFullWidth],
  ['\t', placeMessages.separatorTab],
  ['|', placeMessages.separatorBar],
]);

/** A file of which nothing can be read. */
export const failed = (problem: ImportProblem): CsvContent => ({ rows: [], problems: [problem] });

/** Reads a CSV text and its columns, and says nothing yet about what they mean. */
export function readPlaceCsv(text: string): CsvContent {
  try {
    const records = parse(text, {
      bom: true,
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
    }) as unknown as { record: string[]; info: Info }[];
    return readPlaceTable(records.map(({ record, info }) => ({ row: info.lines, cells: record })));
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = Number((error as unknown as { lines?: number }).lines ?? 0);
    return failed({ row: line, code: 'CSV_BROKEN', text: placeMessages.csvBroken(line) });
  }
}

/** Reads the lines of a table from any kind of file. */
export function readPlaceTable(table: readonly TableLine[]): CsvContent {
  const lines = table.filter(({ cells }) => cells.some((cell) => plainText(cell) !== ''));
  const headerAt = lines.slice(0, MOST_TITLE_LINES).findIndex(({ cells }) => hasNeeded(headerOf(cells)));
  if (headerAt < 0) return noHeader(lines);
  const header = headerOf(lines[headerAt]!.cells);
  const problems: ImportProblem[] = [];
  const rows = lines.slice(headerAt + 1).map(({ row, cells }) => {
    const given = withoutBlankEnd(cells, header.length);
    if (given.length !== header.length)
      problems.push({ row, code: 'COLUMN_COUNT', text: placeMessages.columnCount(given.length, header.length) });
    return toRow(header, given, row);
  });
  return { rows, problems };
}

const headerOf = (cells: readonly string[]): (Column | null)[] =>
  cells.map((cell) => {
    const word = plainText(cell).toLowerCase();
    const found = Object.entries(COLUMN_WORDS).find(([, words]) => (words as readonly string[]).includes(word));
    return (found?.[0] ?? null) as Column | null;
  });

const missingIn = (header: readonly (Column | null)[]): Column[] => NEEDED.filter((column) => !header.includes(column));
const hasNeeded = (header: readonly (Column | null)[]): boolean => missingIn(header).length === 0;

function noHeader(lines: readonly TableLine[]): CsvContent {
  const looked = lines.slice(0, MOST_TITLE_LINES);
  for (const { row, cells } of looked)
    for (const [separator, text] of SEPARATORS)
      if (hasNeeded(headerOf(cells.join(',').split(separator)))) return failed({ row, code: 'SEPARATOR', text });
  // The line that has most of the columns is the one that was meant.
  const [best] = looked.toSorted((a, b) => missingIn(headerOf(a.cells)).length - missingIn(headerOf(b.cells)).length);
  const row = best?.row ?? 1;
  const missing = missingIn(headerOf(best?.cells ?? []));
  return failed({ row, code: 'COLUMN_MISSING', text: placeMessages.columnsMissing(missing, NEEDED) });
}

/** Spreadsheets write empty cells behind the last column. */
function withoutBlankEnd(cells: readonly string[], columns: number): readonly string[] {
  let length = cells.length;
  while (length > columns && plainText(cells[length - 1]!) === '') length -= 1;
  return cells.slice(0, length);
}

/** Characters that nobody sees, but for spaces within a name. */
const INVISIBLE = /[\p{Default_Ignorable_Code_Point}\p{Cc}\u2800]/gu;
const visible = (cell: string): string => cell.replace(INVISIBLE, '').trim();

/** Registers write a prefecture with four digits, or every code with twelve. */
function officialCode(cell: string): string {
  const code = plainText(cell);
  if (/^\d{4}$/.test(code)) return `${code}00`;
  const [, short] = /^(\d{6})0{6}$/.exec(code) ?? /^(\d{9})0{3}$/.exec(code) ?? [];
  return short ?? code;
}

function toRow(header: readonly (Column | null)[], cells: readonly string[], row: number): CsvRow {
  const cell = (column: Column): string => cells[header.indexOf(column)] ?? '';
  return {
    row,
    code: officialCode(cell('code')),
    kind: plainText(cell('kind')),
    name: visible(cell('name')),
    parentCode: officialCode(cell('parent_code')),
    type: plainText(cell('type')),
    answer: plainText(cell('answer')),
  };
}
