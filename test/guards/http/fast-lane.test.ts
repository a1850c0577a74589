import { parse } from 'graphql';
import type { ExecutorRequest } from '../../../src/graphql/executor.js';
import { FastLane } from '../../../src/http/fast-lane.js';
import { toGlobalId } from '../../../src/kernel/global-id.js';
import { GrantRole } from '../../../src/kernel/grant-role.js';
import { Api } from '../../support/api.js';
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

  /** A convener, and a way to be given service tokens of the convener's own grant. */
  const tokens = async () => {
    const city = await world.city();
    const community = await world.community(await world.street(city));
    const admin = await world.account(GrantRole.CITY_ADMIN, city);
    const convener = await world.account(GrantRole.CONVENER, community);
    const room = await world.room(community);
    const [grant] = await world.sql<{ id: string }>(city.cityId, `SELECT id FROM access_grant WHERE role = 'CONVENER'`);
    const withScopes = async (...scopes: string[]): Promise<Api> => {
      const input = { grantId: toGlobalId('Grant', city.cityId, grant!.id), scopes, label: '统计平台', expiresOn: `${new Date().getUTCFullYear() + 1}-06-30` };
      const { serviceTokenIssue } = await admin.must('mutation ($input: ServiceTokenIssueInput!) { serviceTokenIssue(input: $input) { serviceToken { secret } errors { code } } }', { input });
      return new Api(world.server.app, serviceTokenIssue.serviceToken.secret);
    };
    return { city, convener, roomId: toGlobalId('Room', city.cityId, room.id), withScopes };
  };

  it('refuses a known document each time to a token without the scope its records need, and to no other', async () => {
    const { convener, roomId, withScopes } = await tokens();
    const query = 'query Scoped($id: ID!) { room(id: $id) { id sessions(first: 1) { totalCount nodes { id } } } }';
    const [narrow, wide] = [await withScopes('COMPARISON_READ'), await withScopes('RECORD_READ')];
    const known = (await convener.must(query, { id: roomId })).room;
    expect(known.id).toBe(roomId);
    for (let time = 0; time < 3; time += 1) {
      expect(await narrow.ask(query, { id: roomId })).toMatchObject({ data: null, codes: ['FORBIDDEN'] });
      expect((await wide.must(query, { id: roomId })).room).toEqual(known);
      expect((await convener.must(query, { id: roomId })).room).toEqual(known);
    }
    // Asked by the narrow one first, it does not become known.
    const other = query.replace('Scoped', 'First');
    for (let time = 0; time < 3; time += 1) expect((await narrow.ask(other, { id: roomId })).codes).toEqual(['FORBIDDEN']);
  });

  it('refuses them a known mutation each time, under a key that was answered before too, and changes nothing', async () => {
    const { city, convener, withScopes } = await tokens();
    const query = 'mutation Keyed($input: UnitRecordInput!) { unitRecord(input: $input) { unit { id name } errors { code } } }';
    const variables = { input: { name: '快道试验单位', kind: 'OTHER' } };
    const key = { 'idempotency-key': 'lane-1' };
    const first = await convener.with(key).must(query, variables);
    expect(await convener.with(key).must(query, variables)).toEqual(first);
    const units = async () => (await world.sql<{ count: string }>(city.cityId, 'SELECT count(*) FROM unit'))[0]!.count;
    const before = await units();
    for (const scopes of [['COMPARISON_READ'], ['RECORD_READ'], ['RECORD_WRITE']]) {
      const narrow = await withScopes(...scopes);
      for (const headers of [key, key, key, { 'idempotency-key': 'lane-2' }, {}]) {
        const answer = await narrow.with(headers).ask(query, variables);
        expect([scopes, answer.codes]).toEqual([scopes, ['FORBIDDEN']]);
        expect(answer.text).not.toContain(first.unitRecord.unit.id);
      }
    }
    expect(await units()).toBe(before);
    // The control: with both scopes the key is answered as it was.
    expect(await (await withScopes('RECORD_READ', 'RECORD_WRITE')).with(key).must(query, variables)).toEqual(first);
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
