import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const OPTIONS = { encoding: 'utf8', maxBuffer: 1 << 26 } as const;
const COPIED = ['src', 'test', 'migrations', 'docs', 'packages', 'scripts', 'web/explorer'];
const FILES = ['.oxfmtrc.json', 'CHANGELOG.md', 'package.json', 'tsconfig.json', '.dependency-cruiser.cjs'];
const ROOM_REPAIR = ['room-repair', '--zh', '修缮', '--kinds', 'FURNITURE,EQUIPMENT'];

/** A copy of the sources, in which a noun is made. Nothing in the project itself changes. */
describe('npm run new:noun', () => {
  let root: string;
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'new-noun-'));
    const kept = (from: string): boolean => !/[\\/](dist|node_modules)$/.test(from);
    for (const folder of COPIED) cpSync(folder, join(root, folder), { recursive: true, filter: kept });
    for (const file of FILES) cpSync(file, join(root, file));
    symlinkSync(resolve('node_modules'), join(root, 'node_modules'), 'junction');
    execFileSync('git', ['init', '-q', root]);
    writeFileSync(join(root, '.git/info/exclude'), 'node_modules\n');
  });
  afterEach(() => rmSync(root, { recursive: true, force: true }));

  function run(script: string, ...args: string[]): { status: number | null; text: string } {
    const { status, stdout, stderr } = spawnSync(process.execPath, [join(root, script), ...args], {
      ...OPTIONS,
      cwd: root,
    });
    return { status, text: stdout + stderr };
  }
  const make = (...args: string[]): { status: number | null; text: string } => run('scripts/new-noun.mjs', ...args);
  const read = (file: string): string => readFileSync(join(root, file), 'utf8');
  const changes = (): string[] =>
    execFileSync('git', ['status', '--porcelain', '-uall'], { ...OPTIONS, cwd: root })
      .split('\n')
      .filter(Boolean);
  const commit = (): void => {
    const author = ['-c', 'user.name=test', '-c', 'user.email=test@example.org'];
    execFileSync('git', ['add', '-A'], { cwd: root });
    execFileSync('git', [...author, 'commit', '-qm', 'before'], { cwd: root });
  };

  it('makes modules that compile, keep the floors and the format, and say what is left to write', () => {
    commit();
    expect(make(...ROOM_REPAIR)).toMatchObject({ status: 0, text: expect.stringContaining('docs/rights.md:') });
    expect(make('field-survey', '--zh', '实地勘察', '--on', 'topic')).toMatchObject({ status: 0 });

    const problems = run('scripts/check-files.mjs');
    const lines = problems.text.split('\n').filter((line) => line && !line.startsWith('files: '));
    expect(lines.length).toBeGreaterThan(10);
    expect(lines.filter((line) => !line.includes('待填写 / to fill in: '))).toEqual([]);
    expect(problems.status).toBe(1);

    const code = changes().map((line) => line.slice(3));
    const sources = code.filter((file) => file.endsWith('.ts'));
    expect(sources.length).toBeGreaterThan(20);
    expect(run('node_modules/oxfmt/bin/oxfmt', '--check', ...sources)).toMatchObject({ status: 0 });
    for (const file of code) writeFileSync(join(root, file), read(file).replaceAll(/FILL_IN[:] /g, ''));
    expect(run('scripts/check-files.mjs').status).toBe(0);
    expect(run('scripts/check-messages.mjs').text).toMatch(/^messages: \d+ looked at, 0 problems\n$/);
    expect(run('scripts/check-floors.mjs')).toMatchObject({ status: 0 });
    expect(run('node_modules/typescript/bin/tsc', '--noEmit', '--incremental', 'false')).toEqual({
      status: 0,
      text: '',
    });
  });

  it.each([
    ['opens a list after a release', '## Unreleased\n\n## 0.1.0\n\n### Added\n- old\n'],
    ['adds to the list that is there', '## Unreleased\n\n### Added\n- new\n\n## 0.1.0\n\n### Added\n- old\n'],
  ])('leaves the news of a release as they are, and %s', (_what, before) => {
    writeFileSync(join(root, 'CHANGELOG.md'), before);
    commit();
    expect(make(...ROOM_REPAIR)).toMatchObject({ status: 0 });
    const [unreleased, released] = read('CHANGELOG.md').split('\n## 0.1.0\n');
    expect(unreleased).toMatch(/^## Unreleased\n\n### Added\n- `RoomRepair` 修缮: FILL_IN[^\n]*\n(- new\n)?$/);
    expect(released).toBe('\n### Added\n- old\n');
  });

  it.each([
    ['without a Chinese name', ['room-repair'], '--zh'],
    ['with a name in capitals', ['RoomRepair', '--zh', '修缮'], '连字符'],
    ['on what it does not know', ['room-repair', '--zh', '修缮', '--on', 'street'], 'room, topic'],
    ['of a noun that is there', ['concern', '--zh', '民情'], '已存在'],
  ])('refuses to start %s', (_what, args, says) => {
    commit();
    const before = changes();
    expect(make(...args)).toMatchObject({ status: 2, text: expect.stringContaining(says) });
    expect(changes()).toEqual(before);
  });

  it('writes nothing when a list is not where it was, and names the file', () => {
    const file = join(root, 'src/modules/exports/export.enums.ts');
    writeFileSync(file, readFileSync(file, 'utf8').replaceAll('ATTENDEES', 'PEOPLE'));
    commit();
    const before = changes();
    expect(make(...ROOM_REPAIR)).toMatchObject({ status: 1, text: expect.stringContaining('export.enums.ts: 找不到') });
    expect(changes()).toEqual(before);
    expect(existsSync(join(root, 'src/modules/room-repairs'))).toBe(false);
  });
});
