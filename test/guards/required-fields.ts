import {
  type GraphQLInputField,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isInputObjectType,
  isListType,
  isRequiredInputField,
} from 'graphql';

/** How often a mutation is used, and how many entries a list it requires has then. */
export interface Use {
  readonly times: number;
  readonly listed?: number;
}
export type Month = Readonly<Record<string, Use>>;

/** Fields of an input of which one must be given, though none of them is required alone. */
export type EitherOr = Readonly<Record<string, readonly (readonly string[])[]>>;

/**
 * The fields somebody must fill to send a mutation once: each required leaf, also inside the required inputs it holds.
 */
export function requiredFields(schema: GraphQLSchema, mutation: string, eitherOr: EitherOr = {}, listed = 1): number {
  const field = schema.getMutationType()?.getFields()[mutation];
  if (!field) throw new Error(`There is no mutation ${mutation}: take it out of the month, or put its new name there.`);
  const count = (typeName: string): number => {
    const type = schema.getType(typeName);
    if (!isInputObjectType(type)) throw new Error(`${typeName} is no input type.`);
    const fields = type.getFields();
    const groups = eitherOr[typeName] ?? [];
    for (const name of groups.flat())
      if (!fields[name] || isRequiredInputField(fields[name]))
        throw new Error(`${typeName}.${name} is no optional field: the pair it was part of is gone.`);
    return Object.values(fields)
      .filter(isRequiredInputField)
      .reduce((sum, inner) => sum + weigh(inner), groups.length);
  };
  const weigh = (inner: Pick<GraphQLInputField, 'type'>): number => {
    const named = getNamedType(inner.type);
    const entries = isListType(getNullableType(inner.type)) ? listed : 1;
    return entries * (isInputObjectType(named) ? Math.max(1, count(named.name)) : 1);
  };
  return field.args
    .filter((argument) => String(argument.type).endsWith('!') && argument.defaultValue === undefined)
    .reduce((sum, argument) => sum + weigh(argument), 0);
}

/** The same for everything somebody does in a month. */
export const requiredInMonth = (schema: GraphQLSchema, month: Month, eitherOr: EitherOr): number =>
  Object.entries(month).reduce(
    (sum, [mutation, { times, listed }]) => sum + times * requiredFields(schema, mutation, eitherOr, listed),
    0,
  );
