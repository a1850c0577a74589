// Builds web/dist when it is missing or older than what it is built from; otherwise ends at once.
// Called after an install (`prepare`) and before a start (`prestart`: an install may have ignored scripts).
import { existsSync, readdirSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const web = join(root, 'web');
const page = join(web, 'dist', 'index.html');
const sources = [
  join(web, 'explorer'),
  join(web, 'vite.config.ts'),
  join(web, 'package.json'),
  join(root, 'package-lock.json'),
];

/** When the file, or the youngest file or folder inside it, was last changed (ms); 0 if there is none. */
function changedAt(path) {
  if (!existsSync(path)) return 0;
  const stat = statSync(path);
  const inside = stat.isDirectory() ? readdirSync(path).map((name) => changedAt(join(path, name))) : [];
  return Math.max(stat.mtimeMs, ...inside);
}

/** The address of the builder's entry, or null in an install without development packages. */
function builder() {
  try {
    return pathToFileURL(createRequire(join(web, 'package.json')).resolve('vite')).href;
  } catch (error) {
    if (error.code === 'MODULE_NOT_FOUND') return null;
    throw error;
  }
}

async function ensureWeb() {
  if (changedAt(page) >= Math.max(...sources.map(changedAt))) return;
  const state = existsSync(page) ? 'older than its sources, and used as it is' : 'missing: the server runs without it';
  if (!existsSync(join(web, 'vite.config.ts'))) return console.log(`web/dist is ${state} (no web sources here).`);
  const vite = builder();
  if (!vite)
    return console.log(`web/dist is ${state} (vite is not installed: run "npm ci" without --omit=dev to build it).`);

  const started = performance.now();
  const { build } = await import(vite);
  await build({ configFile: join(web, 'vite.config.ts'), logLevel: 'warn' });
  console.log(`web/dist built in ${((performance.now() - started) / 1000).toFixed(1)} s.`);
}

await ensureWeb();
