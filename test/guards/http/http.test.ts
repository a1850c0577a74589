import { type AuditResult, auditServer } from 'graphql-http';
import { fragmentBomb } from '../../graphql/limits-fixture.js';
import type { World } from '../../support/world.js';
import { fuzzedRequests } from './fuzz.js';
import { listening } from './listening.js';

const JSON_TYPE = { 'content-type': 'application/json' };
const TOO_LARGE = 257 * 1024;

describe('GraphQL over HTTP', () => {
  let world: World;
  let url: string;

  beforeAll(async () => {
    ({ world, url } = await listening());
  });
  afterAll(() => world?.stop());

  const post = (
    body: string | Uint8Array<ArrayBuffer>,
    headers: Record<string, string> = JSON_TYPE,
  ): Promise<Response> => fetch(url, { method: 'POST', body, headers });
  const answering = async (): Promise<void> => {
    const answer = await post(JSON.stringify({ query: '{ viewer { account { id } } }' }));
    expect([answer.status, await answer.json()]).toEqual([200, { data: { viewer: null } }]);
  };

  it('passes the audit suite of the specification: no MUST and no SHOULD fails', async () => {
    const results = await auditServer({
      url,
      fetchFn: (input: string, init?: RequestInit) =>
        fetch(input, {
          ...init,
          headers: { ...(init?.headers as Record<string, string>), 'apollo-require-preflight': '1' },
        }),
    });
    const failing = results
      .filter((result: AuditResult) => result.status !== 'ok' && /^(MUST|SHOULD)/.test(result.name))
      .map((result) => `${result.id} ${result.name}: ${'reason' in result ? result.reason : ''}`);
    expect(failing).toEqual([]);
    expect(results.filter((result) => /^(MUST|SHOULD)/.test(result.name)).length).toBeGreaterThan(30);
  });

  it('answers 3,000 malformed requests without a 5xx, keeps answering, and none of them reaches the log', async () => {
    const canary = 'zqbodyqz';
    const statuses = new Map<number, number>();
    const requests = fuzzedRequests(3_000, 20_260_214, canary);
    for (let start = 0; start < requests.length; start += 8) {
      await Promise.all(
        requests.slice(start, start + 8).map(async ({ body, contentType }) => {
          const { status } = await post(
            body as string,
            contentType === null ? {} : { 'content-type': contentType },
          ).then(async (answer) => {
            await answer.text();
            return answer;
          });
          statuses.set(status, (statuses.get(status) ?? 0) + 1);
        }),
      );
    }
    console.log(`fuzz: ${requests.length} bodies, answers by status ${JSON.stringify(Object.fromEntries(statuses))}`);
    expect([...statuses.keys()].filter((status) => status >= 500)).toEqual([]);
    expect(
      [...statuses].filter(([status]) => status >= 400).reduce((sum, [, count]) => sum + count, 0),
    ).toBeGreaterThan(1_000);
    expect(world.logLines.filter((line) => line.includes(canary))).toEqual([]);
    await answering();
  });

  it('logs an error of its own by name and place in the code, never by its text (control)', async () => {
    const before = world.logLines.length;
    const { database } = world.server;
    const read = database.read.bind(database);
    database.read = () => Promise.reject(new TypeError('zqsecretqz of a resident'));
    try {
      const answer = await post(JSON.stringify({ query: '{ city(code: "990001") { name } }' }));
      const text = await answer.text();
      expect(JSON.parse(text).errors[0].extensions).toMatchObject({
        code: 'INTERNAL_SERVER_ERROR',
        requestId: expect.any(String),
      });
      expect(text).not.toContain('zqsecretqz');
      const lines = world.logLines.slice(before);
      expect(lines).toHaveLength(1);
      expect(JSON.parse(lines[0]!)).toMatchObject({
        name: 'TypeError',
        requestId: JSON.parse(text).errors[0].extensions.requestId,
      });
      expect(lines[0]).not.toContain('zqsecretqz');
    } finally {
      database.read = read;
    }
    await answering();
  });

  it('refuses a body of more than 256 KB, and takes one just below', async () => {
    const padded = (size: number): string =>
      JSON.stringify({ query: '{ viewer { account { id } } }', variables: { x: 'x'.repeat(size) } });
    expect((await post(padded(TOO_LARGE))).status).toBe(413);
    expect((await post(padded(200 * 1024))).status).toBe(200);
  });

  it.each([
    ['a form', 'application/x-www-form-urlencoded'],
    ['plain text', 'text/plain'],
    ['a multipart form', 'multipart/form-data; boundary=x'],
  ])('refuses what a foreign page could send as %s', async (_what, contentType) => {
    const answer = await post(JSON.stringify({ query: '{ viewer { account { id } } }' }), {
      'content-type': contentType,
    });
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(answer.status).toBeLessThan(500);
    expect(await answer.text()).not.toContain('"data":{');
  });

  it('refuses a GET a foreign page could cause, and never runs a mutation by GET', async () => {
    const query = encodeURIComponent('{ viewer { account { id } } }');
    expect((await fetch(`${url}?query=${query}`)).status).toBe(400);
    expect((await fetch(`${url}?query=${query}`, { headers: { 'apollo-require-preflight': '1' } })).status).toBe(200);
    expect(
      (
        await fetch(`${url}?query=${encodeURIComponent('mutation { signOut { errors { code } } }')}`, {
          headers: { 'apollo-require-preflight': '1' },
        })
      ).status,
    ).toBe(405);
  });

  it.each([
    [
      '20 fragments, each spreading the next twice',
      fragmentBomb(20)
        .replace('street{', 'street(code:"x"){')
        .replaceAll('a:c', 'a:parent')
        .replaceAll('b:c', 'b:parent'),
    ],
    ['deep nesting', `{ city(code: "x") { ${'parent { '.repeat(40)} name ${'} '.repeat(40)} } }`],
    ['aliases', `{ ${Array.from({ length: 100 }, (_, i) => `a${i}: viewer { account { id } }`).join(' ')} }`],
    ['a flood of tokens', `{ viewer { account { ${'id '.repeat(5_000)} } } }`],
    [
      'lists in lists',
      '{ city(code: "x") { children(first: 100) { nodes { children(first: 100) { nodes { children(first: 100) ' +
        '{ nodes { id } } } } } } } }',
    ],
  ])('refuses %s before any of it is done', async (_what, query) => {
    const before = world.statements.length;
    const answer = await post(JSON.stringify({ query }));
    const body = JSON.parse(await answer.text());
    expect(body.errors[0].extensions).toMatchObject({ code: 'BAD_USER_INPUT' });
    expect(body.errors[0].extensions.limit).toEqual(expect.any(String));
    expect(world.statements.length).toBe(before);
    await answering();
  });
});
