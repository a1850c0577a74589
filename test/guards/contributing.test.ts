import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const PAGES = ['CONTRIBUTING.md', 'CONTRIBUTING.zh-CN.md'] as const;
const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Readonly<Record<string, string>> };

const spansOf = (page: string): string[] => [...page.matchAll(/`([^`\n]+)`/g)].map((match) => match[1]!);
const commandsOf = (page: string): string[] =>
  [...new Set(spansOf(page).flatMap((span) => [...(/npm run ([\w:-]+)/.exec(span)?.slice(1) ?? [])]))].sort();
/** Files and folders of the project. */
const filesOf = (page: string): string[] =>
  [...new Set(spansOf(page).filter((span) => /^[\w./-]+\/[\w./-]*$/.test(span) || /^[\w-]+\.md$/.test(span)))].sort();
const isThere = (file: string): boolean =>
  ['.', 'src', 'src/modules', 'migrations'].some((folder) => existsSync(join(folder, file)) || isTest(folder, file));
const isTest = (folder: string, file: string): boolean => existsSync(join(folder, `${file}.test.ts`));

describe('CONTRIBUTING', () => {
  const [english, chinese] = PAGES.map((page) => readFileSync(page, 'utf8')) as [string, string];

  it('names the same commands and files in both languages', () => {
    expect(commandsOf(english).length).toBeGreaterThan(8);
    expect(commandsOf(chinese)).toEqual(commandsOf(english));
    expect(filesOf(chinese)).toEqual(filesOf(english));
  });

  it('names commands and files that are there', () => {
    expect(commandsOf(english).filter((name) => !scripts[name])).toEqual([]);
    expect(filesOf(english).filter((file) => !isThere(file) && file !== 'utils/')).toEqual([]);
  });

  it('notices what is not there (control)', () => {
    expect(commandsOf('`npm run new:verb -- x`').filter((name) => !scripts[name])).toEqual(['new:verb']);
    expect(filesOf('`docs/verbs.md`, `docs/rights.md`').filter((file) => !isThere(file))).toEqual(['docs/verbs.md']);
  });

  it('lists every place where the generator lists a noun', () => {
    const places = readFileSync('scripts/new-noun/registrations.mjs', 'utf8').matchAll(/file: '([^']+)'/g);
    const files = [...places].map((match) =>
      match[1]!.replace(/^src\/(modules\/exports\/)?/, (_, e) => (e ? 'exports/' : '')),
    );
    expect(files.length).toBeGreaterThan(8);
    for (const page of [english, chinese]) {
      const missing = files.filter((file) => !page.includes(file) && !page.includes(file.replace(/\/[^/]*$/, '/`')));
      expect(missing).toEqual([]);
    }
  });
});
