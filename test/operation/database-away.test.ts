import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { GrantRole } from '../../src/kernel/grant-role.js';
import { toGlobalId } from '../../src/kernel/global-id.js';
import { type OwnPostgres, startOwnPostgres } from '../../src/own-postgres.js';
import { Gate, freePort } from '../support/gate.js';
import { World } from '../support/world.js';

/** Only catches what never comes; the bounds of the product stand in the names of the tests. */
const PATIENCE_MS = 150_000;

interface Answer {
  readonly status: number;
  readonly body: any;
  readonly retryAfter: string | null;
}
interface Running {
  readonly child: ChildProcess;
  readonly output: () => string;
  readonly exit: Promise<number | null>;
}

/** One server over one PostgreSQL of its own, which the tests may crash, behind a gate they may shut. */
describe('a server whose database goes away', () => {
  let folder: string;
  let own: OwnPostgres;
  let world: World;
  let gate: Gate;
  let gatePort: number;
  let server: Running;
  let address: string;
  let token: string;
  let holder: pg.Client | null = null;
  let roomId: string;
  const started: Running[] = [];

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'haoshangliang-away-'));
    own = await startOwnPostgres(folder, { durable: false, settings: { restart_after_crash: 'on' } });
    await own.migrate();
    world = await World.start({
      db: {
        name: 'own',
        superuserUrl: own.server.superuserUrl,
        appUrl: own.appUrl,
        authUrl: own.authUrl,
        migratorUrl: own.migratorUrl,
        drop: async () => undefined,
      },
    });
    const community = await world.community(await world.street(await world.city()));
    roomId = toGlobalId('Room', community.cityId, (await world.room(community)).id);
    token = (await world.account(GrantRole.CLERK, community)).token!;
    gate = new Gate(own.server.port);
    gatePort = await freePort();
  });

  afterAll(async () => {
    for (const { child } of started) child.kill('SIGKILL');
    await Promise.all(started.map(({ exit }) => exit));
    await holder?.end().catch(() => undefined);
    await gate?.close();
    await world?.stop();
    await own?.server.stop();
    rmSync(folder, { recursive: true, force: true, maxRetries: 10 });
  });

  const behindGate = (url: string, change: (url: URL) => void = () => undefined): string => {
    const changed = new URL(url);
    changed.host = `127.0.0.1:${gatePort}`;
    change(changed);
    return changed.href;
  };

  function start(port: number, appUrl: string, authUrl: string): Running {
    const environment = {
      PATH: process.env['PATH']!,
      PORT: String(port),
      DATA_DIR: join(folder, 'unused'),
      DATABASE_URL: appUrl,
      AUTH_DATABASE_URL: authUrl,
      POOL_SIZE: '3',
    };
    const child = spawn(process.execPath, ['dist/src/main.js'], {
      env: environment,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let text = '';
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk: Buffer) => {
        text += chunk.toString();
      });
    const running: Running = {
      child,
      output: () => text,
      exit: new Promise((resolve) => {
        child.once('exit', resolve);
      }),
    };
    started.push(running);
    return running;
  }

  async function ask(query: string, headers: Record<string, string> = {}): Promise<Answer> {
    const response = await fetch(`${address}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}`, ...headers },
      body: JSON.stringify({ query }),
    });
    return { status: response.status, body: await response.json(), retryAfter: response.headers.get('retry-after') };
  }
  const propose = (title: string, key: string): Promise<Answer> =>
    ask(
      `mutation { topicPropose(input: {roomId: "${roomId}", title: "${title}"}) { topic { title } errors { code } } }`,
      { 'idempotency-key': key },
    );
  const proposed = (title: string): unknown => ({ data: { topicPropose: { topic: { title }, errors: [] } } });
  const ready = async (): Promise<{ status: number; reason?: string }> => {
    const response = await fetch(`${address}/health/ready`);
    const { reason } = (await response.json()) as { reason?: string };
    return { status: response.status, ...(reason ? { reason } : {}) };
  };

  async function until(look: () => Promise<boolean>): Promise<void> {
    const end = Date.now() + PATIENCE_MS;
    while (!(await look().catch(() => false))) {
      if (server.child.exitCode !== null || Date.now() > end) throw new Error(`waited in vain: ${server.output()}`);
      await sleep(100);
    }
  }

  const lines = (text: string): string[] =>
    server
      .output()
      .split('\n')
      .filter((line) => line.startsWith('{') && line.includes(text));

  it(
    'listens before it has a database, is live and not ready meanwhile, says why once, and serves when the ' +
      'database comes up',
    async () => {
      const port = await freePort();
      address = `http://127.0.0.1:${port}`;
      server = start(port, behindGate(own.appUrl), behindGate(own.authUrl));
      await until(async () => (await fetch(`${address}/health/live`)).status === 200);
      await until(async () => (await ready()).reason === 'read: ECONNREFUSED');
      expect((await ready()).status).toBe(503);
      expect(await ask('{ viewer { account { id } } }')).toMatchObject({
        status: 503,
        retryAfter: '5',
        body: { errors: [{ extensions: { code: 'UNAVAILABLE', retryAfter: 5 } }] },
      });
      await sleep(2_500);
      expect(lines('正在等待')).toHaveLength(1);
      await gate.open(gatePort);
      await until(async () => (await ready()).status === 200);
      await until(async () => server.output().includes('is running'));
      await until(async () => lines('"ready"').length > 0);
      for (const url of [own.appUrl, own.authUrl]) expect(server.output()).not.toContain(new URL(url).password);
    },
    2 * PATIENCE_MS,
  );

  /**
   * A proposal that waits for somebody's lock, and the process that waits. The lock lasts until that somebody is cut
   * off.
   */
  async function waitingWrite(): Promise<{ write: Promise<Answer>; pid: number }> {
    holder = new pg.Client({ connectionString: own.server.superuserUrl });
    holder.on('error', () => undefined);
    await holder.connect();
    await holder.query('BEGIN');
    await holder.query('LOCK TABLE topic IN ACCESS EXCLUSIVE MODE');
    const write = propose('杀进程之后', 'killed');
    let pid = 0;
    await until(async () => {
      const { rows } = await holder!.query<{ pid: number }>(
        `SELECT pid FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND application_name = 'haoshangliang-write'`,
      );
      pid = rows[0]?.pid ?? 0;
      return pid > 0;
    });
    return { write, pid };
  }

  it(
    'answers the next request in the same process after the backend of a waiting write was killed',
    async () => {
      const { write, pid } = await waitingWrite();
      process.kill(pid, 'SIGKILL');
      expect(await write).toMatchObject({
        status: 503,
        body: { errors: [{ extensions: { code: 'UNAVAILABLE', retryAfter: 5 } }] },
      });
      expect(typeof (await ask('{ __typename }')).status).toBe('number');
      await until(async () => (await propose('杀进程之后', 'killed')).status === 200);
      expect((await propose('杀进程之后', 'killed')).body).toEqual(proposed('杀进程之后'));
      expect(server.child.exitCode).toBeNull();
      const stored = (): Promise<unknown> =>
        world.sql(cityOf(roomId), `SELECT count(*)::int AS n FROM topic WHERE title = '杀进程之后'`);
      // The test's own connection broke too, and is opened again.
      expect(await stored().catch(stored)).toEqual([{ n: 1 }]);
      await until(async () => (await ready()).status === 200);
    },
    2 * PATIENCE_MS,
  );

  it(
    'is not ready within 5 s of silence, and works again within 25 s of its end, over new connections and in ' +
      'the same process',
    async () => {
      // Each pool has connections that will be silent: some idle, some in use.
      await Promise.all(Array.from({ length: 6 }, () => ask('{ viewer { account { id } } }')));
      gate.silence();
      const hanging = [propose('静默之后', 'silent'), ask('{ viewer { account { id } } }')];
      const silentAt = Date.now();
      await until(async () => (await ready()).status === 503);
      const noticed = Date.now() - silentAt;
      gate.resume();
      const resumedAt = Date.now();
      await until(async () => (await ready()).status === 200);
      await until(async () => (await propose('静默之后', 'silent')).status === 200);
      console.log(`silence: noticed after ${noticed} ms, over ${Date.now() - resumedAt} ms after its end`);
      expect((await propose('静默之后', 'silent')).body).toEqual(proposed('静默之后'));
      // What hung comes to an end too. A read is asked once more by graphql-js, over a new connection.
      const [write, read] = await Promise.all(hanging);
      expect([write!.status, write!.body.errors[0].extensions.code]).toEqual([503, 'UNAVAILABLE']);
      expect([200, 503]).toContain(read!.status);
      expect(lines('not ready: ').length).toBeGreaterThan(0);
      expect(server.child.exitCode).toBeNull();
    },
    3 * PATIENCE_MS,
  );

  it.each([
    [
      'a wrong password',
      'DATABASE_URL: 数据库拒绝了用户名或口令',
      (url: URL) => {
        url.password = 'zq-wrong-zq';
      },
    ],
    [
      'a database that does not exist',
      'DATABASE_URL: 没有这个数据库',
      (url: URL) => {
        url.pathname = '/nowhere';
      },
    ],
  ])(
    'does not wait for what the operator must mend: %s',
    async (_what, text, change) => {
      const mistaken = start(0, behindGate(own.appUrl, change), behindGate(own.authUrl));
      expect(await mistaken.exit).toBe(2);
      expect(mistaken.output()).toContain(text);
      for (const secret of ['zq-wrong-zq', new URL(own.authUrl).password])
        expect(mistaken.output()).not.toContain(secret);
    },
    PATIENCE_MS,
  );

  it(
    'is asked for the other login by its own name',
    async () => {
      const mistaken = start(
        0,
        behindGate(own.appUrl),
        behindGate(own.authUrl, (url) => {
          url.password = 'zq-wrong-zq';
        }),
      );
      expect(await mistaken.exit).toBe(2);
      expect(mistaken.output()).toContain('AUTH_DATABASE_URL: 数据库拒绝了用户名或口令');
    },
    PATIENCE_MS,
  );

  it(
    'stops when it is asked to',
    async () => {
      server.child.kill('SIGTERM');
      expect(await server.exit).toBe(0);
    },
    PATIENCE_MS,
  );
});

const cityOf = (globalId: string): string => Buffer.from(globalId, 'base64url').toString('utf8').split(':')[1]!;
