// Part of check:format: no line of code is wider than 120 code points. The formatter leaves long texts as they are.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

const MOST = 120;
const CODE = /^(src|test|web|packages|bench|scripts)\/.*\.(ts|tsx|mjs|cjs|js)$/;

const listed = execFileSync('git', ['ls-files', '-co', '--exclude-standard', '-z'], {
  encoding: 'utf8',
  maxBuffer: 1 << 26,
});
const files = listed.split('\0').filter((file) => CODE.test(file));
const wide = files.flatMap((file) => {
  let text;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    return []; // deleted, but not committed yet
  }
  const widths = text.split('\n').map((line, index) => ({ at: `${file}:${index + 1}`, width: [...line].length }));
  return widths.filter(({ width }) => width > MOST);
});
for (const { at, width } of wide) console.error(`${at}: ${width} columns, at most ${MOST}`);
console.log(`width: ${files.length} files looked at, ${wide.length} lines too wide`);
process.exitCode = wide.length > 0 || files.length === 0 ? 1 : 0;
