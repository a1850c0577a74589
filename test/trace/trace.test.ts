import { toGlobalId } from '../../src/kernel/global-id.js';
import { GrantRole } from '../../src/kernel/grant-role.js';
import type { Api } from '../support/api.js';
import { type PlaceRef, type RoomRef, World } from '../support/world.js';
import { chainFixture, placed, topicFixture } from './fixture.js';

const TRACE = `trace { isUnbroken links { kind broken from node { __typename id } }
  brokenLinks { code stage message(lang: EN) node { __typename id } } }`;

interface Link {
  kind: string;
  broken: string[];
  from: string[];
  node: { __typename: string; id: string };
}
interface Traced {
  trace: { isUnbroken: boolean | null; links: Link[]; brokenLinks: { code: string }[] };
}

describe('the trace of a topic', () => {
  let world: World;
  let city: PlaceRef;
  let room: RoomRef;
  let convener: Api;
  let committee: Api;
  let sibling: Api;

  beforeAll(async () => {
    world = await World.start();
    city = await world.city();
    const street = await world.street(city);
    const community = await world.community(street);
    room = await world.room(community);
    convener = await world.account(GrantRole.CONVENER, community);
    committee = await world.account(GrantRole.CITY_COMMITTEE, city);
    sibling = await world.account(GrantRole.CONVENER, await world.community(street, 2));
  });
  afterAll(() => world.stop());

  const globalId = (id: string): string => toGlobalId('Topic', city.cityId, id);
  const ask = async (api: Api, ids: string[]): Promise<(Traced | null)[]> =>
    (
      await api.must(`query ($ids: [ID!]!) { nodes(ids: $ids) { ... on Topic { ${TRACE} } } }`, {
        ids: ids.map(globalId),
      })
    ).nodes;

  it('shows the whole chain to the room and to its city, each object by its type', async () => {
    const topic = await chainFixture(world, room);
    for (const api of [convener, committee]) {
      const { trace } = (await ask(api, [topic]))[0]!;
      expect(trace).toMatchObject({ isUnbroken: true, brokenLinks: [] });
      expect(trace.links.map((link) => `${link.kind} ${link.node.__typename}`)).toEqual([
        'CONCERN Concern',
        'TOPIC Topic',
        'SESSION Session',
        'SUGGESTION Suggestion',
        'OUTCOME Outcome',
        'ITEM ImplementationItem',
        'EVALUATION Evaluation',
      ]);
      expect(trace.links.slice(1, 5).map((link) => link.from)).toEqual(
        trace.links.slice(0, 4).map((link) => [link.node.id]),
      );
    }
  });

  it('names a gap with what would mend it and the object that shows it', async () => {
    const topic = await topicFixture(world, room);
    const { trace } = (await ask(convener, [topic]))[0]!;
    expect(trace.isUnbroken).toBe(false);
    expect(trace.brokenLinks).toEqual([
      {
        code: 'TOPIC_WITHOUT_CONCERN',
        stage: 'TOPIC_SELECTION',
        message: expect.stringContaining('no recorded concern'),
        node: { __typename: 'Topic', id: globalId(topic) },
      },
    ]);
    expect(trace.links).toEqual([
      {
        kind: 'TOPIC',
        broken: ['TOPIC_WITHOUT_CONCERN'],
        from: [],
        node: { __typename: 'Topic', id: globalId(topic) },
      },
    ]);
    const chinese = await convener.must(
      `{ node(id: "${globalId(topic)}") { ... on Topic { trace { brokenLinks { message } } } } }`,
    );
    expect(chinese.node.trace.brokenLinks[0].message).toContain('群众反映');
  });

  it('is not there for another room', async () => {
    const topic = await chainFixture(world, room);
    expect(await ask(sibling, [topic])).toEqual([null]);
  });

  it('shows the public what was published, and no gaps', async () => {
    const hidden = await chainFixture(world, room);
    const shown = await chainFixture(world, room);
    await world.sql(city.cityId, `UPDATE topic SET published_at = now() + interval '1 minute' WHERE id = $1`, [shown]);
    await placed(world, room, 'session', {
      room_id: room.id,
      topic_id: shown,
      round: 1,
      ordinal: 2,
      state: 'HELD',
      held_from: '2026-02-20',
      held_to: '2026-02-20',
      held_precision: 'DAY',
      changed_at: '2999-01-01',
    });
    const [nothing, published] = await ask(world.anonymous, [hidden, shown]);
    expect(nothing).toBeNull();
    expect(published!.trace).toMatchObject({ isUnbroken: null, brokenLinks: [] });
    expect(published!.trace.links.map((link) => link.kind)).toEqual([
      'TOPIC',
      'SESSION',
      'SUGGESTION',
      'OUTCOME',
      'ITEM',
    ]);
    // control: the room itself sees the session that came later, and its gap
    expect((await ask(convener, [shown]))[0]!.trace.brokenLinks.map((link) => link.code)).toEqual([
      'SESSION_WITHOUT_RECORD',
    ]);
  });

  it('costs the same number of statements for one topic and for thirty', async () => {
    const topics = await Promise.all(Array.from({ length: 30 }, () => chainFixture(world, room)));
    const count = async (ids: string[]): Promise<number> => {
      world.statements.length = 0;
      await convener.must(`query ($ids: [ID!]!) { nodes(ids: $ids) { ... on Topic { trace { isUnbroken } } } }`, {
        ids: ids.map(globalId),
      });
      return world.statements.length;
    };
    const one = await count(topics.slice(0, 1));
    expect(one).toBeGreaterThan(5);
    expect(await count(topics)).toBe(one);
  });
});
