import { type EntityClass, snakeCase, tableOf } from '../kernel/columns.js';
import type { Addressed, Statement } from '../kernel/database.js';
import type { Provenance } from '../kernel/provenance.js';
import { SqlValue } from '../kernel/sql-value.js';

type Row = Record<string, unknown>;

const quotedNames = new Map<string, string>();
/** Properties come from entities, so they are few. */
function quoted(property: string): string {
  let name = quotedNames.get(property);
  if (!name) quotedNames.set(property, name = `"${snakeCase(property)}"`);
  return name;
}

/** Which columns rows of one kind name, and the texts that were made for them: a mutation's inserts are the same ones each time. */
export interface Shape {
  readonly properties: readonly string[];
  /** What a row hangs on and where it comes from: the same for rows of one parent, told at once. Other columns are not looked at, for every text is kept prepared, and what people write must not make new ones. */
  readonly mayBeShared: readonly boolean[];
  readonly texts: Map<string, string>;
}

const shapes = new Map<EntityClass, Shape[]>();
/** Both are of code, not of requests, so they are few; the bounds are a safety net. */
const MAX_SHAPES = 50;
const MAX_TEXTS = 200;

/** Does the row name the same columns? */
export function fits({ properties }: Shape, row: object): boolean {
  let named = 0;
  for (const property in row) if ((row as Row)[property] !== undefined) named += 1;
  return named === properties.length && properties.every((property) => (row as Row)[property] !== undefined);
}

const COMES_FROM = new Set<string>(['origin', 'onBehalfOf', 'paperReference'] satisfies (keyof Provenance)[]);
const mayBeShared = (property: string): boolean => property.endsWith('Id') || property.endsWith('Path') || COMES_FROM.has(property);

export function shapeOf(entity: EntityClass, row: object): Shape {
  let known = shapes.get(entity);
  if (!known || known.length >= MAX_SHAPES) shapes.set(entity, known = []);
  let shape = known.find((one) => fits(one, row));
  if (!shape) {
    const properties = Object.keys(row).filter((property) => (row as Row)[property] !== undefined);
    known.push(shape = { properties, mayBeShared: properties.map(mayBeShared), texts: new Map() });
  }
  return shape;
}

function textOf({ texts }: Shape, key: string, make: () => string): string {
  let text = texts.get(key);
  if (!text) {
    if (texts.size >= MAX_TEXTS) texts.clear();
    texts.set(key, text = make());
  }
  return text;
}

/** One INSERT for rows that name the same columns. */
export function insertStatement(entity: EntityClass, rows: readonly object[], shape = shapeOf(entity, rows[0]!)): Statement {
  const head = (): string => `INSERT INTO ${tableOf(entity)} (${shape.properties.map(quoted).join(', ')}) VALUES `;
  return rows.length === 1 ? oneRow(shape, rows[0] as Row, head) : severalRows(shape, rows as readonly Row[], head);
}

function oneRow(shape: Shape, row: Row, head: () => string): Statement {
  const values: unknown[] = [];
  let key = '';
  for (const property of shape.properties) {
    const value = row[property];
    if (value instanceof SqlValue) {
      values.push(...value.values);
      key += value.text;
    } else {
      values.push(value);
    }
  }
  return { text: textOf(shape, key, () => { const params: unknown[] = []; return `${head()}(${shape.properties.map((property) => placed(row[property], params)).join(', ')})`; }), values };
}

/** What all rows hang on is sent once. */
function severalRows(shape: Shape, rows: readonly Row[], head: () => string): Statement {
  const { properties, mayBeShared } = shape;
  const [first] = rows as [Row];
  const [shared, own]: [string[], string[]] = [[], []];
  for (let index = 0; index < properties.length; index += 1) {
    const property = properties[index]!;
    (mayBeShared[index] && rows.every((row) => row[property] === first[property]) ? shared : own).push(property);
  }
  const values = shared.map((property) => first[property]);
  for (const row of rows) for (const property of own) values.push(plain(row[property]));
  const place = (property: string, row: number): string => {
    const at = shared.indexOf(property);
    return `$${at >= 0 ? at + 1 : shared.length + row * own.length + own.indexOf(property) + 1}`;
  };
  const tuples = (): string => rows.map((_, row) => `(${properties.map((property) => place(property, row)).join(', ')})`).join(', ');
  return { text: textOf(shape, `${rows.length} ${shared.join()}`, () => head() + tuples()), values };
}

const plain = (value: unknown): unknown => {
  if (value instanceof SqlValue) throw new Error('A row with a value the database works out is inserted by itself.');
  return value;
};

/** The value's place in a text; `params` are those before it, and it is added to them. */
function placed(value: unknown, params: unknown[]): string {
  const param = (given: unknown): string => `$${params.push(given)}`;
  return value instanceof SqlValue ? value.values.reduce<string>((text, each) => text.replace('?', () => param(each)), value.text) : param(value);
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
