import { GrantRole } from '../../src/kernel/grant-role.js';
import { toGlobalId } from '../../src/kernel/global-id.js';
import type { Api } from '../support/api.js';
import { type PlaceRef, type RoomRef, World } from '../support/world.js';

type PlaceColumns = Record<'path' | 'name' | 'kind', string> & { version: number };

const RENAME =
  'mutation ($input: PlaceRenameInput!) { placeRename(input: $input) { place { __typename id name otherNames ' +
  'version changes { kind formerName happenedOn reason } } errors { code path } } }';
const MOVE =
  'mutation ($input: PlaceMoveInput!) { placeMove(input: $input) { place { __typename version parent { name } ' +
  'ancestors { name } changes { kind formerParent { name } } } errors { code path } } }';
const MERGE =
  'mutation ($input: PlaceMergeInput!) { placeMerge(input: $input) { place { closedOn parent { name } ' +
  'successor { name } changes { kind } } errors { code path } } }';
const FACT =
  'mutation ($input: PlaceFactRecordInput!) { placeFactRecord(input: $input) { fact { kind count asOf } errors ' +
  '{ code path } } }';
const HONOUR =
  'mutation ($input: PlaceHonourRecordInput!) { placeHonourRecord(input: $input) { honour { title } errors { ' +
  'code path } } }';

describe('changes of places', () => {
  let world: World;
  let city: PlaceRef;
  let east: PlaceRef;
  let west: PlaceRef;
  let bridge: PlaceRef;
  let garden: PlaceRef;
  let room: RoomRef;
  let admin: Api;
  let eastLiaison: Api;
  let westLiaison: Api;
  let convener: Api;

  beforeAll(async () => {
    world = await World.start();
    city = await world.city();
    [east, west] = [await world.street(city, 1, '东门街道'), await world.street(city, 2, '西门镇')];
    [bridge, garden] = [await world.community(east, 1, '桥头村委会'), await world.community(west, 1, '南园居委会')];
    room = await world.room(bridge);
    admin = await world.account(GrantRole.CITY_ADMIN, city);
    [eastLiaison, westLiaison] = [
      await world.account(GrantRole.STREET_CPPCC_LIAISON, east),
      await world.account(GrantRole.STREET_CPPCC_LIAISON, west),
    ];
    convener = await world.account(GrantRole.CONVENER, bridge);
  });
  afterAll(() => world.stop());

  const gid = (place: PlaceRef): string =>
    toGlobalId(
      place.level === 'CITY' ? 'City' : place.level === 'STREET' ? 'Street' : 'Community',
      place.cityId,
      place.id,
    );
  const stored = async (place: PlaceRef): Promise<PlaceColumns> =>
    (await world.sql<PlaceColumns>(place.cityId, 'SELECT * FROM place WHERE id = $1', [place.id]))[0]!;
  const everything = (): Promise<object[]> =>
    world.sql(city.cityId, 'SELECT id, path, parent_id, name, kind, version, closed_on FROM place ORDER BY id');
  const version = async (place: PlaceRef): Promise<number> => (await stored(place)).version;
  const roomsSeen = async (who: Api, within: PlaceRef): Promise<string[]> =>
    (await who.must(`{ rooms(within: "${within.code}") { nodes { id } } }`)).rooms.nodes.map(
      (node: { id: string }) => node.id,
    );
  const errorsOf = async (who: Api, query: string, input: object): Promise<string[]> => {
    const answer = await who.ask(query, { input });
    return [
      ...answer.codes,
      ...Object.values(answer.data ?? {}).flatMap((payload) =>
        ((payload as { errors?: { code: string }[] } | null)?.errors ?? []).map((error) => error.code),
      ),
    ];
  };

  it('a rename keeps the former name and says since when', async () => {
    const data = await admin.must(RENAME, {
      input: {
        id: gid(bridge),
        expectedVersion: 1,
        name: '桥头社区',
        happenedOn: '2023-05-01',
        reason: '民政〔2023〕7号',
      },
    });
    expect(data.placeRename.place).toMatchObject({
      __typename: 'Community',
      id: gid(bridge),
      name: '桥头社区',
      version: 2,
      changes: [{ kind: 'RENAMED', formerName: '桥头村委会', happenedOn: '2023-05-01', reason: '民政〔2023〕7号' }],
    });
    expect(data.placeRename.place.otherNames).toContain('桥头村委会');
    expect(await stored(bridge)).toMatchObject({ kind: 'NEIGHBOURHOOD' });
    const [event] = await world.sql(
      city.cityId,
      `SELECT object_type, place_id FROM audit_event WHERE action = 'placeRename'`,
    );
    expect(event).toEqual({ object_type: 'Community', place_id: bridge.id });
  });

  it('the second caller, with an old version, is shown the current state', async () => {
    const answer = await admin.ask(RENAME, {
      input: { id: gid(bridge), expectedVersion: 1, name: '别名社区', happenedOn: '2023-05-02' },
    });
    expect(answer.data.placeRename).toMatchObject({
      place: { __typename: 'Community', name: '桥头社区', version: 2 },
      errors: [{ code: 'CONFLICT' }],
    });
  });

  it('the same rename under one key is one rename', async () => {
    const keyed = admin.with({ 'idempotency-key': 'rename-1' });
    const input = { id: gid(garden), expectedVersion: 1, name: '南园社区', happenedOn: '2023-05-01' };
    const answers = [await keyed.must(RENAME, { input }), await keyed.must(RENAME, { input })];
    expect(answers[0]).toEqual(answers[1]);
    expect(await version(garden)).toBe(2);
  });

  it('a move takes rooms and sessions along: the old street no longer sees them, the new one does', async () => {
    const procedure = (await world.sql(city.cityId, 'SELECT id FROM procedure'))[0]!['id'];
    const at = { place_id: bridge.id, place_path: bridge.path, room_id: room.id };
    const topic = await world.insert(city.cityId, 'topic', {
      ...at,
      procedure_id: procedure,
      title: '路灯',
      track: 'SIMPLE',
      state: 'APPROVED',
      stage: 'DELIBERATION',
      proposed_from: '2024-01-01',
      proposed_to: '2024-01-01',
      proposed_precision: 'DAY',
    });
    const session = await world.insert(city.cityId, 'session', {
      ...at,
      topic_id: topic,
      ordinal: 1,
      round: 1,
      state: 'SCHEDULED',
      scheduled_for: '2024-02-01',
    });
    const roomId = toGlobalId('Room', city.cityId, room.id);
    expect([await roomsSeen(eastLiaison, east), await roomsSeen(westLiaison, west)]).toEqual([[roomId], []]);

    const data = await admin.must(MOVE, {
      input: { id: gid(bridge), expectedVersion: 2, newParentId: gid(west), happenedOn: '2024-03-01' },
    });
    expect(data.placeMove.place).toMatchObject({
      __typename: 'Community',
      version: 3,
      parent: { name: '西门镇' },
      ancestors: [{ name: city.name }, { name: '西门镇' }],
    });
    expect(data.placeMove.place.changes[0]).toEqual({ kind: 'MOVED', formerParent: { name: '东门街道' } });

    const path = (await stored(bridge))['path'] as string;
    expect(path.slice(0, -4)).toBe(west.path);
    expect(path).not.toBe((await stored(garden))['path']);
    for (const [table, id] of [
      ['room', room.id],
      ['topic', topic],
      ['session', session],
    ]) {
      expect(await world.sql(city.cityId, `SELECT place_path FROM ${table} WHERE id = $1`, [id])).toEqual([
        { place_path: path },
      ]);
    }
    expect([await roomsSeen(eastLiaison, east), await roomsSeen(westLiaison, west)]).toEqual([[], [roomId]]);
    expect((await eastLiaison.must(`{ room(id: "${roomId}") { id } }`)).room).toBeNull();
    expect((await convener.must(`{ room(id: "${roomId}") { id } }`)).room).toEqual({ id: roomId });
    expect(
      (await convener.must(`{ community(code: "${bridge.code}") { changes { kind } } }`)).community.changes,
    ).toEqual([{ kind: 'MOVED' }, { kind: 'RENAMED' }]);
  });

  it('a street moves with its communities below it', async () => {
    const district = await world.insert(city.cityId, 'place', {
      path: `${city.path}ZZ01`,
      parent_id: city.id,
      level: 'DISTRICT',
      code: '999999',
      name: '新区',
    });
    await admin.must(MOVE, {
      input: {
        id: gid(west),
        expectedVersion: 1,
        newParentId: toGlobalId('District', city.cityId, district),
        happenedOn: '2024-04-01',
      },
    });
    const [street, community] = [await stored(west), await stored(bridge)];
    expect(street['path'].slice(0, -4)).toBe(`${city.path}ZZ01`);
    expect(community['path'].slice(0, -4)).toBe(street['path']);
    expect(await roomsSeen(westLiaison, west)).toHaveLength(1);
  });

  it('a merged place hangs closed under its successor and keeps its records', async () => {
    const data = await admin.must(MERGE, {
      input: { id: gid(bridge), expectedVersion: 3, successorId: gid(garden), happenedOn: '2024-06-01' },
    });
    expect(data.placeMerge.place).toMatchObject({
      closedOn: '2024-06-01',
      parent: { name: '南园社区' },
      successor: { name: '南园社区' },
    });
    expect(data.placeMerge.place.changes[0]).toEqual({ kind: 'MERGED' });
    expect((await stored(bridge))['path'].slice(0, -4)).toBe((await stored(garden))['path']);
    expect(
      await world.sql(city.cityId, 'SELECT count(*)::int AS n FROM session WHERE place_id = $1', [bridge.id]),
    ).toEqual([{ n: 1 }]);
    expect(await roomsSeen(westLiaison, west)).toHaveLength(1);
  });

  it('refuses what makes no sense, and nothing changes', async () => {
    const before = await everything();
    const garden2 = { id: gid(garden), expectedVersion: 2, happenedOn: '2024-06-01' };
    expect(
      await errorsOf(admin, RENAME, { id: gid(bridge), expectedVersion: 4, name: '桥头', happenedOn: '2024-07-01' }),
    ).toEqual(['PLACE_CLOSED']);
    expect(await errorsOf(admin, RENAME, { ...garden2, name: '南园社区' })).toEqual(['NAME_UNCHANGED']);
    expect(await errorsOf(admin, RENAME, { ...garden2, name: '长'.repeat(51) })).toEqual(['TEXT_TOO_LONG']);
    expect(await errorsOf(admin, RENAME, { ...garden2, name: '新名', happenedOn: '2999-01-01' })).toEqual([
      'DATE_IN_FUTURE',
    ]);
    expect(await errorsOf(admin, MOVE, { ...garden2, newParentId: gid(city) })).toEqual(['PLACE_PARENT_LEVEL']);
    expect(await errorsOf(admin, MOVE, { ...garden2, newParentId: gid(west) })).toEqual(['PLACE_ALREADY_THERE']);
    expect(await errorsOf(admin, MERGE, { ...garden2, successorId: gid(garden) })).toEqual(['PLACE_SUCCESSOR_LEVEL']);
    expect(await errorsOf(admin, MERGE, { ...garden2, successorId: gid(bridge) })).toEqual(['PLACE_CLOSED']);
    expect(
      await errorsOf(admin, MERGE, {
        id: gid(west),
        expectedVersion: 2,
        successorId: gid(east),
        happenedOn: '2024-06-01',
      }),
    ).toEqual(['PLACE_HAS_CHILDREN']);
    expect(await everything()).toEqual(before);
  });

  it("is the city administrator's business alone, in its own city, and a refusal changes nothing", async () => {
    const otherCity = await world.city('乙市');
    const otherAdmin = await world.account(GrantRole.CITY_ADMIN, otherCity);
    const committee = await world.account(GrantRole.CITY_COMMITTEE, city);
    const before = await everything();
    const input = { id: gid(garden), expectedVersion: 2, name: '改名社区', happenedOn: '2024-07-01' };
    for (const who of [eastLiaison, westLiaison, convener, committee])
      expect(await errorsOf(who, RENAME, input)).toEqual(['FORBIDDEN']);
    expect(await errorsOf(world.anonymous, RENAME, input)).toEqual(['UNAUTHENTICATED']);
    expect(await errorsOf(otherAdmin, RENAME, input)).toEqual(['NOT_FOUND']);
    const theirs = await world.street(otherCity);
    expect(
      await errorsOf(admin, MOVE, {
        id: gid(garden),
        expectedVersion: 2,
        newParentId: gid(theirs),
        happenedOn: '2024-07-01',
      }),
    ).toEqual(['NOT_FOUND']);
    expect(await everything()).toEqual(before);
  });

  it('dated numbers and honours are recorded once each', async () => {
    const fact = { placeId: gid(garden), kind: 'USUAL_RESIDENTS', count: 8028, asOf: '2021-10-28', source: '公开报道' };
    expect((await admin.must(FACT, { input: fact })).placeFactRecord.fact).toEqual({
      kind: 'USUAL_RESIDENTS',
      count: 8028,
      asOf: '2021-10-28',
    });
    expect(await errorsOf(admin, FACT, { ...fact, count: 1 })).toEqual(['FACT_EXISTS']);
    expect(await errorsOf(admin, FACT, { ...fact, asOf: '2022-01-01', count: -1 })).toEqual(['NUMBER_OUT_OF_RANGE']);
    expect(await errorsOf(convener, FACT, { ...fact, asOf: '2022-01-01' })).toEqual(['FORBIDDEN']);
    const both = await Promise.all(
      [1, 2].map(() => errorsOf(admin, HONOUR, { placeId: gid(garden), title: '民主法治示范社区' })),
    );
    expect(both.flat()).toEqual(['HONOUR_EXISTS']);
    const seen = await world.anonymous.must(
      `{ community(code: "${garden.code}") { facts { count } honours { title } } }`,
    );
    expect(seen.community).toEqual({ facts: [{ count: 8028 }], honours: [{ title: '民主法治示范社区' }] });
  });

  const SET_KIND =
    'mutation ($input: PlaceKindSetInput!) { placeKindSet(input: $input) { place { id version ' +
    '... on Community { kind } changes { kind formerKind reason } } errors { code } } }';
  const CORRECT =
    'mutation ($input: PlaceFactCorrectInput!) { placeFactCorrect(input: $input) { fact { count version ' +
    'corrections { formerCount reason } } errors { code } } }';

  it('the kind of a place is set with a reason, and what it was is kept', async () => {
    const input = {
      id: gid(garden),
      expectedVersion: await version(garden),
      kind: 'VILLAGE',
      happenedOn: '2024-07-01',
      reason: '撤居设村',
    };
    expect(await errorsOf(convener, SET_KIND, input)).toEqual(['FORBIDDEN']);
    expect(await errorsOf(admin, SET_KIND, { ...input, kind: 'TOWN' })).toEqual(['KIND_OF_OTHER_LEVEL']);
    expect(await errorsOf(admin, SET_KIND, { ...input, reason: ' ' })).toEqual(['TEXT_EMPTY']);
    expect((await admin.must(SET_KIND, { input })).placeKindSet.place).toMatchObject({
      kind: 'VILLAGE',
      version: input.expectedVersion + 1,
      changes: expect.arrayContaining([{ kind: 'KIND_CHANGED', formerKind: 'NEIGHBOURHOOD', reason: '撤居设村' }]),
    });
    expect(await errorsOf(admin, SET_KIND, { ...input, expectedVersion: input.expectedVersion + 1 })).toEqual([
      'KIND_UNCHANGED',
    ]);
  });

  it('a place with a room below it is made no unit of the statistics, by its kind or by its name', async () => {
    const before = await stored(garden);
    const at = { id: gid(garden), expectedVersion: before.version, happenedOn: '2024-07-01', reason: '统计口径' };
    expect(await errorsOf(admin, SET_KIND, { ...at, kind: 'STATISTICAL_ONLY' })).toEqual(['PLACE_HAS_ROOM']);
    expect((await stored(garden)).kind).toBe(before.kind);
    await admin.must(RENAME, { input: { ...at, name: '南园虚拟社区' } });
    expect((await stored(garden)).kind).toBe(before.kind);
  });

  it('a dated number is corrected with a reason, and the one before is kept', async () => {
    const [fact] = await world.sql(city.cityId, 'SELECT id FROM place_fact WHERE count = 8028');
    const input = {
      id: toGlobalId('PlaceFact', city.cityId, fact!['id'] as string),
      expectedVersion: 1,
      count: 8082,
      reason: '录入时数字颠倒',
    };
    expect(await errorsOf(convener, CORRECT, input)).toEqual(['FORBIDDEN']);
    expect(await errorsOf(admin, CORRECT, { ...input, count: 8028 })).toEqual(['NUMBER_UNCHANGED']);
    expect((await admin.must(CORRECT, { input })).placeFactCorrect).toEqual({
      fact: { count: 8082, version: 2, corrections: [{ formerCount: 8028, reason: '录入时数字颠倒' }] },
      errors: [],
    });
    expect(await errorsOf(admin, CORRECT, input)).toEqual(['CONFLICT']);
  });
});
