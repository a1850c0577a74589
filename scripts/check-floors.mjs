// Holds the source against its floors. With TypeScript 7 dependency-cruiser silently reads no module at all unless swc
// parses for it, and then calls every tree sound: so too few modules is a failure, not a success.
import { createRequire } from 'node:module';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, posix, resolve, sep } from 'node:path';
import { parseArgs } from 'node:util';
import { cruise } from 'dependency-cruiser';

const LEAST_MODULES = 50;

const { values } = parseArgs({
  options: { root: { type: 'string', default: '.' }, least: { type: 'string', default: String(LEAST_MODULES) } },
});
const { forbidden, options } = createRequire(import.meta.url)('../.dependency-cruiser.cjs');
const root = resolve(values.root);
const packages = existsSync(resolve(root, 'packages')) ? readdirSync(resolve(root, 'packages')) : [];
const folders = [
  'src',
  'migrations',
  ...packages.flatMap((name) => [`packages/${name}/src`, `packages/${name}/test`]),
].filter((folder) => existsSync(resolve(root, folder)));
// dependency-cruiser resolves against the working directory and ignores its baseDir
process.chdir(root);

const { output } =
  folders.length === 0
    ? { output: { modules: [], summary: { violations: [] } } }
    : await cruise(folders, { ...options, ruleSet: { forbidden }, validate: true, baseDir: root });
const own = output.modules.filter((module) => folders.some((folder) => module.source.startsWith(`${folder}/`)));
const lost = own.flatMap((module) =>
  module.dependencies
    .filter((d) => d.couldNotResolve && d.module.startsWith('.'))
    .map((d) => ({ from: module.source, to: d.module, rule: { name: 'unresolved' } })),
);
const violations = [...output.summary.violations, ...lost, ...webViolations()];

/**
 * The pages are read as text: the parser above takes no JSX, and the one rule about them needs no more than their
 * relative imports.
 */
function webViolations() {
  if (!existsSync('web/explorer')) return [];
  const pages = readdirSync('web/explorer', { recursive: true })
    .filter((name) => /\.[cm]?[jt]sx?$/.test(name))
    .map((name) => join('web/explorer', name).split(sep).join('/'));
  return pages.flatMap((from) =>
    [...readFileSync(from, 'utf8').matchAll(/(?:\bfrom|\bimport|\brequire)\s*\(?\s*['"](\.[^'"]*)['"]/g)]
      .map(([, specifier]) => posix.join(posix.dirname(from), specifier))
      .filter((to) => !to.startsWith('web/') && to !== 'schema.graphql')
      .map((to) => ({ from, to, rule: { name: 'web-not-src' } })),
  );
}

/** One cause, one line: a module without a floor breaks the rule with each of its imports. */
const causes = new Map();
for (const { rule, from, to, cycle } of violations) {
  const module = rule.name === 'module-unknown' && /^src\/modules\/[^/]+\//.exec(from)?.[0];
  const line = module || `${from} → ${cycle ? cycle.map((step) => step.name ?? step).join(' → ') : to}`;
  causes.set(`${rule.name}: ${line}`, rule.name);
}
const why = new Map(forbidden.map(({ name, comment }) => [name, comment]));
why.set('unresolved', 'the imported file does not exist: correct the path');
why.set('web-not-src', 'the page reads the server through schema.graphql alone');
for (const name of new Set(causes.values())) {
  for (const [line, of] of causes) if (of === name) console.error(line);
  console.error(`  ${why.get(name)} (.dependency-cruiser.cjs)`);
}
const tooFew = own.length < Number(values.least);
if (tooFew) console.error(`too few modules were read: ${own.length}, at least ${values.least} expected`);
console.log(`floors: ${own.length} modules, ${causes.size} violations`);
process.exitCode = tooFew || causes.size > 0 ? 1 : 0;
