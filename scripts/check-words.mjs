// Plain words: none of the words below in code and documents, no long sentence in the comments of the folders below,
// and no commit subject wider than 72 columns.
import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';

const SUBJECT_COLUMNS = 72;
const SENTENCE_WORDS = 20;
/** Subjects are checked after this commit. Older ones cannot be changed. */
const BASE = '543d1b7b73543d17121ea4165fdf5d055a53b9c8';

const INSTEAD = {
  told: 'shown, given, distinguished',
  tells: 'shows, says, gives',
  whoever: 'everybody who, the caller that',
  whatever: 'every, any, all',
  anew: 'again, new',
  'stands at': 'is at, belongs to',
  'held against': 'compared with, checked with',
  'is had': 'exists, is available',
};
const WORDS = new RegExp(`\\b(${Object.keys(INSTEAD).join('|').replaceAll(' ', '\\s+')})\\b`, 'giu');
const FOLDER = /^(src|test|packages|bench|scripts|migrations|docs|docker|web\/explorer)\//;
const PAGE = /^((README|CONTRIBUTING|CHANGELOG|SECURITY)[^/]*|schema\.graphql)$/;
const TEXT = /\.(ts|tsx|mjs|cjs|js|md|yml|yaml|graphql|sql|css|html|txt)$|(^|\/)Dockerfile$/;
/** The folders whose comments have short sentences. */
const SHORT = /^(src\/((kernel|db|graphql|http|modules\/(sessions|accounts))\/.*|[^/]+)|packages\/[^/]+\/src\/.*)\.ts$/;
const EXCEPT = {
  'scripts/check-words.mjs': 'the list itself',
};

const { values } = parseArgs({
  options: { root: { type: 'string', default: '.' }, base: { type: 'string', default: BASE } },
});
process.chdir(values.root);

const read = (file) => {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return ''; // deleted, but not committed yet
  }
};
const listed = execFileSync('git', ['ls-files', '-co', '--exclude-standard', '-z'], {
  encoding: 'utf8',
  maxBuffer: 1 << 26,
});
const files = listed
  .split('\0')
  .filter((file) => (FOLDER.test(file) || PAGE.test(file)) && TEXT.test(file) && !(file in EXCEPT));
const problems = files.flatMap((file) => {
  const text = read(file);
  return [...text.matchAll(WORDS)].map(({ 0: found, index }) => {
    const word = found.toLowerCase().replace(/\s+/, ' ');
    return `${file}:${text.slice(0, index).split('\n').length}: "${word}"; write: ${INSTEAD[word]}`;
  });
});

/** The comments of a file as [line, paragraph]. Items of a list and tags are left out, and so is text in code spans. */
function* paragraphs(text) {
  let [start, words] = [0, []];
  for (const [index, line] of [...text.split('\n'), ''].entries()) {
    const [, comment] = /^\s*(?:\/\*\*?|\*(?!\/)|\/\/)(.*)$/.exec(line) ?? [];
    const plain = comment
      ?.replace('*/', '')
      .replaceAll(/`[^`]*`/g, 'x')
      .trim();
    const isContinued = plain && !/^(- |@)/.test(plain);
    if (!isContinued) {
      if (words.length > 0) yield [start, words.join(' ')];
      words = [];
    } else {
      if (words.length === 0) start = index + 1;
      words.push(plain);
    }
  }
}
for (const file of files.filter((name) => SHORT.test(name)))
  for (const [line, paragraph] of paragraphs(read(file)))
    for (const sentence of paragraph.replaceAll(/\([^)]*\)/g, '').split(/(?<=[.!?:;])\s+/)) {
      const count = sentence.split(/\s+/).filter((word) => /\w/.test(word)).length;
      if (count > SENTENCE_WORDS)
        problems.push(
          `${file}:${line}: a sentence of ${count} words, at most ${SENTENCE_WORDS}; make two: ${sentence}`,
        );
    }

const git = (...args) => spawnSync('git', args, { encoding: 'utf8' });
if (git('merge-base', '--is-ancestor', values.base, 'HEAD').status === 0) {
  const { stdout } = git('log', '--no-merges', '--format=%h %s', `${values.base}..HEAD`);
  for (const line of stdout.split('\n').filter(Boolean)) {
    const [commit, ...rest] = line.split(' ');
    const width = [...rest.join(' ')].length;
    if (width > SUBJECT_COLUMNS)
      problems.push(
        `commit ${commit}: a subject of ${width} columns, at most ${SUBJECT_COLUMNS}; put the why in the body`,
      );
  }
} else {
  console.log(`words: commit ${values.base.slice(0, 7)} is not here (a shallow clone?), so no subject was checked`);
}

for (const problem of problems) console.error(problem);
console.log(`words: ${files.length} files looked at, ${problems.length} problems`);
process.exitCode = problems.length > 0 || files.length === 0 ? 1 : 0;
