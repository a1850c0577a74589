import { createHash } from 'node:crypto';
import pg from 'pg';
import { GrantRole } from '../../../src/kernel/grant-role.js';
import { toGlobalId } from '../../../src/kernel/global-id.js';
import type { Api } from '../../support/api.js';
import type { World } from '../../support/world.js';
import { listening } from './listening.js';

const JSON_TYPE = { 'content-type': 'application/json', accept: 'application/json' };
const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex');

/** Mistakes of clients and their answers. None of them is a fault of the server. */
describe('a mistake of the client', () => {
  let world: World;
  let url: string;
  let clerk: Api;
  let roomId: string;
  let cityId: string;

  beforeAll(async () => {
    ({ world, url } = await listening());
    const community = await world.community(await world.street(await world.city()));
    cityId = community.cityId;
    roomId = toGlobalId('Room', cityId, (await world.room(community)).id);
    clerk = await world.account(GrantRole.CLERK, community);
  });
  afterAll(() => world?.stop());

  const post = async (body: unknown, headers: Record<string, string> = {}): Promise<any> => {
    const answer = await fetch(url, {
      method: 'POST',
      body: JSON.stringify(body),
      headers: { ...JSON_TYPE, ...headers },
    });
    return answer.json();
  };
  async function renamed(from: string, to: string): Promise<void> {
    const owner = new pg.Client({ connectionString: world.db.superuserUrl });
    await owner.connect();
    await owner.query(`ALTER TABLE ${from} RENAME TO ${to}`);
    await owner.end();
  }
  const persisted = (query: string, hash = hashOf(query)) => ({
    extensions: { persistedQuery: { version: 1, sha256Hash: hash } },
  });

  it('lets clients send a hash first and the text when the hash is not known', async () => {
    const query = '{ metrics { id } }';
    for (const language of ['zh', 'en']) {
      const unknown = await post(persisted(`${query} # ${language}`), { 'accept-language': language });
      expect(unknown.errors).toEqual([
        { message: 'PersistedQueryNotFound', extensions: { code: 'PERSISTED_QUERY_NOT_FOUND' } },
      ]);
    }
    const first = await post({ query, ...persisted(query) });
    expect(first.data.metrics.length).toBeGreaterThan(0);
    expect(await post(persisted(query))).toEqual(first);
  });

  it.each([
    ["a hash that is not the text's", { query: '{ __typename }', ...persisted('{ __typename }', 'ab'.repeat(32)) }],
    ['a subscription', { query: 'subscription { x }' }],
    ['a subscription of nothing', { query: 'subscription S { __typename }' }],
    ['a list of requests', [{ query: '{ __typename }' }]],
    ['an empty body', {}],
    [
      'a version of persisted queries that there is not',
      { extensions: { persistedQuery: { version: 2, sha256Hash: 'ab' } } },
    ],
    ['a persisted query that is no object', { query: '{ __typename }', extensions: { persistedQuery: 'x' } }],
  ])('is BAD_USER_INPUT in Chinese, and carries nothing of ours: %s', async (_what, body) => {
    const { errors, data } = await post(body);
    expect(errors).toHaveLength(1);
    expect([errors[0].extensions, data ?? null]).toEqual([{ code: 'BAD_USER_INPUT' }, null]);
    expect(errors[0].message).toMatch(/[一-鿿]/);
  });

  it('is BAD_USER_INPUT when there are more mistakes in the variables than are listed', async () => {
    const query = 'query ($ids: [ID!]!) { nodes(ids: $ids) { id } }';
    const { errors } = await post({ query, variables: { ids: Array.from({ length: 80 }, () => ({})) } });
    expect(errors.length).toBeGreaterThan(1);
    expect([...new Set(errors.map(({ extensions }: any) => extensions.code))]).toEqual(['BAD_USER_INPUT']);
  });

  it('is answered in order when variables are nested beyond any schema', async () => {
    const nested = `${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)}`;
    const body = `{"query":"{ __typename }","variables":${nested}}`;
    const answer = await fetch(url, { method: 'POST', body, headers: JSON_TYPE });
    expect(answer.status).toBeLessThan(500);
    expect(await answer.text()).not.toContain('INTERNAL');
  });

  it('is no name to sign in with when it is longer than names are, and no failed attempt', async () => {
    const query = 'mutation ($input: SignInInput!) { signIn(input: $input) { token errors { code } } }';
    const random = Array.from({ length: 9_000 }, (_, index) => String.fromCharCode(0x4e00 + ((index * 7919) % 20_000)));
    const { data } = await post({ query, variables: { input: { username: random.join(''), password: 'x' } } });
    expect(data.signIn.errors).toEqual([{ code: 'SIGN_IN_FAILED' }]);
    const attempts = 'SELECT count(*)::int AS n FROM sign_in_attempt WHERE length(username) > 40';
    expect(await world.sql(cityId, attempts)).toEqual([{ n: 0 }]);
  });

  it('is explained when a GET could come from another site', async () => {
    const answer = await fetch(`${url}?query=${encodeURIComponent('{ __typename }')}`);
    const { errors } = (await answer.json()) as any;
    expect([answer.status, errors[0].extensions]).toEqual([400, { code: 'BAD_USER_INPUT' }]);
    expect(errors[0].message).toContain('请用 POST');
    expect(errors[0].message).toContain('apollo-require-preflight: 1');
  });

  it("is not logged as the server's own failure", async () => {
    const failures = async (work: () => Promise<unknown>): Promise<number> => {
      const before = world.logLines.length;
      await work();
      return world.logLines.slice(before).filter((line) => (JSON.parse(line) as { level: number }).level >= 50).length;
    };
    const unit = () =>
      clerk.ask('mutation { unitRecord(input: {name: "甲", kind: OTHER}) { unit { id } errors { code } } }');
    expect(await failures(() => post({ query: 'subscription { x }' }))).toBe(0);
    expect(
      await failures(() => post({ query: '{ __typename }', ...persisted('{ __typename }', 'ab'.repeat(32)) })),
    ).toBe(0);
    // Control: a failure in the database is a fault of the server.
    await renamed('unit', 'unit_away');
    expect(await failures(unit)).toBe(1);
    await renamed('unit_away', 'unit');
    expect(await failures(unit)).toBe(0);
  });

  describe('in a day', () => {
    const record = (value: string) =>
      clerk.ask(
        'mutation ($input: SessionRecordInput!) { sessionRecord(input: $input) { session { id } errors { code } } }',
        { input: { topicTitle: '日期试验', heldOn: { value }, headcount: 3 } },
      );

    it.each(['0000-11-05', '2026年2月3日', '2026-02-30', '2026-2-3', '20260203', ''])(
      'says how it is written, and stores nothing: %j',
      async (value) => {
        const { codes, text } = await record(value);
        expect(codes).toEqual(['BAD_USER_INPUT']);
        expect(text).toContain('YYYY-MM-DD');
        expect(text).toContain('heldOn.value');
        expect(await world.sql(cityId, 'SELECT id FROM session')).toEqual([]);
      },
    );

    it('is refused in a literal too', async () => {
      const { codes, text } = await clerk.ask(
        `{ room(id: "${roomId}") { id }
          compareRooms(within: "1", period: {from: "0000-01-01", to: "2020-01-31"}) { totalCount } }`,
      );
      expect(codes).toEqual(['BAD_USER_INPUT']);
      expect(text).toContain('YYYY-MM-DD');
    });

    it('is none when the day is one (control)', async () => {
      expect((await record('2024-02-29')).data.sessionRecord.errors).toEqual([]);
    });
  });

  describe('in a text', () => {
    const propose = (title: string) =>
      clerk.ask(
        'mutation ($input: TopicProposeInput!) { topicPropose(input: $input) { topic { title } errors { code } } }',
        {
          input: { roomId, title },
        },
      );

    it.each([
      ['NUL', 'x\0y'],
      ['half a character', 'x\ud800y'],
    ])('is refused with its path: %s', async (_what, title) => {
      const { codes, text } = await propose(title);
      expect(codes).toEqual(['BAD_USER_INPUT']);
      expect(JSON.parse(text).errors[0].extensions).toMatchObject({ argument: 'input.title' });
    });

    it('is refused in a literal too, with its path', async () => {
      const { text } = await clerk.ask(
        `mutation { topicPropose(input: {roomId: "${roomId}", title: "x\\u0000y"}) { topic { id } errors { code } } }`,
      );
      expect(JSON.parse(text).errors[0].extensions).toMatchObject({ code: 'BAD_USER_INPUT', argument: 'input.title' });
    });

    it('is none for a character beyond the first plane (control)', async () => {
      expect((await propose('𠮷祥里')).data.topicPropose).toEqual({ topic: { title: '𠮷祥里' }, errors: [] });
    });
  });
});
