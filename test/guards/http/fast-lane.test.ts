import { parse } from 'graphql';
import type { ExecutorRequest } from '../../../src/graphql/executor.js';
import { FastLane } from '../../../src/http/fast-lane.js';
import { GrantRole } from '../../../src/kernel/grant-role.js';
import type { World } from '../../support/world.js';
import { listening } from './listening.js';

const JSON_TYPE = { 'content-type': 'application/json', accept: 'application/json' };

describe('the short way for known queries', () => {
  let world: World;
  let url: string;

  beforeAll(async () => { ({ world, url } = await listening()); });
  afterAll(() => world?.stop());

  const post = async (body: object, headers: Record<string, string> = JSON_TYPE) => {
    const answer = await fetch(url, { method: 'POST', body: JSON.stringify(body), headers });
    const kept = [...answer.headers].filter(([name]) => !['date', 'connection', 'keep-alive'].includes(name)).sort();
    return { status: answer.status, headers: kept, text: await answer.text() };
  };
  const both = async (body: object, headers?: Record<string, string>) => [await post(body, headers), await post(body, headers), await post(body, headers)] as const;

  it('answers byte for byte as the long way does, headers included', async () => {
    for (const query of ['{ metrics { id name } }', 'query A { viewer { account { id } } }', '{ __typename a: __typename }', 'query B($with: Boolean!) { __typename metrics @include(if: $with) { id } }']) {
      const [long, short, again] = await both({ query, variables: query.includes('$with') ? { with: true } : undefined });
      expect(long.status).toBe(200);
      expect([short, again]).toEqual([long, long]);
    }
  });

  it('asks the same limits of the variables, each time anew', async () => {
    const query = 'query L($first: Int!) { cities { nodes { streets(first: $first) { nodes { name children(first: $first) { nodes { name children(first: $first) { nodes { name } } } } } } } } }';
    const answers = await Promise.all([1, 1, 100].map((first) => post({ query, variables: { first } })));
    const later = [await post({ query, variables: { first: 1 } }), await post({ query, variables: { first: 100 } }), await post({ query, variables: { first: 1 } })];
    expect(later[1]!.text).toContain('BAD_USER_INPUT');
    expect(later[2]).toEqual(later[0]);
    expect(answers[2]!.text.replace(/"[0-9a-f-]{36}"/g, '')).toBe(later[1]!.text.replace(/"[0-9a-f-]{36}"/g, ''));
  });

  it('refuses NUL in a variable of a known document, and a wrong variable, as the long way does', async () => {
    const query = 'query N($code: String!) { city(code: $code) { name } }';
    const known = [await post({ query, variables: { code: '000000' } }), await post({ query, variables: { code: '000000' } })];
    expect(known[1]).toEqual(known[0]);
    expect((await post({ query, variables: { code: 'a\0b' } })).text).toContain('NUL');
    expect((await post({ query, variables: { code: 5 } })).text).toContain('BAD_USER_INPUT');
    expect((await post({ query, variables: {} })).text).toContain('BAD_USER_INPUT');
  });

  it('says an error as the long way does, and reads nothing twice for it', async () => {
    const city = await world.city();
    const committee = await world.account(GrantRole.CITY_COMMITTEE, city);
    const query = 'query E($within: String!) { compareRooms(within: $within, period: {year: 2020}) { totalCount } }';
    const fine = [await committee.ask(query, { within: city.code }), await committee.ask(query, { within: city.code }), await committee.ask(query, { within: city.code })];
    expect(fine[2]!.text).toBe(fine[0]!.text);
    const before = world.statements.length;
    expect((await committee.ask(query, { within: '000000' })).codes).toEqual(['NOT_FOUND']);
    // Looked for by compiled code, then remembered for graphql-js, which words the error; not again by the pipeline.
    expect(world.statements.length - before).toBe(1);
  });

  it('executes a known query once, hands an error over to the pipeline, and knows no other text', async () => {
    const asked: ExecutorRequest[] = [];
    const context = { viewer: { scopes: null }, origin: {} } as never;
    const lane = new FastLane(world.server.schema, async (request) => {
      asked.push(request);
      return request.request.variables?.['fails'] ? { errors: [] as never } : { data: { metrics: [] } };
    }, async () => context);
    const query = 'query Q { metrics { id } }';
    lane.documents.add(query, parse(query));
    const run = async (body: object, headers: object = JSON_TYPE): Promise<unknown> => {
      let sent: unknown = null;
      const reply = { header: () => reply, send: (text: string) => { sent = text; return reply; } };
      await lane.handle({ method: 'POST', headers, body } as never, reply as never);
      return sent;
    };
    expect(await run({ query })).toBe('{"data":{"metrics":[]}}\n');
    expect(asked).toHaveLength(1);
    for (const [body, headers] of [[{ query: 'query Other { metrics { id } }' }], [{ query, extensions: {} }], [{ query, operationName: 'X' }], [[{ query }]], [{ query, variables: [] }],
      [{ query }, { ...JSON_TYPE, 'content-type': 'text/plain' }], [{ query }, { ...JSON_TYPE, accept: 'application/graphql-response+json' }], [{ query, variables: { text: 'a\0' } }]] as const) expect([body, await run(body, headers)]).toEqual([body, null]);
    expect(asked).toHaveLength(1);
    expect(await run({ query, variables: { fails: true } })).toBeNull();
    expect(asked).toHaveLength(2);
    expect(await lane.executor({ context } as never)).toEqual({ errors: [] });
    expect(asked).toHaveLength(2);
  });

  it('leaves other types of answer and bodies with extensions to the long way', async () => {
    const query = '{ metrics { id } }';
    const [long] = await both({ query });
    const rich = await post({ query }, { ...JSON_TYPE, accept: 'application/graphql-response+json' });
    expect(rich.headers.find(([name]) => name === 'content-type')![1]).toContain('graphql-response+json');
    expect((await post({ query, extensions: {} })).text).toBe(long.text);
    expect((await post({ query, operationName: 'Other' })).text).toContain('BAD_USER_INPUT');
    const form = await fetch(url, { method: 'POST', body: JSON.stringify({ query }), headers: { 'content-type': 'text/plain' } });
    expect(form.status).toBeGreaterThanOrEqual(400);
  });
});
