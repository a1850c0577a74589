import {
  type EntityClass,
  type StoredColumn,
  allEntities,
  snakeCase,
  storedColumns,
  tableOf,
} from '../kernel/columns.js';
import type { Statement } from '../kernel/database.js';
import { SqlValue, columnsBySql } from '../kernel/sql-value.js';
import { textFamily } from '../kernel/statement-text.js';
import { asParameter } from './wire.js';

type Row = Record<string, unknown>;

const quotedNames = new Map<string, string>();
/** Cached, because property names come from entities and are few. */
function quoted(property: string): string {
  let name = quotedNames.get(property);
  if (!name) quotedNames.set(property, (name = `"${snakeCase(property)}"`));
  return name;
}

/** The shape of an INSERT. It names all columns, so an entity has one text for a row and one for several rows. */
interface InsertShape {
  readonly entity: EntityClass;
  readonly isOne: boolean;
  readonly bySql: { readonly property: string; readonly text: string } | null;
}

/** Arrays and JSON are sent as text when several rows are inserted, because `unnest` would flatten arrays. */
const isNested = ({ type }: StoredColumn): boolean => type.endsWith('[]') || type.startsWith('json');
const travelsAs = (column: StoredColumn): string => (isNested(column) ? 'text' : column.type);
const asText = (value: unknown): unknown =>
  value === null || Array.isArray(value) ? asParameter(value) : JSON.stringify(value);

const SHAPES = (): InsertShape[] =>
  allEntities().flatMap((entity) => [
    ...[null, ...columnsBySql(entity)].map((bySql) => ({ entity, isOne: true, bySql })),
    { entity, isOne: false, bySql: null },
  ]);

const insertText = textFamily(
  'insert',
  SHAPES,
  ({ entity, isOne, bySql }) => `${entity.name} ${isOne ? 'one' : 'several'} ${bySql?.text ?? ''}`,
  ({ entity, isOne, bySql }) => {
    const columns = storedColumns(entity);
    const head = `INSERT INTO ${tableOf(entity)} (${columns.map(({ property }) => quoted(property)).join(', ')})`;
    const withFallback = (value: string, { fallbackSql }: StoredColumn): string =>
      fallbackSql ? `coalesce(${value}, ${fallbackSql})` : value;
    if (!isOne) {
      const lists = columns.map((column, index) => `$${index + 1}::${travelsAs(column)}[]`).join(', ');
      const read = (column: StoredColumn, index: number): string =>
        isNested(column) ? `r.c${index}::${column.type}` : `r.c${index}`;
      return `${head} SELECT ${columns.map((column, index) => withFallback(read(column, index), column)).join(', ')}
        FROM unnest(${lists}) AS r(${columns.map((_, index) => `c${index}`).join(', ')})`;
    }
    let count = 0;
    const param = (): string => `$${(count += 1)}`;
    const values = columns.map((column) =>
      column.property === bySql?.property
        ? bySql.text.replaceAll('?', param)
        : withFallback(`${param()}::${column.type}`, column),
    );
    return `${head} VALUES (${values.join(', ')})`;
  },
);

const valueOf = (row: Row, { property, fallback }: StoredColumn): unknown =>
  row[property] === undefined ? fallback : row[property];
const workedOut = (row: object): [property: string, value: SqlValue] | undefined =>
  Object.entries(row).find((entry): entry is [string, SqlValue] => entry[1] instanceof SqlValue);

/** Whether a row can share an INSERT with other rows. A row with a column computed by SQL cannot. */
export const joinsOthers = (row: object): boolean => !workedOut(row);

/** Makes one INSERT for several rows of one table. */
export function insertStatement(entity: EntityClass, rows: readonly object[]): Statement {
  const columns = storedColumns(entity);
  const [row] = rows as readonly [Row];
  if (rows.length === 1) {
    const [property, value] = workedOut(row) ?? [];
    const bySql = property === undefined ? null : { property, text: value!.text };
    return {
      text: insertText({ entity, isOne: true, bySql }),
      values: columns.flatMap((column) => (column.property === property ? value!.values : [valueOf(row, column)])),
    };
  }
  if (!rows.every(joinsOthers)) throw new Error('A row with a value the database works out is inserted by itself.');
  return {
    text: insertText({ entity, isOne: false, bySql: null }),
    values: columns.map((column) =>
      rows.map((each) => {
        const value = valueOf(each as Row, column);
        return isNested(column) ? asText(value) : value;
      }),
    ),
  };
}
