// The folder that becomes an archive: the built application, its packages, and what an operator needs.
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { messages } from './messages.mjs';
import { copyModules } from './modules.mjs';
import { billOfMaterials } from './sbom.mjs';

/** What is copied as it is. */
const COPIED = [
  'dist/src',
  'dist/migrations',
  'migrations/catalogue.json',
  'migrations/hashes.json',
  'web/dist',
  'data',
  'docs/operations.md',
  'docs/configuration.md',
  'LICENSE',
  'CHANGELOG.md',
];
const WORKSPACE = 'packages/embedded-postgres';
const IN_MODULES = 'node_modules/@haoshangliang/embedded-postgres';

/**
 * @param options.version of the archive
 * @param options.platform one of PLATFORMS
 * @param options.postgres embedded, or none
 * @param options.modules see copyModules
 * @returns the packages in it
 */
export function stage(folder, { version, platform, postgres, modules }) {
  for (const path of [...COPIED, `${WORKSPACE}/dist/src`])
    if (!existsSync(path)) throw new Error(messages.notBuilt(path));
  for (const path of COPIED) cpSync(path, join(folder, path), { recursive: true });
  cpSync(`${WORKSPACE}/dist/src`, join(folder, IN_MODULES, 'dist/src'), { recursive: true });
  cpSync(`${WORKSPACE}/package.json`, join(folder, IN_MODULES, 'package.json'));
  cpSync('scripts/release/files', folder, { recursive: true });
  mkdirSync(join(folder, 'release', version), { recursive: true });
  cpSync('schema.graphql', join(folder, 'release', version, 'schema.graphql'));
  const packages = copyModules(folder, { platform, postgres, modules });
  const manifest = JSON.parse(readFileSync('package.json', 'utf8'));
  const { name, description, license, type, engines, bin, dependencies } = manifest;
  const write = (path, text) => writeFileSync(join(folder, path), text);
  const json = (path, value) => write(path, `${JSON.stringify(value, null, 2)}\n`);
  json('package.json', { name, version, description, license, private: true, type, engines, bin, dependencies });
  json('sbom.cdx.json', billOfMaterials({ name, version }, packages));
  write('VERSION', `${version}\n`);
  write('PLATFORM', `${platform}\n`);
  write('POSTGRES', `${postgres}\n`);
  return packages;
}

/** Every file of the folder with its checksum. Written last: `install.sh` reads it first. */
export function seal(folder) {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name).slice(folder.length + 1))
    .filter((path) => path !== 'SHA256SUMS')
    .toSorted();
  const sum = (path) =>
    createHash('sha256')
      .update(readFileSync(join(folder, path)))
      .digest('hex');
  writeFileSync(join(folder, 'SHA256SUMS'), files.map((path) => `${sum(path)}  ${path}\n`).join(''));
}
