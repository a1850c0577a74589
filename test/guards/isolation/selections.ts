import {
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isInterfaceType,
  isLeafType,
  isObjectType,
  isUnionType,
  parse,
  visit,
} from 'graphql';
import { queryCost } from '../../../src/graphql/limits.js';
import { argumentText } from './arguments.js';

type Field = GraphQLField<unknown, unknown>;

/**
 * Values (connections, dates, rates) are walked through to their leaves; objects with an identity are shown once and
 * not entered again.
 */
const VALUE_DEPTH = 5;
const NODE_BUDGET = 2;

/**
 * In a list of thousands an object is shown by its leaves: everything else of it would not fit into a document, and is
 * walked where there are fewer.
 */
const LONG_DEPTH = 2;
const isLong = ({ extensions: { listSize } }: Field): boolean => typeof listSize === 'number' && listSize >= 1_000;

const hasIdentity = (type: GraphQLNamedType): boolean =>
  (isObjectType(type) || isInterfaceType(type)) && 'id' in type.getFields();

/**
 * Everything a field shows: leaves, values to their leaves, and one level of objects. A value within one of its own
 * kind (`previous`) is shown once. Null when nothing is left to show.
 */
export function selectionOf(
  field: Field,
  owner: string,
  nodeBudget = NODE_BUDGET,
  depth = VALUE_DEPTH,
  above: readonly string[] = [],
  turn = 0,
): string | null {
  const type = getNamedType(field.type);
  const name = `${field.name}${argumentText(owner, field, turn)}`;
  if (isLeafType(type)) return name;
  const budget = hasIdentity(type) ? nodeBudget - 1 : nodeBudget;
  if (budget <= 0 || depth <= 0 || above.filter((other) => other === type.name).length > 1) return null;
  const body = bodyOf(
    type,
    budget,
    Math.min(depth, isLong(field) ? LONG_DEPTH : depth) - 1,
    [...above, type.name],
    turn,
  );
  return body && `${name}{${body}}`;
}

/** Rows of one type that stand in several fields are shown in turns, to fit into one document. */
const IN_TURNS: Readonly<Record<string, readonly string[]>> = {
  RoomComparisonConnection: ['nodes', 'edges'],
  StreetComparisonConnection: ['nodes', 'own'],
};
const isInTurn = (type: string, field: string, turn: number): boolean => {
  const fields = IN_TURNS[type];
  return !fields?.includes(field) || fields[turn % fields.length] === field;
};

function bodyOf(
  type: GraphQLNamedType,
  nodeBudget: number,
  depth: number,
  above: readonly string[],
  turn: number,
): string {
  if (isUnionType(type))
    return `__typename ${type
      .getTypes()
      .map((member) => `... on ${member.name}{${bodyOf(member, nodeBudget, depth, above, turn)}}`)
      .join(' ')}`;
  if (!isObjectType(type) && !isInterfaceType(type)) throw new Error(`No selection for ${type.name}`);
  const shown = Object.values(type.getFields()).filter((field) => isInTurn(type.name, field.name, turn));
  const fields = shown.map((field) =>
    selectionOf(field, type.name, hasIdentity(type) && nodeBudget <= 1 ? 1 : nodeBudget, depth, above, turn),
  );
  return ['__typename', ...fields.filter((text) => text !== null)].join(' ');
}

/** Fields of the schema a document touches, by which cells are counted; `__typename` is none. */
function fieldsOf(query: string): number {
  let count = 0;
  visit(parse(query), {
    Field: ({ name }) => {
      if (!name.value.startsWith('__') && name.value !== 'nodes') count += 1;
    },
  });
  return count;
}

/** The concrete types with an identity: every one of them must have been planted. */
export function nodeTypes(schema: GraphQLSchema): GraphQLObjectType[] {
  const node = schema.getType('Node');
  if (!isInterfaceType(node)) throw new Error('The schema has no interface Node');
  return [...schema.getPossibleTypes(node)].sort((a, b) => a.name.localeCompare(b.name));
}

/** Documents that together ask every field of a type for many ids, each within the server's limits. */
export function documentsFor(
  schema: GraphQLSchema,
  type: GraphQLObjectType,
  ids: readonly string[],
  maxCost: number,
): { query: string; fields: number }[] {
  const snippets = Object.values(type.getFields())
    .map((field) => selectionOf(field, type.name))
    .filter((text) => text !== null);
  const wrap = (texts: readonly string[]): string =>
    `query($ids:[ID!]!){nodes(ids:$ids){__typename ...on ${type.name}{id ${texts.join(' ')}}}}`;
  const fits = (texts: readonly string[]): boolean => {
    const query = wrap(texts);
    return (
      queryCost(parse(query), schema, null, { ids }).cost <= maxCost &&
      (query.match(/[A-Za-z]+|[{}()[\]:$!"]|\.\.\./g) ?? []).length < 1500
    );
  };
  const documents: string[][] = [];
  for (const snippet of snippets) {
    const last = documents.at(-1);
    if (last && fits([...last, snippet])) last.push(snippet);
    else documents.push([snippet]);
  }
  return documents.map((texts) => ({ query: wrap(texts), fields: fieldsOf(wrap(texts)) }));
}

/** What a root field is asked for; `turn` says by which metrics. */
export const bodyOfRoot = (field: Field, turn = 0): string => {
  const type = getNamedType(field.type);
  return isLeafType(type) ? '' : `{${bodyOf(type, NODE_BUDGET, VALUE_DEPTH, [], turn)}}`;
};
