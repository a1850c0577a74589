import { type EntityClass, columnProperties, tableOf } from '../kernel/columns.js';
import type { NodeLoader } from '../kernel/journal.js';
import type { LoaderDefinition } from '../kernel/loader-definition.js';
import { byId } from '../kernel/loader.js';
import type { TableOfType } from '../kernel/relation.js';
import { tokenById } from './accounts/service-token.loaders.js';
import { sealReaders } from './comparison/reading/as-of.port.js';
import { entities } from './entities.js';
import { evaluationGate } from './evaluation/evaluation-gate.service.js';
import { implementationGate } from './implementation/implementation-gate.service.js';
import { outcomeGate } from './outcomes/outcome-gate.service.js';
import { City, Community, District, Place, Street } from './places/place.entity.js';
import { PlaceLevel } from './places/place.enums.js';
import { researchGate } from './research/research-gate.service.js';
import { sealReader } from './seals/seal-reader.service.js';
import { sealedDaysOfRoom } from './seals/sealed-days.service.js';
import { sealedDays } from './rooms/sealed-days.port.js';
import { sessionGate } from './sessions/session-gate.service.js';
import { fillPlainNames } from './sessions/plain-name-fill.service.js';
import { fillPlainTitles } from './topics/plain-title-fill.service.js';
import { stageGates } from './topics/stage-gate.port.js';
import { topicGates } from './topics/topic-gate.service.js';

export { entities };

/** What `migrate` fills after the migrations. */
export const fills = [fillPlainTitles, fillPlainNames];

/** Reached only through the interface Place. */
export const orphanedTypes = [City, District, Street, Community];

const TYPE_OF_LEVEL: Readonly<Record<PlaceLevel, string>> = {
  CITY: 'City',
  DISTRICT: 'District',
  STREET: 'Street',
  COMMUNITY: 'Community',
};

/**
 * Rows read through `node` carry their type's name; the only other interface in the schema that is returned is Place.
 */
export const typeOf = (row: Record<string, unknown>): string | undefined =>
  (row['__typename'] as string | undefined) ?? TYPE_OF_LEVEL[row['level'] as PlaceLevel];

const entityByName = new Map(
  entities.filter((entity) => columnProperties(entity).includes('id')).map((entity) => [entity.name, entity]),
);

/** Types without a table of their own. */
const ownLoaders: Readonly<Record<string, LoaderDefinition<string, object | null>>> = { ServiceToken: tokenById };

/** Where the rows of a type lie: a type's name is its entity's name, but for the four levels of Place. */
export function tableOfType(type: string): TableOfType | null {
  const level = (Object.keys(TYPE_OF_LEVEL) as PlaceLevel[]).find((key) => TYPE_OF_LEVEL[key] === type);
  if (level) return { entity: Place, level };
  const entity = type === 'Place' ? undefined : entityByName.get(type);
  return entity ? { entity: entity as EntityClass } : null;
}

/** Any object by its type's name. */
export const loadNode: NodeLoader = async (ctx, type, id) => {
  if (Object.hasOwn(ownLoaders, type)) return ctx.load(ownLoaders[type]!, id);
  const table = tableOfType(type);
  const row = table && (await ctx.load(byId(table.entity), id));
  return row && (!table.level || (row as { level?: string }).level === table.level) ? row : null;
};

export const tableNames = (): string[] => entities.map(tableOf);

/** Fills the ports lower modules ask through: each evidence rule stands in the module that owns the evidence. */
export function providePorts(): void {
  stageGates.provide([...topicGates, researchGate, sessionGate, outcomeGate, implementationGate, evaluationGate]);
  sealReaders.provide([sealReader]);
  sealedDays.provide([sealedDaysOfRoom]);
}
