import { type EntityClass, isReadable, selectList, tableOf } from './columns.js';
import type { Statement } from './database.js';
import type { LoaderDefinition, LoadingContext } from './loader-definition.js';

export function defineLoader<K, V>(name: string, batch: (ctx: LoadingContext, keys: readonly K[]) => Promise<V[]>, cacheKey?: (key: K) => unknown): LoaderDefinition<K, V> {
  return { name, batch, ...(cacheKey ? { cacheKey } : {}) };
}

/** A plan for one key is made once; for a list of keys the database makes one each time, which costs more than the look-up. */
const among = (text: string, type: 'uuid' | 'text', keys: readonly string[], rest = ''): Statement =>
  (keys.length === 1 ? { text: `${text} = $1::${type}${rest}`, values: keys } : { text: `${text} = ANY($1::${type}[])${rest}`, values: [keys] });

const byIdDefinitions = new Map<EntityClass, LoaderDefinition<string, object | null>>();

/** One row by its uuid, or null when it is missing or not the viewer's to see. */
export function byId<T extends object>(entity: EntityClass<T>): LoaderDefinition<string, T | null> {
  let definition = byIdDefinitions.get(entity);
  if (!definition) {
    definition = defineLoader(`${entity.name}.byId`, async (ctx, ids) => {
      if (!isReadable(entity, ctx.viewer.reader)) return ids.map(() => null);
      const rows = await ctx.rows<{ id: string }>(among(`SELECT ${selectList(entity, 't', ctx.viewer.reader)} FROM ${tableOf(entity)} t WHERE t.id`, 'uuid', ids));
      const found = new Map(rows.map((row) => [row.id, row]));
      return ids.map((id) => found.get(id) ?? null);
    });
    byIdDefinitions.set(entity, definition);
  }
  return definition as LoaderDefinition<string, T | null>;
}

export interface ListOptions { readonly orderBy?: string; readonly where?: string; readonly keyType?: 'uuid' | 'text' }

/** A list loader that can also say what it reads, for the read planner. */
export interface ListDefinition<T extends object> extends LoaderDefinition<string, T[]> { readonly entity: EntityClass<T>; readonly column: string; readonly options: ListOptions }

/** All rows whose column equals the key: for lists that are bounded by nature. Unbounded ones use a `PageDefinition`. */
export function listBy<T extends object>(entity: EntityClass<T>, property: string, column: string, options: ListOptions = {}): ListDefinition<T> {
  const loader = defineLoader<string, T[]>(`${entity.name}.listBy.${property}`, async (ctx, keys) => {
    if (!isReadable(entity, ctx.viewer.reader)) return keys.map(() => []);
    const rest = `${options.where ? ` AND ${options.where}` : ''} ORDER BY ${options.orderBy ?? 't.id'}`;
    const rows = await ctx.rows<Record<string, unknown>>(among(`SELECT ${selectList(entity, 't', ctx.viewer.reader)} FROM ${tableOf(entity)} t WHERE t.${column}`, options.keyType ?? 'uuid', keys, rest));
    const groups = new Map<unknown, T[]>(keys.map((key) => [key, []]));
    for (const row of rows) groups.get(row[property])?.push(row as T);
    return keys.map((key) => groups.get(key) ?? []);
  });
  return { ...loader, entity, column, options };
}

/** A loader of the one row whose column equals the key. */
export interface UniqueDefinition<T extends object> extends LoaderDefinition<string, T | null> { readonly entity: EntityClass<T>; readonly column: string }

/** The one row whose unique column equals the key, or null. */
export function uniqueBy<T extends object>(entity: EntityClass<T>, property: string, column: string): UniqueDefinition<T> {
  const lists = listBy(entity, property, column);
  return { ...defineLoader(`${entity.name}.uniqueBy.${property}`, async (ctx, keys) => (await lists.batch(ctx, keys)).map((rows) => rows[0] ?? null)), entity, column };
}
