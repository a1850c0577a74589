import { type DocumentNode, type GraphQLSchema, parse, validate } from 'graphql';
import { type CompiledQuery, compileQuery } from 'graphql-jit';
import { CompiledQueries } from '../../src/graphql/jit.js';
import { queryCost } from '../../src/graphql/limits.js';
import type { PageDefinition } from '../../src/kernel/page.js';
import { GrantRole } from '../../src/kernel/grant-role.js';
import { toGlobalId } from '../../src/kernel/global-id.js';
import { nodeLoader } from '../../src/kernel/journal.js';
import { Lang } from '../../src/kernel/message.js';
import { RequestContext } from '../../src/kernel/request-context.js';
import { PUBLIC_VIEWER, type Viewer, readerFor } from '../../src/kernel/viewer.js';
import { columnProperties, tableOf } from '../../src/kernel/columns.js';
import { entities, loadNode } from '../../src/modules/registry.js';
import { childrenOfPlace } from '../../src/modules/places/place.loaders.js';
import { documentsFor, nodeTypes } from '../guards/isolation/selections.js';
import { PlantedWorld } from '../support/planted-world.js';
import type { PlaceRef } from '../support/world.js';
import { type Pools, QueryGenerator, seeded } from './query-generator.js';
import { type Way, bothWays } from './two-paths.js';

/** The number of queries in the suite. `npm run test:differential` runs 10,000. */
const QUERIES = Number(process.env['DIFFERENTIAL_QUERIES'] ?? 1000);
const SEED = Number(process.env['DIFFERENTIAL_SEED'] ?? 20261122);
const MAX_COST = 4_000;

describe('plans and compiled queries against graphql-js and the loaders', () => {
  let planted: PlantedWorld;
  let schema: GraphQLSchema;
  let viewers: Viewer[];
  let pools: Pools;

  beforeAll(async () => {
    planted = await PlantedWorld.start();
    ({ schema } = planted.world.server);
    const at = (level: string): PlaceRef => planted.places.find(({ place }) => place.level === level)!.place;
    viewers = [
      viewer(GrantRole.CITY_COMMITTEE, at('CITY')),
      viewer(GrantRole.CITY_ADMIN, at('CITY')),
      viewer(GrantRole.STREET_PARTY_OFFICE, at('STREET')),
      viewer(GrantRole.CONVENER, at('COMMUNITY')),
      viewer(GrantRole.OBSERVER, at('COMMUNITY')),
      PUBLIC_VIEWER,
    ];
    pools = poolsOf(planted);
  });
  afterAll(() => planted.stop());

  const context = (who: Viewer): RequestContext =>
    new RequestContext(
      planted.world.server.database,
      who,
      { address: '127.0.0.1', requestId: 'r', lang: Lang.ZH_HANS, idempotencyKey: null },
      new Map([[nodeLoader.symbol, loadNode]]),
    );

  async function compare(
    compiled: CompiledQueries,
    query: string,
    who: Viewer,
    variables: Record<string, unknown> = {},
  ): Promise<Way> {
    const document: DocumentNode = parse(query);
    const { way, fast, slow } = await bothWays(schema, compiled, document, variables, () => context(who));
    gather(slow.data, pools.cursors);
    const same = JSON.stringify(fast) === JSON.stringify(slow);
    if (fast && !same)
      throw new Error(
        `${way}, ${who.role ?? 'public'}: ${query}\n` +
          `${JSON.stringify(fast).slice(0, 3000)}\n${JSON.stringify(slow).slice(0, 3000)}`,
      );
    return way;
  }

  it('agree on every field of every type', async () => {
    const counts: Record<Way, number> = { planned: 0, compiled: 0, 'loaders only': 0 };
    const compiled = new CompiledQueries(schema, 'first use');
    for (const type of nodeTypes(schema)) {
      const ids = pools.ids[type.name] ?? [];
      const [id] = ids;
      if (!id) continue;
      for (const { query } of documentsFor(schema, type, ids.slice(0, 3), 10_000)) {
        const one = query.replace('$ids:[ID!]!', '$id:ID!').replace('nodes(ids:$ids)', 'node(id:$id)');
        for (const who of viewers.slice(0, 4))
          counts[await compare(compiled, query, who, { ids: ids.slice(0, 3) })] += 1;
        for (const who of viewers.slice(0, 4)) counts[await compare(compiled, one, who, { id })] += 1;
      }
      for (const field of Object.values(type.getFields()).filter(
        ({ name }) => !name.startsWith('viewer') || name === 'viewerCanRevise',
      )) {
        for (const { query } of documentsFor(
          schema,
          { ...type, getFields: () => ({ [field.name]: field }) } as never,
          [id],
          10_000,
        )) {
          const one = query.replace('$ids:[ID!]!', '$id:ID!').replace('nodes(ids:$ids)', 'node(id:$id)');
          counts[await compare(compiled, one, viewers[0]!, { id })] += 1;
        }
      }
    }
    console.log(`every field of every type: ${JSON.stringify(counts)}`);
    expect(counts.planned).toBeGreaterThan(100);
    expect(counts.compiled).toBeGreaterThan(100);
  });

  it('agree on queries written at random', async () => {
    const random = seeded(SEED);
    const generator = new QueryGenerator(schema, random, pools);
    const counts: Record<Way, number> = { planned: 0, compiled: 0, 'loaders only': 0 };
    const compiled = new CompiledQueries(schema, 'first use');
    for (let made = 0; made < QUERIES;) {
      const query = generator.query();
      const document = parse(query);
      if (validate(schema, document).length > 0 || queryCost(document, schema).cost > MAX_COST) continue;
      counts[await compare(compiled, query, viewers[made % viewers.length]!)] += 1;
      made += 1;
    }
    console.log(`${QUERIES} queries at random, seed ${SEED}: ${JSON.stringify(counts)}`);
    expect(counts.planned).toBeGreaterThan(QUERIES / 20);
    expect(counts.compiled).toBeGreaterThan(QUERIES / 20);
  }, 1_200_000);

  it('leaves to graphql-js what compiled code gets wrong', async () => {
    const street = planted.places.find(({ place }) => place.level === 'STREET')!.place;
    const query = `query ($no: Boolean = false) { street(code: "${street.code}") { units { edges { cursor }
      edges @include(if: $no) { node { name } } } } }`;
    expect(await compare(new CompiledQueries(schema, 'first use'), query, viewers[0]!)).toBe('loaders only');
    const { query: run } = compileQuery(schema, parse(query)) as CompiledQuery;
    const wrong = (await run(undefined, context(viewers[0]!), {})) as { data: any };
    expect(Object.keys(wrong.data.street.units.edges[0])).toContain('node');
  });

  it('would notice a relation that is described wrongly', async () => {
    const description = schema.getType('Street') as unknown as {
      getFields(): Record<string, { extensions: { reads: { definition: PageDefinition<object> } } }>;
    };
    const { children } = description.getFields();
    const right = children!.extensions;
    const street = planted.places.find(({ place }) => place.level === 'STREET')!.place;
    const query = `{ street(code: "${street.code}") { children { nodes { code } } } }`;
    expect(await compare(new CompiledQueries(schema), query, viewers[0]!)).toBe('planned');
    try {
      children!.extensions = {
        reads: { ...right.reads, definition: { ...childrenOfPlace, match: 't.id = k.key' } as PageDefinition<object> },
      };
      await expect(compare(new CompiledQueries(schema), query, viewers[0]!)).rejects.toThrow('planned');
    } finally {
      children!.extensions = right;
    }
  });
});

const viewer = (role: GrantRole, place: PlaceRef): Viewer => ({
  accountId: place.id,
  username: null,
  displayName: null,
  cityId: place.cityId,
  grantId: place.id,
  role,
  placeId: place.id,
  placePath: place.path,
  reader: readerFor(role, place.level),
  scopes: null,
  tokenId: null,
});

function poolsOf(planted: PlantedWorld): Pools {
  const typeOfTable = new Map(
    entities
      .filter((entity) => columnProperties(entity).includes('id'))
      .map((entity) => [tableOf(entity), entity.name]),
  );
  const ids: Record<string, string[]> = {};
  for (const row of planted.rows.values()) {
    const type =
      row.table === 'place' ? row.place.level[0] + row.place.level.slice(1).toLowerCase() : typeOfTable.get(row.table);
    if (type) (ids[type] ??= []).push(toGlobalId(type, row.place.cityId, row.id));
  }
  return { ids, codes: planted.places.map(({ place }) => place.code), cursors: new Map() };
}

/** Collects the cursors of an answer by the list field that returned them. Aliases end in the field's name. */
function gather(value: unknown, cursors: Map<string, string[]>, key = ''): void {
  if (Array.isArray(value)) for (const item of value) gather(item, cursors, key);
  if (typeof value !== 'object' || value === null) return;
  for (const [name, inner] of Object.entries(value)) {
    const field = name.replace(/^a\d+_/, '');
    if (typeof inner === 'string' && (field === 'cursor' || field === 'endCursor') && cursors.size < 500) {
      const known = cursors.get(key) ?? [];
      if (known.length < 50) cursors.set(key, [...known, inner]);
    }
    gather(inner, cursors, field === 'edges' || field === 'pageInfo' ? key : field);
  }
}
