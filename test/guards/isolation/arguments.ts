import { type GraphQLArgument, type GraphQLField, getNamedType, isEnumType, isNonNullType } from 'graphql';

/**
 * What the matrix gives each argument of a field of an object, by `Type.field.argument` or by the argument's name; null leaves it out.
 * An argument that stands in neither fails the build: whoever adds one says here what the matrix should ask with.
 */
const VALUES: Readonly<Record<string, ((argument: GraphQLArgument) => string) | null>> = {
  first: () => '3',
  after: null,
  lang: () => 'EN',
  state: null,
  stage: null,
  overdue: null,
  'City.units.name': null,
  'District.units.name': null,
  'Street.units.name': null,
  'Community.units.name': null,
  'Place.units.name': null,
  // A count, a share and one of people: the way to a number is the same for every metric of its kind, and all of them would not fit into a document.
  metrics: () => '[SESSIONS_HELD,COMPLETION_RATE,DISTINCT_PEOPLE]',
  by: (argument) => enumValues(argument)[0]!,
  metric: (argument) => enumValues(argument)[0]!,
};

function enumValues(argument: GraphQLArgument): string[] {
  const type = getNamedType(argument.type);
  if (!isEnumType(type)) throw new Error(`${argument.name} is no enum`);
  return type.getValues().map((value) => value.name);
}

/** `(first:3, lang:EN)` for a field below the root. */
export function argumentText(owner: string, field: GraphQLField<unknown, unknown>): string {
  const parts: string[] = [];
  for (const argument of field.args) {
    const key = [`${owner}.${field.name}.${argument.name}`, argument.name].find((candidate) => candidate in VALUES);
    if (!key) throw new Error(`Nobody said what the isolation matrix gives ${owner}.${field.name}(${argument.name}:): add it to test/guards/isolation/arguments.ts`);
    const value = VALUES[key];
    if (value) parts.push(`${argument.name}:${value(argument)}`);
    else if (isNonNullType(argument.type) && argument.defaultValue === undefined) throw new Error(`${owner}.${field.name}(${argument.name}:) is required and needs a value in test/guards/isolation/arguments.ts`);
  }
  return parts.length > 0 ? `(${parts.join(',')})` : '';
}
