import { type ConstValueNode, GraphQLError, GraphQLScalarType } from 'graphql';
import { GraphQLLocalDate as LibraryDate } from 'graphql-scalars';
import { type Message, inBoth } from './message.js';
import { kernelMessages } from './messages.js';

const EXPECTED: Message = kernelMessages.dateExpected;

/** PostgreSQL has no year 0. */
const isStorable = (day: string): boolean => !day.startsWith('0000-');

function read(parse: () => string, node?: ConstValueNode): string {
  let day: string | null = null;
  try {
    day = parse();
  } catch {
    // The library's error only says that the value is wrong. The error below says how to write a date.
  }
  if (day === null || !isStorable(day)) throw new GraphQLError(inBoth(EXPECTED), node ? { nodes: node } : {});
  return day;
}

/**
 * The library's LocalDate scalar, limited to days that PostgreSQL can store.
 * @throws GraphQLError that says how to write a date
 */
export const GraphQLLocalDate = new GraphQLScalarType<string, string>({
  ...LibraryDate.toConfig(),
  parseValue: (value) => read(() => LibraryDate.parseValue(value)),
  parseLiteral: (node, variables) => read(() => LibraryDate.parseLiteral(node, variables), node as ConstValueNode),
});
