import { getMetadataArgsStorage } from 'typeorm';
import type { ReaderRole } from './viewer.js';

export type EntityClass<T = object> = abstract new (...args: never[]) => T;

export const snakeCase = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** Caches a value per entity class. Requests ask for these values many times, and they never change. */
const remembered = <V>(make: (entity: EntityClass) => V): ((entity: EntityClass) => V) => {
  const known = new Map<EntityClass, V>();
  return (entity) => {
    if (!known.has(entity)) known.set(entity, make(entity));
    return known.get(entity)!;
  };
};

const publicColumns = new Map<EntityClass, ReadonlySet<string>>();

/**
 * Class decorator: names the columns that the public may read of published rows. Without the decorator the public
 * cannot read the table.
 */
export function PublicColumns(...properties: readonly string[]) {
  return (target: EntityClass): void => {
    publicColumns.set(target, new Set(['cityId', 'id', ...properties]));
  };
}

export const publicColumnsOf = (entity: EntityClass): ReadonlySet<string> | null => publicColumns.get(entity) ?? null;

/** The class of the table, see docs/ARCHITECTURE.md, Tenancy. */
export const classOf = remembered(
  (entity) => getMetadataArgsStorage().tables.find((candidate) => candidate.target === entity)?.comment,
);

/**
 * Whether a database role may read the table at all. Row security decides which rows.
 * Only `app_room` may read tables of residents' data. Another role would get an SQL error, not an empty result.
 */
export const isReadable = (entity: EntityClass, reader: ReaderRole): boolean =>
  reader === 'app_public' ? publicColumns.has(entity) : reader === 'app_room' || classOf(entity) !== 'PERSONAL';

function ancestry(entity: EntityClass): ReadonlySet<unknown> {
  const chain = new Set<unknown>();
  for (
    let target: unknown = entity;
    typeof target === 'function' && target !== Function.prototype;
    target = Object.getPrototypeOf(target)
  )
    chain.add(target);
  return chain;
}

/** The properties of an entity that are columns, inherited ones included. */
export const columnProperties: (entity: EntityClass) => readonly string[] = remembered((entity) => {
  const chain = ancestry(entity);
  return getMetadataArgsStorage()
    .columns.filter((column) => chain.has(column.target))
    .map((column) => column.propertyName);
});

export const tableOf = remembered((entity): string => {
  const table = getMetadataArgsStorage().tables.find((candidate) => candidate.target === entity);
  if (!table?.name) throw new Error(`${entity.name} is no entity with an explicit table name.`);
  return table.name;
});

/**
 * The set of columns that a statement reads. There are few sets, so the number of statement texts stays small.
 * - `brief`: what lists usually show. Each column costs time when hundreds of rows are read.
 * - `usual`: all columns that `usualProperties` names.
 * - `public`: the published columns.
 */
export type Size = 'brief' | 'usual' | 'all' | 'public';

const briefColumns = new Map<EntityClass, readonly string[]>();

/** Class decorator: names the columns of the size `brief`. Only `cityId` and `id` are added: name foreign keys too. */
export const Brief =
  (...properties: readonly string[]) =>
  (target: EntityClass): void => {
    briefColumns.set(target, properties);
  };
const hasBrief = (entity: EntityClass): boolean => briefColumns.has(entity);

const longTexts = new Map<unknown, Set<string>>();

/** Property decorator: a long text. Only the size `all` reads it. */
export const LongText = (): PropertyDecorator => (target, property) => {
  const of = longTexts.get(target.constructor) ?? new Set();
  longTexts.set(target.constructor, of.add(String(property)));
};

const hasLongTexts = (entity: EntityClass): boolean => longTexts.has(entity);

/**
 * Inherited columns that the size `usual` includes. Other inherited columns, such as the version, are seldom asked for.
 */
const IDENTIFYING = new Set(['cityId', 'id', 'placeId']);

/** The columns of the size `usual`: the entity's own columns without long texts, and the identifying ones. */
export const usualProperties: (entity: EntityClass) => ReadonlySet<string> = remembered((entity) => {
  const own = new Set(
    getMetadataArgsStorage()
      .columns.filter((column) => column.target === entity)
      .map((column) => column.propertyName),
  );
  const isLong = (property: string): boolean => longTexts.get(entity)?.has(property) ?? false;
  return new Set(
    columnProperties(entity).filter(
      (property) => (own.has(property) || IDENTIFYING.has(property)) && !isLong(property),
    ),
  );
});

/** The columns of the size `brief`. An entity without `@Brief` uses the columns of `usual`. */
export const briefProperties: (entity: EntityClass) => ReadonlySet<string> = remembered((entity) => {
  const brief = briefColumns.get(entity);
  return brief
    ? new Set(
        columnProperties(entity).filter(
          (property) => property === 'cityId' || property === 'id' || brief.includes(property),
        ),
      )
    : usualProperties(entity);
});

/** The sizes of an entity. `brief` exists only with `@Brief`, `usual` only where the entity has long texts. */
export const sizesOf = (entity: EntityClass): readonly Size[] => [
  ...(hasBrief(entity) ? (['brief'] as const) : []),
  ...(hasLongTexts(entity) ? (['usual'] as const) : []),
  'all',
];

/** The smallest size that contains all these columns. */
export function sizeFor(entity: EntityClass, properties: ReadonlySet<string>): Size {
  const isWithin = (size: ReadonlySet<string>): boolean => [...properties].every((property) => size.has(property));
  const within = {
    brief: () => isWithin(briefProperties(entity)),
    usual: () => isWithin(usualProperties(entity)),
    all: () => true,
    public: () => false,
  };
  return sizesOf(entity).find((size) => within[size]())!;
}

export const allEntities = (): EntityClass[] =>
  getMetadataArgsStorage().tables.map(({ target }) => target as EntityClass);
/** Every entity with a column `id`. */
export const identifiedEntities = (): EntityClass[] =>
  allEntities().filter((entity) => columnProperties(entity).includes('id'));

/** A column as INSERT needs it: its SQL type, and its default when the row has no value. */
export interface StoredColumn {
  readonly property: string;
  readonly type: string;
  readonly fallback: unknown;
  readonly fallbackSql: string | null;
}

export const storedColumns: (entity: EntityClass) => readonly StoredColumn[] = remembered((entity) => {
  const chain = ancestry(entity);
  return getMetadataArgsStorage()
    .columns.filter((column) => chain.has(column.target))
    .map(({ propertyName: property, options }) => ({
      property,
      type: `${String(options.type)}${options.array ? '[]' : ''}`,
      fallback: typeof options.default === 'function' ? null : (options.default ?? null),
      fallbackSql: typeof options.default === 'function' ? String(options.default()) : null,
    }));
});

/** The conditions of the entity's own checks. */
export const checksOf: (entity: EntityClass) => readonly string[] = remembered((entity) =>
  getMetadataArgsStorage()
    .checks.filter((check) => check.target === entity)
    .map(({ expression }) => expression),
);

const lists = remembered(() => new Map<string, string>());

/** `t."held_from" AS "heldFrom", …`. For the public, unpublished columns are selected as null. */
export function selectList(entity: EntityClass, alias: string, reader: ReaderRole): string {
  const known = lists(entity);
  const key = `${alias} ${reader === 'app_public' ? reader : ''}`;
  let list = known.get(key);
  if (!list)
    known.set(key, (list = columnList(entity, alias, reader === 'app_public' ? publicColumnsOf(entity) : null)));
  return list;
}

/** A select list as in `selectList`, with the columns of one size. */
export function sizedList(entity: EntityClass, alias: string, size: Size): string {
  if (size === 'all' || size === 'public')
    return selectList(entity, alias, size === 'public' ? 'app_public' : 'app_city');
  const properties = size === 'brief' ? briefProperties(entity) : usualProperties(entity);
  return [...properties].map((property) => `${alias}."${snakeCase(property)}" AS "${property}"`).join(', ');
}

const columnList = (entity: EntityClass, alias: string, allowed: ReadonlySet<string> | null): string =>
  columnProperties(entity)
    .map((property) =>
      allowed && !allowed.has(property)
        ? `NULL AS "${property}"`
        : `${alias}."${snakeCase(property)}" AS "${property}"`,
    )
    .join(', ');
