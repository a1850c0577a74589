import {
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLResolveInfo,
  type SelectionSetNode,
  Kind,
  valueFromASTUntyped,
} from 'graphql';

/** A field that was asked for below another, directly or through fragments. */
export interface Asked {
  readonly node: FieldNode;
  readonly name: string;
  readonly below: readonly Asked[];
}

/** Documents are kept parsed, so what one asks for is found out once. */
const known = new WeakMap<FieldNode, readonly Asked[]>();

/**
 * What is asked for below the field being resolved, so that it can be read along with it. @skip and @include are not
 * looked at: it may be more than will be answered, never less. What is read because of it is a head start only. The
 * loaders read what it misses.
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

/** The fields at the end of a path of names; a step may have several names. */
export const askedAt = (asked: readonly Asked[], ...path: readonly (readonly string[])[]): readonly Asked[] =>
  path.reduce<readonly Asked[]>(
    (fields, names, step) =>
      (step === 0 ? fields : fields.flatMap((field) => field.below)).filter((field) => names.includes(field.name)),
    asked,
  );

/** The values of arguments of these names, of all fields at any depth; lists opened up. */
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
