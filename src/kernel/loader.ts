import { type EntityClass, isReadable } from './columns.js';
import type { LoaderDefinition, LoadingContext } from './loader-definition.js';
import { type Form, type RowLookup, type RowOptions, lookupBy, lookupById } from './row-text.js';
import type { ReaderRole } from './viewer.js';

export function defineLoader<K, V>(
  name: string,
  batch: (ctx: LoadingContext, keys: readonly K[]) => Promise<V[]>,
  cacheKey?: (key: K) => unknown,
): LoaderDefinition<K, V> {
  return { name, batch, ...(cacheKey ? { cacheKey } : {}) };
}

const formFor = (reader: ReaderRole): Form => (reader === 'app_public' ? 'public' : 'all');

const byIdDefinitions = new Map<EntityClass, LoaderDefinition<string, object | null>>();

/** Loads one row by its uuid. Null when it is missing or hidden from the viewer. */
export function byId<T extends object>(entity: EntityClass<T>): LoaderDefinition<string, T | null> {
  let definition = byIdDefinitions.get(entity);
  if (!definition) {
    definition = defineLoader(`${entity.name}.byId`, async (ctx, ids) => {
      if (!isReadable(entity, ctx.viewer.reader)) return ids.map(() => null);
      const rows = await ctx.rows<{ id: string }>(lookupById(entity).statement(ids, formFor(ctx.viewer.reader)));
      const found = new Map(rows.map((row) => [row.id, row]));
      return ids.map((id) => found.get(id) ?? null);
    });
    byIdDefinitions.set(entity, definition);
  }
  return definition as LoaderDefinition<string, T | null>;
}

/** A list loader whose `lookup` and `property` the read planner can use. */
export interface ListDefinition<T extends object> extends LoaderDefinition<string, T[]> {
  readonly lookup: RowLookup;
  readonly property: string;
}

/** Loads all rows whose column equals the key. Only for lists that stay short; others use `PageDefinition`. */
export const listBy = <T extends object>(
  entity: EntityClass<T>,
  property: string,
  column: string,
  options: RowOptions = {},
): ListDefinition<T> =>
  listOf(
    lookupBy(entity, column, false, { ...options, orderBy: options.orderBy ?? 't.id' }),
    property,
    `${entity.name}.listBy.${property}`,
  );

function listOf<T extends object>(lookup: RowLookup, property: string, name: string): ListDefinition<T> {
  const loader = defineLoader<string, T[]>(name, async (ctx, keys) => {
    if (!isReadable(lookup.entity, ctx.viewer.reader)) return keys.map(() => []);
    const rows = await ctx.rows<Record<string, unknown>>(lookup.statement(keys, formFor(ctx.viewer.reader)));
    const groups = new Map<unknown, T[]>(keys.map((key) => [key, []]));
    for (const row of rows) groups.get(row[property])?.push(row as T);
    return keys.map((key) => groups.get(key) ?? []);
  });
  return { ...loader, lookup, property };
}

/** A loader of the one row whose column equals the key. */
export interface UniqueDefinition<T extends object> extends LoaderDefinition<string, T | null> {
  readonly lookup: RowLookup;
  readonly property: string;
}

/** Loads the row whose unique column equals the key, or null. */
export function uniqueBy<T extends object>(
  entity: EntityClass<T>,
  property: string,
  column: string,
): UniqueDefinition<T> {
  const lookup = lookupBy(entity, column, true);
  const lists = listOf<T>(lookup, property, `${entity.name}.by.${property}`);
  return {
    ...defineLoader(`${entity.name}.uniqueBy.${property}`, async (ctx, keys) =>
      (await lists.batch(ctx, keys)).map((rows) => rows[0] ?? null),
    ),
    lookup,
    property,
  };
}
