import { isUtf8 } from 'node:buffer';
import { placeMessages } from './messages.js';
import { type CsvContent, failed, readPlaceCsv, readPlaceTable } from './place-csv.service.js';
import { isWorkbook, readWorkbook } from './register-workbook.service.js';

/** The largest file that is taken, in bytes. */
export const MOST_FILE_BYTES = 8 * 1024 * 1024;
/** The most rows of a register. The largest prefecture has about 6,000 places. */
export const MOST_ROWS = 20_000;

/** Reads a register from a file: CSV in UTF-8 or GB18030, or XLSX. */
export async function readRegisterFile(bytes: Buffer): Promise<CsvContent> {
  if (bytes.length > MOST_FILE_BYTES)
    return failed({ row: 0, code: 'FILE_TOO_LARGE', text: placeMessages.fileTooLarge(MOST_FILE_BYTES) });
  const content = isWorkbook(bytes) ? await workbook(bytes) : csv(bytes);
  return content.rows.length > MOST_ROWS
    ? failed({ row: 0, code: 'FILE_TOO_LARGE', text: placeMessages.tooManyRows(content.rows.length, MOST_ROWS) })
    : content;
}

async function workbook(bytes: Buffer): Promise<CsvContent> {
  const table = await readWorkbook(bytes);
  return Array.isArray(table) ? readPlaceTable(table) : failed({ row: 0, code: 'WORKBOOK_BROKEN', text: table });
}

function csv(bytes: Buffer): CsvContent {
  const text = textOf(bytes);
  return text === null
    ? failed({ row: 0, code: 'ENCODING', text: placeMessages.fileEncodingUnknown })
    : readPlaceCsv(text);
}

const UTF16_LITTLE = [0xff, 0xfe];
/** Spreadsheet programs save Chinese text as GBK, which GB18030 contains, or as UTF-16. */
function textOf(bytes: Buffer): string | null {
  if (isUtf8(bytes)) return bytes.toString('utf8');
  const encoding = bytes[0] === UTF16_LITTLE[0] && bytes[1] === UTF16_LITTLE[1] ? 'utf-16le' : 'gb18030';
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}
