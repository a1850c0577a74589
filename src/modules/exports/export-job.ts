import { rm } from 'node:fs/promises';
import type { Database } from '../../kernel/database.js';
import { byId } from '../../kernel/loader.js';
import { Lang } from '../../kernel/message.js';
import { RequestContext } from '../../kernel/request-context.js';
import type { RequestOrigin } from '../../kernel/viewer.js';
import { Place } from '../places/place.entity.js';
import { Seal } from '../seals/seal.entity.js';
import { CompactWorkbook } from './compact-workbook.js';
import { coverOf } from './cover.js';
import { headOf } from './sheet-head.js';
import { tableColumns } from './table-columns.js';
import { ExportFailure, ExportFormat } from './export.enums.js';
import type { ExportFiles } from './export-files.js';
import type { ClaimedExport, ExportQueue } from './export-queue.service.js';
import type { ExportSource } from './export-source.js';
import { mayExport, sourceOf } from './export-sources.js';
import { type ExportFile, csvFile, jsonLinesFile } from './text-file.js';
import { WorkbookFile, type WorkbookParts } from './workbook-file.js';

export interface JobParts {
  readonly database: Database;
  readonly queue: ExportQueue;
  readonly files: ExportFiles;
  /** Gets what went wrong, never what the rows hold. */
  readonly failed: (error: unknown, exportId: string) => void;
}

/** Not this worker's any more: somebody else's, ended, or the server stops. */
class Withdrawn extends Error {}
class RightsLost extends Error {}

const ORIGIN: RequestOrigin = { address: '', requestId: 'export', lang: Lang.ZH_HANS, idempotencyKey: null };

/** Writes one export from its first row to its last. The queue learns every outcome, and no half file is left. */
export async function runExport(
  parts: JobParts,
  job: ClaimedExport,
  worker: string,
  stopping: () => boolean,
): Promise<void> {
  const path = parts.files.unfinished(job.id, worker);
  try {
    await parts.files.prepare();
    await writeExport(parts, job, worker, path, stopping);
  } catch (error) {
    await rm(path, { force: true });
    if (error instanceof Withdrawn) return parts.queue.release(job.id, worker);
    const failure = error instanceof RightsLost ? ExportFailure.RIGHTS_LOST : ExportFailure.INTERNAL;
    if (failure === ExportFailure.INTERNAL) parts.failed(error, job.id);
    await parts.queue.fail(job.id, worker, failure);
  }
}

async function writeExport(
  { database, queue, files }: JobParts,
  job: ClaimedExport,
  worker: string,
  path: string,
  stopping: () => boolean,
): Promise<void> {
  // A context a page: what a page loads is forgotten with it, so memory does not grow with the file.
  const reader = (): RequestContext => new RequestContext(database, job.viewer, ORIGIN);
  const place = await reader().load(byId(Place), job.withinId);
  if (!place || !mayExport(job.kind, job.viewer, place)) throw new RightsLost();
  const source = sourceOf({ ...job, place });
  const sealed = job.sealId ? await reader().load(byId(Seal), job.sealId) : null;
  const about = (await source.about?.(reader())) ?? null;
  const caution = (await about?.caution()) ?? null;
  const cover = (rowCount: number) => coverOf(job, { place, sealed, about, caution }, { rowCount, at: new Date() });
  const unit = job.viewer.placeId ? await reader().load(byId(Place), job.viewer.placeId) : null;
  const isDemo = about?.isDemo ?? job.isDemo;
  const head = headOf(job, { within: place.name, unit: unit?.name ?? place.name, isDemo });
  const file = fileFor(job, path, source, { about, head, cover });
  try {
    let rowCount = 0;
    let after: string | null = null;
    do {
      if (stopping()) throw new Withdrawn();
      const page = await source.page(reader(), after);
      await file.write(page.rows);
      rowCount += page.rows.length;
      if (!(await queue.progress(job.id, worker, rowCount))) throw new Withdrawn();
      after = page.next;
    } while (after);
    const facts = { rowCount, ...(await file.finish()) };
    await files.keep(path, job.id, job.format, cover(rowCount));
    if (!(await queue.finish(job.id, worker, facts))) await files.discard(job.id, job.format);
  } catch (error) {
    await file.abandon();
    throw error;
  }
}

function fileFor(
  { format, codes }: ClaimedExport,
  path: string,
  source: ExportSource,
  parts: Pick<WorkbookParts, 'about' | 'head' | 'cover'>,
): ExportFile {
  if (format === ExportFormat.JSONL) return jsonLinesFile(path);
  const columns = tableColumns(source.columns, codes);
  if (format === ExportFormat.CSV) return csvFile(path, columns);
  const Workbook = source.leavesOutEmpty ? CompactWorkbook : WorkbookFile;
  return new Workbook(path, { ...parts, columns, sheet: source.sheet });
}
