// Texts that users see are in messages files: messages.ts, or the files of a folder messages/. Elsewhere in src no
// expression holds Chinese text, but for GraphQL descriptions. A messages file holds texts, and no conditions.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { parseSync } from '@swc/core';

const HAN = /\p{Script=Han}/u;
const SOURCE = /^(packages\/[^/]+\/)?src\/.*(?<!\.d)\.ts$/;
const MESSAGES = /(^|\/)messages(\/[^/]+)?\.ts$/;
/** Files with Chinese that is no text for users, or that are texts by nature; each with its reason. */
const EXCEPT = [
  [/^src\/modules\/demo\//, 'demonstration data'],
  [
    /^src\/modules\/comparison\/catalogue\/.*\.metric\.ts$/,
    'one metric a file, and nothing but its texts and its sums',
  ],
  [/^src\/kernel\/plain-text\.ts$/, 'a table of characters'],
  [/^src\/kernel\/private-numbers\.ts$/, 'units of amounts, which are read'],
  [/^src\/modules\/places\/place-names\.service\.ts$/, 'endings of official names, which are read and replaced'],
  [/^src\/modules\/places\/register-words\.ts$/, 'words that a register may use, which are read'],
  [/^src\/modules\/integrity\/signal-sources\.ts$/, 'numerals that a comparison of minutes leaves out'],
];
/** Calls whose arguments describe the schema. */
const DESCRIBING = new Set(['registerEnumType', 'describedEnum']);
const CONDITIONS = new Set(['ConditionalExpression', 'IfStatement', 'SwitchStatement']);
const CONDITIONAL_OPERATORS = new Set(['&&', '||', '??']);

const { values } = parseArgs({ options: { root: { type: 'string', default: '.' } } });
process.chdir(values.root);

const isDescription = (node) =>
  node.type === 'Decorator' ||
  (node.type === 'KeyValueProperty' && node.key.value === 'description') ||
  (node.type === 'CallExpression' && DESCRIBING.has(node.callee.value)) ||
  (node.type === 'AssignmentExpression' && node.left.property?.value === 'description');

/** The Chinese text that a string or a template holds. */
const chineseOf = (node) => {
  const texts = { StringLiteral: () => [node.value], TemplateLiteral: () => node.quasis.map(({ raw }) => raw) };
  return texts[node.type]?.().find((text) => HAN.test(text));
};
const isCondition = (node) =>
  CONDITIONS.has(node.type) || (node.type === 'BinaryExpression' && CONDITIONAL_OPERATORS.has(node.operator));

/** Every node that `wanted` names, but for those inside a description. */
function* found(node, wanted) {
  if (Array.isArray(node)) for (const child of node) yield* found(child, wanted);
  else if (node && typeof node === 'object') {
    if (isDescription(node)) return;
    if (wanted(node)) yield node;
    for (const child of Object.values(node)) yield* found(child, wanted);
  }
}

/** Offsets of the parser count bytes from 1. */
const lineOf = (text, { start }) =>
  Buffer.from(text)
    .subarray(0, start - 1)
    .toString()
    .split('\n').length;
const shown = (text) => (text.length > 24 ? `${text.slice(0, 24)}…` : text).replaceAll('\n', ' ');

const listed = execFileSync('git', ['ls-files', '-co', '--exclude-standard', '-z'], {
  encoding: 'utf8',
  maxBuffer: 1 << 26,
});
const read = (file) => {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return ''; // deleted, but not committed yet
  }
};
const files = listed.split('\0').filter((file) => SOURCE.test(file));
const used = new Set();
const problems = [];
for (const file of files) {
  const text = read(file);
  if (!HAN.test(text) && !MESSAGES.test(file)) continue;
  const { body } = parseSync(text, { syntax: 'typescript', decorators: true, target: 'es2022' });
  if (MESSAGES.test(file)) {
    for (const { span } of found(body, isCondition))
      problems.push(
        `${file}:${lineOf(text, span)}: a condition in a messages file; write two texts, and choose in code`,
      );
    continue;
  }
  const chinese = [...found(body, chineseOf)];
  const exception = EXCEPT.find(([pattern]) => pattern.test(file));
  if (exception && chinese.length > 0) used.add(exception);
  if (exception) continue;
  for (const node of chinese)
    problems.push(
      `${file}:${lineOf(text, node.span)}: "${shown(chineseOf(node))}" is a text in an expression; ` +
        `give it a name in messages.ts of its folder, and use the name (CONTRIBUTING, house rules)`,
    );
}
if (values.root === '.')
  for (const [pattern, reason] of EXCEPT.filter((exception) => !used.has(exception)))
    problems.push(`scripts/check-messages.mjs: nothing needs the exception ${pattern} (${reason}) any more; remove it`);

for (const problem of problems) console.error(problem);
console.log(`messages: ${files.length} looked at, ${problems.length} problems`);
process.exitCode = problems.length > 0 || files.length === 0 ? 1 : 0;
