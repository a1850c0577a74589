import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const { overrides } = JSON.parse(readFileSync('package.json', 'utf8')) as { overrides: Record<string, string> };
const page = readFileSync('docs/dependencies.md', 'utf8');

/** The rows of the table of overrides: package, version, why, and when it can go. */
const rowsOf = (text: string): [string, string, string, string][] =>
  [...text.matchAll(/^\| `([^`]+)` \| ([^|]+) \| [^|]+ \| ([^|]+) \| ([^|]+) \|$/gm)].map((row) => [
    row[1]!,
    row[2]!.trim(),
    row[3]!.trim(),
    row[4]!.trim(),
  ]);

describe('docs/dependencies.md', () => {
  it('has each override with its version, its reason and when it can go', () => {
    const rows = rowsOf(page);
    expect(Object.fromEntries(rows.map(([name, version]) => [name, version]))).toEqual(overrides);
    expect(rows.filter(([, , why, until]) => why.length < 10 || until.length < 10)).toEqual([]);
  });

  it('notices an override without a row (control)', () => {
    const fewer = rowsOf(page.replace(/^\| `cookie` .*\n/m, ''));
    expect(fewer).toHaveLength(Object.keys(overrides).length - 1);
  });
});

describe('slimming an install', () => {
  let root: string;
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'slim-'));
  });
  afterEach(() => rmSync(root, { recursive: true, force: true }));

  it('removes maps and named folders of libraries, and nothing of our own workspaces', () => {
    const write = (file: string): void => {
      mkdirSync(join(root, file, '..'), { recursive: true });
      writeFileSync(join(root, file), '');
    };
    const files = [
      'typeorm/browser/index.js',
      'typeorm/index.js',
      'typeorm/index.js.map',
      'a/data.map',
      'a/b.d.ts.map',
    ];
    for (const file of files) write(`node_modules/${file}`);
    write('packages/own/dist/own.js.map');
    symlinkSync(join(root, 'packages/own'), join(root, 'node_modules/own'), 'junction');
    execFileSync(process.execPath, ['scripts/slim-install.mjs', root]);
    expect(readdirSync(join(root, 'node_modules/typeorm'))).toEqual(['index.js']);
    expect(readdirSync(join(root, 'node_modules/a'))).toEqual(['data.map']);
    expect(readdirSync(join(root, 'packages/own/dist'))).toEqual(['own.js.map']);
  });
});
