import { execFile, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { type EmbeddedServer, startEmbedded } from '@haoshangliang/embedded-postgres';
import { urlFor } from '../../src/own-postgres.js';

const run = promisify(execFile);

/** A PostgreSQL that is not ours to start: what an operator does with it, command by command. */
describe("a database of the operator's own", () => {
  let folder: string;
  let postgres: EmbeddedServer;
  let environment: Record<string, string>;
  const passwords = { app: 'app-password-1', auth: 'auth-password-1', migrator: 'migrator-password-1' };

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'haoshangliang-own-'));
    // Another version's binaries can be tried by hand: HSL_TEST_DATABASE is a superuser's URL of an empty PostgreSQL 16
    // or 17.
    postgres = await startEmbedded({ dataDir: join(folder, 'postgres'), durable: false });
    const url = process.env['HSL_TEST_DATABASE'] ?? postgres.superuserUrl;
    environment = {
      PATH: process.env['PATH']!,
      DATA_DIR: join(folder, 'unused'),
      PORT: '0',
      SUPERUSER_DATABASE_URL: url,
      APP_PASSWORD: passwords.app,
      APP_AUTH_PASSWORD: passwords.auth,
      MIGRATOR_PASSWORD: passwords.migrator,
      DATABASE_URL: urlFor(url, 'app', passwords.app),
      AUTH_DATABASE_URL: urlFor(url, 'app_auth', passwords.auth),
      MIGRATION_DATABASE_URL: urlFor(url, 'hsl_migrator', passwords.migrator),
    };
  });
  afterAll(async () => {
    await postgres.stop();
    rmSync(folder, { recursive: true, force: true, maxRetries: 10 });
  });

  const cli = (...words: string[]): Promise<{ stdout: string; stderr: string }> =>
    run(process.execPath, ['dist/src/cli.js', ...words], { env: environment });
  const refused = (...words: string[]): Promise<string> =>
    cli(...words).then(
      () => 'went through',
      (error: { code: number; stdout: string; stderr: string }) => `${error.code} ${error.stdout}${error.stderr}`,
    );

  /** Runs the server while `work` asks it. */
  async function serving(work: (address: string, output: () => string) => Promise<void>): Promise<void> {
    const child = spawn(process.execPath, ['dist/src/main.js'], {
      env: environment,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let text = '';
    const exit = new Promise((resolve) => {
      child.once('exit', resolve);
    });
    try {
      const address = await new Promise<string>((resolve, reject) => {
        const look = (chunk: Buffer): void => {
          text += chunk.toString();
          const found = /is running: (http:\/\/\S+)[\s\S]*press Ctrl/.exec(text)?.[1];
          if (found) resolve(found);
        };
        child.stdout.on('data', look);
        child.stderr.on('data', look);
        exit.then(() => reject(new Error(text)), reject);
      });
      await work(address, () => text);
    } finally {
      child.kill('SIGTERM');
      await exit;
    }
  }

  const ask = async (address: string, query: string, token?: string): Promise<any> => {
    const response = await fetch(`${address}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) },
      body: JSON.stringify({ query }),
    });
    return response.json();
  };

  it('is given its roles, and nothing else is done to it', async () => {
    expect((await cli('db', 'roles')).stdout).toContain('app, app_auth, hsl_migrator');
    await cli('db', 'roles');
  });

  it('is not migrated silently: the server says what is missing and is not ready', async () => {
    await serving(async (address, output) => {
      expect(output()).toContain('haoshangliang migrate');
      expect(output()).not.toContain('password:');
      expect((await fetch(`${address}/health/live`)).status).toBe(200);
      expect((await fetch(`${address}/health/ready`)).status).toBe(503);
    });
  });

  it('is migrated by command, once', async () => {
    expect((await cli('migrate')).stdout).toContain('Tables');
    expect((await cli('migrate')).stdout).toContain('nothing to migrate');
  });

  it('takes a register whole, or not at all with every fault named', async () => {
    const file = join(folder, 'bad.csv');
    writeFileSync(
      file,
      'code,kind,name,parent_code\n990200,CITY,乙市,\n990200001,STREET,第一街道,990299\n990200002,STREAT,第二街道,990200\n',
    );
    const answer = await refused('place', 'import', file);
    expect(answer).toMatch(/^1 /);
    for (const text of ['line 3', 'line 4', 'nothing was imported']) expect(answer).toContain(text);
    expect((await cli('place', 'import', 'data/rugao-places.csv')).stdout).toContain('added 377');
    expect((await cli('place', 'import', 'data/rugao-places.csv')).stdout).toContain('unchanged 377');
  });

  it('has no account, no demonstration and no default password until the operator makes one', async () => {
    expect(await refused('demo', 'load')).toContain('DEMO_PASSWORD');
    const made = await cli('account', 'create-admin', '320682', 'rugao-keeper');
    const password = /password: (\S+)/.exec(made.stdout)![1]!;
    expect(await refused('account', 'create-admin', '320682', 'rugao-keeper')).toContain('taken');
    expect(await refused('account', 'create-admin', '999999', 'nobody')).toContain('999999');
    await serving(async (address, output) => {
      expect(output()).not.toContain('demo accounts');
      expect((await fetch(`${address}/health/ready`)).status).toBe(200);
      expect(
        (
          await ask(
            address,
            'mutation { signIn(input: {username: "rugao-committee", password: "x"}) { token errors { code } } }',
          )
        ).data.signIn,
      ).toEqual({ token: null, errors: [{ code: 'SIGN_IN_FAILED' }] });
      const { token } = (
        await ask(address, `mutation { signIn(input: {username: "rugao-keeper", password: "${password}"}) { token } }`)
      ).data.signIn;
      const enrolled = await ask(
        address,
        'mutation { roomEnrol(input: {placeCode: "320682001021", name: "十里社区协商议事室"}) { room { name place { ' +
          'code } } errors { code } } }',
        token,
      );
      expect(enrolled.data.roomEnrol).toEqual({
        room: { name: '十里社区协商议事室', place: { code: '320682001021' } },
        errors: [],
      });
    });
  });

  it('takes the demonstration when it is asked for by name, into a database of its own', async () => {
    const other = new URL(environment['SUPERUSER_DATABASE_URL']!);
    const client = new pg.Client({ connectionString: other.href });
    await client.connect();
    await client.query('CREATE DATABASE demonstration');
    await client.end();
    const urls = Object.fromEntries(
      ['SUPERUSER_DATABASE_URL', 'DATABASE_URL', 'AUTH_DATABASE_URL', 'MIGRATION_DATABASE_URL'].map((key) => {
        const url = new URL(environment[key]!);
        url.pathname = '/demonstration';
        return [key, url.href];
      }),
    );
    const before = environment;
    environment = { ...environment, ...urls, DEMO_PASSWORD: 'shown-by-the-operator', DEMO_TODAY: '2026-03-15' };
    try {
      for (const words of [['db', 'roles'], ['migrate'], ['demo', 'load']]) await cli(...words);
      await serving(async (address) => {
        const signedIn = await ask(
          address,
          'mutation { signIn(input: {username: "yanshi-committee", password: "shown-by-the-operator"}) { token } }',
        );
        expect(signedIn.data.signIn.token).not.toBeNull();
      });
    } finally {
      environment = before;
    }
  });

  it('is served by roles that own nothing and bypass nothing', async () => {
    const client = new pg.Client({ connectionString: environment['DATABASE_URL']! });
    await client.connect();
    try {
      expect(
        (
          await client.query(
            'SELECT rolsuper OR rolbypassrls OR rolcreaterole AS mighty FROM pg_roles WHERE rolname = current_user',
          )
        ).rows,
      ).toEqual([{ mighty: false }]);
      await expect(client.query('SELECT * FROM room')).rejects.toThrow('permission denied');
    } finally {
      await client.end();
    }
  });
});
