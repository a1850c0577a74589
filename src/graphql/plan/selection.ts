import {
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLField,
  type GraphQLInterfaceType,
  type GraphQLObjectType,
  type SelectionSetNode,
  Kind,
} from 'graphql';
import {
  getArgumentValues,
  getDirectiveValues,
  GraphQLError,
  GraphQLIncludeDirective,
  GraphQLSkipDirective,
  isObjectType,
} from 'graphql';
import type { ReaderRole } from '../../kernel/viewer.js';

export type Composite = GraphQLObjectType | GraphQLInterfaceType;
export interface Variables {
  readonly [name: string]: unknown;
}

/** A field of the answer, with all selection sets that were merged into it. */
export interface Selected {
  readonly responseName: string;
  readonly name: string;
  readonly nodes: FieldNode[];
  readonly field: GraphQLField<unknown, unknown> | null;
}

/** Thrown when the planner cannot handle a part of the query. The loaders then answer the whole operation. */
export class Unplanned extends Error {}

export interface Reading {
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  readonly variables: Variables;
  /** The database role of the viewer. It may not read every table. */
  readonly reader: ReaderRole;
}

/** The selected fields of a type, in the order of the answer. Fragments and directives are resolved. */
export function selectedFields(sets: readonly SelectionSetNode[], type: Composite, reading: Reading): Selected[] {
  const found = new Map<string, Selected>();
  for (const set of sets) collect(set, type, reading, found);
  return [...found.values()];
}

function collect(set: SelectionSetNode, type: Composite, reading: Reading, found: Map<string, Selected>): void {
  for (const selection of set.selections) {
    if (!isIncluded(selection, reading.variables)) continue;
    if (selection.kind === Kind.FIELD) addField(selection, type, found);
    else
      collectFragment(
        selection.kind === Kind.FRAGMENT_SPREAD ? reading.fragments.get(selection.name.value)! : selection,
        type,
        reading,
        found,
      );
  }
}

function isIncluded(
  node: { readonly directives?: readonly { readonly name: { readonly value: string } }[] },
  variables: Variables,
): boolean {
  if (!node.directives?.length) return true;
  if (node.directives.some((directive) => directive.name.value !== 'skip' && directive.name.value !== 'include'))
    throw new Unplanned('directive');
  return orUnplanned(
    () =>
      getDirectiveValues(GraphQLSkipDirective, node as never, variables)?.if !== true &&
      getDirectiveValues(GraphQLIncludeDirective, node as never, variables)?.if !== false,
  );
}

/**
 * Turns GraphQL errors into Unplanned. A value can be wrong in a valid operation, such as null for a variable with a
 * default. graphql-js then reports it.
 */
function orUnplanned<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw error instanceof GraphQLError ? new Unplanned(error.message) : error;
  }
}

function addField(node: FieldNode, type: Composite, found: Map<string, Selected>): void {
  const responseName = node.alias?.value ?? node.name.value;
  const former = found.get(responseName);
  if (former) {
    former.nodes.push(node);
    return;
  }
  const field = node.name.value === '__typename' ? null : type.getFields()[node.name.value];
  if (field === undefined) throw new Unplanned(`field ${node.name.value}`);
  found.set(responseName, { responseName, name: node.name.value, nodes: [node], field: field as never });
}

/** On an interface only fragments that always apply are planned. On an object type it is known which apply. */
function collectFragment(
  fragment: {
    readonly typeCondition?: { readonly name: { readonly value: string } } | undefined;
    readonly selectionSet: SelectionSetNode;
  },
  type: Composite,
  reading: Reading,
  found: Map<string, Selected>,
): void {
  const condition = fragment.typeCondition?.name.value;
  if (condition && condition !== type.name && !type.getInterfaces().some((parent) => parent.name === condition)) {
    if (isObjectType(type)) return;
    throw new Unplanned(`fragment on ${condition}`);
  }
  collect(fragment.selectionSet, type, reading, found);
}

export const subSelections = (selected: Selected): SelectionSetNode[] =>
  selected.nodes.map((node) => node.selectionSet!).filter(Boolean);

/** The arguments of a field. Merged fields have equal arguments, which validation has checked. */
export const argumentsOf = (
  field: GraphQLField<unknown, unknown>,
  selected: Selected,
  reading: Reading,
): Record<string, unknown> => orUnplanned(() => getArgumentValues(field, selected.nodes[0]!, reading.variables));
