import {
  type EntityClass,
  type Size,
  identifiedEntities,
  publicColumnsOf,
  sizedList,
  sizesOf,
  tableOf,
} from './columns.js';
import { companionColumns, companionJoins, companionsOf } from './companions.js';
import type { Statement } from './database.js';
import { textFamily } from './statement-text.js';

/** `joined`: all columns, with the entity's companions in brief. */
export type Form = Size | 'joined';

export interface RowOptions {
  readonly orderBy?: string;
  readonly where?: string;
  readonly keyType?: 'uuid' | 'text';
}
interface RowShape {
  readonly entity: EntityClass;
  readonly form: Form;
  readonly isOne: boolean;
}

/** The select list for rows `t` of an entity. */
export const columnsOfForm = (entity: EntityClass, form: Form): string =>
  form === 'joined' ? sizedList(entity, 't', 'all') + companionColumns(entity) : sizedList(entity, 't', form);

/** The sizes for lists of a look-up. Such lists are short, so the size between `brief` and `all` is not used. */
const listedSizes = (entity: EntityClass): Size[] =>
  sizesOf(entity).filter((size) => size !== 'usual' || sizesOf(entity).includes('brief'));
/** A single row is read with all columns. */
export const formOfOne = (form: Form): Form => (form === 'brief' || form === 'usual' ? 'all' : form);
const formOfMany = (entity: EntityClass, form: Form): Form =>
  form === 'usual' && !listedSizes(entity).includes(form) ? 'all' : form;

/**
 * The shapes of a look-up by a column. One key has a text of its own, whose plan PostgreSQL keeps.
 * A statement with a list of keys is planned again each time, which costs more than the look-up.
 * A single row is read with all columns, several rows with one size. The public always uses the text for several rows.
 */
function shapesOf(entity: EntityClass, isUnique: boolean): RowShape[] {
  const joined: Form[] = isUnique && companionsOf(entity).length > 0 ? ['joined'] : [];
  const published: Form[] = publicColumnsOf(entity) ? ['public'] : [];
  return [
    ...['all' as const, ...joined].map((form) => ({ entity, form, isOne: true })),
    ...[...listedSizes(entity), ...joined, ...published].map((form) => ({ entity, form, isOne: false })),
  ];
}

function textOf(
  { entity, form, isOne }: RowShape,
  column: string,
  { keyType = 'uuid', where, orderBy }: RowOptions,
): string {
  const key = isOne ? `= $1::${keyType}` : `= ANY($1::${keyType}[])`;
  return `SELECT ${columnsOfForm(entity, form)}
    FROM ${tableOf(entity)} t${form === 'joined' ? companionJoins(entity) : ''}
    WHERE t.${column} ${key}${where ? ` AND ${where}` : ''}${orderBy ? ` ORDER BY ${orderBy}` : ''}`;
}

const keyOf = ({ entity, form, isOne }: RowShape): string => `${entity.name} ${form} ${isOne ? 'one' : 'many'}`;

/** Finds rows of an entity by the values of one column. */
export interface RowLookup {
  readonly entity: EntityClass;
  readonly column: string;
  /** True: at most one row for each key. */
  readonly isUnique: boolean;
  readonly statement: (keys: readonly unknown[], form: Form) => Statement;
}

function lookup(entity: EntityClass, column: string, isUnique: boolean, text: (shape: RowShape) => string): RowLookup {
  return {
    entity,
    column,
    isUnique,
    statement: (keys, form) => {
      const isOne = keys.length === 1 && form !== 'public';
      return {
        text: text({ entity, form: isOne ? formOfOne(form) : formOfMany(entity, form), isOne }),
        values: isOne ? keys : [keys],
      };
    },
  };
}

/** Declares a look-up by a column. */
export const lookupBy = (entity: EntityClass, column: string, isUnique: boolean, options: RowOptions = {}): RowLookup =>
  lookup(
    entity,
    column,
    isUnique,
    textFamily(
      `${entity.name} by ${column}`,
      () => shapesOf(entity, isUnique),
      keyOf,
      (shape) => textOf(shape, column, options),
    ),
  );

const textById = textFamily(
  'row by id',
  () => identifiedEntities().flatMap((entity) => shapesOf(entity, true)),
  keyOf,
  (shape) => textOf(shape, 'id', {}),
);
const byIds = new Map<EntityClass, RowLookup>();

/** The look-up of an entity by id. */
export function lookupById(entity: EntityClass): RowLookup {
  let found = byIds.get(entity);
  if (!found) byIds.set(entity, (found = lookup(entity, 'id', true, textById)));
  return found;
}
