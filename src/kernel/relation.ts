import { Extensions } from 'type-graphql';
import type { EntityClass } from './columns.js';
import type { LoadingContext } from './loader-definition.js';
import { type ListDefinition, type UniqueDefinition, byId } from './loader.js';
import { type Page, type PageDefinition, type PageRequest, loadPage } from './page.js';
import type { RowLookup } from './row-text.js';

type PlainRow = Record<string, unknown>;

/**
 * How a field's value is read, said once: the resolver loads through it, and the read planner turns a whole query of
 * such fields into one round trip.
 * A field without one is resolved by its function, and a query that asks for it is not planned.
 */
export type Relation =
  | { readonly kind: 'one'; readonly entity: EntityClass; readonly property: string }
  | { readonly kind: 'unique'; readonly loader: UniqueDefinition<object> }
  | { readonly kind: 'list'; readonly loader: ListDefinition<object>; readonly property: string }
  | {
      readonly kind: 'page';
      readonly definition: PageDefinition<object>;
      readonly property: string;
      readonly filters: readonly string[];
    }
  | { readonly kind: 'row'; readonly properties: readonly string[] };

/** The row a uuid column of this row points to. */
export function toOne<T extends object>(entity: EntityClass<T>, property: string) {
  const load = (ctx: LoadingContext, row: object): Promise<T | null> => {
    const id = (row as PlainRow)[property] as string | null;
    return id ? ctx.load(byId(entity), id) : Promise.resolve(null);
  };
  return { kind: 'one' as const, entity, property, load };
}

/** The one row of another table that points to this one. */
export const toUnique = <T extends object>(loader: UniqueDefinition<T>) => ({
  kind: 'unique' as const,
  loader,
  load: (ctx: LoadingContext, row: object): Promise<T | null> => ctx.load(loader, (row as PlainRow)['id'] as string),
});

/** All rows of another table that point to this one by its id (or its city's); bounded by nature. */
export const toList = <T extends object>(loader: ListDefinition<T>, property: 'id' | 'cityId' = 'id') => ({
  kind: 'list' as const,
  loader,
  property,
  load: (ctx: LoadingContext, row: object): Promise<T[]> => ctx.load(loader, (row as PlainRow)[property] as string),
});

/**
 * A page of a list that belongs to this row by its id (or its path). Arguments besides `first` and `after` are filters
 * of the same name.
 */
export function toPageOf<T extends object>(definition: PageDefinition<T>, property: 'id' | 'path' = 'id') {
  const filters = Object.keys(definition.filters ?? {});
  const load = (ctx: LoadingContext, row: object, args: PageRequest & PlainRow): Promise<Page<T>> =>
    loadPage(ctx, definition, (row as PlainRow)[property] as string, {
      first: args.first,
      after: args.after ?? null,
      filter: Object.fromEntries(filters.map((name) => [name, args[name]])),
    });
  return { kind: 'page' as const, definition, property, filters, load };
}

/** Computed from the named columns of the row, without reading anything and without waiting. */
export const fromRow = (...properties: readonly string[]): Relation => ({ kind: 'row', properties });

/** Says to the planner how the field is read. */
export const Reads = (relation: Relation): MethodDecorator => {
  const { load: _load, ...described } = relation as Relation & { load?: unknown };
  return Extensions({ reads: described }) as MethodDecorator;
};

/** A row of this table; where several types share a table, only of that level. */
export interface TableOfType {
  readonly entity: EntityClass;
  readonly level?: string;
}

/**
 * How a root field finds its rows: one by a global id, one by a text column, any type's by a global id, or a page that
 * belongs to one found by a text column.
 */
export type RootRead =
  | { readonly kind: 'byId'; readonly entity: EntityClass; readonly type: string; readonly argument: string }
  | { readonly kind: 'byText'; readonly lookup: RowLookup; readonly argument: string; readonly level?: string }
  | { readonly kind: 'anyById'; readonly argument: string }
  | { readonly kind: 'pageWithin'; readonly lookup: RowLookup; readonly argument: string; readonly page: Relation };

export const RootReads = (read: RootRead): MethodDecorator => Extensions({ rootReads: read }) as MethodDecorator;
