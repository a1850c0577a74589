// npm run try:release. Without any network: installs an archive, starts it on the last release's dump, which it
// upgrades, installs a next version over the running one, and rolls back. Each time the README's query must answer.
import { execFileSync } from 'node:child_process';
import {
  appendFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  readlinkSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { archive } from './release/archive.mjs';
import { stage } from './release/stage.mjs';
import { Installed } from './try-release/installed.mjs';
import { makeNextVersion } from './try-release/next-version.mjs';
import { expectNoNetwork, runWithoutNetwork } from './try-release/no-network.mjs';

const ARCHIVES = 'archives';
const NUMBERS = ['9.0.1', '9.0.2'];
const nameOf = (version) => `haoshangliang-${version}-linux-x64`;

function makeArchives(folder) {
  const [first, second] = NUMBERS;
  const staged = join(folder, nameOf(first));
  stage(staged, { version: first, platform: 'linux-x64', postgres: 'embedded' });
  archive(staged, join(folder, ARCHIVES), 0);
  const next = join(folder, nameOf(second));
  renameSync(staged, next);
  makeNextVersion(next, second);
  archive(next, join(folder, ARCHIVES), 0);
  rmSync(next, { recursive: true });
}

function expectThat(what, holds, printed = '') {
  if (!holds) throw new Error(`${what}: no\n${printed}`);
  console.log(`ok ${what}`);
}

function unpack(folder, version) {
  execFileSync('tar', ['-xzf', join(folder, ARCHIVES, `${nameOf(version)}.tar.gz`), '-C', folder]);
  return join(folder, nameOf(version));
}

/** A byte more in one file, then a file less: neither is installed. The sound one is the control. */
function refusesDamaged(installed, folder, unpacked) {
  const copy = join(folder, 'damaged');
  const file = join(copy, 'dist/src/main.js');
  for (const [what, damage] of [
    ['a changed file', () => appendFileSync(file, '\n')],
    ['a missing file', () => rmSync(file)],
  ]) {
    cpSync(unpacked, copy, { recursive: true, verbatimSymlinks: true });
    damage();
    const { status, printed } = installed.install(copy, 'install');
    const refused = status === 1 && printed.includes('damaged') && !existsSync(installed.root);
    expectThat(`a release with ${what} is refused, and nothing is changed`, refused, printed);
    rmSync(copy, { recursive: true });
  }
}

const lastDump = () => {
  const versions = readdirSync('release').filter((name) => /^\d/.test(name));
  const last = versions.toSorted((a, b) => a.localeCompare(b, 'en', { numeric: true })).at(-1);
  return resolve('release', last, 'dump.sql.gz');
};

async function tryInside(folder) {
  expectNoNetwork();
  const [first, second] = NUMBERS;
  const installed = new Installed(folder);
  const isCurrent = (version) => readlinkSync(join(installed.root, 'current')) === `releases/${version}`;
  const does = (what, { status, printed }, also = true) => expectThat(what, status === 0 && also, printed);
  try {
    const unpacked = unpack(folder, first);
    refusesDamaged(installed, folder, unpacked);
    does(`${first} is installed`, installed.install(unpacked, 'install'));
    // The unpacked folder is not needed afterwards.
    rmSync(unpacked, { recursive: true });
    await installed.settings();
    does("the last release's dump is restored and upgraded", installed.command('restore', lastDump()));
    installed.start();
    await installed.answersReadme();
    console.log(`ok ${first} answers`);
    does(`the doctor of ${first} finds nothing`, installed.command('doctor'));

    await installed.addAccount('before-upgrade');
    const next = unpack(folder, second);
    const upgraded = installed.install(next, 'upgrade');
    does(`${second} is installed over the running one`, upgraded, isCurrent(second));
    await installed.answersReadme();
    console.log(`ok ${second} answers`);
    does(`the doctor of ${second} finds nothing`, installed.command('doctor'));
    expectThat('an account from before the upgrade is there', await installed.signIn('before-upgrade'));
    await installed.addAccount('after-upgrade');
    expectThat('one from after it signs in (control)', await installed.signIn('after-upgrade'));
    const old = installed.run(join(installed.root, 'releases', first, 'bin/haoshangliang'), 'doctor');
    const finds = old.status === 1 && old.printed.includes('TryRelease');
    expectThat(`the doctor of ${first} finds a migration it does not know`, finds, old.printed);

    const current = join(installed.root, 'current');
    const refused = installed.install(current, 'rollback');
    const named = refused.status === 1 && refused.printed.includes('--restore-backup') && isCurrent(second);
    expectThat('a rollback that loses entries must be asked for by name', named, refused.printed);
    await installed.answersReadme();
    does(`back to ${first}`, installed.install(current, 'rollback', '--restore-backup'), isCurrent(first));
    await installed.answersReadme();
    console.log(`ok ${first} answers again`);
    expectThat('the account from before the upgrade is there again', await installed.signIn('before-upgrade'));
    expectThat('the one from after it is gone, as was said', (await installed.signIn('after-upgrade')) === null);
    does(`the doctor of ${first} finds nothing again`, installed.command('doctor'));
  } catch (error) {
    if (existsSync(installed.log)) console.error(readFileSync(installed.log, 'utf8').slice(-4_000));
    throw error;
  } finally {
    installed.stop();
  }
}

const [inside] = process.argv.slice(2);
if (inside) {
  await tryInside(inside);
} else {
  const folder = mkdtempSync(join(tmpdir(), 'haoshangliang-try-release-'));
  mkdirSync(join(folder, ARCHIVES));
  try {
    const began = Date.now();
    makeArchives(folder);
    const status = runWithoutNetwork([process.execPath, 'scripts/try-release.mjs', folder]);
    process.exitCode = status === 0 ? 0 : 1;
    if (status === 0) console.log(`try:release: ${((Date.now() - began) / 1000).toFixed(0)} s`);
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 10 });
  }
}
