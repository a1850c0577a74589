import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const PAGE = 'docs/errors.md';
const TOP_LEVEL = [
  'UNAUTHENTICATED',
  'FORBIDDEN',
  'NOT_FOUND',
  'BAD_USER_INPUT',
  'CONFLICT',
  'RATE_LIMITED',
  'UNAVAILABLE',
  'INTERNAL_SERVER_ERROR',
];
const QUOTED = /'([A-Z][A-Z_]+)'/g;

const sources = (): [name: string, text: string][] =>
  (readdirSync('src', { recursive: true }) as string[])
    .filter((name) => name.endsWith('.ts'))
    .map((name) => [name, readFileSync(join('src', name), 'utf8')]);

const all = (text: string, pattern: RegExp): string[] => [...text.matchAll(pattern)].map((match) => match[1]!);

/**
 * The codes a source names: thrown as UserError (either branch of a condition), written as `code:` of a gate, a rule or
 * a problem, or handed to a reporting function before its text.
 */
function codesIn(source: string): string[] {
  const thrown = all(source, /new UserError\(([^{]*?)[{)]/g).flatMap((call) => all(call, QUOTED));
  const written = all(source, /\bcode: ([^,}\n]*)/g).flatMap((value) => all(value, QUOTED));
  const reported = all(source, /\w\(\s*[\w.]+,\s*'([A-Z][A-Z_]+)',\s*(?:[`']|\w*[mM]essages\.)/g);
  return [...new Set([...thrown, ...written, ...reported])];
}

/** Calls whose code can be read nowhere: neither written out, nor the `code` of something that is, nor passed on. */
const unreadableIn = (source: string): string[] =>
  all(source, /new UserError\(\s*([^,)]*)/g).filter(
    (first) => !/'[A-Z_]+'/.test(first) && !/^(\w+\.)?code$/.test(first.trim()),
  );

const documented = (page: string): string[] => all(page, /^\| `([A-Z_]+)` \|/gm);
const sections = (page: string): string[] => all(page, /^## ([A-Z_]+)$/gm);

const undocumented = (page: string, files: readonly [string, string][]): string[] => {
  const known = new Set([...documented(page), ...sections(page)]);
  return files.flatMap(([name, text]) =>
    codesIn(text)
      .filter((code) => !known.has(code))
      .map((code) => `${name}: ${code}`),
  );
};

describe('docs/errors.md', () => {
  const page = readFileSync(PAGE, 'utf8');
  const files = sources();

  it('has every code the source can answer', () => {
    expect(files.flatMap(([, text]) => codesIn(text)).length).toBeGreaterThan(60);
    expect(undocumented(page, files)).toEqual([]);
  });

  it('has no code the source no longer knows, and none twice in a table', () => {
    const alive = new Set(files.flatMap(([, text]) => codesIn(text)));
    expect(documented(page).filter((code) => !alive.has(code))).toEqual([]);
    const rows = page
      .split('\n## Codes')
      .flatMap((part) => documented(part).map((code) => `${part.slice(0, 20)} ${code}`));
    expect(rows.filter((row, index) => rows.indexOf(row) !== index)).toEqual([]);
  });

  it('explains each code of the top level, with what to do and an example', () => {
    expect(sections(page).sort()).toEqual([...TOP_LEVEL].sort());
    for (const code of TOP_LEVEL) {
      const section = page.split(`\n## ${code}\n`)[1]!.split('\n## ')[0]!;
      expect([code, section.includes('**What to do:**'), section.includes(`"code": "${code}"`)]).toEqual([
        code,
        true,
        true,
      ]);
    }
  });

  it('can read every code where it is thrown', () => {
    expect(files.flatMap(([name, text]) => unreadableIn(text).map((call) => `${name}: ${call}`))).toEqual([]);
  });

  it.each([
    ['thrown', `throw new UserError('NEVER_HEARD_OF', { zh: '', en: '' });`],
    ['thrown on the next line', `throw new UserError(\n  'NEVER_HEARD_OF', { zh: '', en: '' });`],
    ['thrown by condition', `throw new UserError(late ? 'TEXT_EMPTY' : 'NEVER_HEARD_OF', { zh: '', en: '' });`],
    ['missed by a gate', `const gap = { code: 'NEVER_HEARD_OF', text };`],
    ['of a rule', `unless: (row) => (row.done ? { code: 'NEVER_HEARD_OF', text: TEXT } : null)`],
    ['reported with a row and a named text', "report(row, 'NEVER_HEARD_OF', placeMessages.nameEmpty);"],
    ['reported with a row', "report(row, 'NEVER_HEARD_OF', `第 ${row.row} 行`, `line ${row.row}`);"],
  ])('notices a code %s that it does not have (control)', (_how, source) => {
    expect(undocumented(page, [['planted.ts', source]])).toEqual(['planted.ts: NEVER_HEARD_OF']);
  });

  it('notices a code that was taken out of the page, and one hidden in a variable (controls)', () => {
    expect(undocumented(page.replace(/^\| `EVALUATOR_NOT_YOURS`.*$/m, ''), files)).toEqual([
      expect.stringContaining('EVALUATOR_NOT_YOURS'),
    ]);
    expect(unreadableIn('throw new UserError(anything, text)')).toEqual(['anything']);
  });
});
