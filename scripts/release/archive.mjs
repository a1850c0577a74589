// Packs a staged folder by the system's tar. The same content makes the same bytes.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { seal } from './stage.mjs';

/** @param moment seconds since 1970: the date of every file in it */
export function archive(folder, out, moment) {
  seal(folder);
  mkdirSync(out, { recursive: true });
  const name = basename(folder);
  const path = join(out, `${name}.tar.gz`);
  const sameBytes = ['--sort=name', '--owner=0', '--group=0', '--numeric-owner', `--mtime=@${moment}`];
  execFileSync('tar', [...sameBytes, '--mode=u+rwX,go+rX,go-w', '-czf', path, '-C', dirname(folder), name]);
  const sum = createHash('sha256').update(readFileSync(path)).digest('hex');
  writeFileSync(`${path}.sha256`, `${sum}  ${name}.tar.gz\n`);
  return path;
}
