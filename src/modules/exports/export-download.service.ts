import { createReadStream } from 'node:fs';
import { rm, stat } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { todayInShanghai } from '../../kernel/imprecise-date.js';
import type { Viewer } from '../../kernel/viewer.js';
import { titleOf } from './cover.js';
import { type ExportFormat, ExportKind } from './export.enums.js';
import { scopeOf } from './export-sources.js';
import type { ExportFiles } from './export-files.js';
import type { ExportQueue, FilePart, TakenExport } from './export-queue.service.js';
import { exportMessages } from './messages/export-messages.js';

export interface Download {
  readonly name: string;
  readonly type: string;
  readonly byteCount: number;
  readonly stream: Readable;
}

const TYPES: Readonly<Record<ExportFormat, Readonly<Record<FilePart, string>>>> = {
  CSV: { data: 'text/csv; charset=utf-8', cover: 'text/csv; charset=utf-8' },
  XLSX: { data: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', cover: '' },
  JSONL: { data: 'application/x-ndjson; charset=utf-8', cover: 'application/json; charset=utf-8' },
};
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** A person's own sign-in fetches everything it asked for; a service token what it has the scope for. */
const fetchable = ({ scopes }: Viewer): ExportKind[] =>
  Object.values(ExportKind).filter((kind) => scopes === null || scopes.includes(scopeOf(kind)));

/** Hands a file out to the account that asked for it, once. */
export class ExportDownloads {
  constructor(
    private readonly queue: ExportQueue,
    private readonly files: ExportFiles,
  ) {}

  /** Null for every reason: the caller learns no more. */
  async open(viewer: Viewer, exportId: string, secret: string, part: string): Promise<Download | null> {
    if (!UUID.test(exportId) || (part !== 'data' && part !== 'cover') || !viewer.accountId) return null;
    const taken = await this.queue.take(exportId, secret, viewer.accountId, part, fetchable(viewer));
    const path = taken && this.files.path(exportId, taken.format, part);
    const size = path ? (await stat(path).catch(() => null))?.size : undefined;
    if (!taken || !path || size === undefined) return null;
    const stream = createReadStream(path);
    // What was taken needs lie about no longer, all the less when it holds names.
    stream.once('close', () => void rm(path, { force: true }).catch(() => undefined));
    return { name: nameOf(taken, part, path), type: TYPES[taken.format][part], byteCount: size, stream };
  }
}

function nameOf({ kind, createdAt }: TakenExport, part: FilePart, path: string): string {
  const { coverFileName, fileName } = exportMessages;
  const named = part === 'cover' ? coverFileName : fileName;
  return named(titleOf(kind).zh, todayInShanghai(createdAt), path.split('.').at(-1)!);
}
