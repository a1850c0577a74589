import {
  type GraphQLField,
  type GraphQLObjectType,
  getNamedType,
  graphql,
  isInterfaceType,
  isListType,
  isNonNullType,
  isObjectType,
  parse,
} from 'graphql';
import { Ctx, Field, FieldResolver, ObjectType, Query, Resolver, Root } from 'type-graphql';
import { defaultLimits, queryCost } from '../../../src/graphql/limits.js';
import { buildGraphqlSchema } from '../../../src/graphql/schema.js';
import { byId } from '../../../src/kernel/loader.js';
import { GrantRole } from '../../../src/kernel/grant-role.js';
import { Lang } from '../../../src/kernel/message.js';
import { RequestContext } from '../../../src/kernel/request-context.js';
import { Anyone } from '../../../src/kernel/rule.js';
import { PUBLIC_VIEWER } from '../../../src/kernel/viewer.js';
import { NodeResolver } from '../../../src/modules/node.resolver.js';
import { Place } from '../../../src/modules/places/place.entity.js';
import { PlantedWorld } from '../../support/planted-world.js';
import { idsOf, rowsOf } from '../isolation/object-scan.js';
import { rootQuestions } from '../isolation/root-questions.js';
import { bodyOfRoot, nodeTypes, selectionOf } from '../isolation/selections.js';
import { type MatrixViewer, viewerAt } from '../isolation/viewers.js';

/**
 * The first record behind a city's number is at the city itself, whose place the question has loaded already. The next
 * one is at another place, as most of thirty are.
 */
const FIRST_PAGE: Readonly<Record<string, number>> = { explain: 2 };
const MANY = 30;
/** Types of which a viewer never has thirty, each with the reason. */
const FEW: Readonly<Record<string, string>> = {
  City: 'a viewer has one',
  ComparisonSettings: 'a city has one',
  District: 'a county-level city has none',
  ConcernContact: 'of the own room alone',
  AttendancePerson: 'of the own room alone',
  ParticipantPerson: 'of the own room alone',
  Export: "the account's own alone",
};

/** Read one after another, for each is large; a price keeps them few (`Seal.verified`). */
const ALONE = / verified(?= )/g;

const isList = (field: GraphQLField<unknown, unknown>): boolean => {
  const list = isNonNullType(field.type) ? field.type.ofType : field.type;
  const type = getNamedType(field.type);
  return (isListType(list) && (isObjectType(type) || isInterfaceType(type))) || type.name.endsWith('Connection');
};

@ObjectType('CareRow', { description: 'Control.' })
class CareRow {
  @Field(() => String, { description: 'Control.' })
  id!: string;
}

/** A careless resolver: one statement for each row. */
@Resolver(() => CareRow)
class Careless {
  static ids: readonly string[] = [];
  @Query(() => [CareRow], { description: 'Control.' })
  @Anyone('control')
  careRows(): CareRow[] {
    return Careless.ids.map((id) => ({ id }));
  }
  @FieldResolver(() => String, { nullable: true, description: 'Control.' })
  async careless(@Root() row: CareRow, @Ctx() ctx: RequestContext): Promise<string | undefined> {
    return (await ctx.rows<{ name: string }>({ text: 'SELECT name FROM place WHERE id = $1', values: [row.id] }))[0]
      ?.name;
  }
  @FieldResolver(() => String, { nullable: true, description: 'Control.' })
  async careful(@Root() row: CareRow, @Ctx() ctx: RequestContext): Promise<string | undefined> {
    return (await ctx.load(byId(Place), row.id))?.name;
  }
}

describe('the number of SQL statements', () => {
  let planted: PlantedWorld;
  let viewer: MatrixViewer;

  beforeAll(async () => {
    planted = await PlantedWorld.start([Array.from({ length: MANY }, () => 1)]);
    planted.world.sendsOwnTexts = true;
    const [city] = planted.places;
    viewer = await viewerAt(planted, GrantRole.CITY_ADMIN, city!.place);
    for (let index = 1; index < MANY; index += 1) {
      await planted.fresh('unit', city!);
      await planted.fresh('procedure_stage', city!, {
        procedure_id: await planted.fresh('procedure', city!, { number: 900 + index }),
      });
    }
    // Other tests cover roll-ups and the public. Here a viewer who sees everything reads everything.
  });
  afterAll(() => planted?.stop());

  const costOf = async (asked: string, variables: Record<string, unknown>): Promise<number> => {
    const query = asked.replaceAll(ALONE, '');
    const before = planted.world.statements.length;
    const answer = await viewer.api.ask(query, variables);
    if (answer.errors.length > 0) throw new Error(`${query}: ${answer.text.slice(0, 400)}`);
    return planted.world.statements.length - before;
  };

  const fieldsOf = (type: GraphQLObjectType): { name: string; list: boolean; query: string }[] =>
    Object.values(type.getFields()).flatMap((field) => {
      if (!isObjectType(getNamedType(field.type)) && !isInterfaceType(getNamedType(field.type))) return [];
      // As deep as thirty parents may ask at once; what is left out here is asked of its own type.
      const queries = [5, 3, 2, 1].flatMap((depth) => {
        const text = selectionOf(field, type.name, 2, depth);
        return text ? [`query($ids:[ID!]!){nodes(ids:$ids){...on ${type.name}{${text}}}}`] : [];
      });
      const query = queries.find(
        (candidate) =>
          queryCost(parse(candidate), planted.world.server.schema, null, { ids: Array.from({ length: MANY }, String) })
            .cost <= defaultLimits.maxCost,
      );
      if (!query)
        throw new Error(
          `${type.name}.${field.name}: dearer than the limit for ${MANY} parents, however little is asked`,
        );
      return [{ name: `${type.name}.${field.name}`, list: isList(field), query }];
    });

  it('is the same for one parent and for thirty, for every field that reads objects', async () => {
    const growing: string[] = [];
    const uncounted: string[] = [];
    let lists = 0;
    let fields = 0;
    for (const type of nodeTypes(planted.world.server.schema)) {
      const rows = rowsOf(planted, type.name).filter(
        ({ place }) =>
          place.level !== 'CITY' ||
          ['unit', 'procedure', 'procedure_stage'].includes(rowsOf(planted, type.name)[0]!.table),
      );
      const ids = idsOf(type.name, rows).slice(0, MANY);
      const asked = fieldsOf(type);
      if (type.name in FEW) continue;
      if (ids.length < MANY) uncounted.push(`${type.name}: ${ids.length}`);
      for (const { name, list, query } of asked) {
        fields += 1;
        if (list) lists += 1;
        const [one, many] = [await costOf(query, { ids: ids.slice(0, 1) }), await costOf(query, { ids })];
        if (one !== many || one === 0) growing.push(`${name}: ${one} for one, ${many} for ${ids.length}`);
      }
    }
    console.log(
      `statements: ${fields} fields that read objects, ${lists} of them lists, ` +
        `${growing.length} cost more for ${MANY} parents than for 1`,
    );
    expect(growing).toEqual([]);
    expect(uncounted).toEqual([]);
    expect(lists).toBeGreaterThan(20);
  });

  it('is the same for a page of one and of thirty, for every list at the root', async () => {
    const growing: string[] = [];
    let lists = 0;
    const fields = Object.values(planted.world.server.schema.getQueryType()!.getFields()).filter((field) =>
      field.args.some((argument) => argument.name === 'first'),
    );
    for (const field of fields) {
      const { text } = rootQuestions(field, planted)[0]!;
      const ask = (first: number): Promise<number> =>
        costOf(`{${field.name}${text.replace(/first:\d+/, `first:${first}`)}${bodyOfRoot(field)}}`, {});
      const [one, many] = [await ask(FIRST_PAGE[field.name] ?? 1), await ask(MANY)];
      lists += 1;
      if (one !== many || one === 0) growing.push(`${field.name}: ${one} for one, ${many} for ${MANY}`);
    }
    expect(growing).toEqual([]);
    expect(lists).toBeGreaterThanOrEqual(2);
  });

  it('is seen to grow with a careless resolver, and not with a careful one (control)', async () => {
    const schema = await buildGraphqlSchema({
      resolvers: [NodeResolver, Careless],
      orphanedTypes: [],
      typeOf: () => undefined,
    });
    const run = async (field: string, count: number): Promise<number> => {
      Careless.ids = planted.places.slice(0, count).map(({ place }) => place.id);
      const before = planted.world.statements.length;
      const ctx = new RequestContext(planted.world.server.database, PUBLIC_VIEWER, {
        address: '',
        requestId: '',
        lang: Lang.EN,
        idempotencyKey: null,
      });
      const { errors } = await graphql({ schema, source: `{ careRows { ${field} } }`, contextValue: ctx });
      expect(errors).toBeUndefined();
      return planted.world.statements.length - before;
    };
    expect([await run('careful', 1), await run('careful', MANY)]).toEqual([1, 1]);
    expect([await run('careless', 1), await run('careless', MANY)]).toEqual([1, MANY]);
  });
});
