import { type DocumentNode, type FragmentDefinitionNode, type GraphQLSchema, type OperationDefinitionNode, Kind, OperationTypeNode, getNamedType } from 'graphql';
import { snakeCase } from '../../kernel/columns.js';
import { parseGlobalId } from '../../kernel/global-id.js';
import { MAX_PAGE } from '../../kernel/page.js';
import type { RootRead } from '../../kernel/relation.js';
import type { RequestContext } from '../../kernel/request-context.js';
import { assertRule, ruleOf } from '../enforce-rules.js';
import { Assembler, type Loaded } from './assemble.js';
import { type Level, type Part, argumentsOf, compileLevel } from './level.js';
import { type Composite, type Reading, type Selected, Unplanned, selectedFields, subSelections } from './selection.js';
import { Parameters, type Source, keysOf, knownKeys, rootByColumn } from './source.js';

interface Root { readonly selected: Selected; readonly level: Level; readonly read: RootRead }
type Row = Record<string, unknown>;

/**
 * Answers a query whose fields all say how they are read (kernel/relation.ts): one statement a level, all levels in one round trip.
 * @returns null when some part of it is not understood, or when the answer would hold an error: the loaders then do it, with the right error.
 */
export async function answerByPlan(schema: GraphQLSchema, document: DocumentNode, operation: OperationDefinitionNode, variables: Record<string, unknown>, ctx: RequestContext, typeOf: (row: Row) => string | undefined): Promise<Row | null> {
  if (operation.operation !== OperationTypeNode.QUERY || ctx.viewer.reader === 'app_public') return null;
  try {
    const reading: Reading = { fragments: fragmentsOf(document), variables };
    const query = schema.getQueryType()!;
    const roots = selectedFields([operation.selectionSet], query, reading).map((selected) => compileRoot(selected, reading, ctx));
    const loaded = await load(roots.map((root) => root.level), ctx);
    const assembler = new Assembler(ctx, loaded, typeOf, reading, schema);
    const answer: Row = {};
    for (const { selected, level, read } of roots) {
      const row = assembler.rows(level, null).find((candidate) => read.kind !== 'byText' || !read.level || candidate['level'] === read.level);
      answer[selected.responseName] = row ? assembler.object(level, row) : null;
    }
    await Promise.all(assembler.pending);
    return answer;
  } catch (error) {
    if (error instanceof Unplanned) return null;
    throw error;
  }
}

function fragmentsOf(document: DocumentNode): Map<string, FragmentDefinitionNode> {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions) if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  return fragments;
}

function compileRoot(selected: Selected, reading: Reading, ctx: RequestContext): Root {
  const read = selected.field?.extensions['rootReads'] as RootRead | undefined;
  if (!read || read.kind === 'pageWithin') throw new Unplanned(`root ${selected.name}`);
  assertRule(ruleOf(selected.field as never)!, ctx);
  const argument = argumentsOf(selected.field!, selected, reading)[read.argument];
  const type = getNamedType(selected.field!.type) as Composite;
  const source = read.kind === 'byText' ? rootByColumn(read.entity, read.column, argument, 'text') : rootByColumn(read.entity, 'id', uuidIn(String(argument), read.type), 'uuid');
  const origin = { entity: read.entity, property: 'id', keyType: 'uuid' as const, width: 1, source: () => source };
  const level = compileLevel(type, origin, selectedFields(subSelections(selected), type, reading), reading);
  return { selected, level, read };
}

function uuidIn(globalId: string, type: string): string {
  try {
    const parsed = parseGlobalId(globalId);
    if (parsed.type === type) return parsed.id;
  } catch { /* the loaders say what is wrong with it */ }
  throw new Unplanned('id');
}

/** Beyond so many parent rows it is cheaper to wait for their keys than to have PostgreSQL find the parents a second time. */
const NEST_BELOW = 40;

interface Step { readonly level: Level; readonly source: Source; readonly rows: number }

/** Runs levels in as few round trips as pays: a level nests its parents' statement while they are few, else it takes their keys in the next trip. */
async function load(roots: readonly Level[], ctx: RequestContext): Promise<Map<Level, Loaded>> {
  const loaded = new Map<Level, Loaded>();
  let steps: Step[] = roots.map((level) => ({ level, source: level.origin.source(() => ''), rows: 1 }));
  while (steps.length > 0) {
    const waiting: { level: Level; parent: Level; rows: number }[] = [];
    const now: Step[] = [];
    for (const step of steps) schedule(step, now, waiting);
    const results = await Promise.all(now.map((step) => ctx.rows<Row>(statementOf(step))));
    now.forEach(({ level }, index) => loaded.set(level, { level, byKey: grouped(results[index]!) }));
    steps = waiting.map(({ level, parent, rows }) => ({ level, source: level.origin.source(knownKeys(keysIn(loaded.get(parent)!, level.origin.property), level.origin.keyType)), rows }));
  }
  return loaded;
}

function schedule(step: Step, now: Step[], waiting: { level: Level; parent: Level; rows: number }[]): void {
  const { level, source } = step;
  if (level.page && (level.page.request.first < 0 || level.page.request.first > MAX_PAGE)) throw new Unplanned('first');
  now.push(step);
  for (const part of level.parts as readonly (Part & { level?: Level })[]) {
    if (!part.level) continue;
    const below = part.level;
    const rows = step.rows * below.origin.width;
    if (step.rows > NEST_BELOW) waiting.push({ level: below, parent: level, rows });
    else schedule({ level: below, source: below.origin.source(keysOf(source, snakeCase(below.origin.property))), rows }, now, waiting);
  }
}

function keysIn(parent: Loaded, property: string): unknown[] {
  const keys = new Set<unknown>();
  for (const rows of parent.byKey.values()) for (const row of rows) if (row[property] !== null) keys.add(row[property]);
  return [...keys];
}

function statementOf({ level, source }: Step): { text: string; values: unknown[] } {
  const parameters = new Parameters();
  const { sql, key, order } = source.from(parameters);
  const columns = [...level.properties].map((property) => `t."${snakeCase(property)}" AS "${property}"`);
  const sort = level.page?.withCursors ? level.sort.map((expression, index) => `(${expression})::text AS "sort${index}"`) : [];
  return { text: `SELECT ${[`${key} AS "parentKey"`, ...columns, ...sort].join(', ')} ${sql}${order}`, values: parameters.values };
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
