import { type EntityClass, columnProperties, tableOf } from '../kernel/columns.js';
import type { NodeLoader } from '../kernel/journal.js';
import { byId } from '../kernel/loader.js';
import { AccountResolver, GrantResolver } from './accounts/account.resolver.js';
import { SignInResolver } from './accounts/sign-in.resolver.js';
import { entities } from './entities.js';
import { NodeResolver } from './node.resolver.js';
import { City, Community, District, Place, Street } from './places/place.entity.js';
import { PlaceLevel } from './places/place.enums.js';
import { PlaceResolver } from './places/place.resolver.js';
import { RoomMutations } from './rooms/room-mutations.resolver.js';
import { PlaceRoomResolver, RoomResolver } from './rooms/room.resolver.js';
import { stageGates } from './topics/stage-gate.port.js';
import { topicGates } from './topics/topic-gate.service.js';

export { entities };

export const resolvers = [
  NodeResolver,
  PlaceResolver,
  AccountResolver, GrantResolver, SignInResolver,
  RoomResolver, PlaceRoomResolver, RoomMutations,
];

/** Reached only through the interface Place. */
export const orphanedTypes = [City, District, Street, Community];

const TYPE_OF_LEVEL: Readonly<Record<PlaceLevel, string>> = { CITY: 'City', DISTRICT: 'District', STREET: 'Street', COMMUNITY: 'Community' };

/** Rows read through `node` carry their type's name; the only other interface in the schema that is returned is Place. */
export const typeOf = (row: Record<string, unknown>): string | undefined =>
  (row['__typename'] as string | undefined) ?? TYPE_OF_LEVEL[row['level'] as PlaceLevel];

const entityByName = new Map(entities.filter((entity) => columnProperties(entity).includes('id')).map((entity) => [entity.name, entity]));

/** Any object by its type's name: a type's name is its entity's name, but for the four levels of Place. */
export const loadNode: NodeLoader = async (ctx, type, id) => {
  const level = (Object.keys(TYPE_OF_LEVEL) as PlaceLevel[]).find((key) => TYPE_OF_LEVEL[key] === type);
  if (level) {
    const place = await ctx.load(byId(Place), id);
    return place?.level === level ? place : null;
  }
  const entity = entityByName.get(type);
  return entity && type !== 'Place' ? ctx.load(byId(entity as EntityClass), id) : null;
};

export const tableNames = (): string[] => entities.map(tableOf);

/** Fills the ports lower modules ask through: each evidence rule stands in the module that owns the evidence. */
export function providePorts(): void {
  stageGates.provide([...topicGates]);
}
