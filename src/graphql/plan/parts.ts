import type { GraphQLField } from 'graphql';
import type { EntityClass } from '../../kernel/columns.js';
import type { Statement } from '../../kernel/database.js';
import type { PageRequest } from '../../kernel/page-text.js';
import type { Form } from '../../kernel/row-text.js';
import type { Composite, Selected } from './selection.js';

/** How one field of the answer is made from a row. */
export type FieldPlan =
  | { readonly kind: 'typename' | 'id'; readonly name: string }
  | {
      readonly kind: 'column';
      readonly name: string;
      readonly property: string;
      readonly serialize: (value: unknown) => unknown;
      readonly nullable: boolean;
    }
  | {
      readonly kind: 'computed';
      readonly name: string;
      readonly field: GraphQLField<unknown, unknown>;
      readonly selected: Selected;
      readonly args: Record<string, unknown>;
    }
  | {
      readonly kind: 'one' | 'list';
      readonly name: string;
      readonly level: Level;
      readonly property: string;
      readonly nullable: boolean;
    }
  | {
      readonly kind: 'page';
      readonly name: string;
      readonly level: Level;
      readonly property: string;
      readonly shape: PageShape;
    };

/** Where the rows of a level come from: an argument of the root field, or the rows of the level above. */
export interface RowSource {
  readonly entity: EntityClass;
  /** The property of the parent that holds the keys. */
  readonly property: string;
  /** The property of a row that holds its key; null at the root. */
  readonly keyProperty: string | null;
  /** The key at the root. */
  readonly root?: unknown;
  readonly statement: (keys: readonly unknown[], form: Form) => Statement;
  /**
   * Set if there is at most one row: the column that equals the parent's property. The row can then be joined to its
   * parent, as a companion.
   */
  readonly join?: string;
  /** Whether the statement has a form with companions. */
  readonly canJoin: boolean;
  /** Whether the keys are the ids of the rows. */
  readonly isById: boolean;
  /** The statement that counts a list, if the query selects its length. */
  readonly count?: (keys: readonly unknown[]) => Statement;
}

/**
 * The rows of one field for all parents. They have their own statement, or they are companions in the parent's
 * statement.
 */
export interface Level {
  readonly type: Composite;
  readonly source: RowSource;
  readonly properties: ReadonlySet<string>;
  readonly parts: readonly FieldPlan[];
  /** The number of sort keys in a selected cursor; 0 if no cursor is selected. */
  readonly sortKeys: number;
}

type Fixed = { readonly kind: 'typename'; readonly name: string; readonly typeName: string };
export type EdgeField =
  | Fixed
  | { readonly kind: 'cursor'; readonly name: string }
  | { readonly kind: 'node'; readonly name: string; readonly parts: readonly FieldPlan[] };
export type PageField =
  | Fixed
  | { readonly kind: 'totalCount'; readonly name: string }
  | { readonly kind: 'nodes'; readonly name: string; readonly parts: readonly FieldPlan[] }
  | { readonly kind: 'edges'; readonly name: string; readonly fields: readonly EdgeField[] }
  | { readonly kind: 'pageInfo'; readonly name: string; readonly fields: readonly Selected[] };

/** Which fields of a connection are selected, and which page. */
export interface PageShape {
  readonly request: PageRequest;
  readonly fields: readonly PageField[];
}

/** Collects the fields that one statement reads. A connection may select rows twice, through `nodes` and `edges`. */
export interface LevelBuilder {
  add(selected: readonly Selected[]): FieldPlan[];
  /** @param sortKeys the number of sort keys in a selected cursor; 0 if none is selected */
  level(sortKeys: number): Level;
}
