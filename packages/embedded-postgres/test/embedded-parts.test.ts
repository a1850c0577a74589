import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  readlinkSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { packageDirectory, programFailure } from '../src/binaries.js';
import { createMissingLinks } from '../src/links.js';
import { openLog } from '../src/log-file.js';
import { acquireOwnerLock } from '../src/owner-lock.js';
import { superuserPassword } from '../src/password.js';
import { processIdentity } from '../src/process-identity.js';
import { firstClosedFolder } from '../src/run-as.js';
import { serverSettings } from '../src/settings.js';
import {
  cleanUp,
  killHard,
  makeZombie,
  newFolder,
  query,
  runFixture,
  runSleeper,
  startOwner,
} from './embedded-support.js';

afterAll(cleanUp);

describe('the owner lock', () => {
  const claim = (folder: string, pid: number, identity: string | null) =>
    writeFileSync(join(folder, 'owner-3.lock'), JSON.stringify({ pid, identity }));

  it('is refused while its holder lives, and only then', async () => {
    const folder = newFolder();
    const holder = runSleeper();
    claim(folder, holder, processIdentity(holder));
    await expect(acquireOwnerLock(folder)).rejects.toThrow(`pid ${holder}`);
    expect(readdirSync(folder)).toEqual(['owner-3.lock']);

    claim(folder, holder, 'an earlier process with the same pid');
    const lock = await acquireOwnerLock(folder);
    await expect(acquireOwnerLock(folder)).rejects.toThrow(`pid ${process.pid}`);
    lock.release();
    (await acquireOwnerLock(folder)).release();
    expect(readdirSync(folder)).toEqual(['owner-5.lock']);
  });

  it('counts a zombie as gone', async () => {
    const folder = newFolder();
    const zombie = await makeZombie();
    expect(processIdentity(zombie)).toBeNull();
    claim(folder, zombie, 'any program');
    (await acquireOwnerLock(folder)).release();
  });

  it('goes to exactly one of several that start after a kill', async () => {
    const folder = newFolder();
    const dead = runSleeper();
    claim(folder, dead, processIdentity(dead));
    await killHard(dead);
    const takers = [1, 2, 3, 4].map(() => runFixture('lock-taker', [folder]));
    const reports = await Promise.all(takers.map((taker) => taker.report));
    expect(reports.filter(({ taken }) => taken)).toHaveLength(1);
    expect(reports.filter(({ error }) => error === 'EmbeddedError')).toHaveLength(3);
  });
});

describe('the links of the package', () => {
  it('are made when missing, by several processes or none', () => {
    const folder = newFolder();
    const lib = join(folder, 'native', 'lib');
    mkdirSync(lib, { recursive: true });
    writeFileSync(join(lib, 'libx.so.1.2'), 'library');
    const entries = ['libx.so', 'libx.so.1'].map((name) => ({
      source: 'native/lib/libx.so.1.2',
      target: `native/lib/${name}`,
    }));
    expect(createMissingLinks(folder)).toBe(0);
    writeFileSync(join(folder, 'native', 'pg-symlinks.json'), JSON.stringify([...entries, ...entries]));
    expect(createMissingLinks(folder)).toBe(2);
    expect(createMissingLinks(folder)).toBe(0);
    expect(lstatSync(join(lib, 'libx.so')).isSymbolicLink()).toBe(true);
    expect(readlinkSync(join(lib, 'libx.so.1'))).toBe('libx.so.1.2');
    expect(readFileSync(join(lib, 'libx.so'), 'utf8')).toBe('library');
  });

  it('name the folder that cannot be written', () => {
    const folder = newFolder();
    mkdirSync(join(folder, 'native'));
    writeFileSync(
      join(folder, 'native', 'pg-symlinks.json'),
      JSON.stringify([{ source: 'native/lib/a', target: 'native/lib/b' }]),
    );
    expect(() => createMissingLinks(folder)).toThrow(/^无法在 .*native\/lib 建立.*\nCannot make the link/);
  });
});

describe('what cannot run here is said in both languages', () => {
  const end = (code: number | null, spawnError?: string) => ({
    code,
    signal: null,
    ...(spawnError === undefined ? {} : { spawnError }),
  });

  it('a platform without a package, and a package not installed', () => {
    const absent = () => {
      throw new Error('not found');
    };
    expect(() => packageDirectory('win32-arm64', (name) => name)).toThrow(
      /^内置 PostgreSQL 不支持本机平台 win32-arm64.*\n.*DATABASE_URL/,
    );
    expect(() => packageDirectory('linux-x64', absent)).toThrow(/^缺少.*linux-x64.*npm ci/);
    expect(packageDirectory('linux-x64', () => '/p/linux-x64/dist/index.js')).toBe('/p/linux-x64');
  });

  it.each([3221225781, -1073741515])('Windows without the Visual C++ runtime (exit code %i)', (code) => {
    expect(programFailure('initdb', end(code), '').message).toMatch(/VCRUNTIME140\.dll.*\n.*Visual C\+\+/);
  });

  it('musl, but not every failure on it', () => {
    expect(programFailure('initdb', end(null, 'spawn initdb ENOENT'), '', true).text.zh).toContain('musl');
    expect(programFailure('initdb', end(1), 'disk full', true).message).toMatch(/exit code 1[^]*disk full/);
    expect(programFailure('initdb', end(null, 'spawn initdb ENOENT'), '', false).message).toContain('ENOENT');
  });
});

describe('small parts', () => {
  it('the kept password is not contradicted, and not guessed when lost', () => {
    const folder = newFolder();
    const made = superuserPassword(folder, undefined);
    expect(made).toMatch(/^[\w-]{32}$/);
    expect(superuserPassword(folder, undefined)).toBe(made);
    mkdirSync(join(folder, 'cluster'));
    expect(superuserPassword(folder, undefined)).toBe(made);
    expect(() => superuserPassword(folder, 'another')).toThrow('不一致');
    writeFileSync(join(folder, 'superuser.password'), '');
    expect(() => superuserPassword(folder, undefined)).toThrow('缺少超级用户密码文件');
    expect(superuserPassword(folder, 'remembered')).toBe('remembered');
    expect(superuserPassword(folder, undefined)).toBe('remembered');
  });

  it('a grown log is put aside once, a small one is continued', () => {
    const path = join(newFolder(), 'postgres.log');
    writeFileSync(path, 'old\n');
    expect(openLog(path).sinceOpened()).toBe('');
    expect(existsSync(`${path}.1`)).toBe(false);
    writeFileSync(path, 'x'.repeat(1_000_001));
    openLog(path);
    expect([statSync(path).size, statSync(`${path}.1`).size]).toEqual([0, 1_000_001]);
  });

  it('durability is given up only when asked', () => {
    expect(serverSettings(1, true, {})['fsync']).toBeUndefined();
    expect(serverSettings(1, true, {})['full_page_writes']).toBeUndefined();
    expect(serverSettings(1, false, {})['fsync']).toBe('off');
  });

  it('a folder closed to another account is found', () => {
    const folder = newFolder();
    mkdirSync(join(folder, 'inner'));
    const stranger = { uid: 4711, gid: 4711 };
    chmodSync(folder, 0o711);
    expect(firstClosedFolder(join(folder, 'inner', 'x'), stranger)).toBeNull();
    chmodSync(folder, 0o700);
    expect(firstClosedFolder(join(folder, 'inner', 'x'), stranger)).toBe(folder);
    expect(firstClosedFolder(join(folder, 'inner', 'x'), { uid: statSync(folder).uid, gid: 0 })).toBeNull();
  });
});

// Only root has accounts to choose from.
if (process.getuid?.() === 0 && process.platform === 'linux') {
  it(
    'root runs PostgreSQL as nobody where user namespaces are refused, behind a closed folder too, and keeps to ' +
      'it',
    async () => {
      const folder = newFolder();
      const programs = join(folder, 'programs');
      mkdirSync(programs);
      writeFileSync(join(programs, 'unshare'), '#!/bin/sh\nexit 1\n', { mode: 0o755 });
      const dataDir = join(folder, 'closed', 'data');
      mkdirSync(dataDir, { recursive: true });
      chmodSync(join(folder, 'closed'), 0o700);

      const owner = await startOwner(dataDir, { ...process.env, PATH: `${programs}:${process.env['PATH']}` });
      await query(owner.url, 'create table kept (n int)', 'insert into kept values (9)');
      expect(readFileSync(`/proc/${owner.pid}/status`, 'utf8')).toMatch(/^Uid:\t65534\t65534/m);
      expect(statSync(join(dataDir, 'cluster')).uid).toBe(65534);
      await killHard(owner.child.pid);

      const next = await startOwner(dataDir);
      expect(readFileSync(`/proc/${next.pid}/status`, 'utf8')).toMatch(/^Uid:\t65534\t65534/m);
      expect(await query(next.url, 'select n from kept')).toEqual([{ n: 9 }]);
      await killHard(next.child.pid);
    },
  );
}
