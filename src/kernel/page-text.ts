import { type EntityClass, publicColumnsOf, sizesOf, tableOf } from './columns.js';
import { companionJoins, companionsOf } from './companions.js';
import { type SortKey, partsOfCursor } from './cursor.js';
import type { Statement } from './database.js';
import { type Form, columnsOfForm, formOfOne } from './row-text.js';
import { textFamily } from './statement-text.js';

export interface PageDefinition<T extends object> {
  readonly name: string;
  readonly entity: EntityClass<T>;
  /** SQL condition that joins a row `t` to its parent's key `k.key`, e.g. `t.room_id = k.key`. */
  readonly match: string;
  readonly keyType?: 'uuid' | 'text';
  /** The sort order. Its last key is `t.id`, so that no two rows are equal. All keys sort in the same direction. */
  readonly sort: readonly SortKey[];
  readonly descending?: boolean;
  /**
   * Optional filters by argument name: SQL over `t` with `?` for the value, and the value's SQL type.
   * All filters are parameters of one text, because no index would be used for any of them.
   */
  readonly filters?: Readonly<Record<string, { readonly sql: string; readonly type: string }>>;
}

export interface PageRequest {
  readonly first: number;
  readonly after?: string | null;
  readonly filter?: Readonly<Record<string, unknown>>;
}

type Definition = PageDefinition<object>;
interface PageShape {
  readonly form: Form;
  readonly isOne: boolean;
  readonly isAfter: boolean;
}
interface Texts {
  readonly page: (shape: PageShape) => string;
  readonly count: (shape: 'count') => string;
}

const KEYS_FROM = 1;
const FILTERS_FROM = 3;

/**
 * The shapes of a page's statement. The first page exists in every form, a later page only with all columns.
 * A later page has a cursor, and a cursor needs the sort keys, which the size `all` contains.
 */
function shapesOf({ entity }: Definition): PageShape[] {
  const joined: Form[] = companionsOf(entity).length > 0 ? ['joined'] : [];
  const published: Form[] = publicColumnsOf(entity) ? ['public'] : [];
  const first = [...sizesOf(entity), ...joined, ...published].map((form) => ({ form, isAfter: false }));
  const later = ['all' as const, ...published].map((form) => ({ form, isAfter: true }));
  return [...first, ...later]
    .flatMap((shape) => [true, false].map((isOne) => ({ ...shape, isOne })))
    .filter(({ form, isOne }) => !isOne || form === 'all' || form === 'joined');
}

const filtersOf = ({ filters = {} }: Definition): readonly (readonly [name: string, sql: string, type: string])[] =>
  Object.entries(filters).map(([name, { sql, type }]) => [name, sql, type]);

/** ` AND …` for every filter. A filter that is null accepts every row. */
const conditionOf = (definition: Definition, from: number): string =>
  filtersOf(definition)
    .map(
      ([, sql, type], index) =>
        ` AND ($${from + index}::${type} IS NULL OR (${sql.replaceAll('?', `$${from + index}::${type}`)}))`,
    )
    .join('');

function keysOf({ keyType = 'uuid' }: Definition, isOne: boolean): string {
  return isOne ? `(VALUES ($${KEYS_FROM}::${keyType})) AS k(key)` : `unnest($${KEYS_FROM}::${keyType}[]) AS k(key)`;
}

function pageText(definition: Definition, { form, isOne, isAfter }: PageShape): string {
  const { entity, match, sort, descending } = definition;
  const direction = descending ? 'DESC' : 'ASC';
  const order = ` ORDER BY ${sort.map(({ sql }) => `${sql} ${direction}`).join(', ')}`;
  const cursorFrom = FILTERS_FROM + filtersOf(definition).length;
  const after = isAfter
    ? ` AND (${sort.map(({ sql }) => sql).join(', ')}) ${descending ? '<' : '>'} (` +
      `${sort.map(({ type }, index) => `$${cursorFrom + index}::${type}`).join(', ')})`
    : '';
  const keys =
    form !== 'usual' && form !== 'brief'
      ? sort.map(({ sql }, index) => `, (${sql})::text AS "sort${index}"`).join('')
      : '';
  const rows = (columns: string): string =>
    `SELECT ${columns} FROM ${tableOf(entity)} t
      WHERE ${match}${conditionOf(definition, FILTERS_FROM)}${after}${order} LIMIT $2::int`;
  const parents = keysOf(definition, isOne);
  const columns = `${columnsOfForm(entity, form)}${keys}`;
  // Companions are joined to the rows of the page only. The join loses the order, so it is applied again.
  if (form === 'joined')
    return `SELECT k.key AS "parentKey", ${columns} FROM ${parents} CROSS
      JOIN LATERAL (${rows('t.*')}) t${companionJoins(entity)}${order}`;
  return `SELECT k.key AS "parentKey", x.* FROM ${parents} CROSS JOIN LATERAL (${rows(columns)}) x`;
}

const countText = (definition: Definition): string =>
  `SELECT k.key AS "parentKey", (SELECT count(*)::int FROM ${tableOf(definition.entity)} t
    WHERE ${definition.match}${conditionOf(definition, KEYS_FROM + 1)}) AS count FROM ${keysOf(definition, false)}`;

const made = new WeakMap<Definition, Texts>();
function textsOf(definition: Definition): Texts {
  let texts = made.get(definition);
  if (!texts) {
    texts = {
      page: textFamily(
        `page ${definition.name}`,
        () => shapesOf(definition),
        ({ form, isOne, isAfter }) => `${form} ${isOne} ${isAfter}`,
        (shape) => pageText(definition, shape),
      ),
      count: textFamily(
        `count ${definition.name}`,
        () => ['count'] as const,
        String,
        () => countText(definition),
      ),
    };
    made.set(definition, texts);
  }
  return texts;
}

/** Declares a list that is read page by page. */
export function definePage<T extends object>(definition: PageDefinition<T>): PageDefinition<T> {
  textsOf(definition as Definition);
  return definition;
}

const filterValues = (definition: Definition, request: PageRequest): unknown[] =>
  filtersOf(definition).map(([name]) => request.filter?.[name] ?? null);

/**
 * Reads a page for each parent.
 * @throws BAD_USER_INPUT for a cursor of another list
 */
export function pageStatement(
  definition: Definition,
  request: PageRequest,
  keys: readonly unknown[],
  wanted: Form,
): Statement {
  const cursor = request.after ? partsOfCursor(request.after, definition.sort) : [];
  const isAfter = cursor.length > 0;
  const isOne = keys.length === 1 && wanted !== 'public';
  const form = wanted === 'public' ? wanted : isAfter ? 'all' : isOne ? formOfOne(wanted) : wanted;
  return {
    text: textsOf(definition).page({ form, isOne, isAfter }),
    values: [isOne ? keys[0] : keys, request.first + 1, ...filterValues(definition, request), ...cursor],
  };
}

/** Counts all rows of the list for each parent, on all pages together. */
export const countStatement = (definition: Definition, request: PageRequest, keys: readonly unknown[]): Statement => ({
  text: textsOf(definition).count('count'),
  values: [keys, ...filterValues(definition, request)],
});
