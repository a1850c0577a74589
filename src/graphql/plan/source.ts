import { tableOf } from '../../kernel/columns.js';
import type { EntityClass } from '../../kernel/columns.js';
import { type PageDefinition, type PageRequest, cursorCondition, filterCondition } from '../../kernel/page.js';

/** Values of one statement, numbered as they are added. */
export class Parameters {
  readonly values: unknown[] = [];
  add(value: unknown, type: string): string { return `$${this.values.push(value)}::${type}`; }
}

/** The rows as `t`: `FROM …`, ` WHERE …` or nothing, the SQL of the parent's key, and the order they must have when they are read. */
export interface Rows {
  readonly from: string;
  readonly where: string;
  readonly key: string;
  readonly order: string;
  /** Pages come in order by themselves, but not once something is joined to them. */
  readonly orderWhenJoined?: string;
}

/** Where the rows `t` of a level come from, written anew for each statement that needs it: itself, and the keys of the levels below. */
export interface Source {
  readonly entity: EntityClass;
  from(parameters: Parameters): Rows;
  /** Whether a row may come up under several parents. */
  readonly repeats?: boolean;
}

/** SQL that yields the parents' keys. */
export type Keys = (parameters: Parameters) => string;

/** The values of a column over a level's rows, as a subquery: the level below then needs no round trip of its own. */
export const keysOf = (source: Source, column: string): Keys => (parameters) => {
  const { from, where } = source.from(parameters);
  return `SELECT ${source.repeats ? 'DISTINCT ' : ''}t.${column} ${from}${where}`;
};

/** Keys that are known already. */
export const knownKeys = (keys: readonly unknown[], type: 'uuid' | 'text'): Keys => (parameters) =>
  // Uuids need no quoting, and there can be thousands.
  `SELECT unnest(${parameters.add(type === 'uuid' ? `{${keys.join(',')}}` : keys, `${type}[]`)})`;

export const rootByColumn = (entity: EntityClass, column: string, value: unknown, type: string): Source => ({
  entity, from: (parameters) => ({ from: `FROM ${tableOf(entity)} t`, where: ` WHERE t.${column} = ${parameters.add(value, type)}`, key: 'NULL', order: '' }),
});

/** Rows whose `column` is among the parents' keys. */
export const joined = (entity: EntityClass, column: string, keys: Keys, options: { where?: string | undefined; orderBy?: string | undefined } = {}): Source => ({
  entity,
  from: (parameters) => ({
    from: `FROM ${tableOf(entity)} t`, where: ` WHERE t.${column} IN (${keys(parameters)})${options.where ? ` AND ${options.where}` : ''}`,
    key: `t.${column}`, order: options.orderBy ? ` ORDER BY ${options.orderBy}` : '',
  }),
});

/** How many rows a list has for each parent, whatever page of it is shown. */
export const counted = (definition: PageDefinition<object>, keys: Keys, request: PageRequest) => (parameters: Parameters): string => {
  const parents = keys(parameters);
  return `SELECT k.key AS "parentKey", (SELECT count(*)::int FROM ${tableOf(definition.entity)} t WHERE ${definition.match}${filterCondition(definition, request, parameters.values)}) AS count FROM (${parents}) AS k(key)`;
};

/** A page for each parent. */
export const paged = (definition: PageDefinition<object>, keys: Keys, request: PageRequest): Source => ({
  entity: definition.entity,
  repeats: definition.keyType === 'text',
  from: (parameters) => {
    const direction = definition.descending ? 'DESC' : 'ASC';
    const parents = keys(parameters);
    const condition = filterCondition(definition, request, parameters.values) + cursorCondition(definition, request, parameters.values);
    const order = ` ORDER BY ${definition.sort.map((key) => `${key.sql} ${direction}`).join(', ')}`;
    return {
      from: `FROM (${parents}) AS k(key) CROSS JOIN LATERAL (SELECT t.* FROM ${tableOf(definition.entity)} t WHERE ${definition.match}${condition}${order} LIMIT ${parameters.add(request.first + 1, 'int')}) t`,
      where: '', key: 'k.key', order: '', orderWhenJoined: order,
    };
  },
});
