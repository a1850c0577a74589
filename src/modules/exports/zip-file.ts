import { ZipWriter, type ZipWriterConstructorOptions } from '@zip.js/zip.js';
import { CountedFile, type FileResult } from './counted-file.js';

const SETTINGS: ZipWriterConstructorOptions = {
  // 1980-01-01, the first day there is: two archives of the same data are the same.
  rawLastModDate: 0x0021_0000,
  extendedTimestamp: false,
  // Sizes in 32 bits: Excel calls a workbook damaged that gives them in 64 without need, and an entry says which before
  // its size is known. What needs more is refused.
  zip64: false,
  // Node's own compressor works in a thread of its own.
  useWebWorkers: false,
};

/**
 * A ZIP archive written into a counted file from front to back, one entry after another, with nothing held but what is
 * on its way through the compressor.
 */
export class ZipFile {
  private readonly file: CountedFile;
  private readonly zip: ZipWriter<unknown>;
  private readonly giveUp = new AbortController();
  private entry: WritableStreamDefaultWriter<Uint8Array> | null = null;
  private added: Promise<unknown> = Promise.resolve();

  constructor(path: string) {
    this.file = new CountedFile(path);
    this.zip = new ZipWriter(new WritableStream<Uint8Array>({ write: (bytes) => this.file.write(bytes) }), {
      ...SETTINGS,
      signal: this.giveUp.signal,
    });
  }

  /** Begins an entry; the one before must have ended. */
  begin(name: string): void {
    const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
    this.entry = writable.getWriter();
    this.added = this.zip.add(name, readable);
    // An error here is thrown by the next write.
    this.added.catch(() => undefined);
  }

  /** Adds to the entry, once what came before is taken; the bytes are the archive's from then on. */
  async write(bytes: Uint8Array): Promise<void> {
    await Promise.race([this.added, this.entry!.write(bytes)]);
  }

  /** @throws Error when the entry or the archive is beyond 4 GB. */
  async end(): Promise<void> {
    await Promise.all([this.added, this.entry!.close()]);
  }

  async finish(): Promise<FileResult> {
    await this.zip.close();
    return this.file.finish();
  }

  /** Closes it as it is. */
  async abandon(): Promise<void> {
    this.giveUp.abort();
    await this.added.catch(() => undefined);
    await this.file.close();
  }
}
