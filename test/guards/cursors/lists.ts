import {
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isInterfaceType,
  isObjectType,
} from 'graphql';
import type { PlantedWorld } from '../../support/planted-world.js';
import { argumentText } from '../isolation/arguments.js';
import { idsOf, rowsOf } from '../isolation/object-scan.js';
import { rootQuestions } from '../isolation/root-questions.js';

type Field = GraphQLField<unknown, unknown>;

/** A list of the schema, and the ways to ask for it; `ask` wraps a selection and takes the cursor as `$after`. */
export interface CursorList {
  readonly name: string;
  readonly field: Field;
  /** The index of the cursor part that is a number without an upper limit. */
  readonly number?: number;
  readonly ways: readonly ((selection: string) => string)[];
}

const takesCursor = (field: Field): boolean => field.args.some((argument) => argument.name === 'after');
/** One item for each page, after the cursor. */
const behind = (text: string, variable = '$after'): string => text.replace(/first:\d+/, `first:1,after:${variable}`);

/** Orders that no question of the matrix asks for: their cursors hold a number. */
const ORDERS: Readonly<Record<string, readonly string[]>> = {
  compareRooms: [
    '{by:METRIC,metric:SESSIONS_HELD}',
    '{by:METRIC,metric:DISTINCT_PEOPLE,direction:DESC}',
    '{by:SHRUNK,metric:SESSIONS_HELD}',
  ],
  compareStreets: ['{by:METRIC,metric:SESSIONS_HELD}', '{by:SHRUNK,metric:SESSIONS_HELD}'],
};
const VALUE = 2;

const reads =
  (text: string) =>
  (selection: string): string =>
    `query($after:String){${text}{${selection}}}`;

function rootLists(schema: GraphQLSchema, planted: PlantedWorld): CursorList[] {
  return Object.values(schema.getQueryType()!.getFields())
    .filter(takesCursor)
    .flatMap((field) => {
      const texts = rootQuestions(field, planted).map((question) => `${field.name}${behind(question.text)}`);
      const orders = ORDERS[field.name] ?? [];
      return [
        { name: field.name, field, ways: texts.map(reads) },
        ...orders.map((order) => ({
          name: `${field.name} ${order}`,
          field,
          number: VALUE,
          ways: texts.map((text) => reads(text.replace('first:1', `orderBy:${order},first:1`))),
        })),
      ];
    });
}

function listsOf(type: GraphQLObjectType, ids: readonly string[]): CursorList[] {
  return Object.values(type.getFields())
    .filter(takesCursor)
    .map((field) => ({
      name: `${type.name}.${field.name}`,
      field,
      ways: ids.map(
        (id) => (selection: string) =>
          `query($after:String){node(id:"${id}"){...on
            ${type.name}{${field.name}${behind(argumentText(type.name, field))}{${selection}}}}}`,
      ),
    }));
}

/** Every field with an `after` argument, found in the schema. `others` are ids of types the planted world has not. */
export function cursorLists(planted: PlantedWorld, others: Readonly<Record<string, readonly string[]>>): CursorList[] {
  const { schema } = planted.world.server;
  const types = Object.values(schema.getTypeMap()).filter(
    (type): type is GraphQLObjectType => isObjectType(type) && type !== schema.getQueryType(),
  );
  return [
    ...rootLists(schema, planted),
    ...types.flatMap((type) => listsOf(type, others[type.name] ?? idsOf(type.name, rowsOf(planted, type.name)))),
  ];
}

/** The lists inside a list, as selections that take their cursor as `$inner`. */
export function innerSelections({ field }: CursorList): string[] {
  const connection = getNamedType(field.type) as GraphQLObjectType;
  const node = getNamedType(connection.getFields()['nodes']!.type);
  if (!isObjectType(node) && !isInterfaceType(node)) return [];
  return Object.values(node.getFields())
    .filter(takesCursor)
    .map((inner) => `nodes{${inner.name}${behind(argumentText(node.name, inner), '$inner')}{edges{cursor}}}`);
}
