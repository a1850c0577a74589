/**
 * The floors, as three ordered lists; every rule below is made from them. Arrows go down only (docs/ARCHITECTURE.md).
 * Run by scripts/check-floors.mjs, which also fails when next to nothing was read.
 */
const floors = [
  { name: 'wiring', path: '^src/[^/]+\\.ts$' },
  { name: 'operation', path: '^src/operation/' },
  { name: 'http', path: '^src/http/' },
  { name: 'graphql', path: '^src/graphql/' },
  { name: 'modules', path: '^src/modules/' },
  { name: 'db', path: '^src/db/' },
  { name: 'kernel', path: '^src/kernel/' },
];

const modules = [
  'demo', 'exports', 'seals', 'integrity', 'comparison', 'trace', 'evaluation', 'implementation', 'outcomes', 'sessions', 'research', 'topics', 'procedure',
  'concerns', 'room-events', 'rooms', 'audit', 'accounts', 'places',
];

/** The folders of comparison/, from the answers down to what is counted and its texts. The three in BASE know nothing of each other. */
const comparison = ['answers', 'fairness', 'reading', 'values', 'settings', 'catalogue', 'counting', 'statistics', 'period', 'messages'];
const BASE = comparison.slice(-4, -1);

/** What one module may see of a lower one: never its queries, its resolvers, its rules or its inputs. */
const published = ['service', 'loaders', 'entity', 'enums', 'port'];

const rule = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });
const library = (name) => `(^|/)node_modules/${name}/|^${name}$`;

const upwards = floors.slice(1).map((floor, i) =>
  rule(`floor-${floor.name}`, `${floor.name}/ imports nothing above it`, { path: floor.path }, { path: floors.slice(0, i + 1).map((f) => f.path) }));

const moduleOrder = modules.slice(1).map((name, i) =>
  rule(`module-${name}`, `${name}/ imports no module above it`, { path: `^src/modules/${name}/` },
    { path: `^src/modules/(${modules.slice(0, i + 1).join('|')})/` }));

const comparisonFolder = (names) => `^src/modules/comparison/(${names.join('|')})/`;
const comparisonOrder = comparison.slice(1).map((name, i) =>
  rule(`comparison-${name}`, `comparison/${name}/ imports no folder above or beside it`, { path: comparisonFolder([name]) },
    { path: comparisonFolder(BASE.includes(name) ? comparison.filter((other) => other !== name && other !== 'messages') : comparison.slice(0, i + 1)) }));

/** A workspace is imported by its name, which npm links to its folder. */
const workspace = (name) => `(^|/)packages/${name}/|(^|/)@haoshangliang/${name}(/|$)`;

module.exports = {
  /** For the picture of the floors. */
  order: { floors, modules, comparison, base: BASE },
  forbidden: [
    ...upwards,
    ...moduleOrder,
    ...comparisonOrder,
    rule('comparison-root', 'each file of comparison/ lies in one of its folders', { path: `^src/modules/comparison/(?!(${comparison.join('|')})/)` }, {}),
    rule('module-unknown', 'a new module takes its place in the list of this file', { path: `^src/modules/(?!(${modules.join('|')})/)[^/]+/` }, {}),
    rule('module-published', `of another module only messages *.${published.join(' *.')}`, { path: '^src/modules/([^/]+)/' },
      { path: '^src/modules/[^/]+/', pathNot: ['^src/modules/$1/', `(/messages|\\.(${published.join('|')}))\\.ts$`] }),
    rule('registry-wiring-only', 'the arrays of resolvers and entities are imported by wiring and tests only',
      { path: '^(src|migrations)/', pathNot: ['^src/[^/]+\\.ts$', '^src/modules/[^/]+\\.ts$'] }, { path: '^src/modules/[^/]+\\.ts$' }),
    rule('graphql-kernel-only', 'graphql/ is handed what it needs; it knows the kernel', { path: '^src/graphql/' },
      { path: '^src/', pathNot: ['^src/graphql/', '^src/kernel/'] }),
    rule('db-kernel-only', 'db/ is handed the entities', { path: '^src/db/' }, { path: '^src/', pathNot: ['^src/db/', '^src/kernel/'] }),
    rule('kernel-libraries-only', 'the kernel knows no one', { path: '^src/kernel/' }, { path: '^(src|migrations|test|web|scripts)/', pathNot: '^src/kernel/' }),
    rule('operation-counting-only', 'of all above db/, operation/ knows what recounts the sums', { path: '^src/operation/' },
      { path: '^src/(http|graphql|modules)/', pathNot: '^src/modules/comparison/counting/recount\\.service\\.ts$' }),
    rule('http-accounts-only', 'of the modules http/ knows accounts, to sign people in', { path: '^src/http/' },
      { path: '^src/modules/', pathNot: `^src/modules/accounts/[^/]+\\.(${published.join('|')})\\.ts$` }),
    rule('migrations-alone', 'a migration must mean the same in ten years: it imports nothing that changes', { path: '^migrations/' }, { path: '^(src|web|test)/' }),
    rule('src-not-web', 'the server serves what web/ builds; it imports nothing of it', { path: '^(src|migrations)/' }, { path: '^(web|test|scripts)/' }),
    rule('pg-in-db', 'one door to the database; an operator\'s commands have their own', { path: '^src/', pathNot: '^src/(db|operation)/' }, { path: library('pg') }),
    rule('typeorm-in-db', 'typeorm is for db/, and its decorators for entities', { path: '^src/', pathNot: ['^src/db/', '\\.entity\\.ts$', '^src/kernel/(columns|record|placed-at)\\.ts$'] },
      { path: library('typeorm') }),
    rule('embedded-in-one-file', 'own-postgres.ts starts it; everything else is given an address', { path: '^(src|migrations)/', pathNot: '^src/own-postgres\\.ts$' },
      { path: workspace('embedded-postgres') }),
    rule('packages-alone', 'a workspace knows nothing of the server', { path: '^packages/' }, { path: '^(src|migrations|test|web|scripts)/' }),
    rule('no-cycle', 'no cycles', {}, { circular: true }),
    rule('no-barrel', 'no index files: import the file that has it', { path: '^(src|packages)/' }, { path: '/index\\.tsx?$', pathNot: 'node_modules' }),
    rule('no-barrel-itself', 'no index files', { path: '^(src|packages)/.*/index\\.tsx?$|^src/index\\.tsx?$' }, {}),
    rule('no-drawer', 'no utils, shared or helpers: a thing has a home', { path: '^(src|packages)/' }, { path: '/(util|utils|shared|helpers)/', pathNot: 'node_modules' }),
  ],
  options: {
    parser: 'swc',
    tsPreCompilationDeps: true,
    doNotFollow: { path: ['node_modules', '^packages/[^/]+/dist/'] },
    exclude: { path: '^(dist|web/dist)/' },
  },
};
