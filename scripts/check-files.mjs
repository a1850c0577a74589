// What no linter looks at: length and names of files, what they may mention, and lock files that name a registry's
// host.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';

const SOURCE_LINES = 250;
const TEST_LINES = 500;

const { values } = parseArgs({ options: { root: { type: 'string', default: '.' } } });
process.chdir(values.root);

// Also files not committed yet, but never what is ignored.
const files = execFileSync('git', ['ls-files', '-co', '--exclude-standard', '-z'], {
  encoding: 'utf8',
  maxBuffer: 1 << 26,
})
  .split('\0')
  .filter(Boolean);
const problems = [];
const source = /^(src|web\/src|web\/explorer|packages\/[^/]+\/src)\/.*\.tsx?$/;
const code = /^(packages\/[^/]+\/)?src\/.*\.ts$/;
const test = /^(packages\/[^/]+\/)?test\/.*\.ts$/;
const text = /\.(ts|tsx|mjs|cjs|js|json|md|yml|yaml|graphql|sql|csv|html|css|txt)$|(^|\/)(Dockerfile|\.npmrc)$/;

/** What `npm run new:noun` leaves to a person: the mark, and what to write in its place. */
const blank = /FILL_IN:([^'`|]*)/;
const generator = /^scripts\//;

/** Lines that a rule refuses. The pattern is tried line by line, so that the report can name the line. */
const rules = [
  { where: /^(packages\/[^/]+\/)?src\/.*(?<!\.d)\.ts$/, pattern: /^\s*export default\b/, why: 'no default exports' },
  // The other file hands the environment on to the programs of the embedded server. It reads no setting.
  {
    where: code,
    except: /^(src\/http\/config|packages\/embedded-postgres\/src\/program-environment)\.ts$/,
    pattern: /\bprocess\s*(\.\s*env\b|\[\s*['"]env)/,
    why: 'the environment is read in src/http/config.ts only',
  },
  { where: /^src\/(?!db\/).*\.ts$/, pattern: /\bDataSource\b/, why: 'the data source is used in src/db only' },
  {
    where: test,
    pattern: /\b(describe|it|test)\s*\.\s*(skip|only|todo)\b|\b(xit|xdescribe|fit|fdescribe)\s*\(/,
    why: 'no skipped, focused or empty tests',
  },
  {
    where: text,
    pattern: new RegExp(
      `(?<![\\w.])(${['work', 'root', 'Users'].map((d) => `/${d}/`).join('|')}|/home/(?!node/)[a-z]+/)`,
    ),
    why: 'no paths of one machine',
  },
];

for (const file of files) {
  if (!text.test(file)) continue;
  let content;
  try {
    content = readFileSync(file, 'utf8');
  } catch {
    continue; // deleted, but not committed yet
  }
  const lines = content.split('\n');
  const length = content.endsWith('\n') ? lines.length - 1 : lines.length;
  if (source.test(file) && length > SOURCE_LINES) problems.push(`${file}: ${length} lines, at most ${SOURCE_LINES}`);
  if (test.test(file) && length > TEST_LINES) problems.push(`${file}: ${length} lines, at most ${TEST_LINES}`);
  if (/^(packages\/[^/]+\/)?src\/(.*\/)?index\.tsx?$/.test(file)) problems.push(`${file}: no index files`);
  if (/(^|\/)package-lock\.json$/.test(file) && /"resolved":\s*"https?:/.test(content))
    problems.push(`${file}: names a registry's host`);
  if (!generator.test(file)) {
    lines.forEach((line, i) => {
      const [, missing] = blank.exec(line) ?? [];
      if (missing !== undefined) problems.push(`${file}:${i + 1}: 待填写 / to fill in:${missing.trimEnd()}`);
    });
  }
  for (const { where, except, pattern, why } of rules) {
    if (!where.test(file) || except?.test(file)) continue;
    lines.forEach((line, i) => pattern.test(line) && problems.push(`${file}:${i + 1}: ${why}`));
  }
}

for (const problem of problems) console.error(problem);
console.log(`files: ${files.length} looked at, ${problems.length} problems`);
process.exitCode = problems.length > 0 || files.length === 0 ? 1 : 0;
