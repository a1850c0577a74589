import { createHash } from 'node:crypto';
import { type FileHandle, open } from 'node:fs/promises';

export interface FileResult {
  readonly byteCount: number;
  readonly sha256: string;
}

/** A file that is counted and hashed as it is written. Readable by the server's own account alone. */
export class CountedFile {
  private readonly hash = createHash('sha256');
  private written = 0;
  private handle: FileHandle | null = null;

  constructor(private readonly path: string) {}

  get byteCount(): number {
    return this.written;
  }

  /** The bytes may be used again once this is done. */
  async write(bytes: Uint8Array): Promise<void> {
    this.handle ??= await open(this.path, 'w', 0o600);
    this.hash.update(bytes);
    this.written += bytes.length;
    // A disk that is nearly full takes a part and says so.
    for (let at = 0; at < bytes.length;) at += (await this.handle.write(bytes, at)).bytesWritten;
  }

  /** Once, when all is written. */
  async finish(): Promise<FileResult> {
    this.handle ??= await open(this.path, 'w', 0o600);
    await this.close();
    return { byteCount: this.written, sha256: this.hash.digest('hex') };
  }

  async close(): Promise<void> {
    await this.handle?.close();
    this.handle = null;
  }
}
