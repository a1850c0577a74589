import pg from 'pg';
import { GrantRole } from '../../src/kernel/grant-role.js';
import { toGlobalId } from '../../src/kernel/global-id.js';
import { uuidv7 } from '../../src/kernel/uuid.js';
import type { Api } from '../support/api.js';
import { type PlaceRef, type RoomRef, World } from '../support/world.js';

const EVENTS =
  'query ($within: String!, $after: String) { auditEvents(within: $within, first: 2, after: $after) { ' +
  'totalCount pageInfo { hasNextPage endCursor } nodes { action actor role at objectType object address ' +
  'onBehalfOf place { __typename code } } } }';

describe('the audit', () => {
  let world: World;
  let city: PlaceRef;
  let streets: PlaceRef[];
  let community: PlaceRef;
  let room: RoomRef;
  let admin: Api;
  let committee: Api;
  let convener: Api;

  beforeAll(async () => {
    world = await World.start();
    city = await world.city();
    streets = [await world.street(city, 1), await world.street(city, 2)];
    community = await world.community(streets[0]!);
    room = await world.room(community);
    [admin, committee, convener] = [
      await world.account(GrantRole.CITY_ADMIN, city),
      await world.account(GrantRole.CITY_COMMITTEE, city),
      await world.account(GrantRole.CONVENER, community),
    ];
    await admin.must('mutation ($input: PlaceRenameInput!) { placeRename(input: $input) { errors { code } } }', {
      input: {
        id: toGlobalId('Street', city.cityId, streets[1]!.id),
        expectedVersion: 1,
        name: '西门街道',
        happenedOn: '2024-01-01',
      },
    });
    const total = {
      roomId: toGlobalId('Room', city.cityId, room.id),
      measure: 'SESSIONS',
      value: 1,
      periodFrom: '2020-01-01',
      periodTo: '2020-12-31',
      provenance: { onBehalfOf: '街道办' },
    };
    await convener.must(
      'mutation ($input: CarriedTotalRecordInput!) { carriedTotalRecord(input: $input) { errors { code } } }',
      { input: total },
    );
    await convener.must('mutation ($input: RoomPublishInput!) { roomPublish(input: $input) { errors { code } } }', {
      input: { id: toGlobalId('Room', city.cityId, room.id), expectedVersion: 1 },
    });
  });
  afterAll(() => world.stop());

  const actions = async (who: Api, within: PlaceRef): Promise<string[]> =>
    (await who.must(EVENTS, { within: within.code })).auditEvents.nodes.map((node: { action: string }) => node.action);

  it('lists what was done in the city, newest first, by pages, with the address for the administrator', async () => {
    const first = (await admin.must(EVENTS, { within: city.code })).auditEvents;
    expect(first).toMatchObject({
      totalCount: 3,
      pageInfo: { hasNextPage: true },
      nodes: [
        { action: 'roomPublish' },
        {
          action: 'carriedTotalRecord',
          onBehalfOf: '街道办',
          role: 'CONVENER',
          objectType: 'CarriedTotal',
          place: { code: community.code },
        },
      ],
    });
    expect(first.nodes[0]).toMatchObject({ object: toGlobalId('Room', city.cityId, room.id), address: '127.0.0.1' });
    const second = (await admin.must(EVENTS, { within: city.code, after: first.pageInfo.endCursor })).auditEvents;
    expect(second).toMatchObject({
      pageInfo: { hasNextPage: false },
      nodes: [
        {
          action: 'placeRename',
          objectType: 'Street',
          object: toGlobalId('Street', city.cityId, streets[1]!.id),
          place: { __typename: 'Street', code: streets[1]!.code },
        },
      ],
    });
  });

  it('is read by the committee without addresses', async () => {
    const { nodes } = (await committee.must(EVENTS, { within: city.code })).auditEvents;
    expect(nodes.map((node: { address: unknown }) => node.address)).toEqual([null, null]);
  });

  it('is narrowed to a place, as the place stands today', async () => {
    expect([await actions(admin, streets[0]!), await actions(admin, streets[1]!)]).toEqual([
      ['roomPublish', 'carriedTotalRecord'],
      ['placeRename'],
    ]);
    await admin.must('mutation ($input: PlaceMoveInput!) { placeMove(input: $input) { errors { code } } }', {
      input: {
        id: toGlobalId('Community', city.cityId, community.id),
        expectedVersion: 1,
        newParentId: toGlobalId('Street', city.cityId, streets[1]!.id),
        happenedOn: '2024-02-01',
      },
    });
    expect([await actions(admin, streets[0]!), await actions(admin, streets[1]!)]).toEqual([
      [],
      ['placeMove', 'roomPublish'],
    ]);
  });

  it("is nobody else's list, and never another city's", async () => {
    const other = await world.account(GrantRole.CITY_ADMIN, await world.city('乙市'));
    const liaison = await world.account(GrantRole.STREET_CPPCC_LIAISON, streets[0]!);
    for (const who of [convener, liaison])
      expect((await who.ask(EVENTS, { within: community.code })).codes).toEqual(['FORBIDDEN']);
    expect((await other.ask(EVENTS, { within: city.code })).codes).toEqual(['NOT_FOUND']);
    expect((await world.anonymous.ask(EVENTS, { within: city.code })).codes).toEqual(['UNAUTHENTICATED']);
  });

  it('is append-only for the server, enforced by the database', async () => {
    const client = new pg.Client({ connectionString: world.db.appUrl });
    await client.connect();
    const as = async (reader: string, sql: string, values: unknown[] = []): Promise<string> => {
      await client.query('BEGIN');
      await client.query(
        `SELECT set_config('role', $1, true), set_config('app.city_id', $2, true), set_config('app.path', $3, true),
          set_config('app.path_end', $3 || '~', true)`,
        [reader, city.cityId, city.path],
      );
      const result = await client.query(sql, values).then(
        () => 'done',
        (error: { code: string }) => error.code,
      );
      await client.query('ROLLBACK');
      return result;
    };
    const insert = `INSERT INTO audit_event (city_id, id, place_id, place_path, account_id, actor, role, grant_id,
      action, object_type, object_id, address, request_id)
      VALUES ($1, $2, $1, $3, $2, '某人', 'CITY_ADMIN', $2, 'probe', 'Room', $2, '127.0.0.1', 'r')`;
    for (const reader of ['app_city', 'app_street', 'app_room']) {
      expect([reader, await as(reader, `UPDATE audit_event SET actor = '别人'`)]).toEqual([reader, '42501']);
      expect([reader, await as(reader, 'DELETE FROM audit_event')]).toEqual([reader, '42501']);
      expect([reader, await as(reader, 'TRUNCATE audit_event')]).toEqual([reader, '42501']);
      expect([reader, await as(reader, insert, [city.cityId, uuidv7(), city.path])]).toEqual([reader, 'done']);
    }
    await client.end();
    expect(await world.sql(city.cityId, `SELECT id FROM audit_event WHERE actor = '别人'`)).toEqual([]);
  });
});
