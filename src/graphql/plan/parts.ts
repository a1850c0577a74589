import type { GraphQLField } from 'graphql';
import type { EntityClass } from '../../kernel/columns.js';
import type { PageRequest } from '../../kernel/page.js';
import type { Composite, Selected } from './selection.js';
import type { Keys, Parameters, Source } from './source.js';

/** How one field of the answer is made from a level's row. */
export type Part =
  | { readonly kind: 'typename' | 'id'; readonly name: string }
  | { readonly kind: 'column'; readonly name: string; readonly property: string; readonly serialize: (value: unknown) => unknown; readonly nullable: boolean }
  | { readonly kind: 'computed'; readonly name: string; readonly field: GraphQLField<unknown, unknown>; readonly selected: Selected; readonly args: Record<string, unknown> }
  | { readonly kind: 'one' | 'list'; readonly name: string; readonly level: Level; readonly property: string; readonly nullable: boolean }
  | { readonly kind: 'page'; readonly name: string; readonly level: Level; readonly property: string; readonly shape: PageShape };

/** Where a level's rows come from: the root's argument, or the rows of the level above. */
export interface Origin {
  readonly entity: EntityClass;
  /** The parent's property that holds the keys, and the type they have. */
  readonly property: string;
  readonly keyType: 'uuid' | 'text';
  readonly source: (keys: Keys) => Source;
  /** Set where there is one row at most: the column that equals the parent's property, so that the row can be joined to the parent's own statement. */
  readonly join?: string;
  /** The statement that counts a list, where its length was asked for. */
  readonly count?: (keys: Keys) => (parameters: Parameters) => string;
  /** How many rows it may bring for one parent, roughly: decides whether to nest statements or to wait for the keys. */
  readonly width: number;
}

/** The rows of one field, for all parents at once: a statement of its own, or a part of its parent's. */
export interface Level {
  readonly type: Composite;
  readonly origin: Origin;
  readonly properties: ReadonlySet<string>;
  readonly parts: readonly Part[];
  /** Sort keys whose values the cursors need. */
  readonly sort: readonly string[];
}

type Fixed = { readonly kind: 'typename'; readonly name: string; readonly typeName: string };
export type EdgeField = Fixed | { readonly kind: 'cursor'; readonly name: string } | { readonly kind: 'node'; readonly name: string; readonly parts: readonly Part[] };
export type PageField =
  | Fixed
  | { readonly kind: 'totalCount'; readonly name: string }
  | { readonly kind: 'nodes'; readonly name: string; readonly parts: readonly Part[] }
  | { readonly kind: 'edges'; readonly name: string; readonly fields: readonly EdgeField[] }
  | { readonly kind: 'pageInfo'; readonly name: string; readonly fields: readonly Selected[] };

/** What a connection shows, and of which page. */
export interface PageShape { readonly request: PageRequest; readonly fields: readonly PageField[] }

/** Gathers what one statement reads; a connection shows its rows more than once, through `nodes` and through `edges`. */
export interface LevelBuilder {
  add(selected: readonly Selected[]): Part[];
  level(sort: readonly string[]): Level;
}
