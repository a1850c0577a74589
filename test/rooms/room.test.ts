import { GrantRole } from '../../src/kernel/grant-role.js';
import { toGlobalId } from '../../src/kernel/global-id.js';
import type { Api } from '../support/api.js';
import { whileRowsAreHeld } from '../support/held-row.js';
import { type PlaceRef, type RoomRef, World } from '../support/world.js';

describe('a deliberation room', () => {
  let world: World;
  let city: PlaceRef;
  let community: PlaceRef;
  let room: RoomRef;
  let convener: Api;
  let admin: Api;

  beforeAll(async () => {
    world = await World.start();
    city = await world.city();
    const street = await world.street(city);
    community = await world.community(street);
    room = await world.room(community);
    convener = await world.account(GrantRole.CONVENER, community);
    admin = await world.account(GrantRole.CITY_ADMIN, city);
  });
  afterAll(() => world.stop());

  const id = (): string => toGlobalId('Room', city.cityId, room.id);
  const stored = async (): Promise<Record<string, unknown>> =>
    (await world.sql(city.cityId, 'SELECT * FROM room WHERE id = $1', [room.id]))[0]!;
  const describeRoom = `mutation ($input: RoomDescribeInput!) { roomDescribe(input: $input) { room {
    id name version equipment } errors { code message path } } }`;

  it('is seen by its convener with its place', async () => {
    const data = await convener.must(
      `{ rooms(within: "${city.code}") { totalCount nodes { id name viewerCanDescribe place {
        __typename code name parent { name } ancestors { name } } } } }`,
    );
    expect(data.rooms.totalCount).toBe(1);
    expect(data.rooms.nodes[0]).toMatchObject({
      id: id(),
      viewerCanDescribe: true,
      place: { __typename: 'Community', code: community.code },
    });
    expect(data.rooms.nodes[0].place.ancestors).toHaveLength(2);
  });

  it('is described by its convener, and shows the current state to the second caller', async () => {
    const first = await convener.must(describeRoom, {
      input: { id: id(), expectedVersion: 1, equipment: '投影、音响' },
    });
    expect(first.roomDescribe.room).toMatchObject({ equipment: '投影、音响', version: 2 });
    const second = await convener.ask(describeRoom, { input: { id: id(), expectedVersion: 1, equipment: '无' } });
    expect(second.data.roomDescribe.errors[0]).toMatchObject({ code: 'CONFLICT', path: ['input', 'expectedVersion'] });
    expect(second.data.roomDescribe.room).toMatchObject({ equipment: '投影、音响', version: 2 });
    expect(await stored()).toMatchObject({ equipment: '投影、音响', version: 2 });
  });

  it('is not described by the administrator, and nothing changes', async () => {
    const before = await stored();
    expect((await admin.ask(describeRoom, { input: { id: id(), expectedVersion: 2, name: '改名' } })).codes).toEqual([
      'FORBIDDEN',
    ]);
    expect(await stored()).toEqual(before);
  });

  it('is hidden from the public until it is published', async () => {
    const query = `{ room(id: "${id()}") { name isPublished onBehalfOf } }`;
    expect((await world.anonymous.must(query)).room).toBeNull();
    const { version } = (await stored()) as { version: number };
    await convener.must(
      `mutation ($input: RoomPublishInput!) { roomPublish(input: $input) { room { id } errors { code } } }`,
      { input: { id: id(), expectedVersion: version } },
    );
    expect((await world.anonymous.must(query)).room).toMatchObject({ isPublished: true, onBehalfOf: null });
  });

  it('does the same write once when the key is the same, and refuses the key for another body', async () => {
    const record = `mutation ($input: CarriedTotalRecordInput!) { carriedTotalRecord(input: $input) { carriedTotal {
      id value } errors { code } } }`;
    const input = { roomId: id(), measure: 'SESSIONS', value: 4, periodFrom: '2020-01-01', periodTo: '2020-12-31' };
    const keyed = convener.with({ 'idempotency-key': 'k-1' });
    const answers = await Promise.all([1, 2, 3, 4].map(() => keyed.must(record, { input })));
    expect(new Set(answers.map((answer) => answer.carriedTotalRecord.carriedTotal.id)).size).toBe(1);
    expect((await keyed.ask(record, { input: { ...input, value: 5 } })).codes).toEqual(['CONFLICT']);
    expect(await world.sql(city.cityId, 'SELECT value FROM carried_total')).toEqual([{ value: 4 }]);
  });

  it('shows the public no total that was entered after it was looked at', async () => {
    const query = `{ room(id: "${id()}") { carriedTotals { value } } }`;
    expect((await convener.must(query)).room.carriedTotals).toHaveLength(1);
    expect((await world.anonymous.must(query)).room.carriedTotals).toEqual([]);
    const { version } = (await stored()) as { version: number };
    await convener.must(
      `mutation ($input: RoomPublishInput!) { roomPublish(input: $input) { room { id } errors { code } } }`,
      { input: { id: id(), expectedVersion: version } },
    );
    expect((await world.anonymous.must(query)).room.carriedTotals).toEqual([{ value: 4 }]);
  });

  it('leaves an audit event for every write', async () => {
    const events = await world.sql(city.cityId, 'SELECT action, role, object_type FROM audit_event ORDER BY at, id');
    expect(events.map((event) => event['action'])).toEqual([
      'roomDescribe',
      'roomPublish',
      'carriedTotalRecord',
      'roomPublish',
    ]);
  });

  it('is enrolled once when three enrol it at once', async () => {
    const place = await world.community(await world.street(city, 2));
    const enrol = () =>
      admin.ask('mutation ($input: RoomEnrolInput!) { roomEnrol(input: $input) { room { id } errors { code } } }', {
        input: { placeCode: place.code, name: '新室' },
      });
    const answers = await whileRowsAreHeld(
      world.db.superuserUrl,
      'SELECT 1 FROM place WHERE id = $1',
      [place.id],
      3,
      () => Promise.all([enrol(), enrol(), enrol()]),
    );
    const codes = answers.map(({ data }) => data.roomEnrol.errors.map(({ code }: { code: string }) => code).join());
    expect(codes.sort()).toEqual(['', 'ROOM_EXISTS', 'ROOM_EXISTS']);
    expect(await world.sql(city.cityId, 'SELECT 1 FROM room WHERE place_id = $1', [place.id])).toHaveLength(1);
  });
});
