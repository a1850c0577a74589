import { type EntityClass, isReadable, selectList, tableOf } from './columns.js';
import type { LoaderDefinition, LoadingContext } from './loader-definition.js';

export function defineLoader<K, V>(name: string, batch: (ctx: LoadingContext, keys: readonly K[]) => Promise<V[]>, cacheKey?: (key: K) => unknown): LoaderDefinition<K, V> {
  return { name, batch, ...(cacheKey ? { cacheKey } : {}) };
}

const byIdDefinitions = new Map<EntityClass, LoaderDefinition<string, object | null>>();

/** One row by its uuid, or null when it is missing or not the viewer's to see. */
export function byId<T extends object>(entity: EntityClass<T>): LoaderDefinition<string, T | null> {
  let definition = byIdDefinitions.get(entity);
  if (!definition) {
    definition = defineLoader(`${entity.name}.byId`, async (ctx, ids) => {
      if (!isReadable(entity, ctx.viewer.reader)) return ids.map(() => null);
      const text = `SELECT ${selectList(entity, 't', ctx.viewer.reader)} FROM ${tableOf(entity)} t WHERE t.id = ANY($1::uuid[])`;
      const rows = await ctx.rows<{ id: string }>({ text, values: [ids] });
      const found = new Map(rows.map((row) => [row.id, row]));
      return ids.map((id) => found.get(id) ?? null);
    });
    byIdDefinitions.set(entity, definition);
  }
  return definition as LoaderDefinition<string, T | null>;
}

export interface ListOptions { readonly orderBy?: string; readonly where?: string; readonly keyType?: 'uuid' | 'text' }

/** All rows whose column equals the key: for lists that are bounded by nature. Unbounded ones use `definePage`. */
export function listBy<T extends object>(entity: EntityClass<T>, property: string, column: string, options: ListOptions = {}): LoaderDefinition<string, T[]> {
  return defineLoader(`${entity.name}.listBy.${property}`, async (ctx, keys) => {
    if (!isReadable(entity, ctx.viewer.reader)) return keys.map(() => []);
    const text = `SELECT ${selectList(entity, 't', ctx.viewer.reader)} FROM ${tableOf(entity)} t WHERE t.${column} = ANY($1::${options.keyType ?? 'uuid'}[])`
      + `${options.where ? ` AND ${options.where}` : ''} ORDER BY ${options.orderBy ?? 't.id'}`;
    const rows = await ctx.rows<Record<string, unknown>>({ text, values: [keys] });
    const groups = new Map<unknown, T[]>(keys.map((key) => [key, []]));
    for (const row of rows) groups.get(row[property])?.push(row as T);
    return keys.map((key) => groups.get(key) ?? []);
  });
}
