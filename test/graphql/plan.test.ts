import { type ExecutionResult, type OperationDefinitionNode, execute, parse, validate } from 'graphql';
import { answerByPlan } from '../../src/graphql/plan/read-plan.js';
import { toGlobalId } from '../../src/kernel/global-id.js';
import { nodeLoader } from '../../src/kernel/journal.js';
import { Lang } from '../../src/kernel/message.js';
import { RequestContext } from '../../src/kernel/request-context.js';
import type { Viewer } from '../../src/kernel/viewer.js';
import { GrantRole } from '../../src/kernel/grant-role.js';
import { loadNode, tableOfType, typeOf } from '../../src/modules/registry.js';
import { type PlaceRef, type RoomRef, World } from '../support/world.js';

describe('the read planner', () => {
  let world: World;
  let city: PlaceRef;
  let street: PlaceRef;
  let rooms: RoomRef[];

  beforeAll(async () => {
    world = await World.start();
    city = await world.city();
    street = await world.street(city);
    rooms = [];
    for (const serial of [1, 2, 3]) {
      const community = await world.community(street, serial);
      rooms.push(
        await world.room(community, {
          established_from: '2020-03-01',
          established_to: '2020-03-31',
          established_precision: 'MONTH',
        }),
      );
      await world.insert(city.cityId, 'convener', {
        place_id: community.id,
        place_path: community.path,
        room_id: rooms.at(-1)!.id,
        name: `召集人${serial}`,
        kind: 'LEAD',
      });
      await world.insert(city.cityId, 'place_fact', {
        place_id: community.id,
        place_path: community.path,
        kind: 'HOUSEHOLDS',
        count: serial,
        as_of: '2020-01-01',
      });
    }
  });
  afterAll(() => world.stop());

  const viewer = (place: PlaceRef, role: GrantRole, reader: Viewer['reader']): Viewer => ({
    accountId: null,
    username: null,
    displayName: null,
    cityId: place.cityId,
    grantId: place.id,
    role,
    placeId: place.id,
    placePath: place.path,
    reader,
    scopes: null,
    tokenId: null,
  });
  const context = (who: Viewer): RequestContext =>
    new RequestContext(
      world.server.database,
      who,
      { address: '127.0.0.1', requestId: 'r', lang: Lang.ZH_HANS, idempotencyKey: null },
      new Map([[nodeLoader.symbol, loadNode]]),
    );

  async function both(
    query: string,
    variables: Record<string, unknown> = {},
    who = viewer(city, GrantRole.CITY_COMMITTEE, 'app_city'),
  ): Promise<{ planned: object | null; loaded: ExecutionResult; statements: number }> {
    const document = parse(query);
    expect(validate(world.server.schema, document)).toEqual([]);
    world.statements.length = 0;
    const planned = await answerByPlan({
      schema: world.server.schema,
      document,
      operation: document.definitions[0] as OperationDefinitionNode,
      variables,
      ctx: context(who),
      types: { typeOf, tableOfType },
      onFault: (error) => {
        throw error;
      },
    });
    const statements = world.statements.length;
    const loaded = await execute({
      schema: world.server.schema,
      document,
      variableValues: variables,
      contextValue: context(who),
    });
    return {
      planned: planned && JSON.parse(JSON.stringify(planned)),
      loaded: JSON.parse(JSON.stringify(loaded)),
      statements,
    };
  }

  const id = (room: RoomRef): string => toGlobalId('Room', city.cityId, room.id);

  it.each([
    [
      'one room with its parents',
      () =>
        `{ room(id: "${id(rooms[0]!)}") {
          __typename id name version recordedAt origin isPublished viewerCanDescribe establishedOn {
          value precision to } sharedWith place { __typename id code name parent { name ... on Place { level } parent {
          name isDemo } } } conveners { name kind } } }`,
      2,
    ],
    [
      'a street and what is below it',
      () =>
        `query ($n: Int!) { street(code: "${street.code}") { kind children(first: $n) { edges { cursor node {
          code facts { kind count asOf } room { name } } } pageInfo { hasNextPage endCursor } } } }`,
      3,
    ],
    [
      'two roots, one of them of another level',
      () =>
        `{ a: city(code: "${street.code}") { name } b: community(code: "${rooms[1]!.place.code}") { kind room { id } }
          }`,
      2,
    ],
    ['what does not exist', () => `{ room(id: "${toGlobalId('Room', city.cityId, city.id)}") { name } }`, 1],
    [
      'directives and fragments',
      () =>
        `query ($n: Int!) { community(code: "${rooms[2]!.place.code}") {
          ...f name @skip(if: true) other: name @include(if: true) } } fragment f on Community { code parent {
          children(first: $n) { nodes { name } } } }`,
      2,
    ],
    [
      'a list counted and shown in several ways',
      () =>
        `{ street(code: "${street.code}") { children(first: 1) { __typename totalCount nodes { code } again: nodes {
          name facts { count } } edges { __typename cursor node { code room { conveners { name } } } } pageInfo {
          __typename startCursor } } } }`,
      5,
    ],
    [
      'a page below a place, and nothing but its length',
      () =>
        `query ($n: Int!) { rooms(within: "${street.code}", first: $n) { nodes { name place { code } } totalCount }
          all: rooms(within: "${city.code}") { totalCount } }`,
      6,
    ],
    [
      'anything by its id',
      () =>
        `{ node(id: "${id(rooms[0]!)}") { __typename id ... on Room { name place { name } } ... on Topic { title } }
          place: node(id: "${toGlobalId('Community', city.cityId, rooms[1]!.place.id)}") { ... on Place { code }
          ... on Community { kind } } none: node(id: "${toGlobalId('Street', city.cityId, rooms[1]!.place.id)}") { id }
          }`,
      3,
    ],
  ])(
    'answers %s as the loaders do, with one statement for each list and one for each root',
    async (_name, query, statements) => {
      const answer = await both(query(), { n: 2 });
      expect(answer.loaded.errors).toBeUndefined();
      expect(answer.planned).toEqual(answer.loaded.data);
      expect(answer.statements).toBe(statements);
    },
  );

  it('sees no more than the viewer may', async () => {
    const [own, other] = [rooms[0]!, rooms[1]!];
    const who = viewer(own.place, GrantRole.CONVENER, 'app_room');
    const answer = await both(
      `{ own: room(id: "${id(own)}") { name } other: room(id: "${id(other)}") { name } street(code: "${street.code}") {
        children { nodes { name room { name } } } } }`,
      {},
      who,
    );
    expect(answer.planned).toEqual(answer.loaded.data);
    expect((answer.planned as any).other).toBeNull();
  });

  it.each([
    ['a bad id', '{ room(id: "nonsense") { name } }'],
    ['a page too large', () => `{ street(code: "${street.code}") { children(first: 101) { nodes { name } } } }`],
    [
      'a field it does not know how to read',
      () => `{ community(code: "${rooms[0]!.place.code}") { ancestors { name } } }`,
    ],
    ['a list below a place nobody sees', '{ rooms(within: "000000") { totalCount } }'],
    ['a cursor of another list', () => `{ rooms(within: "${street.code}", after: "WyIxIl0") { totalCount } }`],
    ['the public', () => `{ community(code: "${rooms[0]!.place.code}") { name } }`],
  ])('leaves %s to the loaders', async (name, query) => {
    const who =
      name === 'the public' ? { ...viewer(city, GrantRole.CITY_COMMITTEE, 'app_public'), cityId: null } : undefined;
    expect((await both(typeof query === 'string' ? query : query(), {}, who)).planned).toBeNull();
  });
});
