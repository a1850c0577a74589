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

/** What is read of the rows `t` of an entity. */
export const columnsOfForm = (entity: EntityClass, form: Form): string =>
  form === 'joined' ? sizedList(entity, 't', 'all') + companionColumns(entity) : sizedList(entity, 't', form);

/** Lists found by a look-up are short by nature, so they have no size between the brief one and all. */
const listedSizes = (entity: EntityClass): Size[] =>
  sizesOf(entity).filter((size) => size !== 'usual' || sizesOf(entity).includes('brief'));
/** Of one row all columns are read. */
export const formOfOne = (form: Form): Form => (form === 'brief' || form === 'usual' ? 'all' : form);
const formOfMany = (entity: EntityClass, form: Form): Form =>
  form === 'usual' && !listedSizes(entity).includes(form) ? 'all' : form;

/**
 * The shapes of a look-up by a column. A plan for one key is made once; for a list of keys the database makes one each
 * time, which costs more than the look-up.
 * Of one row all columns are read, of many those of one size. What the public reads has the text for many alone.
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

/** Rows of an entity by a column. */
export interface RowLookup {
  readonly entity: EntityClass;
  readonly column: string;
  /** Whether there is one row at most for a key. */
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

/** Any entity's rows by their ids. */
export function lookupById(entity: EntityClass): RowLookup {
  let found = byIds.get(entity);
  if (!found) byIds.set(entity, (found = lookup(entity, 'id', true, textById)));
  return found;
}
