import type { EntityClass } from './columns.js';

/**
 * A value the database works out, in an insert: SQL of the code, one of few texts, with a `?` for each of what it
 * compares with.
 */
export class SqlValue {
  constructor(
    readonly text: string,
    readonly values: readonly unknown[],
  ) {}
}

const declared: { readonly entity: EntityClass; readonly property: string; readonly text: string }[] = [];

/** Declares that the database works out a column of rows that are inserted, so that the text is listed. */
export function columnBySql(
  entity: EntityClass,
  property: string,
  text: string,
): (...values: readonly unknown[]) => never {
  declared.push({ entity, property, text });
  return (...values) => new SqlValue(text, values) as never;
}

/** The declared columns of an entity. */
export const columnsBySql = (entity: EntityClass): readonly { readonly property: string; readonly text: string }[] =>
  declared.filter((one) => one.entity === entity);
