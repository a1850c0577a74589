import { CsvError, type Info, parse } from 'csv-parse/sync';
import type { Message } from '../../kernel/message.js';
import { placeMessages } from './messages.js';

/**
 * Something wrong in an import file. `row` is the line in the file, the header being line 1; 0 when it concerns the
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
}

export interface CsvContent {
  readonly rows: readonly CsvRow[];
  readonly problems: readonly ImportProblem[];
}

const COLUMNS = ['code', 'kind', 'name', 'parent_code'] as const;
const MAY_BE_MISSING = ['type'] as const;

const failed = (row: number, code: string, text: Message): CsvContent => ({
  rows: [],
  problems: [{ row, code, text }],
});

/** Reads the file's text and its columns, and says nothing yet about what they mean. */
export function readPlaceCsv(csv: string | Buffer): CsvContent {
  const text = decode(csv);
  if (typeof text !== 'string') return text;
  let records: { record: string[]; info: Info }[];
  try {
    records = parse(text, {
      bom: true,
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
      trim: true,
    }) as never;
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = Number((error as unknown as { lines?: number }).lines ?? 0);
    return failed(line, 'CSV_BROKEN', placeMessages.csvBroken(line));
  }
  const header = records[0]?.record ?? [];
  const missing = COLUMNS.filter((column) => !header.includes(column));
  if (missing.length > 0) return failed(1, 'COLUMN_MISSING', placeMessages.columnsMissing(missing, COLUMNS));
  const problems: ImportProblem[] = [];
  const rows = records.slice(1).map(({ record, info }) => {
    if (record.length !== header.length)
      problems.push({
        row: info.lines,
        code: 'COLUMN_COUNT',
        text: placeMessages.columnCount(record.length, header.length),
      });
    return toRow(header, record, info.lines);
  });
  return { rows, problems };
}

function toRow(header: readonly string[], record: readonly string[], row: number): CsvRow {
  const cell = (column: (typeof COLUMNS)[number] | (typeof MAY_BE_MISSING)[number]): string =>
    record[header.indexOf(column)] ?? '';
  return {
    row,
    code: cell('code'),
    kind: cell('kind'),
    name: cell('name'),
    parentCode: cell('parent_code'),
    type: cell('type'),
  };
}

/** Spreadsheets like to save Chinese text as GBK: read as UTF-8 it would put nonsense names into the register. */
function decode(csv: string | Buffer): string | CsvContent {
  if (typeof csv === 'string')
    return csv.includes('\uFFFD') ? failed(0, 'ENCODING', placeMessages.textUnreadable) : csv;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(csv);
  } catch {
    return isGbk(csv)
      ? failed(0, 'ENCODING', placeMessages.fileIsGbk)
      : failed(0, 'ENCODING', placeMessages.fileNotUtf8);
  }
}

function isGbk(csv: Buffer): boolean {
  try {
    return /[\u4E00-\u9FFF]/.test(new TextDecoder('gbk', { fatal: true }).decode(csv));
  } catch {
    return false;
  }
}
