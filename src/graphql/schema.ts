import 'reflect-metadata';
import {
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isAbstractType,
  isLeafType,
  isListType,
  isObjectType,
} from 'graphql';
import { type NonEmptyArray, buildSchema } from 'type-graphql';
import { toGlobalId } from '../kernel/global-id.js';
import type { RequestContext } from '../kernel/request-context.js';
import { enforceRules } from './enforce-rules.js';

type ClassList = readonly (abstract new (...args: never[]) => object)[];

export interface SchemaParts {
  readonly resolvers: ClassList;
  /** Types that the schema reaches only through an interface. */
  readonly orphanedTypes: ClassList;
  /** Returns the name of the object type of a row, for interfaces. */
  readonly typeOf: (row: Record<string, unknown>) => string | undefined;
}

/**
 * Builds the schema.
 * @throws when a root field has no rule
 */
export async function buildGraphqlSchema(parts: SchemaParts): Promise<GraphQLSchema> {
  const schema = await buildSchema({
    resolvers: parts.resolvers as unknown as NonEmptyArray<never>,
    orphanedTypes: parts.orphanedTypes as never,
    validate: false,
  });
  resolveAbstractTypes(schema, parts.typeOf);
  exposeGlobalIds(schema);
  callDirectly(schema);
  callThunks(schema);
  countListed(schema);
  describeRoots(schema);
  enforceRules(schema);
  return schema;
}

/**
 * Replaces type-graphql's resolveType. It is asynchronous and needs class instances, but our rows are plain objects.
 */
function resolveAbstractTypes(schema: GraphQLSchema, typeOf: SchemaParts['typeOf']): void {
  for (const type of Object.values(schema.getTypeMap())) {
    if (isAbstractType(type)) type.resolveType = (row: Record<string, unknown>) => typeOf(row);
    if (isObjectType(type)) type.isTypeOf = undefined;
  }
}

/** Rows have uuids, clients get opaque global ids. This function converts them for all answers. */
function exposeGlobalIds(schema: GraphQLSchema): void {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || !type.getInterfaces().some((parent) => parent.name === 'Node')) continue;
    const { id } = (type as GraphQLObjectType<{ cityId: string; id: string }>).getFields();
    if (id) id.resolve = (row) => toGlobalId(type.name, row.cityId, row.id);
  }
}

/** Uses the direct resolvers of fields with `@Direct` (kernel/direct.ts). */
function callDirectly(schema: GraphQLSchema): void {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type)) continue;
    for (const field of Object.values(type.getFields()))
      if (field.extensions['direct']) field.resolve = field.extensions['direct'] as typeof field.resolve;
  }
}

/** Counts the objects of all lists against AnswerSize, for every executor that calls resolvers. */
function countListed(schema: GraphQLSchema): void {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('__')) continue;
    for (const field of Object.values((type as GraphQLObjectType<unknown, RequestContext>).getFields())) {
      const { resolve, type: listed } = field;
      if (!resolve || !isListType(getNullableType(listed)) || isLeafType(getNamedType(listed))) continue;
      field.resolve = (source, args, ctx, info) => {
        const found: unknown = resolve(source, args, ctx, info);
        return found instanceof Promise ? found.then((rows) => counted(rows, ctx)) : counted(found, ctx);
      };
    }
  }
}

function counted(rows: unknown, ctx: RequestContext): unknown {
  if (Array.isArray(rows)) ctx.size.count(rows.length);
  return rows;
}

/** type-graphql creates the root types without a description. */
function describeRoots(schema: GraphQLSchema): void {
  const [query, mutation] = [schema.getQueryType(), schema.getMutationType()];
  if (query) query.description = 'All queries 查询.';
  if (mutation) mutation.description = 'All mutations 操作. Each runs in one transaction and leaves one audit event.';
}

/**
 * Resolves properties that are functions, which are read only when selected. Compiled queries do not call functions.
 * It covers objects, because a function would look like an empty object, and `totalCount` of lists.
 * Other leaves that are functions fail to serialise; graphql-js then answers.
 */
function callThunks(schema: GraphQLSchema): void {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('__')) continue;
    for (const field of Object.values(type.getFields())) {
      if (!field.resolve && (field.name === 'totalCount' || !isLeafType(getNamedType(field.type))))
        field.resolve = (source: Row, args, ctx) => called(source, field.name, args, ctx);
    }
  }
}

type Row = Record<string, unknown>;

function called(source: Row, name: string, args: unknown, ctx: unknown): unknown {
  const value = source[name];
  return typeof value === 'function' ? (source[name] as (args: unknown, ctx: unknown) => unknown)(args, ctx) : value;
}
