import 'reflect-metadata';
import { readFileSync } from 'node:fs';
import {
  type GraphQLSchema,
  buildSchema as parseSchema,
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
import { type WantedBreak, breakProblems, lastRelease, releasedSchema } from '../../support/releases.js';

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

  it('breaks nothing of the last release that no issue asked to break', () => {
    const wanted = JSON.parse(readFileSync('release/breaking.json', 'utf8')) as Record<string, WantedBreak[]>;
    const problems = breakProblems({
      released: releasedSchema(lastRelease()),
      schema,
      wanted: wanted[lastRelease()] ?? [],
      changelog: readFileSync('CHANGELOG.md', 'utf8'),
    });
    expect(problems).toEqual([]);
  });

  it('would be caught breaking it, and a wanted break without reason or notice too (control)', () => {
    const released = parseSchema('type Query { a: Int b: Int }');
    const without = parseSchema('type Query { a: Int }');
    const changelog = '## Unreleased\n\n### Breaking\n- Query.b was removed.\n\n## 1.0.0\n- Query.a was removed.\n';
    const problems = (schema: GraphQLSchema, wanted: WantedBreak[], text = changelog): string[] =>
      breakProblems({ released, schema, wanted, changelog: text });
    const wanted = { change: 'Query.b was removed.', reason: 'nobody could use it' };
    expect(problems(released, [])).toEqual([]);
    expect(problems(without, [wanted])).toEqual([]);
    expect(problems(without, [])).toEqual([expect.stringContaining('Query.b was removed. breaks clients')]);
    expect(problems(released, [wanted])).toEqual([expect.stringContaining('breaks nothing')]);
    expect(problems(without, [{ ...wanted, reason: ' ' }])).toEqual([expect.stringContaining('has no reason')]);
    expect(problems(without, [wanted], '## Unreleased\n\n## 1.0.0\n\n### Breaking\n- Query.b was removed.\n')).toEqual([
      expect.stringContaining('is missing under Unreleased'),
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
