import { toGlobalId } from '../../../src/kernel/global-id.js';
import { GrantRole } from '../../../src/kernel/grant-role.js';
import { Api } from '../../support/api.js';
import type { World } from '../../support/world.js';
import { listening } from './listening.js';

const JSON_TYPE = { 'content-type': 'application/json', accept: 'application/json' };

describe('the one entrance, asked again and again', () => {
  let world: World;
  let url: string;

  beforeAll(async () => {
    ({ world, url } = await listening());
  });
  afterAll(() => world?.stop());

  const post = async (body: object, headers: Record<string, string> = JSON_TYPE) => {
    const answer = await fetch(url, { method: 'POST', body: JSON.stringify(body), headers });
    const kept = [...answer.headers].filter(([name]) => !['date', 'connection', 'keep-alive'].includes(name)).sort();
    return { status: answer.status, headers: kept, text: await answer.text() };
  };
  const thrice = async (body: object, headers?: Record<string, string>) =>
    [await post(body, headers), await post(body, headers), await post(body, headers)] as const;

  it('answers a kept document byte for byte as a new one, headers included', async () => {
    for (const query of [
      '{ metrics { id name } }',
      'query A { viewer { account { id } } }',
      '{ __typename a: __typename }',
      'query B($with: Boolean!) { __typename metrics @include(if: $with) { id } }',
    ]) {
      const [first, second, third] = await thrice({
        query,
        variables: query.includes('$with') ? { with: true } : undefined,
      });
      expect(first.status).toBe(200);
      expect([second, third]).toEqual([first, first]);
    }
  });

  it('measures the limits of a kept document for each request, by its variables', async () => {
    const city = await world.city('限市');
    const query = `query L($first: Int!) { city(code: "${city.code}") { children(first: $first) { nodes {
      name children(first: $first) { nodes { name children(first: $first) { nodes { name } } } } } } } }`;
    const api = await world.account(GrantRole.CITY_COMMITTEE, city);
    for (let time = 0; time < 3; time += 1) {
      expect((await api.must(query, { first: 1 })).city).toEqual({ children: { nodes: [] } });
      const before = world.statements.length;
      const { status, data, errors } = await api.ask(query, { first: 100 });
      expect([status, data, errors[0]!.extensions]).toMatchObject([
        400,
        null,
        { code: 'BAD_USER_INPUT', limit: 'cost' },
      ]);
      expect(world.statements.length).toBe(before);
    }
  });

  it('refuses NUL in a variable of a known document, and a wrong variable', async () => {
    const query = 'query N($code: String!) { city(code: $code) { name } }';
    const known = [
      await post({ query, variables: { code: '000000' } }),
      await post({ query, variables: { code: '000000' } }),
    ];
    expect(known[0]!.text).toBe('{"data":{"city":null}}\n');
    expect(known[1]).toEqual(known[0]);
    expect((await post({ query, variables: { code: 'a\0b' } })).text).toContain('NUL');
    expect((await post({ query, variables: { code: 5 } })).text).toContain('BAD_USER_INPUT');
    expect((await post({ query, variables: {} })).text).toContain('BAD_USER_INPUT');
  });

  it('reads nothing twice for an error', async () => {
    const city = await world.city();
    const committee = await world.account(GrantRole.CITY_COMMITTEE, city);
    const query = 'query E($within: String!) { compareRooms(within: $within, period: {year: 2020}) { totalCount } }';
    const fine = [
      await committee.ask(query, { within: city.code }),
      await committee.ask(query, { within: city.code }),
      await committee.ask(query, { within: city.code }),
    ];
    expect(fine[2]!.text).toBe(fine[0]!.text);
    const before = world.statements.length;
    expect((await committee.ask(query, { within: '000000' })).codes).toEqual(['NOT_FOUND']);
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
      const input = {
        grantId: toGlobalId('Grant', city.cityId, grant!.id),
        scopes,
        label: '统计平台',
        expiresOn: `${new Date().getUTCFullYear() + 1}-06-30`,
      };
      const { serviceTokenIssue } = await admin.must(
        'mutation ($input: ServiceTokenIssueInput!) { serviceTokenIssue(input: $input) { serviceToken { secret ' +
          '} errors { code } } }',
        { input },
      );
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
    // The same for a document that the narrow one asks first.
    const other = query.replace('Scoped', 'First');
    for (let time = 0; time < 3; time += 1)
      expect((await narrow.ask(other, { id: roomId })).codes).toEqual(['FORBIDDEN']);
  });

  it('refuses them a known mutation each time, under an answered key too, and changes nothing', async () => {
    const { city, convener, withScopes } = await tokens();
    const query =
      'mutation Keyed($input: UnitRecordInput!) { unitRecord(input: $input) { unit { id name } errors { code } } }';
    const variables = { input: { name: '入口试验单位', kind: 'OTHER' } };
    const key = { 'idempotency-key': 'entrance-1' };
    const first = await convener.with(key).must(query, variables);
    expect(await convener.with(key).must(query, variables)).toEqual(first);
    const units = async () => (await world.sql<{ count: string }>(city.cityId, 'SELECT count(*) FROM unit'))[0]!.count;
    const before = await units();
    for (const scopes of [['COMPARISON_READ'], ['RECORD_READ'], ['RECORD_WRITE']]) {
      const narrow = await withScopes(...scopes);
      for (const headers of [key, key, key, { 'idempotency-key': 'entrance-2' }, {}]) {
        const answer = await narrow.with(headers).ask(query, variables);
        expect([scopes, answer.codes]).toEqual([scopes, ['FORBIDDEN']]);
        expect(answer.text).not.toContain(first.unitRecord.unit.id);
      }
    }
    expect(await units()).toBe(before);
    // The control: with both scopes the key is answered as it was.
    expect(await (await withScopes('RECORD_READ', 'RECORD_WRITE')).with(key).must(query, variables)).toEqual(first);
  });

  it('answers in the type that the client accepts, and reads the whole body', async () => {
    const query = '{ metrics { id } }';
    const typeOf = ({ headers }: Awaited<ReturnType<typeof post>>): string =>
      headers.find(([name]) => name === 'content-type')![1]!;
    const plain = await post({ query });
    expect([plain.status, typeOf(plain)]).toEqual([200, 'application/json; charset=utf-8']);
    for (const accept of [
      'application/graphql-response+json',
      'application/graphql-response+json,application/json;q=0.9',
      'application/graphql-response+json, application/graphql+json, application/json, text/event-stream, ' +
        'multipart/mixed',
    ]) {
      const rich = await post({ query }, { ...JSON_TYPE, accept });
      expect([accept, rich.status, typeOf(rich), rich.text]).toEqual([
        accept,
        200,
        'application/graphql-response+json; charset=utf-8',
        plain.text,
      ]);
    }
    expect((await post({ query }, { ...JSON_TYPE, accept: 'text/csv' })).status).toBe(406);
    expect((await post({ query, extensions: {} })).text).toBe(plain.text);
    for (const body of [
      { query, operationName: 'Other' },
      [{ query }],
      { query, variables: [] },
      { query, extensions: 'x' },
      {},
    ]) {
      const answer = await post(body);
      expect([body, answer.text.includes('BAD_USER_INPUT'), answer.text.includes('"data":{')]).toEqual([
        body,
        true,
        false,
      ]);
    }
  });

  it('refuses a kept document that another site could have sent', async () => {
    const query = '{ metrics { id } }';
    expect((await post({ query })).status).toBe(200);
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x']) {
      const answer = await post({ query }, { 'content-type': type });
      expect([type, answer.status >= 400 && answer.status < 500, answer.text.includes('"data":{')]).toEqual([
        type,
        true,
        false,
      ]);
    }
    const byGet = (headers: Record<string, string>): Promise<number> =>
      fetch(`${url}?query=${encodeURIComponent(query)}`, { headers }).then(({ status }) => status);
    expect([
      await byGet({}),
      await byGet({ 'apollo-require-preflight': '1' }),
      await byGet({ 'x-apollo-operation-name': 'Q' }),
    ]).toEqual([400, 200, 200]);
  });

  it('answers a person whose grant has changed as what the person is now', async () => {
    const city = await world.city('变市');
    const committee = await world.account(GrantRole.CITY_COMMITTEE, city);
    const query = `{ city(code: "${city.code}") { name facts { kind } } viewer { account { id } } }`;
    const before = await committee.must(query);
    expect(before.viewer.account.id).toEqual(expect.any(String));
    await world.sql(city.cityId, 'UPDATE access_grant SET revoked_at = now()');
    expect((await committee.ask(query)).data?.viewer ?? null).toBeNull();
  });
});
