import { createReadStream } from 'node:fs';
import { createGunzip } from 'node:zlib';

const NEWLINE = 10;

/**
 * The lines of a compressed file, without their ends, in groups: one step for each line would be slow.
 * @throws Error of zlib for a file that is cut off or no gzip; of the system for one that cannot be read
 */
export async function* linesOf(path: string): AsyncGenerator<Buffer[]> {
  const file = createReadStream(path);
  const unzipped = createGunzip();
  file.on('error', (error) => unzipped.destroy(error));
  try {
    let rest: Buffer[] = [];
    for await (const chunk of file.pipe(unzipped) as AsyncIterable<Buffer>) {
      const lines: Buffer[] = [];
      let from = 0;
      for (let end = chunk.indexOf(NEWLINE); end >= 0; end = chunk.indexOf(NEWLINE, from)) {
        rest.push(chunk.subarray(from, end));
        lines.push(rest.length === 1 ? rest[0]! : Buffer.concat(rest));
        rest = [];
        from = end + 1;
      }
      if (from < chunk.length) rest.push(chunk.subarray(from));
      yield lines;
    }
    if (rest.length > 0) yield [Buffer.concat(rest)];
  } finally {
    file.destroy();
    unzipped.destroy();
  }
}
