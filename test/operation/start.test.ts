import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const MAIN = 'dist/src/main.js';

interface Running {
  readonly child: ChildProcess;
  readonly output: () => string;
  readonly address: Promise<string>;
  readonly exit: Promise<number | null>;
}

function start(environment: Record<string, string>): Running {
  const child = spawn(process.execPath, [MAIN], {
    env: { PATH: process.env['PATH']!, HOME: process.env['HOME'] ?? '', PORT: '0', LOG_LEVEL: 'error', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let text = '';
  const exit = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const address = new Promise<string>((resolve, reject) => {
    const look = (chunk: Buffer): void => {
      text += chunk.toString();
      const found = /is running: (http:\/\/\S+)[\s\S]*press Ctrl\+C/.exec(text)?.[1];
      if (found) resolve(found);
    };
    child.stdout!.on('data', look);
    child.stderr!.on('data', look);
    exit.then((code) => reject(new Error(`ended with ${code}: ${text}`)), reject);
  });
  address.catch(() => undefined);
  return { child, output: () => text, address, exit };
}

const ready = async (address: string): Promise<number> => (await fetch(`${address}/health/ready`)).status;

async function ask(address: string, query: string, token?: string, headers: Record<string, string> = {}): Promise<any> {
  const response = await fetch(`${address}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers, ...(token ? { authorization: `Bearer ${token}` } : {}) },
    body: JSON.stringify({ query }),
  });
  return ((await response.json()) as { data: any }).data;
}

const passwordIn = (output: string): string => /password: (\S+)/.exec(output)![1]!;

async function signIn(running: Running, username: string): Promise<string> {
  const data = await ask(
    await running.address,
    `mutation { signIn(input: {username: "${username}", password: "${passwordIn(running.output())}"}) { token } }`,
  );
  return data.signIn.token as string;
}

/** Processes that have the folder in their command line; /proc is Linux's. */
const processesOn = (folder: string): string[] =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
    .filter((pid) => {
      try {
        return (
          readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(folder) &&
          !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'))
        );
      } catch {
        return false;
      }
    });

async function eventually(look: () => boolean | Promise<boolean>): Promise<boolean> {
  for (let attempt = 0; attempt < 3_000; attempt += 1) {
    if (await look()) return true;
    await new Promise((resolve) => {
      setTimeout(resolve, 100);
    });
  }
  return false;
}

describe('the server of a newcomer', () => {
  let folder: string;
  let running: Running;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'haoshangliang-start-'));
    running = start({ DATA_DIR: folder, DEMO_TODAY: '2026-03-15' });
    await running.address;
  });

  afterAll(async () => {
    running.child.kill('SIGTERM');
    await running.exit;
    rmSync(folder, { recursive: true, force: true, maxRetries: 10 });
  });

  it('is ready when it says so, and prints address, explorer, accounts and a query', async () => {
    expect(await ready(await running.address)).toBe(200);
    for (const text of ['/explorer/', '/graphql', 'rugao-committee', 'yanshi-c01-clerk', 'compareRooms'])
      expect(running.output()).toContain(text);
  });

  it('prints no warning of Node or of a library', () => {
    expect(running.output()).not.toMatch(/Warning/);
  });

  it('lets the printed accounts in', async () => {
    const token = await signIn(running, 'shili-clerk');
    expect(
      (await ask(await running.address, '{ viewer { grant { role place { code } } } }', token)).viewer.grant,
    ).toEqual({ role: 'CLERK', place: { code: '320682001021' } });
  });

  it('refuses a second server on the same data, with a clear message, and goes on', async () => {
    const second = start({ DATA_DIR: folder });
    expect(await second.exit).toBe(1);
    expect(second.output()).toMatch(/[\u4e00-\u9fff].*\//s);
    expect(await ready(await running.address)).toBe(200);
  });

  it('says when the port is taken', async () => {
    const other = mkdtempSync(join(tmpdir(), 'haoshangliang-port-'));
    const second = start({ DATA_DIR: other, PORT: new URL(await running.address).port });
    expect(await second.exit).toBe(1);
    expect(second.output()).toContain('已被占用');
    expect(await eventually(() => processesOn(other).length === 0)).toBe(true);
    rmSync(other, { recursive: true, force: true, maxRetries: 10 });
  });

  it('loses nothing by kill -9, leaves no orphan, keeps its password and starts again', async () => {
    const before = passwordIn(running.output());
    const token = await signIn(running, 'shili-convener');
    const room = (
      await ask(await running.address, '{ community(code: "320682001021") { room { id version } } }', token)
    ).community.room as { id: string; version: number };
    const written = await ask(
      await running.address,
      `mutation { roomDescribe(input: {id: "${room.id}", expectedVersion: ${room.version}, equipment: "断电测试"}) { room {
        equipment } errors { code } } }`,
      token,
    );
    expect(written.roomDescribe.room.equipment).toBe('断电测试');
    expect(processesOn(folder).length).toBeGreaterThan(0);
    const record = (address: string, as: string): Promise<any> =>
      ask(
        address,
        'mutation { unitRecord(input: {name: "断电测试单位", kind: OTHER}) { unit { id } errors { code } } }',
        as,
        { 'idempotency-key': 'before-the-kill' },
      );
    const first = await record(await running.address, token);
    running.child.kill('SIGKILL');
    await running.exit;
    expect(await eventually(() => processesOn(folder).length === 0)).toBe(true);
    running = start({ DATA_DIR: folder, DEMO_TODAY: '2026-03-15' });
    const again = await ask(
      await running.address,
      '{ community(code: "320682001021") { room { equipment } } }',
      await signIn(running, 'shili-convener'),
    );
    expect(again.community.room.equipment).toBe('断电测试');
    expect(passwordIn(running.output())).toBe(before);
    // The client never learnt whether its write arrived: with the same key it gets the same object, not a second one.
    const second = await record(await running.address, await signIn(running, 'shili-convener'));
    expect(second.unitRecord).toEqual(first.unitRecord);
    const other = await ask(
      await running.address,
      'mutation { unitRecord(input: {name: "另一单位", kind: OTHER}) { unit { id } errors { code } } }',
      await signIn(running, 'shili-convener'),
      { 'idempotency-key': 'before-the-kill' },
    );
    expect(other).toBeNull();
  });

  it('finishes what it is doing when it is asked to stop', async () => {
    running.child.kill('SIGTERM');
    expect(await running.exit).toBe(0);
    expect(await eventually(() => processesOn(folder).length === 0)).toBe(true);
  });
});
