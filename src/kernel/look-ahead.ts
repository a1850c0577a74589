import {
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLResolveInfo,
  type SelectionSetNode,
  Kind,
  valueFromASTUntyped,
} from 'graphql';

/** A field that a query selects below another field, directly or through fragments. */
export interface Asked {
  readonly node: FieldNode;
  readonly name: string;
  readonly below: readonly Asked[];
}

/** Caches the fields per node. Parsed documents are cached too, so a node is seen many times. */
const known = new WeakMap<FieldNode, readonly Asked[]>();

/**
 * The fields selected below the field that is being resolved. Code uses them to read ahead.
 * @skip and @include are ignored, so the list may hold too much but never too little.
 * Loaders still read what was not read ahead.
 */
export function askedBelow(info: Pick<GraphQLResolveInfo, 'fieldNodes' | 'fragments'>): readonly Asked[] {
  const of = (node: FieldNode): readonly Asked[] => {
    let asked = known.get(node);
    if (!asked) known.set(node, (asked = below(node.selectionSet, info.fragments)));
    return asked;
  };
  return info.fieldNodes.length === 1 ? of(info.fieldNodes[0]!) : info.fieldNodes.flatMap(of);
}

function below(
  set: SelectionSetNode | undefined,
  fragments: Readonly<Record<string, FragmentDefinitionNode>>,
): Asked[] {
  return (set?.selections ?? []).flatMap((selection) => {
    if (selection.kind === Kind.FIELD)
      return [{ node: selection, name: selection.name.value, below: below(selection.selectionSet, fragments) }];
    return below(
      selection.kind === Kind.INLINE_FRAGMENT ? selection.selectionSet : fragments[selection.name.value]?.selectionSet,
      fragments,
    );
  });
}

/** The fields at the end of a path of names. Each step may allow several names. */
export const askedAt = (asked: readonly Asked[], ...path: readonly (readonly string[])[]): readonly Asked[] =>
  path.reduce<readonly Asked[]>(
    (fields, names, step) =>
      (step === 0 ? fields : fields.flatMap((field) => field.below)).filter((field) => names.includes(field.name)),
    asked,
  );

/** The values of the arguments with these names, from all fields at any depth. List values are flattened. */
export function argumentsNamed(
  asked: readonly Asked[],
  names: readonly string[],
  variables: Readonly<Record<string, unknown>>,
): unknown[] {
  return asked.flatMap(({ node, below: fields }) => [
    ...(node.arguments ?? [])
      .filter((argument) => names.includes(argument.name.value))
      .flatMap((argument) => valueFromASTUntyped(argument.value, variables)),
    ...argumentsNamed(fields, names, variables),
  ]);
}
