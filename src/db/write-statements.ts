import { type EntityClass, snakeCase, tableOf } from '../kernel/columns.js';
import type { Addressed, Statement } from '../kernel/database.js';

type Row = Record<string, unknown>;
/** A value given as a function is SQL, e.g. `() => 'now()'`: the database's clock instead of ours; what it compares with goes through `param`. */
type SqlValue = (param: (value: unknown) => string) => string;

const quoted = (property: string): string => `"${snakeCase(property)}"`;

const placed = (value: unknown, values: unknown[]): string => {
  const param = (plain: unknown): string => `$${values.push(plain)}`;
  return typeof value === 'function' ? (value as SqlValue)(param) : param(value);
};

export const insertedColumns = (row: object): string[] => Object.keys(row).filter((property) => (row as Row)[property] !== undefined);

const insertTexts = new Map<EntityClass, Map<string, string>>();
const MAX_TEXTS = 200;

/** The text for so many rows of plain values, made once: a mutation's inserts are the same ones each time. */
function insertText(entity: EntityClass, columns: string, make: () => string, rows: number): string {
  let texts = insertTexts.get(entity);
  if (!texts) insertTexts.set(entity, texts = new Map<string, string>());
  const key = `${rows} ${columns}`;
  let text = texts.get(key);
  if (!text) {
    if (texts.size >= MAX_TEXTS) texts.clear();
    texts.set(key, text = make());
  }
  return text;
}

/** One INSERT for rows that name the same columns. */
export function insertStatement(entity: EntityClass, rows: readonly object[], columns = insertedColumns(rows[0]!).join()): Statement {
  const properties = columns.split(',');
  const head = (): string => `INSERT INTO ${tableOf(entity)} (${properties.map(quoted).join(', ')}) VALUES `;
  if (rows.some((row) => properties.some((property) => typeof (row as Row)[property] === 'function'))) {
    const values: unknown[] = [];
    const tuples = rows.map((row) => `(${properties.map((property) => placed((row as Row)[property] ?? null, values)).join(', ')})`);
    return { text: head() + tuples.join(', '), values };
  }
  const values = rows.flatMap((row) => properties.map((property) => (row as Row)[property] ?? null));
  const tuple = (row: number): string => `(${properties.map((_, index) => `$${row * properties.length + index + 1}`).join(', ')})`;
  return { text: insertText(entity, columns, () => head() + rows.map((_, index) => tuple(index)).join(', '), rows.length), values };
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
