import { GrantRole } from '../../src/kernel/grant-role.js';
import { toGlobalId } from '../../src/kernel/global-id.js';
import type { Api } from '../support/api.js';
import { type PlaceRef, type RoomRef, World, type WorldOptions } from '../support/world.js';

/** Two rooms of one street, the people of the first, and everyone who must not reach its names. */
export interface SessionWorld {
  readonly world: World;
  readonly city: PlaceRef;
  readonly room: RoomRef;
  readonly sibling: RoomRef;
  readonly roomId: string;
  readonly clerk: Api;
  readonly convener: Api;
  readonly siblingClerk: Api;
  readonly siblingConvener: Api;
  readonly streetOffice: Api;
  readonly liaison: Api;
  readonly committee: Api;
  readonly admin: Api;
  readonly observer: Api;
}

export async function startSessionWorld(options: WorldOptions = {}): Promise<SessionWorld> {
  const world = await World.start(options);
  const city = await world.city();
  const street = await world.street(city);
  const [community, next] = [await world.community(street), await world.community(street, 2)];
  const [room, sibling] = [await world.room(community), await world.room(next)];
  return {
    world,
    city,
    room,
    sibling,
    roomId: toGlobalId('Room', city.cityId, room.id),
    clerk: await world.account(GrantRole.CLERK, community),
    convener: await world.account(GrantRole.CONVENER, community),
    siblingClerk: await world.account(GrantRole.CLERK, next),
    siblingConvener: await world.account(GrantRole.CONVENER, next),
    streetOffice: await world.account(GrantRole.STREET_PARTY_OFFICE, street),
    liaison: await world.account(GrantRole.STREET_CPPCC_LIAISON, street),
    committee: await world.account(GrantRole.CITY_COMMITTEE, city),
    admin: await world.account(GrantRole.CITY_ADMIN, city),
    observer: await world.account(GrantRole.OBSERVER, community),
  };
}

/** A topic as it would stand after its first steps. @returns its global id. */
export async function plantTopic(
  { world, city, room }: SessionWorld,
  fields: Record<string, unknown> = {},
): Promise<string> {
  const [procedure] = await world.sql<{ id: string }>(city.cityId, 'SELECT id FROM procedure');
  const id = await world.insert(city.cityId, 'topic', {
    place_id: room.place.id,
    place_path: room.place.path,
    room_id: room.id,
    procedure_id: procedure!.id,
    title: '楼道照明',
    track: 'SIMPLE',
    state: 'APPROVED',
    stage: 'DELIBERATION',
    proposed_from: '2025-03-01',
    proposed_to: '2025-03-01',
    proposed_precision: 'DAY',
    ...fields,
  });
  return toGlobalId('Topic', city.cityId, id);
}

/** How many rows each table a record can touch has: a refused write leaves all of them as they were. */
export async function counts({ world, city }: SessionWorld): Promise<Record<string, number>> {
  const tables = [
    'topic',
    'topic_step',
    'session',
    'attendance',
    'attendance_person',
    'suggestion',
    'research_record',
    'audit_event',
    'idempotency_key',
  ];
  const found: Record<string, number> = {};
  for (const table of tables)
    found[table] = Number((await world.sql(city.cityId, `SELECT count(*) AS n FROM ${table}`))[0]!['n']);
  return found;
}
