// What is made from the build and committed: written to its file, or with `--check` compared with it, or with
// `--stdout` only printed.
import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

/** A module of the build. */
export const built = async (folder, path) => {
  await import('reflect-metadata');
  return import(pathToFileURL(resolve(folder, path)).href);
};

function committed(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (error.code === 'ENOENT') return null;
    throw error;
  }
}

/**
 * Says `what` the file is made from, its `size`, and the `command` that writes it again. A file that is stale or
 * missing fails the check.
 */
export function emit({ file, printed, what, command, size }) {
  if (process.argv.includes('--stdout')) {
    process.stdout.write(printed);
  } else if (process.argv.includes('--check')) {
    const same = committed(file) === printed;
    console.log(same ? `${file} is ${what}` : `${file} is not ${what}: run npm run ${command} and commit it`);
    if (!same) process.exitCode = 1;
  } else {
    writeFileSync(file, printed);
    console.log(`${file}: ${size}`);
  }
}
