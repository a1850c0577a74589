import utils from 'pg/lib/utils.js';

const BIND = 66;
const DESCRIBE = 68;
const EXECUTE = 69;
const PARSE = 80;
const SYNC = 83;
const PORTAL = 80;

/** What is set aside, and what may be kept: a batch that is larger gives back what it took. */
const USUAL = 32_768;
const MOST_KEPT = 1_048_576;
/** Three bytes a unit are more than any text takes, and quicker said than counted; of long texts they are counted. */
const LONG = 10_000;
const mostBytes = (text: string): number => (text.length > LONG ? Buffer.byteLength(text) : text.length * 3);

/**
 * The messages of PostgreSQL's extended protocol, one behind the other in one buffer. The driver makes a buffer of each; a recorded session is two dozen messages with a hundred values.
 * Values go as text, answers come as text.
 */
export class WireWriter {
  private bytes = Buffer.allocUnsafe(USUAL);
  private end = 0;
  private start = 0;

  parse(name: string, text: string): void {
    this.open(PARSE);
    this.terminated(name);
    this.terminated(text);
    this.int16(0);
    this.close();
  }

  bind(name: string, values: readonly unknown[]): void {
    this.open(BIND);
    this.terminated('');
    this.terminated(name);
    const plain = values.some(isForDriver) ? values.map((value) => utils.prepareValue(value)) : values;
    const isBinary = plain !== values && plain.some(Buffer.isBuffer);
    this.int16(isBinary ? plain.length : 0);
    if (isBinary) for (const value of plain) this.int16(Buffer.isBuffer(value) ? 1 : 0);
    this.int16(plain.length);
    for (const value of plain) this.value(value);
    this.int16(0);
    this.close();
  }

  describePortal(): void {
    this.open(DESCRIBE);
    this.byte(PORTAL);
    this.terminated('');
    this.close();
  }

  execute(): void {
    this.open(EXECUTE);
    this.terminated('');
    this.int32(0);
    this.close();
  }

  sync(): void {
    this.open(SYNC);
    this.close();
  }

  /** All messages since the last time, as bytes of their own. */
  take(): Buffer {
    const taken = Buffer.from(this.bytes.subarray(0, this.end));
    this.clear();
    return taken;
  }

  clear(): void {
    this.end = 0;
    if (this.bytes.length > MOST_KEPT) this.bytes = Buffer.allocUnsafe(USUAL);
  }

  private open(kind: number): void {
    this.byte(kind);
    this.start = this.end;
    this.int32(0);
  }

  private close(): void { this.bytes.writeInt32BE(this.end - this.start, this.start); }

  private value(value: unknown): void {
    if (value === null || value === undefined) this.int32(-1);
    else if (Buffer.isBuffer(value)) {
      this.int32(value.length);
      this.room(value.length);
      this.end += value.copy(this.bytes, this.end);
    } else {
      const text = typeof value === 'string' ? value : String(value);
      this.room(4 + mostBytes(text));
      const length = this.bytes.write(text, this.end + 4);
      this.bytes.writeInt32BE(length, this.end);
      this.end += 4 + length;
    }
  }

  private terminated(text: string): void {
    this.room(mostBytes(text) + 1);
    if (text.length > 0) this.end += this.bytes.write(text, this.end);
    this.bytes[this.end++] = 0;
  }

  private byte(value: number): void {
    this.room(1);
    this.bytes[this.end++] = value;
  }

  private int16(value: number): void {
    this.room(2);
    this.end = this.bytes.writeUInt16BE(value, this.end);
  }

  private int32(value: number): void {
    this.room(4);
    this.end = this.bytes.writeInt32BE(value, this.end);
  }

  private room(size: number): void {
    if (this.end + size <= this.bytes.length) return;
    const larger = Buffer.allocUnsafe(Math.max(this.bytes.length * 2, this.end + size));
    this.bytes.copy(larger, 0, 0, this.end);
    this.bytes = larger;
  }
}

/** Lists, days and bytes are put as the driver puts them. */
const isForDriver = (value: unknown): boolean => typeof value === 'object' && value !== null;
