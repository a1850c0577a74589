import { snakeCase } from '../../kernel/columns.js';
import type { Statement } from '../../kernel/database.js';
import type { RequestContext } from '../../kernel/request-context.js';
import type { Loaded } from './assemble.js';
import type { Level, Part } from './parts.js';
import { type Keys, Parameters, type Source, keysOf, knownKeys } from './source.js';

type Row = Record<string, unknown>;

/** Beyond so many parent rows it is cheaper to wait for their keys than to have PostgreSQL find the parents a second time. */
const NEST_BELOW = 40;

interface Step { readonly level: Level; readonly source: Source; readonly keys: Keys; readonly rows: number }
interface Waiting { readonly level: Level; readonly parent: Level; readonly rows: number }

const step = (level: Level, keys: Keys, rows: number): Step => ({ level, keys, source: level.origin.source(keys), rows });

/** Runs levels in as few round trips as pays: a level nests its parents' statement while they are few, else it takes their keys in the next trip. */
export async function runLevels(roots: readonly Level[], ctx: RequestContext): Promise<Map<Level, Loaded>> {
  const loaded = new Map<Level, Loaded>();
  let steps: Step[] = roots.map((level) => step(level, () => '', 1));
  while (steps.length > 0) {
    const waiting: Waiting[] = [];
    const now: Step[] = [];
    for (const one of steps) schedule(one, now, waiting);
    const results = now.map((one) => ctx.rows<Row>(statementOf(one)));
    const counts = now.map((one) => (one.level.origin.count ? ctx.rows<Row>(countOf(one)) : null));
    const [rows, numbers] = await Promise.all([Promise.all(results), Promise.all(counts)]);
    now.forEach(({ level }, index) => loaded.set(level, { byKey: grouped(rows[index]!), ...(numbers[index] ? { counts: new Map(numbers[index].map((row) => [row['parentKey'], row['count'] as number])) } : {}) }));
    steps = waiting.flatMap(({ level, parent, rows: expected }) => {
      const keys = keysIn(loaded.get(parent)!, level.origin.property);
      return keys.length > 0 ? [step(level, knownKeys(keys, level.origin.keyType), expected)] : [];
    });
  }
  return loaded;
}

function schedule(parent: Step, now: Step[], waiting: Waiting[]): void {
  now.push(parent);
  for (const part of parent.level.parts as readonly (Part & { level?: Level })[]) {
    if (!part.level) continue;
    const rows = parent.rows * part.level.origin.width;
    if (parent.rows > NEST_BELOW) waiting.push({ level: part.level, parent: parent.level, rows });
    else schedule(step(part.level, keysOf(parent.source, snakeCase(part.level.origin.property)), rows), now, waiting);
  }
}

function keysIn(parent: Loaded, property: string): unknown[] {
  const keys = new Set<unknown>();
  for (const rows of parent.byKey.values()) for (const row of rows) if (row[property] !== null) keys.add(row[property]);
  return [...keys];
}

function statementOf({ level, source }: Step): Statement {
  const parameters = new Parameters();
  const { sql, key, order } = source.from(parameters);
  const columns = [...level.properties].map((property) => `t."${snakeCase(property)}" AS "${property}"`);
  const sort = level.sort.map((expression, index) => `(${expression})::text AS "sort${index}"`);
  return { text: `SELECT ${[`${key} AS "parentKey"`, ...columns, ...sort].join(', ')} ${sql}${order}`, values: parameters.values };
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
