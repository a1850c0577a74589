// node bench/lines.mjs [before] [after]: files and lines of src at two commits, by folder, as a table in Markdown.
// Before is the last commit with two entrances and three executors (e35e3ee) where nothing else is said; after is HEAD.
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const [before, after] = [process.argv[2] ?? 'e35e3ee', process.argv[3] ?? 'HEAD'];
const top = fileURLToPath(new URL('..', import.meta.url));

/** Folder of src, and of src/modules one level further down; what lies in src itself stands under `src`. */
const folderOf = (path) => {
  const parts = path.split('/').slice(0, -1);
  return parts.slice(0, parts[1] === 'modules' ? 3 : 2).join('/');
};

/** @returns per folder how many files and lines there are; an empty file has none. */
function counted(commit) {
  const git = (...words) => execFileSync('git', words, { cwd: top, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
  const folders = new Map();
  for (const line of git('grep', '--count', '', commit, '--', 'src/*.ts').trim().split('\n')) {
    const [, path, lines] = /^[^:]*:(.*):(\d+)$/.exec(line);
    const folder = folders.get(folderOf(path)) ?? { files: 0, lines: 0 };
    folders.set(folderOf(path), { files: folder.files + 1, lines: folder.lines + Number(lines) });
  }
  return folders;
}

const [old, now] = [counted(before), counted(after)];
const NONE = { files: 0, lines: 0 };
const rows = [...new Set([...old.keys(), ...now.keys()])]
  .sort()
  .map((folder) => [folder, old.get(folder) ?? NONE, now.get(folder) ?? NONE]);
const sum = (at, key) => rows.reduce((total, row) => total + row[at][key], 0);
rows.push([
  'all of src',
  { files: sum(1, 'files'), lines: sum(1, 'lines') },
  { files: sum(2, 'files'), lines: sum(2, 'lines') },
]);
const signed = (number) => (number > 0 ? `+${number}` : `${number}`);

console.log(
  `| folder | files at ${before} | files at ${after} | lines at ${before} | lines at ` +
    `${after} | change of lines |\n|---|---|---|---|---|---|`,
);
for (const [folder, was, is] of rows)
  console.log(
    `| ${folder} | ${was.files} | ${is.files} | ${was.lines} | ${is.lines} | ${signed(is.lines - was.lines)} |`,
  );
