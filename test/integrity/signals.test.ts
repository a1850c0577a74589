import { GrantRole } from '../../src/kernel/grant-role.js';
import { hashToken } from '../../src/modules/accounts/auth-store.service.js';
import { SIGNAL_KINDS } from '../../src/modules/integrity/signal-kinds.js';
import { integrityMessages } from '../../src/modules/integrity/messages.js';
import { innocentOf, questionOf } from '../../src/modules/integrity/signal-words.js';
import { type Answer, Api } from '../support/api.js';
import { type PlaceRef, type RoomRef, World } from '../support/world.js';
import { Planting, QUARTER, SIGNAL } from './planting.js';

const QUERY = `query ($within: String!, $first: Int = 20, $after: String, $kinds: [IntegritySignalKind!]) {
  integritySignals(within: $within, period: ${QUARTER}, first: $first, after: $after, kinds: $kinds) {
  totalCount isDemo caution english: caution(lang: EN) period { from to } pageInfo { hasNextPage endCursor } nodes {
  kind timing count of place { code } } } }`;

describe('signals: who sees them, page by page', () => {
  let world: World;
  let planting: Planting;
  let other: Planting;
  const places = new Map<string, PlaceRef>();
  const place = (name: string): PlaceRef => places.get(name)!;

  /** A session before its topic, ten top marks: two signals. */
  async function suspicious(at: Planting, room: RoomRef): Promise<void> {
    await at.session(room, await at.topic(room, '2024-08-10', { entered: '2024-08-10T10:00:00Z' }), '2024-08-01');
    const topic = await at.topic(room);
    for (let count = 0; count < 10; count += 1) await at.evaluation(room, topic, '2024-09-01');
  }

  beforeAll(async () => {
    world = await World.start();
    [planting, other] = [await Planting.start(world), await Planting.start(world, '乙市')];
    const { city, street } = planting;
    const cousinStreet = await world.street(city, 2);
    const [own, sibling, cousin, foreign] = [
      await planting.room(),
      await planting.room(),
      await planting.room(cousinStreet),
      await other.room(),
    ];
    const atStreet = await world.room(street);
    for (const room of [own, sibling, cousin, atStreet]) await suspicious(planting, room);
    await suspicious(other, foreign);
    for (const [name, at] of Object.entries({
      city,
      street,
      cousinStreet,
      own: own.place,
      sibling: sibling.place,
      cousin: cousin.place,
      otherCity: other.city,
      otherCommunity: foreign.place,
    }))
      places.set(name, at);
  });
  afterAll(() => world.stop());

  const ask = (api: Api, name: string, variables: Record<string, unknown> = {}): Promise<Answer> =>
    api.ask(QUERY, { within: name === 'nowhere' ? '000000000000' : place(name).code, ...variables });

  const F = 'FORBIDDEN';
  const N = 'NOT_FOUND';
  const COLUMNS = [
    'city',
    'street',
    'cousinStreet',
    'own',
    'sibling',
    'cousin',
    'otherCity',
    'otherCommunity',
    'nowhere',
  ] as const;
  it.each([
    [GrantRole.CITY_COMMITTEE, 'city', [8, 6, 2, 2, 2, 2, N, N, N]],
    [GrantRole.STREET_CPPCC_LIAISON, 'street', [F, 6, F, 2, 2, F, N, N, N]],
    [GrantRole.STREET_PARTY_OFFICE, 'street', [F, 6, F, 2, 2, F, N, N, N]],
    [GrantRole.OBSERVER, 'own', [F, F, F, 2, F, F, N, N, N]],
    [GrantRole.CONVENER, 'own', [F, F, F, 2, F, F, N, N, N]],
    [GrantRole.CLERK, 'own', [F, F, F, 2, F, F, N, N, N]],
    // A street's own room sees itself alone, not the rooms below.
    [GrantRole.CLERK, 'street', [F, 2, F, F, F, F, N, N, N]],
  ])('%s at %s', async (role, at, expected) => {
    const api = await world.account(role, place(at));
    const answers: (number | string | undefined)[] = [];
    for (const column of COLUMNS) {
      const { codes, data } = await ask(api, column);
      answers.push(codes[0] ?? data.integritySignals.totalCount);
      if (codes.length > 0) expect(data).toBeNull();
    }
    expect(answers).toEqual(expected);
  });

  it('the public is refused, and learns nothing of whether a place exists', async () => {
    for (const name of ['own', 'city', 'nowhere'])
      expect((await ask(world.anonymous, name)).codes).toEqual(['UNAUTHENTICATED']);
  });

  it("a program's token needs the scope for comparing, and another to see the records", async () => {
    const { cityId } = place('city');
    await world.account(GrantRole.CITY_COMMITTEE, place('city'), 'statistics');
    const [grant] = await world.sql<{ id: string; account_id: string }>(
      cityId,
      `SELECT g.id, g.account_id FROM access_grant g JOIN account a ON a.city_id = g.city_id AND a.id = g.account_id
        WHERE a.username = 'statistics'`,
    );
    const token = async (...scopes: string[]): Promise<Api> => {
      await world.insert(cityId, 'access_token', {
        hash: hashToken(`test-${scopes.join()}`),
        account_id: grant!.account_id,
        grant_id: grant!.id,
        kind: 'SERVICE',
        scopes,
        expires_at: '2199-01-01',
      });
      return new Api(world.server.app, `test-${scopes.join()}`);
    };
    const [narrow, wrong, wide] = [
      await token('COMPARISON_READ'),
      await token('RECORD_READ'),
      await token('COMPARISON_READ', 'RECORD_READ'),
    ];
    expect([(await ask(narrow, 'city')).codes, (await ask(wrong, 'city')).codes]).toEqual([[], [F]]);
    const records = `{ integritySignals(within: "${place('own').code}", period: ${QUARTER}) { nodes { ${SIGNAL} } } }`;
    const [refused, shown] = [await narrow.ask(records), await wide.ask(records)];
    expect(refused.codes).toContain(F);
    expect(refused.text).not.toContain('"__typename":"Evaluation"');
    expect(shown.codes).toEqual([]);
    expect(shown.text).toContain('"__typename":"Evaluation"');
  });

  it('come by official code, then by kind, and the pages together are the whole', async () => {
    const whole = (await ask(planting.committee, 'city')).data.integritySignals;
    const codes = [place('street'), place('own'), place('sibling'), place('cousin')].map(({ code }) => code).sort();
    expect(whole.nodes.map((node: any) => [node.place.code, node.kind])).toEqual(
      codes.flatMap((code) => [
        [code, 'ONLY_TOP_MARKS'],
        [code, 'IMPOSSIBLE_TIMING'],
      ]),
    );
    for (const size of [1, 3]) {
      const nodes: unknown[] = [];
      for (let after: string | null = null, next = true; next;) {
        const page: any = (await ask(planting.committee, 'city', { first: size, after })).data.integritySignals;
        expect(page.totalCount).toBe(8);
        nodes.push(...page.nodes);
        [after, next] = [page.pageInfo.endCursor, page.pageInfo.hasNextPage];
      }
      expect(nodes).toEqual(whole.nodes);
    }
    expect(whole).toMatchObject({
      isDemo: true,
      caution: integrityMessages.signalCaution.zh,
      english: integrityMessages.signalCaution.en,
      period: { from: '2024-07-01', to: '2024-09-30' },
      pageInfo: { hasNextPage: false },
    });
  });

  it('only of the kinds asked for', async () => {
    const kinds = async (asked: string[]): Promise<string[]> =>
      (await ask(planting.committee, 'own', { kinds: asked })).data.integritySignals.nodes.map(
        (node: any) => node.kind,
      );
    expect(await kinds(['IMPOSSIBLE_TIMING'])).toEqual(['IMPOSSIBLE_TIMING']);
    expect(await kinds(['BURST_BEFORE_END', 'COPIED_MINUTES'])).toEqual([]);
    expect(await kinds([])).toEqual(['ONLY_TOP_MARKS', 'IMPOSSIBLE_TIMING']);
  });

  it('show as many records as asked for', async () => {
    const first = async (records: string): Promise<Answer> =>
      planting.committee.ask(
        `{ integritySignals(within: "${place('own').code}", period: ${QUARTER}, kinds: [ONLY_TOP_MARKS]) { nodes {
          count records${records} { first last } } } }`,
      );
    expect((await first('(first: 3)')).data.integritySignals.nodes).toEqual([
      { count: 10, records: Array.from({ length: 3 }, () => ({ first: '2024-09-01', last: '2024-09-01' })) },
    ]);
    expect((await first('')).data.integritySignals.nodes[0].records).toHaveLength(10);
    expect((await first('(first: 101)')).codes).toEqual(['BAD_USER_INPUT']);
  });

  it('cost as many statements for one room as for four', async () => {
    const cost = async (within: string): Promise<number> => {
      const before = world.statements.length;
      await planting.committee.must(
        `{ integritySignals(within: "${place(within).code}", period: ${QUARTER}, kinds: [ONLY_TOP_MARKS]) { nodes {
          ${SIGNAL} } } }`,
      );
      return world.statements.length - before;
    };
    const [one, four] = [await cost('own'), await cost('city')];
    expect(one).toBeGreaterThan(0);
    expect(four).toBe(one);
  });

  it('refuse a page too long, a cursor of another list, a period too long or not of whole months', async () => {
    const period = (text: string): Promise<Answer> =>
      planting.committee.ask(`{ integritySignals(within: "${place('city').code}", period: ${text}) { totalCount } }`);
    expect((await ask(planting.committee, 'city', { first: 101 })).codes).toEqual(['BAD_USER_INPUT']);
    expect((await ask(planting.committee, 'city', { after: 'WyJhIiwiYiJd' })).codes).toEqual(['BAD_USER_INPUT']);
    expect((await period('{from: "2023-01-01", to: "2024-12-31"}')).codes).toEqual([]);
    expect((await period('{from: "2022-12-01", to: "2024-12-31"}')).errors[0]!.extensions).toMatchObject({
      code: 'BAD_USER_INPUT',
      reason: 'PERIOD_RANGE',
    });
    expect((await period('{from: "2024-01-02", to: "2024-12-31"}')).codes).toEqual(['BAD_USER_INPUT']);
  });

  it('ask, accuse nobody, and offer innocent explanations, in both languages', () => {
    const period = { from: '2024-07-01', to: '2024-09-30' };
    const texts = SIGNAL_KINDS.map((kind) => ({
      question: questionOf({ ...kind, count: 9, of: 12 }, period),
      innocent: innocentOf(kind),
    }));
    expect(new Set(texts.map(({ question }) => question.zh)).size).toBe(SIGNAL_KINDS.length);
    for (const { question, innocent } of texts) {
      expect(question.zh).toMatch(/^2024年第三季度.*12.*？$/);
      expect(question.en).toMatch(/Q3 2024.*\?$/);
      expect(innocent.length).toBeGreaterThanOrEqual(3);
      for (const { zh, en } of [question, integrityMessages.signalCaution, ...innocent])
        expect([zh, en].join()).not.toMatch(/造假|作假|虚假|弄虚|抄袭|违规|嫌疑|fake|fraud|cheat|copied|suspicious/i);
    }
    expect(questionOf({ ...SIGNAL_KINDS[0]!, count: 9, of: 12 }, period).en).toContain('9 were entered');
  });
});
