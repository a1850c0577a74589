import { type GraphQLArgument, type GraphQLField, getNamedType, isEnumType, isNonNullType } from 'graphql';

/**
 * What the matrix gives each argument of a field of an object, by `Type.field.argument` or by the argument's name; null
 * leaves it out. An argument in neither list fails the build: with a new argument, add here what the matrix asks with.
 */
const VALUES: Readonly<Record<string, ((argument: GraphQLArgument, turn: number) => string) | null>> = {
  first: () => '3',
  after: null,
  lang: () => 'EN',
  state: null,
  stage: null,
  overdue: null,
  lateness: null,
  'City.units.name': null,
  'District.units.name': null,
  'Street.units.name': null,
  'Community.units.name': null,
  'Place.units.name': null,
  metrics: (_argument, turn) => `[${metricsAt(turn).join(',')}]`,
  by: (argument) => enumValues(argument)[0]!,
  metric: (_argument, turn) => metricAt(turn),
};

/**
 * The metrics the matrix asks with, one of each kind and source at least: the way to a number is the same for all that
 * share both. All of them do not fit into a document, so documents take turns.
 */
export const METRIC_TURNS: readonly (readonly string[])[] = [
  ['TOPICS_CLOSED', 'ATTENDANCE_ROLES', 'SUGGESTIONS_PER_SESSION'],
  ['COMPLETION_RATE', 'DISTINCT_PEOPLE', 'SESSIONS_PER_1000'],
  ['ROOMS_ACTIVE', 'SATISFACTION', 'MEDIAN_DAYS_TOPIC_TO_SESSION'],
  ['ACTIVE_ROOM_SHARE', 'EVALUATION_SCORE', 'HOUSEHOLDS_VISITED_PER_100'],
  ['AFFECTED_PARTY_SHARE', 'MEDIAN_DAYS_REPORT_TO_DECISION', 'OUTCOMES_REACHED'],
  ['MEDIAN_DAYS_ASSIGNMENT_TO_VERIFICATION', 'SESSIONS_HELD', 'ITEMS_OVERDUE'],
  ['MEDIAN_DAYS_COMPLETION_TO_VERIFICATION', 'SATISFIED_EVALUATIONS', 'OWN_EVALUATION_SHARE'],
];

export const metricsAt = (turn: number): readonly string[] => METRIC_TURNS[turn % METRIC_TURNS.length]!;
const EVERY = METRIC_TURNS.flat();
export const metricAt = (turn: number): string => EVERY[turn % EVERY.length]!;
/** The number of turns after which every metric was used alone. */
export const TURNS = EVERY.length;

function enumValues(argument: GraphQLArgument): string[] {
  const type = getNamedType(argument.type);
  if (!isEnumType(type)) throw new Error(`${argument.name} is no enum`);
  return type.getValues().map((value) => value.name);
}

/** `(first:3, lang:EN)` for a field below the root; `turn` says which metrics are asked with. */
export function argumentText(owner: string, field: GraphQLField<unknown, unknown>, turn = 0): string {
  const parts: string[] = [];
  for (const argument of field.args) {
    const key = [`${owner}.${field.name}.${argument.name}`, argument.name].find((candidate) => candidate in VALUES);
    if (!key)
      throw new Error(
        `Nobody said what the isolation matrix gives ${owner}.${field.name}(` +
          `${argument.name}:): add it to test/guards/isolation/arguments.ts`,
      );
    const value = VALUES[key];
    if (value) parts.push(`${argument.name}:${value(argument, turn)}`);
    else if (isNonNullType(argument.type) && argument.defaultValue === undefined)
      throw new Error(
        `${owner}.${field.name}(${argument.name}:) is required and needs a value in test/guards/isolation/arguments.ts`,
      );
  }
  return parts.length > 0 ? `(${parts.join(',')})` : '';
}
