import { snakeCase, tableOf } from '../../kernel/columns.js';
import type { Statement } from '../../kernel/database.js';
import type { RequestContext } from '../../kernel/request-context.js';
import type { Loaded } from './assemble.js';
import type { Level, Part } from './parts.js';
import { type Keys, Parameters, type Source, keysOf, knownKeys } from './source.js';

type Row = Record<string, unknown>;

/** Beyond so many parent rows it is cheaper to wait for their keys than to have PostgreSQL find the parents a second time. */
const NEST_BELOW = 40;

/** More joins than this and PostgreSQL no longer looks for their best order. */
const MOST_JOINS = 7;

interface Join { readonly level: Level; readonly parent: Level; readonly parentAlias: string; readonly alias: string }
interface Step { readonly level: Level; readonly source: Source; readonly keys: Keys; readonly rows: number; readonly joins: Join[] }
interface Waiting { readonly level: Level; readonly parent: Level; readonly rows: number }

const step = (level: Level, keys: Keys, rows: number): Step => ({ level, keys, source: level.origin.source(keys), rows, joins: [] });

/** Runs levels in as few round trips as pays: a level nests its parents' statement while they are few (or joins it, where one row belongs to one), else it takes their keys in the next trip. */
export async function runLevels(roots: readonly Level[], ctx: RequestContext): Promise<Map<Level, Loaded>> {
  const loaded = new Map<Level, Loaded>();
  let steps: Step[] = roots.map((level) => step(level, () => '', 1));
  while (steps.length > 0) {
    const waiting: Waiting[] = [];
    const now: Step[] = [];
    for (const one of steps) schedule(one, now, waiting);
    // All texts are made before the first is asked: one that cannot be made leaves no answer without a reader.
    const statements = now.map((one) => ({ rows: statementOf(one), count: one.level.origin.count ? countOf(one) : null }));
    const [rows, numbers] = await Promise.all([
      Promise.all(statements.map((statement) => ctx.rows<Row>(statement.rows))),
      Promise.all(statements.map(({ count }) => (count ? ctx.rows<Row>(count) : Promise.resolve(null)))),
    ]);
    now.forEach((one, index) => keep(one, rows[index]!, numbers[index] ?? null, loaded));
    steps = waiting.flatMap(({ level, parent, rows: expected }) => {
      const keys = keysIn(loaded.get(parent)!, level.origin.property);
      return keys.length > 0 ? [step(level, knownKeys(keys, level.origin.keyType), expected)] : [];
    });
  }
  return loaded;
}

function schedule(one: Step, now: Step[], waiting: Waiting[]): void {
  now.push(one);
  below(one, { level: one.level, source: one.source, alias: 't' }, now, waiting);
}

function below(one: Step, at: { level: Level; source: Source; alias: string }, now: Step[], waiting: Waiting[]): void {
  for (const part of at.level.parts as readonly (Part & { level?: Level })[]) {
    const { level } = part;
    if (!level) continue;
    const rows = one.rows * level.origin.width;
    if (one.rows > NEST_BELOW) {
      waiting.push({ level, parent: at.level, rows });
      continue;
    }
    const keys = keysOf(at.source, snakeCase(level.origin.property));
    if (level.origin.join && one.joins.length < MOST_JOINS) {
      const alias = `j${one.joins.length}`;
      one.joins.push({ level, parent: at.level, parentAlias: at.alias, alias });
      below(one, { level, source: level.origin.source(keys), alias }, now, waiting);
    } else schedule(step(level, keys, rows), now, waiting);
  }
}

/** Files a statement's rows under their parents' keys, and the rows joined to them as if they had been read by themselves. */
function keep(one: Step, rows: readonly Row[], numbers: readonly Row[] | null, loaded: Map<Level, Loaded>): void {
  loaded.set(one.level, { byKey: grouped(rows), ...(numbers ? { counts: new Map(numbers.map((row) => [row['parentKey'], row['count'] as number])) } : {}) });
  for (const { level, parentAlias, alias } of one.joins) {
    const key = columnName(parentAlias, level.origin.property);
    const columns = [...level.properties].map((property) => [property, columnName(alias, property)] as const);
    const byKey = new Map<unknown, Row[]>();
    for (const row of rows) {
      if (row[columnName(alias, 'id')] === null || byKey.has(row[key])) continue;
      const joinedRow: Row = {};
      for (const [property, column] of columns) joinedRow[property] = row[column];
      byKey.set(row[key], [joinedRow]);
    }
    loaded.set(level, { byKey });
  }
}

function keysIn(parent: Loaded, property: string): unknown[] {
  const keys = new Set<unknown>();
  for (const rows of parent.byKey.values()) for (const row of rows) if (row[property] !== null) keys.add(row[property]);
  return [...keys];
}

const columnName = (alias: string, property: string): string => (alias === 't' ? property : `${alias}.${property}`);

const columnsOf = (level: Level, alias: string): string[] => [...level.properties].map((property) => `${alias}."${snakeCase(property)}" AS "${columnName(alias, property)}"`);

function statementOf({ level, source, joins }: Step): Statement {
  const parameters = new Parameters();
  const { from, where, key, order, orderWhenJoined } = source.from(parameters);
  const sort = level.sort.map((expression, index) => `(${expression})::text AS "sort${index}"`);
  const columns = [`${key} AS "parentKey"`, ...columnsOf(level, 't'), ...sort, ...joins.flatMap((join) => columnsOf(join.level, join.alias))];
  return { text: `SELECT ${columns.join(', ')} ${from}${joins.map(joinOf).join('')}${where}${joins.length > 0 ? orderWhenJoined ?? order : order}`, values: parameters.values };
}

/** A row hidden from the viewer joins as none, as it would be none by itself. */
function joinOf({ level, parentAlias, alias }: Join): string {
  const { entity, join, property } = level.origin;
  return ` LEFT JOIN ${tableOf(entity)} ${alias} ON ${alias}.city_id = ${parentAlias}.city_id AND ${alias}.${join} = ${parentAlias}.${snakeCase(property)}`;
}

function countOf({ level, keys }: Step): Statement {
  const parameters = new Parameters();
  return { text: level.origin.count!(keys)(parameters), values: parameters.values };
}

function grouped(rows: readonly Row[]): Map<unknown, Row[]> {
  const groups = new Map<unknown, Row[]>();
  for (const row of rows) {
    const group = groups.get(row['parentKey']);
    if (group) group.push(row);
    else groups.set(row['parentKey'], [row]);
  }
  return groups;
}
