import { type EntityClass, snakeCase, tableOf } from './columns.js';
import type { Addressed, RowUpdate, Statement } from './database.js';
import { fixedText } from './statement-text.js';

const quoted = (property: string): string => `"${snakeCase(property)}"`;
const OF_THE_ROW = 3;

/**
 * @param properties the columns that a caller may change
 * @param setNow columns that are set to now(), the time of the transaction
 */
export function rowUpdate<T extends Addressed, K extends keyof T & string = never>(
  entity: EntityClass<T>,
  properties: readonly K[],
  setNow: readonly (keyof T & string)[] = [],
): RowUpdate<T, K> {
  const changes = [
    ...properties.map((property, index) => `${quoted(property)} = $${OF_THE_ROW + index + 1}`),
    ...[...setNow, 'changedAt'].map((property) => `${quoted(property)} = now()`),
    'version = version + 1',
  ];
  const where = 'city_id = $1 AND id = $2 AND version = $3';
  const text = fixedText(
    `update ${entity.name} ${[...properties, ...setNow].join(' ')}`,
    `UPDATE ${tableOf(entity)} SET ${changes.join(', ')} WHERE ${where} RETURNING id`,
  );
  return { entity, properties, text };
}

/**
 * Updates one row if tenant, id and version are still those that were read, and increments the version.
 * The statement returns the row's id, or no row.
 * A declared column that the patch omits is set to the value that was read. It is the stored value, because the version
 * matches.
 */
export function updateStatement<T extends Addressed, K extends keyof T & string>(
  update: RowUpdate<T, K>,
  row: T,
  patch: Partial<Pick<T, K>>,
): Statement {
  const strangers = Object.keys(patch).filter((property) => !update.properties.includes(property as K));
  const { name } = update.entity;
  if (strangers.length > 0) throw new Error(`An update of ${name} does not declare: ${strangers.join(', ')}.`);
  const values = update.properties.map((property) => {
    const value = patch[property] === undefined ? row[property] : patch[property];
    if (value === undefined) throw new Error(`${name}.${property} was not read, so an update cannot keep it.`);
    return value;
  });
  return { text: update.text, values: [row.cityId, row.id, row.version, ...values] };
}
