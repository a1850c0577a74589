import { createHash } from 'node:crypto';
import { createWriteStream, existsSync } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { finished } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { fileExists } from './messages/files.js';
import { Refused } from './refused.js';

/** Writes lines into a compressed file that only its owner may read, and keeps a hash of all of them. */
export class BackupFile {
  private readonly hash = createHash('sha256');
  private readonly gzip = createGzip();
  private readonly partial: string;
  private readonly written: Promise<void>;

  constructor(private readonly path: string) {
    if (existsSync(path)) throw new Refused(fileExists(path));
    this.partial = `${path}.partial`;
    const file = createWriteStream(this.partial, { mode: 0o600, flags: 'wx' });
    this.written = finished(this.gzip.pipe(file));
    file.on('error', (error) => this.gzip.destroy(error));
    this.written.catch(() => undefined);
  }

  async line(text: string): Promise<void> {
    await this.bytes(Buffer.from(`${text}\n`));
  }

  async bytes(chunk: Buffer): Promise<void> {
    this.hash.update(chunk);
    if (this.gzip.write(chunk)) return;
    await Promise.race([new Promise((resolve) => this.gzip.once('drain', resolve)), this.written]);
  }

  /** The hash over all lines so far. */
  digest(): string {
    return this.hash.copy().digest('hex');
  }

  /** The file has its name only when it is whole and on the disk. */
  async keep(): Promise<void> {
    this.gzip.end();
    await this.written;
    await sync(this.partial);
    await rename(this.partial, this.path);
    await sync(dirname(this.path));
  }

  async discard(): Promise<void> {
    this.gzip.destroy();
    await this.written.catch(() => undefined);
    await rm(this.partial, { force: true });
  }
}

async function sync(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
