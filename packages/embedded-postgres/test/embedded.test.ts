import { existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { locateBinaries } from '../src/binaries.js';
import { GuardedProcess } from '../src/guarded-process.js';
import { EmbeddedError, startEmbedded } from '../src/launch.js';
import { openLog } from '../src/log-file.js';
import { clearLeftover } from '../src/postmaster.js';
import { processIdentity } from '../src/process-identity.js';
import { chooseRunAs } from '../src/run-as.js';
import { startPostgres } from '../src/start.js';
import {
  cleanUp,
  goneCheck,
  killHard,
  makeZombie,
  newFolder,
  parentOf,
  query,
  runFixture,
  runSleeper,
  startOwner,
  until,
} from './embedded-support.js';

afterAll(cleanUp);

describe('the embedded PostgreSQL', () => {
  it('is PostgreSQL 18 with UTF-8 letters, asks for the password, and stops when asked', async () => {
    const dataDir = join(newFolder(), '数据 目录');
    const server = await startEmbedded({
      dataDir,
      durable: false,
      settings: { work_mem: '7MB', listen_addresses: '*' },
    });
    try {
      const [row] = await query(
        server.superuserUrl,
        'create extension pg_trgm',
        `select current_setting('server_version') as version, current_setting('listen_addresses') as address,
          current_setting('unix_socket_directories') as sockets, current_setting('work_mem') as memory,
          cardinality(show_trgm('北京大学')) as trigrams, pg_backend_pid() <> ${server.pid} as served`,
      );
      expect(row).toEqual({
        version: expect.stringMatching(/^18\./),
        address: '127.0.0.1',
        sockets: '',
        memory: '7MB',
        trigrams: 5,
        served: true,
      });

      const wrong = new URL(server.superuserUrl);
      wrong.password = 'wrong';
      await expect(query(wrong.href, 'select 1')).rejects.toMatchObject({ code: '28P01' });
      expect(statSync(join(dataDir, 'superuser.password')).mode & 0o777).toBe(0o600);
    } finally {
      await Promise.all([server.stop(), server.stop()]);
    }
    await server.ended;
    expect(processIdentity(server.pid)).toBeNull();
    await expect(query(server.superuserUrl, 'select 1')).rejects.toMatchObject({ code: 'ECONNREFUSED' });

    const again = await startEmbedded({ dataDir, durable: false });
    expect(await query(again.superuserUrl, 'select 1 as one')).toEqual([{ one: 1 }]);
    await again.stop();
  });

  it('writes nobody’s data into its log, as it would with the settings of PostgreSQL', async () => {
    const dataDir = newFolder();
    const server = await startEmbedded({
      dataDir,
      durable: false,
      settings: { log_statement: 'all', log_min_messages: 'info' },
    });
    const log = () => readFileSync(join(dataDir, 'postgres.log'), 'utf8');
    const careless = [
      'create temp table person (phone text primary key)',
      "insert into person values ('resident-7')",
      "insert into person values ('resident-7')",
    ];
    try {
      await expect(query(server.superuserUrl, ...careless)).rejects.toMatchObject({ code: '23505' });
      await expect(query(server.superuserUrl, "select 'resident-7'::uuid")).rejects.toMatchObject({ code: '22P02' });
      await query(server.superuserUrl, "do $$ begin raise warning 'resident-7'; end $$");
      expect(log()).toContain('ready to accept connections');
      expect(log()).not.toContain('resident-7');

      const loud = [
        'set log_min_messages = warning',
        'set log_error_verbosity = default',
        'set log_min_error_statement = error',
      ];
      await expect(query(server.superuserUrl, ...loud, ...careless)).rejects.toMatchObject({ code: '23505' });
      expect(log()).toContain('resident-7');
    } finally {
      await server.stop();
    }
  });

  it('refuses a second start on its directory and is not disturbed by it', async () => {
    const dataDir = newFolder();
    const first = await startEmbedded({ dataDir, durable: false });
    try {
      await query(first.superuserUrl, 'create table kept (n int)', 'insert into kept values (1)');
      const second = runFixture('embedded-owner', [dataDir]);
      expect(await second.report).toEqual({
        error: 'EmbeddedError',
        message: expect.stringMatching(new RegExp(`^数据目录 ${dataDir} 正由.*pid ${process.pid}.*\n.*in use`)),
      });
      await expect(startEmbedded({ dataDir })).rejects.toThrow(EmbeddedError);
      expect(await query(first.superuserUrl, 'select n from kept')).toEqual([{ n: 1 }]);
      expect(processIdentity(first.pid)).not.toBeNull();
    } finally {
      await first.stop();
    }
  });

  it('says so when the wanted port is taken, and can be started on another one then', async () => {
    const dataDir = newFolder();
    const other = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => other.once('listening', resolve));
    const { port } = other.address() as { port: number };
    await expect(startEmbedded({ dataDir, durable: false, port })).rejects.toThrow(`端口 ${port} 已被占用`);
    await new Promise((resolve) => other.close(resolve));
    const server = await startEmbedded({ dataDir, durable: false, port });
    expect(server.port).toBe(port);
    await server.stop();
  });

  it('leaves alone a cluster that it does not know', async () => {
    const dataDir = newFolder();
    mkdirSync(join(dataDir, 'cluster'));
    writeFileSync(join(dataDir, 'cluster', 'precious'), 'rows');
    writeFileSync(join(dataDir, 'superuser.password'), 'x');
    await expect(startEmbedded({ dataDir })).rejects.toThrow('缺少 PG_VERSION');
    writeFileSync(join(dataDir, 'cluster', 'PG_VERSION'), '17\n');
    await expect(startEmbedded({ dataDir })).rejects.toThrow('PostgreSQL 17');
    expect(readFileSync(join(dataDir, 'cluster', 'precious'), 'utf8')).toBe('rows');
  });
});

describe('when its server is killed', () => {
  it('PostgreSQL ends with the server, keeps every acknowledged row, and starts again at once', async () => {
    const dataDir = newFolder();
    const owner = await startOwner(dataDir);
    await query(owner.url, 'create table kept (n int)', 'insert into kept select generate_series(1, 1000)');
    const gone = goneCheck(owner.pid);

    // Ctrl+C goes to the whole group of the terminal's foreground process: PostgreSQL is not in it.
    process.kill(-owner.child.pid, 'SIGINT');
    await sleep(300);
    expect(await query(owner.url, 'select count(*)::int as n from kept')).toEqual([{ n: 1000 }]);

    await killHard(owner.child.pid);
    await until(gone);

    const next = await startOwner(dataDir);
    expect(await query(next.url, 'select count(*)::int as n from kept')).toEqual([{ n: 1000 }]);
    await killHard(next.child.pid);
  });

  it('without its watchdog PostgreSQL would stay, and the next start takes the directory over', async () => {
    const dataDir = newFolder();
    const owner = await startOwner(dataDir);
    await query(owner.url, 'create table kept (n int)', 'insert into kept values (7)');
    const gone = goneCheck(owner.pid);

    await killHard(parentOf(owner.pid));
    await killHard(owner.child.pid);
    await sleep(1_500);
    expect(gone()).toBe(false);

    const next = await startOwner(dataDir);
    expect(gone()).toBe(true);
    expect(await query(next.url, 'select n from kept')).toEqual([{ n: 7 }]);
    await killHard(next.child.pid);
  });

  it('recovers when PostgreSQL was killed too and a zombie or a stranger has its pid', async () => {
    const dataDir = newFolder();
    const cluster = join(dataDir, 'cluster');
    const pidFile = join(cluster, 'postmaster.pid');
    const owner = await startOwner(dataDir);
    await query(owner.url, 'create table kept (n int)', 'insert into kept values (8)');
    await killHard(owner.pid);
    await killHard(owner.child.pid);
    const stranger = runSleeper();
    const leftOver = readFileSync(pidFile, 'utf8');

    for (const pid of [await makeZombie(), stranger]) {
      writeFileSync(pidFile, leftOver.replace(/^\d+/, String(pid)), { mode: 0o600 });
      const binaries = locateBinaries();
      const log = openLog(join(dataDir, 'postgres.log'));
      const start = {
        binaries,
        cluster,
        runAs: chooseRunAs(cluster, []),
        durable: true,
        log,
        port: undefined,
        settings: {},
      };
      const guarded = () => new GuardedProcess(log.descriptor);
      await expect(startPostgres(start, guarded(), guarded)).rejects.toThrow(
        'lock file "postmaster.pid" already exists',
      );

      await clearLeftover(cluster);
      const running = await startPostgres(start, guarded(), guarded);
      await running.stop();
    }
    expect(processIdentity(stranger)).not.toBeNull();
    const next = await startOwner(dataDir);
    expect(await query(next.url, 'select n from kept')).toEqual([{ n: 8 }]);
    await killHard(next.child.pid);
  });

  it('makes a half made cluster again from the start', async () => {
    const dataDir = newFolder();
    const halfMade = () => readdirSync(dataDir).filter((name) => name.startsWith('cluster.new-'));
    const owner = runFixture('embedded-owner', [dataDir]);
    owner.report.catch(() => undefined);
    await until(() => halfMade().some((name) => existsSync(join(dataDir, name, 'PG_VERSION'))));
    await killHard(owner.pid);
    expect(existsSync(join(dataDir, 'cluster'))).toBe(false);
    expect(halfMade()).not.toEqual([]);

    const next = await startOwner(dataDir);
    expect(await query(next.url, 'select 1 as one')).toEqual([{ one: 1 }]);
    expect(existsSync(join(dataDir, 'cluster', 'PG_VERSION'))).toBe(true);
    await killHard(next.child.pid);
  });
});
