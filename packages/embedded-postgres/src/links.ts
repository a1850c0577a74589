import { lstatSync, readFileSync, symlinkSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { EmbeddedError } from './error.js';
import { embeddedMessages } from './messages.js';

interface LinkEntry {
  /** The real file, relative to the package. */
  readonly source: string;
  /** The link to create, relative to the package. */
  readonly target: string;
}

/**
 * Creates the links to shared libraries, which npm cannot pack.
 * The package's install script does it too, but `npm ci --ignore-scripts` does not run it. Several processes may do
 * this at once.
 * Returns the number of created links.
 * @throws EmbeddedError when the folder cannot be written
 */
export function createMissingLinks(packageDir: string): number {
  let made = 0;
  for (const { source, target } of linkEntries(packageDir)) {
    const link = join(packageDir, target);
    if (exists(link)) continue;
    try {
      symlinkSync(relative(dirname(link), join(packageDir, source)), link);
      made += 1;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'EEXIST') continue;
      throw new EmbeddedError(embeddedMessages.linkNotMade(dirname(link), target, (error as Error).message), {
        cause: error,
      });
    }
  }
  return made;
}

function linkEntries(packageDir: string): LinkEntry[] {
  try {
    return JSON.parse(readFileSync(join(packageDir, 'native', 'pg-symlinks.json'), 'utf8')) as LinkEntry[];
  } catch (error) {
    // The Windows package has no links and no list.
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}

function exists(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
}
