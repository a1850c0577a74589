import { createHash } from 'node:crypto';
import {
  type BackupEnd,
  type BackupHeader,
  type BackupSection,
  FIRST_LINE,
  MARKS,
  ROWS_END,
  STATEMENT_END,
} from './backup-format.js';
import { linesOf } from './backup-lines.js';
import { damaged, foreign, unreadable } from './messages/files.js';
import { Refused } from './refused.js';

/** What a backup is made of, in its order. */
export interface BackupVisitor {
  header?(header: BackupHeader): Promise<void>;
  /** @param migration whose statement it is, or null */
  statement?(text: string, migration: MigrationMark | null): Promise<void>;
  /** @param copy the COPY that takes the rows that follow */
  openRows?(copy: string): Promise<void>;
  rows?(lines: Buffer): Promise<void>;
  closeRows?(section: BackupSection): Promise<void>;
}

export interface MigrationMark {
  readonly name: string;
  readonly hash: string;
}

/**
 * Reads a backup to its end and checks that it is whole.
 * @throws Refused for a file that is none, or damaged. Parts were handed to the visitor by then, so read it twice
 */
export async function readBackup(path: string, visitor: BackupVisitor): Promise<BackupHeader & BackupEnd> {
  const reader = new BackupReader(path, visitor);
  try {
    for await (const lines of linesOf(path)) await reader.take(lines);
  } catch (error) {
    const { code = '' } = error as { code?: string };
    if (code.startsWith('Z_')) throw new Refused(reader.hasBegun ? damaged(path, 'gzip') : foreign(path));
    if (code.startsWith('E')) throw new Refused(unreadable(path, code));
    throw error;
  }
  return reader.done();
}

const LINE_END = Buffer.from('\n');

class BackupReader {
  private readonly whole = createHash('sha256');
  private header: BackupHeader | null = null;
  private end: BackupEnd | null = null;
  private migration: MigrationMark | null = null;
  private statement: string[] = [];
  private isInRows = false;
  private rowHash = createHash('sha256');
  private rows = 0;
  private seen = { sections: 0, rows: 0 };
  private closing = false;
  hasBegun = false;

  constructor(
    private readonly path: string,
    private readonly visitor: BackupVisitor,
  ) {}

  async take(lines: readonly Buffer[]): Promise<void> {
    for (let i = 0; i < lines.length; i += 1) {
      if (this.isInRows) i = await this.takeRows(lines, i);
      else await this.takeLine(lines[i]!);
    }
  }

  done(): BackupHeader & BackupEnd {
    if (!this.header || !this.end) throw this.damaged('end');
    return { ...this.header, ...this.end };
  }

  /** @returns the index of the last line that was taken */
  private async takeRows(lines: readonly Buffer[], from: number): Promise<number> {
    let to = from;
    while (to < lines.length && lines[to]!.toString('latin1', 0, 3) !== ROWS_END) to += 1;
    if (to > from) {
      const bytes = Buffer.concat(lines.slice(from, to).flatMap((line) => [line, LINE_END]));
      this.rowHash.update(bytes);
      this.whole.update(bytes);
      this.rows += to - from;
      await this.visitor.rows?.(bytes);
    }
    if (to === lines.length) return to;
    this.isInRows = false;
    this.closing = true;
    this.hash(lines[to]!);
    return to;
  }

  private async takeLine(bytes: Buffer): Promise<void> {
    const line = bytes.toString('utf8');
    if (!this.hasBegun && line !== FIRST_LINE) throw new Refused(foreign(this.path));
    this.hasBegun = true;
    if (this.end) throw this.damaged('end');
    if (line.startsWith(MARKS.end)) return this.takeEnd(this.json<BackupEnd>(line, MARKS.end));
    this.hash(bytes);
    if (line.startsWith(MARKS.section)) return this.takeSection(this.json<BackupSection>(line, MARKS.section));
    if (this.closing) throw this.damaged('rows');
    if (line.startsWith(MARKS.header)) {
      this.header = this.json<BackupHeader>(line, MARKS.header);
      return this.visitor.header?.(this.header);
    }
    if (line.startsWith(MARKS.migration)) this.migration = this.json<MigrationMark | null>(line, MARKS.migration);
    else await this.takeSql(line);
  }

  private async takeSql(line: string): Promise<void> {
    if (this.statement.length === 0 && line.startsWith('COPY ')) {
      this.isInRows = true;
      this.rows = 0;
      this.rowHash = createHash('sha256');
      await this.visitor.openRows?.(line);
    } else if (line === STATEMENT_END) {
      await this.visitor.statement?.(this.statement.join('\n'), this.migration);
      this.statement = [];
    } else if (this.statement.length > 0 || !line.startsWith('--')) this.statement.push(line);
  }

  private async takeSection(section: BackupSection): Promise<void> {
    const isRight = this.closing && section.rows === this.rows && section.sha256 === this.rowHash.digest('hex');
    if (!isRight) throw this.damaged(section.table);
    this.closing = false;
    this.seen.sections += 1;
    this.seen.rows += section.rows;
    await this.visitor.closeRows?.(section);
  }

  private takeEnd(end: BackupEnd): void {
    const isRight =
      end.sections === this.seen.sections && end.rows === this.seen.rows && end.sha256 === this.whole.digest('hex');
    if (!isRight) throw this.damaged('checksum');
    this.end = end;
  }

  private hash(line: Buffer): void {
    this.whole.update(line).update(LINE_END);
  }

  private json<T>(line: string, mark: string): T {
    try {
      return JSON.parse(line.slice(mark.length)) as T;
    } catch {
      throw this.damaged(mark.trim());
    }
  }

  private damaged(where: string): Refused {
    return new Refused(damaged(this.path, where));
  }
}
