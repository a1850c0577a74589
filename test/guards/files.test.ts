import { execFile, execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

const script = resolve('scripts/check-files.mjs');

const sound: Record<string, string> = {
  'src/http/config.ts': 'export const port = process.env.PORT;\n',
  'src/db/data-source.ts': "import { DataSource } from 'typeorm';\nexport const source = DataSource;\n",
  'src/kernel/long.ts': '// line\n'.repeat(250),
  'packages/embedded-postgres/src/program-environment.ts': 'export const path = process.env.PATH;\n',
  'test/one.test.ts': "it('adds', () => expect(1 + 1).toBe(2));\n",
  'package-lock.json': '{ "packages": { "node_modules/a": { "version": "1.0.0", "integrity": "sha512-x" } } }\n',
};

// Put together here, so that this file does not itself mention what it plants.
const dot = '.';
const planted: [what: string, says: string, name: string, content: string][] = [
  ['a long file', '251 lines, at most 250', 'src/kernel/long.ts', '// line\n'.repeat(251)],
  ['a long page', '300 lines, at most 250', 'web/explorer/page.tsx', '// line\n'.repeat(300)],
  ['a long test', '501 lines, at most 500', 'test/long.test.ts', '// line\n'.repeat(501)],
  ['a long test of a workspace', '501 lines, at most 500', 'packages/a/test/long.test.ts', '// line\n'.repeat(501)],
  ['a default export', 'no default exports', 'src/kernel/a.ts', 'export default 1;\n'],
  [
    'the environment read elsewhere',
    'src/http/config.ts only',
    'src/http/app.ts',
    'export const p = process.env.PORT;\n',
  ],
  [
    'the environment read by brackets',
    'src/http/config.ts only',
    'src/cli.ts',
    "export const p = process['env'].PORT;\n",
  ],
  [
    'the environment read in a workspace',
    'src/http/config.ts only',
    'packages/embedded-postgres/src/launch.ts',
    'export const p = process.env.PORT;\n',
  ],
  [
    'the data source elsewhere',
    'in src/db only',
    'src/modules/rooms/room.service.ts',
    "export type { DataSource } from 'typeorm';\n",
  ],
  ['an index file', 'no index files', 'src/modules/rooms/index.ts', 'export const a = 1;\n'],
  ['an index file of a workspace', 'no index files', 'packages/a/src/index.ts', 'export const a = 1;\n'],
  ['a default export of a workspace', 'no default exports', 'packages/a/src/a.ts', 'export default 1;\n'],
  ['words left to fill in', 'to fill in: what it is', 'docs/glossary.md', `| 活动 | FILL${'_'}IN: what it is. |\n`],
  ['a skipped test of a workspace', 'no skipped', 'packages/a/test/two.test.ts', `it${dot}skip('adds', () => {});\n`],
  ['a skipped test', 'no skipped', 'test/two.test.ts', `it${dot}skip('adds', () => {});\n`],
  ['a focused suite', 'no skipped', 'test/two.test.ts', `describe${dot}only('adds', () => {});\n`],
  [
    'a path of one machine',
    'no paths of one machine',
    'docs/how.md',
    `cd ${['', 'home', 'someone', 'project'].join('/')}\n`,
  ],
  [
    "a registry's host",
    "names a registry's host",
    'web/package-lock.json',
    '{ "resolved": "https://registry.example/a.tgz" }\n',
  ],
];

async function check(files: Record<string, string>): Promise<{ code: number; text: string }> {
  const root = await mkdtemp(join(tmpdir(), 'files-'));
  try {
    execFileSync('git', ['init', '-q', root]);
    for (const [name, content] of Object.entries(files)) {
      await mkdir(dirname(join(root, name)), { recursive: true });
      await writeFile(join(root, name), content);
    }
    return await new Promise((done) => {
      execFile(process.execPath, [script, '--root', root], (error, stdout, stderr) =>
        done({ code: Number(error?.code ?? 0), text: stdout + stderr }),
      );
    });
  } finally {
    await rm(root, { recursive: true, force: true });
  }
}

describe('the check of the files', () => {
  it('finds nothing in a tree that keeps the rules (control)', async () => {
    expect(await check(sound)).toEqual({ code: 0, text: 'files: 6 looked at, 0 problems\n' });
  });

  it.each(planted)('catches %s', async (_what, says, name, content) => {
    const { code, text } = await check({ ...sound, [name]: content });
    expect(code).toBe(1);
    expect(text).toContain('1 problems');
    expect(text).toMatch(new RegExp(`^${name.replaceAll('.', '\\.')}:.*${says}`, 'm'));
  });

  it('fails when there was nothing to look at', async () => {
    expect(await check({})).toMatchObject({ code: 1 });
  });
});
