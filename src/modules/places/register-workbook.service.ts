import { BlobReader, ZipReader } from '@zip.js/zip.js';
import { readSheet } from 'read-excel-file/node';
import type { Message } from '../../kernel/message.js';
import { placeMessages } from './messages.js';
import type { TableLine } from './place-csv.service.js';

/** A workbook of some kilobytes can unpack to gigabytes: what it holds is counted before it is read. */
export const MOST_UNPACKED_BYTES = 20 * 1024 * 1024;

const ZIP_MARK = Buffer.from('PK\u0003\u0004', 'latin1');

export const isWorkbook = (bytes: Buffer): boolean => bytes.subarray(0, ZIP_MARK.length).equals(ZIP_MARK);

class TooLarge extends Error {}

/** The first sheet of an XLSX file, line by line; or what is wrong with it. */
export async function readWorkbook(bytes: Buffer): Promise<TableLine[] | Message> {
  try {
    await assertBounded(bytes);
    const lines = await readSheet(bytes);
    return lines.map((cells, index) => ({ row: index + 1, cells: cells.map(textOfCell) }));
  } catch (error) {
    if (error instanceof TooLarge) return placeMessages.workbookTooLarge(MOST_UNPACKED_BYTES);
    return placeMessages.workbookBroken;
  }
}

/** The sizes that a file declares may be wrong, so the unpacked bytes are counted. */
async function assertBounded(bytes: Buffer): Promise<void> {
  const reader = new ZipReader(new BlobReader(new Blob([new Uint8Array(bytes)])), { useWebWorkers: false });
  let unpacked = 0;
  try {
    for (const entry of await reader.getEntries()) {
      if (entry.directory) continue;
      await entry.getData(
        new WritableStream<Uint8Array>({
          write(chunk) {
            unpacked += chunk.length;
            if (unpacked > MOST_UNPACKED_BYTES) throw new TooLarge();
          },
        }),
      );
    }
  } finally {
    await reader.close();
  }
}

/** Codes are often stored as numbers. Twelve digits fit a double exactly. */
const textOfCell = (cell: unknown): string => {
  if (cell === null || cell === undefined) return '';
  return cell instanceof Date ? cell.toISOString().slice(0, 10) : String(cell);
};
