import { once } from 'node:events';
import { type DeflateRaw, crc32, createDeflateRaw } from 'node:zlib';
import { CountedFile, type FileResult } from './counted-file.js';

interface Entry { readonly name: Buffer; readonly at: number; crc: number; packed: number; size: number }

/** Sizes and places are told in 32 bits. */
const MOST_BYTES = 0xffff_ffff;
/** Sizes stand behind the data (bit 3), names are UTF-8 (bit 11). */
const FLAGS = 0x0808;
const DEFLATED = 8;
/** 1980-01-01, the first day there is: two archives of the same data are the same. */
const DAY = 0x0021;

/**
 * A ZIP archive written from front to back, one entry after another, with nothing held but what is on its way through the compressor, which works in a thread of its own.
 * The format: APPNOTE.TXT 6.3, sections 4.3.7, 4.3.9, 4.3.12 and 4.3.16; without its 64-bit extension.
 */
export class ZipFile {
  private readonly file: CountedFile;
  private readonly entries: Entry[] = [];
  private deflate: DeflateRaw | null = null;
  private packing: Promise<void> = Promise.resolve();

  constructor(path: string) { this.file = new CountedFile(path); }

  /** Begins an entry; the one before must have ended. */
  async begin(name: string): Promise<void> {
    const entry: Entry = { name: Buffer.from(name), at: this.file.byteCount, crc: 0, packed: 0, size: 0 };
    await this.file.write(Buffer.concat([header(0x0403_4b50, [[2, 20], [2, FLAGS], [2, DEFLATED], [2, 0], [2, DAY], [4, 0], [4, 0], [4, 0], [2, entry.name.length], [2, 0]]), entry.name]));
    this.entries.push(entry);
    this.deflate = createDeflateRaw({ level: 3 });
    this.packing = this.pack(this.deflate, entry);
    // What goes wrong here is told to whoever writes next.
    this.packing.catch(() => undefined);
  }

  private async pack(deflate: DeflateRaw, entry: Entry): Promise<void> {
    for await (const bytes of deflate as AsyncIterable<Buffer>) {
      entry.packed += bytes.length;
      await this.file.write(bytes);
    }
  }

  /** Adds to the entry; the bytes may be used again once this is done. */
  async write(bytes: Buffer): Promise<void> {
    const [deflate, entry] = [this.deflate!, this.entries.at(-1)!];
    entry.crc = crc32(bytes, entry.crc);
    entry.size += bytes.length;
    await Promise.race([new Promise<void>((resolve, reject) => { deflate.write(bytes, (error) => (error ? reject(error) : resolve())); }), this.packing]);
  }

  async end(): Promise<void> {
    const entry = this.entries.at(-1)!;
    this.deflate!.end();
    await this.packing;
    this.deflate = null;
    if (entry.size > MOST_BYTES || this.file.byteCount > MOST_BYTES) throw new RangeError('More than an archive without 64-bit sizes can hold.');
    await this.file.write(header(0x0807_4b50, [[4, entry.crc], [4, entry.packed], [4, entry.size]]));
  }

  async finish(): Promise<FileResult> {
    const at = this.file.byteCount;
    for (const entry of this.entries) await this.file.write(Buffer.concat([central(entry), entry.name]));
    const size = this.file.byteCount - at;
    await this.file.write(header(0x0605_4b50, [[2, 0], [2, 0], [2, this.entries.length], [2, this.entries.length], [4, size], [4, at], [2, 0]]));
    return this.file.finish();
  }

  /** Closes it as it is. */
  async abandon(): Promise<void> {
    if (this.deflate && !this.deflate.destroyed) {
      this.deflate.destroy();
      await once(this.deflate, 'close').catch(() => undefined);
    }
    await this.packing.catch(() => undefined);
    await this.file.close();
  }
}

const central = ({ name, at, crc, packed, size }: Entry): Buffer =>
  header(0x0201_4b50, [[2, 20], [2, 20], [2, FLAGS], [2, DEFLATED], [2, 0], [2, DAY], [4, crc], [4, packed], [4, size], [2, name.length], [2, 0], [2, 0], [2, 0], [2, 0], [4, 0], [4, at]]);

/** A signature and the fields behind it, each by its width in bytes; little-endian. */
function header(signature: number, fields: readonly (readonly [width: 2 | 4, value: number])[]): Buffer {
  const bytes = Buffer.alloc(4 + fields.reduce((sum, [width]) => sum + width, 0));
  let at = bytes.writeUInt32LE(signature);
  for (const [width, value] of fields) at = bytes.writeUIntLE(value, at, width);
  return bytes;
}
