import { briefProperties, sizeFor } from '../../kernel/columns.js';
import { companionsOf } from '../../kernel/companions.js';
import type { RequestContext } from '../../kernel/request-context.js';
import type { Form } from '../../kernel/row-text.js';
import type { Loaded } from './assemble.js';
import type { Level, FieldPlan } from './parts.js';

type Row = Record<string, unknown>;

/** A level whose rows are joined to another level's rows, as companions. */
interface Joined {
  readonly level: Level;
  readonly parentAlias: string;
  readonly alias: string;
}
/** One statement: the rows of a level for known keys. */
interface Step {
  readonly level: Level;
  readonly keys: readonly unknown[];
  readonly form: Form;
  readonly joined: readonly Joined[];
}
interface Waiting {
  readonly level: Level;
  readonly parent: Level;
}

/**
 * Runs the statements of all levels. A level's statement has the keys of its parents as a parameter.
 * Levels with known keys share one round trip. Companions are read in the statement of their parent.
 * So a text depends on the relation and on the size, never on the path of the query.
 */
export async function runLevels(roots: readonly Level[], ctx: RequestContext): Promise<Map<Level, Loaded>> {
  const loaded = new Map<Level, Loaded>();
  const waiting: Waiting[] = [];
  let steps: Step[] = roots.flatMap((level) => stepsAt(level, [level.source.root], waiting));
  while (steps.length > 0) {
    // Make all statements before sending one. If one cannot be made, none is sent.
    const statements = steps.map(({ level, keys, form }) => ({
      rows: level.source.statement(keys, form),
      count: level.source.count?.(keys),
    }));
    const [found, numbers] = await Promise.all([
      Promise.all(statements.map(({ rows }) => ctx.rows<Row>(rows))),
      Promise.all(statements.map(({ count }) => (count ? ctx.rows<Row>(count) : Promise.resolve(null)))),
    ]);
    steps.forEach((step, index) => keep(step, found[index]!, numbers[index] ?? null, loaded));
    steps = waiting.splice(0).flatMap(({ level, parent }) => {
      const keys = keysIn(loaded.get(parent)!, level.source.property);
      return keys.length > 0 ? stepsAt(level, keys, waiting) : [];
    });
  }
  return loaded;
}

/** The statements of a level and of lower levels whose keys are already known. Other levels are put into `waiting`. */
function stepsAt(level: Level, keys: readonly unknown[], waiting: Waiting[]): Step[] {
  const joined: Joined[] = [];
  if (level.source.canJoin) join(level, 't', level.source.entity, joined);
  const come = new Set(joined.map((one) => one.level));
  const steps: Step[] = [{ level, keys, form: joined.length > 0 ? 'joined' : formOf(level), joined }];
  for (const parent of [level, ...come]) {
    for (const child of levelsBelow(parent)) {
      if (come.has(child)) continue;
      // The keys are the ids of these rows, so the children can be read at once. Missing rows have no children.
      if (parent === level && level.source.isById && child.source.property === 'id')
        steps.push(...stepsAt(child, keys, waiting));
      else waiting.push({ level: child, parent });
    }
  }
  return steps;
}

function join(parent: Level, parentAlias: string, root: Level['source']['entity'], joined: Joined[]): void {
  for (const level of levelsBelow(parent)) {
    const { entity, property, join: column } = level.source;
    const companion = companionsOf(root).find(
      (one) => one.from === parentAlias && one.entity === entity && one.property === property && one.column === column,
    );
    if (!companion || ![...level.properties].every((needed) => briefProperties(entity).has(needed))) continue;
    joined.push({ level, parentAlias, alias: companion.alias });
    join(level, companion.alias, root, joined);
  }
}

const levelsBelow = (level: Level): Level[] =>
  (level.parts as readonly (FieldPlan & { level?: Level })[]).flatMap((part) => part.level ?? []);

/** A cursor needs the sort keys, which only the size `all` contains. */
const formOf = ({ source: origin, properties, sortKeys }: Level): Form =>
  sortKeys > 0 ? 'all' : sizeFor(origin.entity, properties);

/**
 * Stores the rows of a statement by the keys of their parents. Joined rows are stored as if they were read separately.
 */
function keep(
  { level, joined }: Step,
  rows: readonly Row[],
  numbers: readonly Row[] | null,
  loaded: Map<Level, Loaded>,
): void {
  const { keyProperty } = level.source;
  const byKey = keyProperty === null ? new Map([[null, [...rows]]]) : grouped(rows, keyProperty);
  loaded.set(level, {
    byKey,
    ...(numbers ? { counts: new Map(numbers.map((row) => [row['parentKey'], row['count'] as number])) } : {}),
  });
  for (const one of joined) loaded.set(one.level, { byKey: companionRows(rows, one) });
}

function companionRows(rows: readonly Row[], { level, parentAlias, alias }: Joined): Map<unknown, Row[]> {
  const key = columnName(parentAlias, level.source.property);
  const columns = [...level.properties].map((property) => [property, columnName(alias, property)] as const);
  const byKey = new Map<unknown, Row[]>();
  for (const row of rows) {
    if (row[columnName(alias, 'id')] === null || byKey.has(row[key])) continue;
    const joinedRow: Row = {};
    for (const [property, column] of columns) joinedRow[property] = row[column];
    byKey.set(row[key], [joinedRow]);
  }
  return byKey;
}

function keysIn(parent: Loaded, property: string): unknown[] {
  const keys = new Set<unknown>();
  for (const rows of parent.byKey.values()) for (const row of rows) if (row[property] !== null) keys.add(row[property]);
  return [...keys];
}

const columnName = (alias: string, property: string): string => (alias === 't' ? property : `${alias}.${property}`);

function grouped(rows: readonly Row[], keyProperty: string): Map<unknown, Row[]> {
  const groups = new Map<unknown, Row[]>();
  for (const row of rows) {
    const group = groups.get(row[keyProperty]);
    if (group) group.push(row);
    else groups.set(row[keyProperty], [row]);
  }
  return groups;
}
