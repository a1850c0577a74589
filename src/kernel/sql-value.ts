import type { EntityClass } from './columns.js';

/**
 * A column value that the database computes during an INSERT. The SQL text comes from code, with `?` for each
 * parameter.
 */
export class SqlValue {
  constructor(
    readonly text: string,
    readonly values: readonly unknown[],
  ) {}
}

const declared: { readonly entity: EntityClass; readonly property: string; readonly text: string }[] = [];

/** Declares that the database computes a column on INSERT, so that the SQL text is listed. */
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
