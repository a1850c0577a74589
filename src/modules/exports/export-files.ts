import { mkdir, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { csvLine } from './cell.js';
import { type CoverLine, shownOnCover } from './cover-line.js';
import { ExportFormat } from './export.enums.js';
import type { FilePart } from './export-queue.service.js';
import { coverHeadings } from './messages/cover.js';
import { BYTE_ORDER_MARK } from './text-file.js';

export const EXPORT_HOURS = 24;

const ENDING: Readonly<Record<ExportFormat, string>> = { CSV: 'csv', XLSX: 'xlsx', JSONL: 'jsonl' };
const COVER_ENDING: Readonly<Record<ExportFormat, string | null>> = {
  CSV: 'cover.csv',
  XLSX: null,
  JSONL: 'cover.json',
};
const OURS = /^[0-9a-f]{8}-[0-9a-f-]{27}\./;

/** Where the files lie: named by the export's id, in a folder only the server's own account can read. */
export class ExportFiles {
  constructor(readonly folder: string) {}

  /** Null for the cover of a workbook, which stands inside it. */
  path(id: string, format: ExportFormat, part: FilePart): string | null {
    const ending = part === 'data' ? ENDING[format] : COVER_ENDING[format];
    return ending === null ? null : join(this.folder, `${id}.${ending}`);
  }

  /** Written under a name of its own until it is whole, so that two servers never write into one file. */
  unfinished(id: string, worker: string): string {
    return join(this.folder, `${id}.${worker}.part`);
  }

  async prepare(): Promise<void> {
    await mkdir(this.folder, { recursive: true, mode: 0o700 });
  }

  async keep(unfinished: string, id: string, format: ExportFormat, cover: readonly CoverLine[]): Promise<void> {
    const coverPath = this.path(id, format, 'cover');
    if (coverPath)
      await writeFile(coverPath, format === ExportFormat.CSV ? coverCsv(cover) : coverJson(cover), { mode: 0o600 });
    await rename(unfinished, this.path(id, format, 'data')!);
  }

  /** No link will ever lead there. */
  async discard(id: string, format: ExportFormat): Promise<void> {
    for (const part of ['data', 'cover'] as const) {
      const path = this.path(id, format, part);
      if (path) await rm(path, { force: true });
    }
  }

  /** Deletes what no link leads to any more, also what a server that died left behind. */
  async sweep(now = Date.now()): Promise<void> {
    const names = (await readdir(this.folder).catch(() => [])).filter((name) => OURS.test(name));
    for (const name of names) {
      const path = join(this.folder, name);
      const age = now - ((await stat(path).catch(() => null))?.mtimeMs ?? now);
      if (age > EXPORT_HOURS * 3_600_000) await rm(path, { force: true });
    }
  }
}

const coverCsv = (cover: readonly CoverLine[]): string =>
  BYTE_ORDER_MARK +
  csvLine([coverHeadings.item, coverHeadings.content]) +
  cover.map((line) => csvLine([line.zh, shownOnCover(line)])).join('');
const coverJson = (cover: readonly CoverLine[]): string =>
  `${JSON.stringify(Object.fromEntries(cover.map(({ key, value }) => [key, value])), null, 2)}\n`;
