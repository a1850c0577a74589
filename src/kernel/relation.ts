import { Extensions } from 'type-graphql';
import type { EntityClass } from './columns.js';
import type { LoadingContext } from './loader-definition.js';
import { type ListDefinition, type UniqueDefinition, byId } from './loader.js';
import { type Page, type PageDefinition, type PageRequest, loadPage } from './page.js';
import type { RowLookup } from './row-text.js';

type PlainRow = Record<string, unknown>;

/**
 * Describes how the value of a field is read. The resolver loads with it, and the read planner uses it too.
 * The planner answers a query in one round trip. It skips a query that has a field without a relation.
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

/** The row that a uuid column of this row refers to. */
export function toOne<T extends object>(entity: EntityClass<T>, property: string) {
  const load = (ctx: LoadingContext, row: object): Promise<T | null> => {
    const id = (row as PlainRow)[property] as string | null;
    return id ? ctx.load(byId(entity), id) : Promise.resolve(null);
  };
  return { kind: 'one' as const, entity, property, load };
}

/** The only row of another table that refers to this row. */
export const toUnique = <T extends object>(loader: UniqueDefinition<T>) => ({
  kind: 'unique' as const,
  loader,
  load: (ctx: LoadingContext, row: object): Promise<T | null> => ctx.load(loader, (row as PlainRow)['id'] as string),
});

/** All rows of another table that refer to this row by its id (or its city's). Only for short lists. */
export const toList = <T extends object>(loader: ListDefinition<T>, property: 'id' | 'cityId' = 'id') => ({
  kind: 'list' as const,
  loader,
  property,
  load: (ctx: LoadingContext, row: object): Promise<T[]> => ctx.load(loader, (row as PlainRow)[property] as string),
});

/**
 * A page of a list, keyed by this row's id or path. Arguments other than `first` and `after` are filters of the same
 * name.
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

/** Computed from the named columns of the row, without a query and synchronously. */
export const fromRow = (...properties: readonly string[]): Relation => ({ kind: 'row', properties });

/** Method decorator: gives the read planner the relation of a field. */
export const Reads = (relation: Relation): MethodDecorator => {
  const { load: _load, ...described } = relation as Relation & { load?: unknown };
  return Extensions({ reads: described }) as MethodDecorator;
};

/** The table of a type. If several types share the table, `level` names the rows of this type. */
export interface TableOfType {
  readonly entity: EntityClass;
  readonly level?: string;
}

/**
 * How a root field finds its rows:
 * - byId: one row by a global id;
 * - byText: one row by a text column;
 * - anyById: a row of any type by a global id;
 * - pageWithin: a page of a row that is found by a text column.
 */
export type RootRead =
  | { readonly kind: 'byId'; readonly entity: EntityClass; readonly type: string; readonly argument: string }
  | { readonly kind: 'byText'; readonly lookup: RowLookup; readonly argument: string; readonly level?: string }
  | { readonly kind: 'anyById'; readonly argument: string }
  | { readonly kind: 'pageWithin'; readonly lookup: RowLookup; readonly argument: string; readonly page: Relation };

export const RootReads = (read: RootRead): MethodDecorator => Extensions({ rootReads: read }) as MethodDecorator;
