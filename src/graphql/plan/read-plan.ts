import {
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLSchema,
  type OperationDefinitionNode,
  Kind,
  OperationTypeNode,
  getNamedType,
  isObjectType,
} from 'graphql';
import { parseGlobalId } from '../../kernel/global-id.js';
import type { Relation, RootRead, TableOfType } from '../../kernel/relation.js';
import { type RowLookup, lookupById } from '../../kernel/row-text.js';
import type { RequestContext } from '../../kernel/request-context.js';
import { assertRule, ruleOf } from '../enforce-rules.js';
import { Assembler } from './assemble.js';
import { compilePage } from './connection.js';
import { builderOf, compileLevel } from './level.js';
import type { Level, RowSource } from './parts.js';
import { isExpected } from './plan-fault.js';
import { runLevels } from './run-levels.js';
import {
  type Composite,
  type Reading,
  type Selected,
  Unplanned,
  argumentsOf,
  selectedFields,
  subSelections,
} from './selection.js';

type Row = Record<string, unknown>;

/** What the planner needs to know about interfaces, and about types that share a table. */
export interface RowTypes {
  /** The object type of a row behind an interface. */
  readonly typeOf: (row: Row) => string | undefined;
  readonly tableOfType: (type: string) => TableOfType | null;
}

interface Root {
  readonly selected: Selected;
  readonly level: Level | null;
  readonly only?: string | undefined;
  readonly page?: boolean;
}
export interface Planned {
  readonly schema: GraphQLSchema;
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly variables: Row;
  readonly ctx: RequestContext;
  readonly types: RowTypes;
  /** Receives a fault of the planner itself. In tests it throws. */
  readonly onFault: (error: unknown) => void;
}

/**
 * Answers a query if all its fields declare how they are read (kernel/relation.ts). Each list is one statement.
 * @returns null when a part cannot be planned, or when the answer would have an error; graphql-js then answers
 */
export async function answerByPlan(asked: Planned): Promise<Row | null> {
  const { schema, operation, ctx, types } = asked;
  if (
    operation.operation !== OperationTypeNode.QUERY ||
    ctx.viewer.reader === 'app_public' ||
    !isPlannable(operation, schema)
  )
    return null;
  try {
    const reading: Reading = {
      fragments: fragmentsOf(asked.document),
      variables: asked.variables,
      reader: ctx.viewer.reader,
    };
    const roots = selectedFields([operation.selectionSet], schema.getQueryType()!, reading).map((selected) =>
      compileRoot(selected, reading, asked),
    );
    const loaded = await runLevels(
      roots.flatMap(({ level }) => level ?? []),
      ctx,
    );
    const assembler = new Assembler(ctx, loaded, types.typeOf, reading, schema);
    const answer: Row = {};
    for (const root of roots) answer[root.selected.responseName] = rootValue(root, assembler, schema);
    await Promise.all(assembler.pending);
    return answer;
  } catch (error) {
    if (!(error instanceof Unplanned) && !isExpected(error)) asked.onFault(error);
    return null;
  }
}

const plannable = new WeakMap<OperationDefinitionNode, boolean>();

/** Whether every root field declares how it is read. Otherwise planning is not tried. */
function isPlannable(operation: OperationDefinitionNode, schema: GraphQLSchema): boolean {
  let known = plannable.get(operation);
  if (known === undefined) {
    const fields = schema.getQueryType()!.getFields();
    known = operation.selectionSet.selections.every(
      (selection) =>
        selection.kind !== Kind.FIELD ||
        selection.name.value === '__typename' ||
        fields[selection.name.value]?.extensions['rootReads'] !== undefined,
    );
    plannable.set(operation, known);
  }
  return known;
}

function rootValue({ selected, level, only, page }: Root, assembler: Assembler, schema: GraphQLSchema): unknown {
  if (!level) return schema.getQueryType()!.name;
  const row = assembler.rows(level, null).find((candidate) => !only || candidate['level'] === only);
  if (!page) return row ? assembler.object(level, row) : null;
  if (!row) throw new Unplanned('a list of nothing');
  return assembler.object(level, row)[selected.responseName];
}

function fragmentsOf(document: DocumentNode): Map<string, FragmentDefinitionNode> {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions)
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  return fragments;
}

function compileRoot(selected: Selected, reading: Reading, { schema, ctx, types }: Planned): Root {
  if (selected.name === '__typename') return { selected, level: null };
  const read = selected.field?.extensions['rootReads'] as RootRead | undefined;
  if (!read) throw new Unplanned(`root ${selected.name}`);
  assertRule(ruleOf(selected.field as never)!, ctx);
  const argument = String(argumentsOf(selected.field!, selected, reading)[read.argument]);
  const type = getNamedType(selected.field!.type) as Composite;
  if (read.kind === 'pageWithin')
    return { selected, page: true, level: pageOfFound(read, argument, selected, reading, type) };
  if (read.kind === 'byText')
    return { selected, level: oneRow(read.lookup, argument, selected, type, reading), only: read.level };
  const { type: named, id } = parseGlobalId(argument);
  if (read.kind === 'byId') {
    if (named !== read.type) throw new Unplanned('an id of another type');
    return { selected, level: oneRow(lookupById(read.entity), id, selected, type, reading) };
  }
  const table = types.tableOfType(named);
  const object = schema.getType(named);
  if (!table || !isObjectType(object) || !object.getInterfaces().includes(type as never))
    throw new Unplanned(`node ${named}`);
  return { selected, level: oneRow(lookupById(table.entity), id, selected, object, reading), only: table.level };
}

const rootOrigin = (lookup: RowLookup, key: string): RowSource => ({
  entity: lookup.entity,
  property: 'id',
  keyProperty: null,
  root: key,
  statement: lookup.statement,
  canJoin: true,
  isById: lookup.column === 'id',
});

const oneRow = (lookup: RowLookup, key: string, selected: Selected, type: Composite, reading: Reading): Level =>
  compileLevel(type, rootOrigin(lookup, key), selectedFields(subSelections(selected), type, reading), reading);

/** A page that belongs to a row found by a text. The row has its own level, so that a missing row is noticed. */
function pageOfFound(
  read: Extract<RootRead, { kind: 'pageWithin' }>,
  argument: string,
  selected: Selected,
  reading: Reading,
  type: Composite,
): Level {
  const page = compilePage(
    read.page as Extract<Relation, { kind: 'page' }>,
    selected,
    selected.field!,
    reading,
    builderOf(reading),
  );
  const found = builderOf(reading)(type, rootOrigin(read.lookup, argument)).level(0);
  return { ...found, properties: new Set([...found.properties, page.property]), parts: [page] };
}
