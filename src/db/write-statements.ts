import { type EntityClass, snakeCase, tableOf } from '../kernel/columns.js';
import type { Addressed, Statement } from '../kernel/database.js';

type Row = Record<string, unknown>;
/** A value given as a function is SQL, e.g. `() => 'now()'`: the database's clock instead of ours; what it compares with goes through `param`. */
type SqlValue = (param: (value: unknown) => string) => string;

const quotedNames = new Map<string, string>();
/** Properties come from entities, so they are few. */
function quoted(property: string): string {
  let name = quotedNames.get(property);
  if (!name) quotedNames.set(property, name = `"${snakeCase(property)}"`);
  return name;
}

const placed = (value: unknown, values: unknown[]): string => {
  const param = (plain: unknown): string => `$${values.push(plain)}`;
  return typeof value === 'function' ? (value as SqlValue)(param) : param(value);
};

export const insertedColumns = (row: object): string[] => Object.keys(row).filter((property) => (row as Row)[property] !== undefined);

const insertTexts = new Map<EntityClass, Map<string, string>>();
const MAX_TEXTS = 200;

/** The text for rows of plain values, made once: a mutation's inserts are the same ones each time. `key` says how many they are, and of which columns. */
function insertText(entity: EntityClass, key: string, make: () => string): string {
  let texts = insertTexts.get(entity);
  if (!texts) insertTexts.set(entity, texts = new Map<string, string>());
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
  return plainInsert(entity, rows as readonly Row[], columns, properties, head);
}

/** What a row hangs on: the same for rows of one parent. Other columns are not looked at, for every text is kept prepared, and what people write must not make new ones. */
const isOfParent = (property: string): boolean => property.endsWith('Id') || property.endsWith('Path');

/** What all rows hang on is sent once. */
function plainInsert(entity: EntityClass, rows: readonly Row[], columns: string, properties: readonly string[], head: () => string): Statement {
  const isShared = properties.map((property) => rows.length === 1 || isOfParent(property) && rows.every((row) => (row[property] ?? null) === (rows[0]![property] ?? null)));
  const shared = properties.filter((_, index) => isShared[index]);
  const own = properties.filter((_, index) => !isShared[index]);
  const values = [...shared.map((property) => rows[0]![property] ?? null), ...rows.flatMap((row) => own.map((property) => row[property] ?? null))];
  const place = (property: string, row: number): string => {
    const at = shared.indexOf(property);
    return `$${at >= 0 ? at + 1 : shared.length + row * own.length + own.indexOf(property) + 1}`;
  };
  const tuples = (): string => rows.map((_, row) => `(${properties.map((property) => place(property, row)).join(', ')})`).join(', ');
  return { text: insertText(entity, `${rows.length} ${columns} ${own.join()}`, () => head() + tuples()), values };
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
