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
import { Parameters, rootByColumn } from './source.js';

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
  const level = compileLevel(type, source, selectedFields(subSelections(selected), type, reading), reading);
  return { selected, level, read };
}

function uuidIn(globalId: string, type: string): string {
  try {
    const parsed = parseGlobalId(globalId);
    if (parsed.type === type) return parsed.id;
  } catch { /* the loaders say what is wrong with it */ }
  throw new Unplanned('id');
}

async function load(roots: readonly Level[], ctx: RequestContext): Promise<Map<Level, Loaded>> {
  const levels: Level[] = [];
  const visit = (level: Level): void => {
    if (level.page && (level.page.request.first < 0 || level.page.request.first > MAX_PAGE)) throw new Unplanned('first');
    levels.push(level);
    for (const part of level.parts as readonly (Part & { level?: Level })[]) if (part.level) visit(part.level);
  };
  roots.forEach(visit);
  const results = await Promise.all(levels.map((level) => ctx.rows<Row>(statementOf(level))));
  return new Map(levels.map((level, index) => [level, { level, byKey: grouped(results[index]!) }]));
}

function statementOf(level: Level): { text: string; values: unknown[] } {
  const parameters = new Parameters();
  const { sql, key, order } = level.source.from(parameters);
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
