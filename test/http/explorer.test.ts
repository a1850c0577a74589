import { execFile } from 'node:child_process';
import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import Fastify, { type FastifyInstance } from 'fastify';
import { getOperationAST, parse } from 'graphql';
import { explorer } from '../../src/http/explorer.js';
import { defaultTabs } from '../../web/explorer/demo-queries.js';

const distDir = join(process.cwd(), 'web', 'dist');

async function serve(dir: string): Promise<FastifyInstance> {
  const app = Fastify();
  await explorer(app, { distDir: dir });
  return app;
}

/**
 * Scripts with a body, event attributes and `javascript:` addresses: everything that `script-src 'self'` would refuse.
 */
function inlineScripts(html: string): string[] {
  return html.match(/<script\b[^>]*>[^<]*\S[^<]*<\/script>|\son\w+\s*=|javascript:/gi) ?? [];
}

/** What a page or a style sheet makes the browser load from another host. */
function foreignLoads(text: string): string[] {
  return (
    text.match(/(?:\b(?:src|href|srcset)\s*=\s*["']?|url\(\s*["']?|@import\s+["'])(?:https?:)?\/\/[^"')\s>]+/gi) ?? []
  );
}

describe('the explorer', () => {
  let app: FastifyInstance;
  let html: string;

  beforeAll(async () => {
    // Tests also run after `npm ci --ignore-scripts`, which does not build the explorer.
    await promisify(execFile)(process.execPath, [join('scripts', 'ensure-web.mjs')]);
    app = await serve(distDir);
    html = (await app.inject('/explorer/')).body;
  });
  afterAll(() => app.close());

  it.each(['/', '/explorer'])('leads %s to the explorer', async (url) => {
    const answer = await app.inject(url);
    expect([answer.statusCode, answer.headers['location']]).toEqual([302, '/explorer/']);
  });

  it('is one page in Chinese, never cached, under a policy that allows our own origin only', async () => {
    const { statusCode, headers } = await app.inject('/explorer/');
    expect(statusCode).toBe(200);
    expect(html).toContain('<title>好商量 · 查询台 / Explorer</title>');
    expect(headers['cache-control']).toBe('no-store');
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(headers['referrer-policy']).toBe('no-referrer');
    const policy = new Map(
      String(headers['content-security-policy'])
        .split('; ')
        .map((rule) => {
          const [name, ...sources] = rule.split(' ');
          return [name, sources.join(' ')];
        }),
    );
    expect(Object.fromEntries(policy)).toEqual({
      'default-src': "'none'",
      'script-src': "'self'",
      'style-src': "'self' 'unsafe-inline'",
      'img-src': "'self' data:",
      'font-src': "'self' data:",
      'connect-src': "'self'",
      'worker-src': "'self' blob:",
      'base-uri': "'none'",
      'form-action': "'self'",
      'frame-ancestors': "'none'",
    });
  });

  it('carries no inline script', () => {
    expect(inlineScripts(html)).toEqual([]);
    expect(inlineScripts('<script type="module">start()</script><body onload="x()">')).toHaveLength(2);
  });

  it('loads only files that it serves, and lets the browser keep them', async () => {
    const urls = [...html.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, url]) => url!);
    expect(urls.filter((url) => url.endsWith('.js')).length).toBeGreaterThan(0);
    expect(urls.filter((url) => url.endsWith('.css')).length).toBeGreaterThan(0);
    for (const url of urls) {
      const answer = await app.inject(url);
      expect([url, answer.statusCode, answer.headers['cache-control']]).toEqual([
        url,
        200,
        'public, max-age=31536000, immutable',
      ]);
      expect(answer.headers['content-security-policy']).toContain("default-src 'none'");
    }
    expect((await app.inject('/explorer/assets/none.js')).statusCode).toBe(404);
  });

  it('sends the compressed file to a browser that takes it', async () => {
    const url = /src="([^"]+\.js)"/.exec(html)![1]!;
    const [plain, gzip] = [await app.inject(url), await app.inject({ url, headers: { 'accept-encoding': 'gzip' } })];
    expect(gzip.headers['content-encoding']).toBe('gzip');
    expect(gzip.headers['content-type']).toBe(plain.headers['content-type']);
    expect(gzip.rawPayload.length).toBeLessThan(plain.rawPayload.length / 2);
  });

  it('opens with the demo queries, in the order a newcomer runs them', async () => {
    const operations = defaultTabs.map(({ query }) => getOperationAST(parse(query))!);
    expect(operations.map((one) => `${one.operation} ${one.name?.value}`)).toEqual([
      'mutation SignIn',
      'query Compare',
      'query Viewer',
    ]);
    const script = /src="([^"]+\.js)"/.exec(html)![1]!;
    expect((await app.inject(script)).body).toContain('rugao-committee');
  });

  it('asks no other host for anything', async () => {
    const sheets = (await readdir(join(distDir, 'assets'))).filter((name) => name.endsWith('.css'));
    expect(sheets.length).toBeGreaterThan(0);
    const texts = await Promise.all(sheets.map((name) => readFile(join(distDir, 'assets', name), 'utf8')));
    expect([html, ...texts].flatMap(foreignLoads)).toEqual([]);
    const control =
      '<script src="https://cdn.test/a.js"></script> a{src:url(//cdn.test/a.woff)} @import "http://cdn.test/a.css"';
    expect(foreignLoads(control)).toHaveLength(3);
  });
});

describe('a server without a built explorer', () => {
  let empty: string;
  let app: FastifyInstance;

  beforeAll(async () => {
    empty = await mkdtemp(join(tmpdir(), 'no-explorer-'));
    app = await serve(join(empty, 'dist'));
  });
  afterAll(async () => {
    await app.close();
    await rm(empty, { recursive: true });
  });

  it('says in both languages what to run', async () => {
    const answer = await app.inject('/explorer/');
    expect([answer.statusCode, answer.headers['content-type']]).toEqual([503, 'text/plain; charset=utf-8']);
    expect(answer.body).toMatch(/尚未构建.*npm run build:web[^]*has not been built: run npm run build:web/);
  });
});
