import { execFile, execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

const script = resolve('scripts/check-words.mjs');

// Put together here, so that this file does not itself hold the words.
const word = (...parts: string[]): string => parts.join('');
const PLANTED = [
  word('to', 'ld'),
  word('te', 'lls'),
  word('who', 'ever'),
  word('what', 'ever'),
  word('a', 'new'),
  word('stands', ' at'),
  word('held', ' against'),
  word('is', ' had'),
];
const sound = { 'docs/how.md': 'A retold story of a foretold end.\n', 'data/old.md': `${PLANTED[0]}\n` };

interface Tree {
  readonly root: string;
  readonly git: (...args: string[]) => string;
}

async function inTree<T>(files: Record<string, string>, work: (tree: Tree) => Promise<T>): Promise<T> {
  const root = await mkdtemp(join(tmpdir(), 'words-'));
  const git = (...args: string[]): string =>
    execFileSync('git', ['-C', root, '-c', 'user.name=a', '-c', 'user.email=a@b', ...args], {
      encoding: 'utf8',
    }).trim();
  try {
    git('init', '-q');
    for (const [name, content] of Object.entries(files)) {
      await mkdir(dirname(join(root, name)), { recursive: true });
      await writeFile(join(root, name), content);
    }
    return await work({ root, git });
  } finally {
    await rm(root, { recursive: true, force: true });
  }
}

const check = async (root: string, ...more: string[]): Promise<{ code: number; text: string }> =>
  new Promise((done) => {
    execFile(process.execPath, [script, '--root', root, ...more], (error, stdout, stderr) =>
      done({ code: Number(error?.code ?? 0), text: stdout + stderr }),
    );
  });

const commit = ({ git }: Tree, subject: string): string => {
  git('commit', '-q', '--allow-empty', '-m', subject);
  return git('rev-parse', 'HEAD');
};

describe('the check of the words', () => {
  it('finds nothing in plain files, and says that the base commit is missing (control)', async () => {
    const { code, text } = await inTree(sound, ({ root }) => check(root));
    expect(code).toBe(0);
    expect(text).toContain('is not here (a shallow clone?), so no subject was checked');
    expect(text).toContain('words: 1 files looked at, 0 problems');
  });

  it.each(PLANTED)('catches “%s”, also in capitals and over the end of a line', async (planted) => {
    const text = `One line.\nIt ${planted.toUpperCase().replace(' ', '\n')} now.\n`;
    const result = await inTree({ ...sound, 'src/kernel/a.ts': text }, ({ root }) => check(root));
    expect(result.code).toBe(1);
    expect(result.text).toContain(`src/kernel/a.ts:2: "${planted}"; write: `);
    expect(result.text).toContain('1 problems');
  });

  it('catches a sentence of 21 words in a comment, and none of 20, in code spans, lists or other folders', async () => {
    const sentence = (words: number): string => `One ${'more '.repeat(words - 2)}word.`;
    const file = 'src/kernel/a.ts';
    const fits = `/**\n * ${sentence(20)} ${sentence(20)}\n * - ${sentence(30)}\n * \`${sentence(30)}\`\n */\n`;
    const other = { 'src/modules/rooms/a.ts': `// ${sentence(30)}\n` };
    expect((await inTree({ ...sound, ...other, [file]: fits }, ({ root }) => check(root))).code).toBe(0);
    const long = `const a = 1;\n// Short.\n// ${sentence(21)}\n`;
    const { code, text } = await inTree({ ...sound, [file]: long }, ({ root }) => check(root));
    expect(code).toBe(1);
    expect(text).toContain(`${file}:2: a sentence of 21 words, at most 20; make two: One more`);
  });

  it('catches a subject of 73 columns after the base, none of 72, and none before the base', async () => {
    const result = await inTree(sound, async (tree) => {
      commit(tree, 'b'.repeat(90));
      const base = commit(tree, 'the base');
      commit(tree, '好'.repeat(72));
      const fits = await check(tree.root, '--base', base);
      const wide = commit(tree, 'w'.repeat(73));
      return { fits, wide, found: await check(tree.root, '--base', base) };
    });
    expect(result.fits).toEqual({ code: 0, text: 'words: 1 files looked at, 0 problems\n' });
    expect(result.found.code).toBe(1);
    expect(result.found.text).toMatch(/^commit ([0-9a-f]+): a subject of 73 columns, at most 72/m);
    expect(result.wide.startsWith(/^commit ([0-9a-f]+):/m.exec(result.found.text)![1]!)).toBe(true);
  });

  it('fails when there was nothing to look at', async () => {
    expect(await inTree({}, ({ root }) => check(root))).toMatchObject({ code: 1 });
  });
});
