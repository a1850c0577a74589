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
  /** Types only reached through an interface. */
  readonly orphanedTypes: ClassList;
  /** Names the concrete type of a row, for interfaces. */
  readonly typeOf: (row: Record<string, unknown>) => string | undefined;
}

/** Builds the schema and refuses to when a root field has no rule. */
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

/** type-graphql's own resolveType looks for class instances and is asynchronous; our rows are plain. */
function resolveAbstractTypes(schema: GraphQLSchema, typeOf: SchemaParts['typeOf']): void {
  for (const type of Object.values(schema.getTypeMap())) {
    if (isAbstractType(type)) type.resolveType = (row: Record<string, unknown>) => typeOf(row);
    if (isObjectType(type)) type.isTypeOf = undefined;
  }
}

/** Inside, ids are uuids; outside, opaque and global. This is the one place where the two meet on the way out. */
function exposeGlobalIds(schema: GraphQLSchema): void {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || !type.getInterfaces().some((parent) => parent.name === 'Node')) continue;
    const { id } = (type as GraphQLObjectType<{ cityId: string; id: string }>).getFields();
    if (id) id.resolve = (row) => toGlobalId(type.name, row.cityId, row.id);
  }
}

/** See kernel/direct.ts. */
function callDirectly(schema: GraphQLSchema): void {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type)) continue;
    for (const field of Object.values(type.getFields()))
      if (field.extensions['direct']) field.resolve = field.extensions['direct'] as typeof field.resolve;
  }
}

/** Lists of objects count towards the size of the answer, whichever executor calls their resolvers (AnswerSize). */
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

/** type-graphql makes the root types itself and leaves them without a word. */
function describeRoots(schema: GraphQLSchema): void {
  const [query, mutation] = [schema.getQueryType(), schema.getMutationType()];
  if (query) query.description = 'Where every question begins 查询.';
  if (mutation)
    mutation.description = 'Everything that changes something 操作: one transaction and one audit event each.';
}

/**
 * Parts of an answer that are read only when asked for are functions on it. Compiled queries call no functions of their
 * own accord, so calling is made a resolver:
 * for objects, where a function would pass for an empty one, and for the length of lists. Other leaves as functions
 * fail to serialise, and graphql-js then answers.
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
