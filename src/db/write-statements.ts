import { type EntityClass, snakeCase, tableOf } from '../kernel/columns.js';
import type { Addressed, Statement } from '../kernel/database.js';

type Row = Record<string, unknown>;

const quoted = (property: string): string => `"${snakeCase(property)}"`;

/** A value given as a function is SQL, e.g. `() => 'now()'`: the database's clock instead of ours. */
const placed = (value: unknown, values: unknown[]): string => (typeof value === 'function' ? String((value as () => string)()) : `$${values.push(value)}`);

export const insertedColumns = (row: object): string[] => Object.keys(row).filter((property) => (row as Row)[property] !== undefined);

/** One INSERT for rows that name the same columns. */
export function insertStatement(entity: EntityClass, rows: readonly object[]): Statement {
  const properties = insertedColumns(rows[0]!);
  const values: unknown[] = [];
  const tuples = rows.map((row) => `(${properties.map((property) => placed((row as Row)[property] ?? null, values)).join(', ')})`);
  return { text: `INSERT INTO ${tableOf(entity)} (${properties.map(quoted).join(', ')}) VALUES ${tuples.join(', ')}`, values };
}

/** Exactly the row that was read: tenant, id and version must match, and the version goes up. Answers the row's id, or nothing. */
export function updateStatement<T extends Addressed>(entity: EntityClass<T>, { cityId, id, version }: T, patch: Partial<T>): Statement {
  const values: unknown[] = [cityId, id, version];
  const changes = Object.entries(patch).filter(([, value]) => value !== undefined).map(([property, value]) => `${quoted(property)} = ${placed(value, values)}`);
  return {
    text: `UPDATE ${tableOf(entity)} SET ${[...changes, 'changed_at = now()', 'version = version + 1'].join(', ')} WHERE city_id = $1 AND id = $2 AND version = $3 RETURNING id`,
    values,
  };
}
