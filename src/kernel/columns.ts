import { getMetadataArgsStorage } from 'typeorm';
import type { ReaderRole } from './viewer.js';

export type EntityClass<T = object> = abstract new (...args: never[]) => T;

export const snakeCase = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** What follows from an entity alone is worked out once: requests ask for it by the dozen. */
const remembered = <V>(make: (entity: EntityClass) => V): ((entity: EntityClass) => V) => {
  const known = new Map<EntityClass, V>();
  return (entity) => {
    if (!known.has(entity)) known.set(entity, make(entity));
    return known.get(entity)!;
  };
};

const publicColumns = new Map<EntityClass, ReadonlySet<string>>();

/** Class decorator: the columns the public may read of published rows. Without it the public reads nothing of the table. */
export function PublicColumns(...properties: readonly string[]) {
  return (target: EntityClass): void => { publicColumns.set(target, new Set(['cityId', 'id', ...properties])); };
}

export const publicColumnsOf = (entity: EntityClass): ReadonlySet<string> | null => publicColumns.get(entity) ?? null;

const classOf = remembered((entity) => getMetadataArgsStorage().tables.find((candidate) => candidate.target === entity)?.comment);

/** May this database role read the table at all? Rows are the policies' business. Residents' data is granted to rooms alone: asking for it elsewhere would be an error, not an empty answer. */
export const isReadable = (entity: EntityClass, reader: ReaderRole): boolean =>
  (reader === 'app_public' ? publicColumns.has(entity) : reader === 'app_room' || classOf(entity) !== 'PERSONAL');

function ancestry(entity: EntityClass): ReadonlySet<unknown> {
  const chain = new Set<unknown>();
  for (let target: unknown = entity; typeof target === 'function' && target !== Function.prototype; target = Object.getPrototypeOf(target)) chain.add(target);
  return chain;
}

/** The properties of an entity that are columns, inherited ones included. */
export const columnProperties: (entity: EntityClass) => readonly string[] = remembered((entity) => {
  const chain = ancestry(entity);
  return getMetadataArgsStorage().columns.filter((column) => chain.has(column.target)).map((column) => column.propertyName);
});

export const tableOf = remembered((entity): string => {
  const table = getMetadataArgsStorage().tables.find((candidate) => candidate.target === entity);
  if (!table?.name) throw new Error(`${entity.name} is no entity with an explicit table name.`);
  return table.name;
});

const lists = remembered(() => new Map<string, string>());

/** `t."held_from" AS "heldFrom", …` — for the public, columns that are not published come back as null. */
export function selectList(entity: EntityClass, alias: string, reader: ReaderRole): string {
  const known = lists(entity);
  const key = `${alias} ${reader === 'app_public' ? reader : ''}`;
  let list = known.get(key);
  if (!list) known.set(key, list = columnList(entity, alias, reader === 'app_public' ? publicColumnsOf(entity) : null));
  return list;
}

const columnList = (entity: EntityClass, alias: string, allowed: ReadonlySet<string> | null): string => columnProperties(entity)
  .map((property) => (allowed && !allowed.has(property) ? `NULL AS "${property}"` : `${alias}."${snakeCase(property)}" AS "${property}"`))
  .join(', ');
