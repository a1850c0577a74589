import 'reflect-metadata';
import { readFileSync } from 'node:fs';
import {
  type GraphQLSchema,
  buildSchema as parseSchema,
  findBreakingChanges,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isListType,
  isNonNullType,
  isObjectType,
  isIntrospectionType,
  isSpecifiedScalarType,
  lexicographicSortSchema,
  printSchema,
} from 'graphql';
import { Arg, Mutation, Query, Resolver } from 'type-graphql';
import { serverSchema } from '../../../src/assemble.js';
import { buildGraphqlSchema } from '../../../src/graphql/schema.js';
import { Anyone } from '../../../src/kernel/rule.js';
import { NodeResolver } from '../../../src/modules/node.resolver.js';

/** Returns every part of the schema without a description. */
export function undescribed(schema: GraphQLSchema): string[] {
  const silent: string[] = [];
  const check = (name: string, thing: { description?: string | null | undefined }): void => {
    if (!thing.description?.trim()) silent.push(name);
  };
  for (const type of Object.values(schema.getTypeMap())) {
    if (isIntrospectionType(type) || isSpecifiedScalarType(type)) continue;
    check(type.name, type);
    if (isEnumType(type)) for (const value of type.getValues()) check(`${type.name}.${value.name}`, value);
    if (!isObjectType(type) && !isInterfaceType(type) && !isInputObjectType(type)) continue;
    for (const field of Object.values(type.getFields())) {
      check(`${type.name}.${field.name}`, field);
      if ('args' in field)
        for (const argument of field.args) check(`${type.name}.${field.name}(${argument.name}:)`, argument);
    }
  }
  return silent;
}

const released = (): GraphQLSchema => parseSchema(readFileSync('test/guards/released.graphql', 'utf8'));
const WITHOUT_INPUT = ['signOut'];

describe('the schema', () => {
  let schema: GraphQLSchema;
  beforeAll(async () => {
    schema = await serverSchema();
  });

  it('describes every type, field, argument, enum value and input field', () => {
    expect(undescribed(schema)).toEqual([]);
  });

  it('would be caught without a description (control)', () => {
    expect(
      undescribed(
        parseSchema('"A" type Query { "b" a("c" b: E): Int c(d: I): Int } enum E { F } "I" input I { g: Int }'),
      ).sort(),
    ).toEqual(['E', 'E.F', 'I.g', 'Query.c', 'Query.c(d:)']);
  });

  it('is what schema.graphql says, sorted', () => {
    expect(readFileSync('schema.graphql', 'utf8')).toBe(`${printSchema(lexicographicSortSchema(schema))}\n`);
  });

  it('breaks nothing that was released', () => {
    expect(findBreakingChanges(released(), schema).map((change) => change.description)).toEqual([]);
  });

  it('would be caught breaking what was released (control)', () => {
    const text = readFileSync('test/guards/released.graphql', 'utf8');
    const without = parseSchema(text.replace(/^(\s+)sharedWith: /m, '$1sharedWithFormerly: '));
    expect(text).toMatch(/^\s+sharedWith: /m);
    expect(findBreakingChanges(released(), without).map((change) => change.description)).toEqual([
      'Room.sharedWith was removed.',
    ]);
  });

  it('gives every mutation one non-null input and a payload with errors', () => {
    const odd: string[] = [];
    for (const field of Object.values(schema.getMutationType()!.getFields())) {
      const [input, ...more] = field.args;
      const named =
        field.args.length > 0 &&
        input!.name === 'input' &&
        isNonNullType(input!.type) &&
        isInputObjectType(getNamedType(input!.type)) &&
        more.length === 0;
      if (!named && !(WITHOUT_INPUT.includes(field.name) && field.args.length === 0))
        odd.push(`${field.name}: not exactly one non-null input`);
      const payload = getNamedType(field.type);
      const errors = isObjectType(payload) ? payload.getFields()['errors'] : undefined;
      if (String(errors?.type) !== '[UserError!]!' || !isNonNullType(field.type))
        odd.push(`${field.name}: no payload with errors: [UserError!]!`);
      if (!/^[a-z]+[A-Za-z]*$/.test(field.name) || field.name.endsWith('Update'))
        odd.push(`${field.name}: not a business verb`);
    }
    expect(odd).toEqual([]);
  });

  it('holds no nullable entries in its lists, but where a list answers for ids or for rows', () => {
    const loose: string[] = [];
    for (const type of Object.values(schema.getTypeMap())) {
      if (isIntrospectionType(type) || (!isObjectType(type) && !isInterfaceType(type))) continue;
      for (const field of Object.values(type.getFields())) {
        const list = isNonNullType(field.type) ? field.type.ofType : field.type;
        if (isListType(list) && !isNonNullType(list.ofType)) loose.push(`${type.name}.${field.name}`);
      }
    }
    expect(loose.sort()).toEqual(['ComparisonColumn.numbers', 'Query.nodes']);
  });
});

describe('the server', () => {
  const part = (resolver: new () => object) => ({
    resolvers: [NodeResolver, resolver],
    orphanedTypes: [],
    typeOf: () => undefined,
  });

  it('refuses to start when a root query has no rule', async () => {
    @Resolver()
    class BareQuery {
      @Query(() => String)
      bareQuery(): string {
        return 'seen';
      }
    }
    await expect(buildGraphqlSchema(part(BareQuery))).rejects.toThrow(/without a rule.*bareQuery/);
  });

  it('refuses to start when a mutation has no rule', async () => {
    @Resolver()
    class BareMutation {
      @Query(() => String)
      @Anyone('control')
      guardedBesides(): string {
        return 'seen';
      }
      @Mutation(() => String)
      bareMutation(@Arg('input', () => String) input: string): string {
        return input;
      }
    }
    await expect(buildGraphqlSchema(part(BareMutation))).rejects.toThrow(/without a rule.*bareMutation/);
  });

  it('refuses to start when the compiler did not check the payload of a mutation', async () => {
    @Resolver()
    class UncheckedMutation {
      @Query(() => String)
      @Anyone('control')
      guardedBesides(): string {
        return 'seen';
      }
      @Mutation(() => String)
      @Anyone('control')
      uncheckedMutation(@Arg('input', () => String) input: string): string {
        return input;
      }
    }
    await expect(buildGraphqlSchema(part(UncheckedMutation))).rejects.toThrow(/uncheckedMutation.*@Writes/);
  });

  it('starts when every root field has one (control)', async () => {
    @Resolver()
    class RuledQuery {
      @Query(() => String)
      @Anyone('control')
      ruledQuery(): string {
        return 'seen';
      }
    }
    expect((await buildGraphqlSchema(part(RuledQuery))).getQueryType()!.getFields()).toHaveProperty('ruledQuery');
  });
});
