import { getIntrospectionQuery, parse } from 'graphql';
import { defaultLimits, limitsPlugin, queryCost, parseOptions, refusal } from '../../src/graphql/limits.js';
import { ask, fragmentBomb, randomDocument, seeded, testSchema, testServer } from './limits-fixture.js';

const repeat = (n: number, part: (i: number) => string): string =>
  Array.from({ length: n }, (_, i) => part(i)).join(' ');
const nested = (n: number, name: (i: number) => string, inner: string): string =>
  repeat(n, (i) => `${name(i)}{`) + inner + '}'.repeat(n);
const introspectionBomb = (n: number): string =>
  `{__schema{types{${nested(n, () => 'fields{type', 'name').replace(/\}+$/, '')}${'}'.repeat(n * 2)}}}}`;

const refusedShapes: [what: string, query: string, limit: string, variables?: Record<string, unknown>][] = [
  ['20 fragments, each spreading the next twice', fragmentBomb(20), 'depth'],
  ['12 such fragments: shallow enough, and 4,096 objects under other names', fragmentBomb(12), 'aliases'],
  [
    '1,000 nested inline fragments under a deep field',
    `{street{${nested(
      300,
      () => '...',
      nested(16, (i) => (i % 2 ? 'street' : 'community'), 'name'),
    )}}}`,
    'depth',
  ],
  ['an alias flood', `{street{${repeat(400, (i) => `a${i}:name`)}}}`, 'aliases'],
  ['one field repeated', `{street{${repeat(900, () => 'name')}}}`, 'aliases'],
  ['deep nesting', `{street{${nested(200, (i) => (i % 2 ? 'street' : 'community'), 'name')}}}`, 'depth'],
  [
    'first: 100, nested thrice',
    '{rooms(first:100){nodes{sessions(first:100){edges{node{sessions(first:100){nodes{id}}}}}}}}',
    'cost',
  ],
  [
    'first through variables',
    'query($n:Int){rooms(first:$n){nodes{sessions(first:$n){nodes{sessions(first:$n){nodes{id}}}}}}}',
    'cost',
    { n: 100 },
  ],
  [
    'first through a default of a variable',
    'query($n:Int=100){rooms(first:$n){nodes{sessions(first:$n){nodes{sessions(first:$n){nodes{id}}}}}}}',
    'cost',
  ],
  [
    'first in a variable that is not sent',
    'query($n:Int){rooms(first:$n){nodes{sessions(first:$n){nodes{sessions(first:$n){nodes{id}}}}}}}',
    'cost',
  ],
  ['first: two milliards', '{rooms(first:2000000000){nodes{id}}}', 'cost'],
  [
    'bounded lists in bounded lists',
    `{street{${nested(
      5,
      (i) => (i % 2 ? 'street' : 'communities'),
      nested(5, (i) => (i % 2 ? 'communities' : 'street'), 'name'),
    )}}}`,
    'cost',
  ],
  [
    'nodes by a list of many ids in a variable',
    'query($ids:[ID!]!){nodes(ids:$ids){sessions(first:50){nodes{id}}}}',
    'cost',
    { ids: Array.from({ length: 900 }, (_, i) => `${i}`) },
  ],
  ['an introspection bomb', introspectionBomb(5), 'introspectionCost'],
  [
    'a chain of types, deep and cheap',
    `{__type(name:"Street"){${nested(20, () => 'ofType', 'name')}}}`,
    'introspectionDepth',
  ],
  [
    'a flood of introspection',
    `{${repeat(15, (i) => `a${i}:__schema{types{fields{type{fields{args{type{name}}}}}}}`)}}`,
    'introspectionCost',
  ],
  ['many root fields', `{${repeat(50, () => 'version')}}`, 'rootFields'],
  [
    'many root fields through a fragment',
    `{...A ...B} fragment A on Query{${repeat(15, () => 'version')}} fragment B on Query{...A}`,
    'rootFields',
  ],
  ['many operations', repeat(150, (i) => `query Q${i}{version}`), 'operations'],
  [
    'a heavy operation beside the one to be run',
    `query Q0{version} query Q1{street{${nested(60, (i) => (i % 2 ? 'street' : 'community'), 'name')}}}`,
    'depth',
  ],
  ['thousands of directives', `{version ${repeat(3000, () => '@skip(if:false)')}}`, 'tokens'],
];

describe('limits on what one request may ask', () => {
  it.each(refusedShapes)('refuses %s', async (...[, query, limit, variables]) => {
    const { server, work } = testServer();
    const answer = await ask(server, query, variables, query.includes('Q0') ? 'Q0' : undefined);
    expect(answer).toMatchObject({ status: 400, code: 'BAD_USER_INPUT', limit, errors: 1, data: undefined });
    expect(answer.message).toMatch(/^[\u4e00-\u9fff].*。 [A-Z].*\.$/su);
    expect(work.calls).toBe(0);
  });

  it(
    'keeps the bomb under a kilobyte and far above any limit, and a doubling bomb is really dear without the ' +
      'plugin (control)',
    async () => {
      expect(fragmentBomb(20).length).toBeLessThan(1000);
      expect(queryCost(parse(fragmentBomb(20)), testSchema()).cost).toBeGreaterThan(2 ** 19);
      const open = testServer({ ...defaultLimits, maxDepth: 1e9, maxAliases: 1e9, maxCost: 1e9 });
      const bare = testServer(null);
      for (const { server, work } of [open, bare]) {
        const answer = await ask(server, fragmentBomb(13));
        expect(answer.errors).toBe(0);
        expect(work.calls).toBeGreaterThan(2 ** 13);
      }
    },
  );

  it('refuses a kept document again when its variables grow', async () => {
    const { server } = testServer();
    const query = 'query($n:Int!){rooms(first:$n){nodes{sessions(first:$n){nodes{sessions(first:$n){nodes{id}}}}}}}';
    expect((await ask(server, query, { n: 2 })).errors).toBe(0);
    // Expensive enough to be refused, but fast to answer if a fault lets it through.
    expect(await ask(server, query, { n: 40 })).toMatchObject({ status: 400, code: 'BAD_USER_INPUT', limit: 'cost' });
    expect((await ask(server, query, { n: 3 })).errors).toBe(0);
  });

  it('keeps no refusal in the document store: the same document is refused again, and not run', async () => {
    const { server, work } = testServer();
    for (let i = 0; i < 3; i += 1)
      expect(await ask(server, fragmentBomb(20))).toMatchObject({ status: 400, limit: 'depth' });
    expect(work.calls).toBe(0);
  });

  it('leaves errors of syntax and of validation to Apollo', async () => {
    const { server } = testServer();
    expect(await ask(server, '{street{')).toMatchObject({ code: 'GRAPHQL_PARSE_FAILED', limit: undefined });
    expect(await ask(server, '{street{nonsense}}')).toMatchObject({
      code: 'GRAPHQL_VALIDATION_FAILED',
      limit: undefined,
    });
    expect(await ask(server, 'query{...A} fragment A on Query{...B} fragment B on Query{...A}')).toMatchObject({
      code: 'GRAPHQL_VALIDATION_FAILED',
    });
  });

  it('lets a heavy but honest query pass', async () => {
    const { server } = testServer();
    const query = `query Honest($n: Int) { rooms(first: $n) { totalCount pageInfo { hasNextPage } nodes {
      id name community { name street { name } }
      values(metrics: ["a", "b"]) { value } sessions(first: 5) { nodes { id name sessions(first: 10) { nodes { id name }
      } } } } } }`;
    expect((await ask(server, query, { n: 20 })).errors).toBe(0);
    const compare =
      '{compare(first:500){nodes{id name community{name} values(metrics:["a","b","c","d","e","f","g","h"]){value}}}}';
    expect((await ask(server, compare)).errors).toBe(0);
  });

  it("lets the standard introspection query and the explorer's pass", async () => {
    const { server } = testServer();
    const options = [
      {},
      {
        schemaDescription: true,
        inputValueDeprecation: true,
        specifiedByUrl: true,
        directiveIsRepeatable: true,
        oneOf: true,
      },
    ];
    for (const option of options) expect(await ask(server, getIntrospectionQuery(option))).toMatchObject({ errors: 0 });
    expect((await ask(server, '{__type(name:"Street"){fields{name type{name fields{name}}}}}')).errors).toBe(0);
  });

  it('answers an operation by its name even among many', async () => {
    const { server } = testServer();
    expect(
      await ask(
        server,
        repeat(20, (i) => `query Q${i}{version}`),
        undefined,
        'Q7',
      ),
    ).toMatchObject({ errors: 0, data: { version: '1' } });
  });

  it('offers the same refusal to other transports', () => {
    expect(refusal(defaultLimits, parse(fragmentBomb(20)), testSchema())?.extensions).toMatchObject({
      code: 'BAD_USER_INPUT',
      limit: 'depth',
      allowed: 14,
    });
    expect(refusal(defaultLimits, parse('{version}'), testSchema())).toBeUndefined();
    expect(parseOptions.maxTokens).toBe(defaultLimits.maxTokens);
    expect(limitsPlugin(defaultLimits)).toHaveProperty('requestDidStart');
  });
});

describe('query cost', () => {
  const schema = testSchema();
  const of = (query: string, variables?: Record<string, unknown>, name?: string) =>
    queryCost(parse(query), schema, name, variables);

  it('counts levels, names and units', () => {
    expect(of('{version}')).toMatchObject({ depth: 1, aliases: 0, cost: 1, rootFields: 1 });
    expect(of('{street{a:name community{name name}}}')).toMatchObject({ depth: 3, aliases: 2, cost: 3, rootFields: 1 });
    expect(of('{street{...{...on Street{name}}}}')).toMatchObject({ depth: 2, aliases: 0 });
  });

  it('multiplies a page once, by edges and nodes alike, and nothing beside them', () => {
    expect(of('{rooms(first:50){totalCount}}').cost).toBe(2);
    expect(of('{rooms(first:50){nodes{id}}}').cost).toBe(1 + 55);
    expect(of('{rooms(first:50){...P}} fragment P on RoomConnection{nodes{id}}').cost).toBe(1 + 55);
    expect(of('{rooms(first:50){edges{node{id}}}}').cost).toBe(1 + 50 * 2 + 5);
    expect(of('{rooms{nodes{id}}}').cost).toBe(1 + 22);
    expect(of('{street{communities{name}}}').cost).toBe(1 + 11);
  });

  it('takes a page from variables, their defaults, or the declared maximum', () => {
    const query = 'query A($n:Int){compare(first:$n){nodes{id}}} query B($n:Int=30){compare(first:$n){nodes{id}}}';
    expect(of(query, { n: 10 }, 'A').cost).toBe(1 + 11);
    expect(of(query, {}, 'A').cost).toBe(1 + 550);
    expect(of(query, { n: 'many' }, 'A').cost).toBe(1 + 550);
    expect(of(query, {}, 'B').cost).toBe(1 + 33);
    expect(of(query, { n: 5 }, 'B').cost).toBe(6.5 + 0.5);
  });

  it('stays finite where sums overflow', () => {
    const huge = of(
      `{rooms(first:999999999){nodes{${nested(30, (i) => (i % 2 ? 'nodes' : 'sessions(first:999999999)'), 'id')}}}}`,
    );
    expect(Number.isFinite(huge.cost)).toBe(true);
    expect(huge.cost).toBeGreaterThan(defaultLimits.maxCost);
  });

  it('works in proportion to the document: 150 chained fragments are measured, their sum saturated', () => {
    const measured = of(fragmentBomb(150));
    expect(measured.aliases).toBe(1e15);
    expect(measured.depth).toBe(151);
  });

  it('follows no nesting to the end of the stack', () => {
    expect(of(fragmentBomb(5000)).depth).toBeGreaterThan(1e14);
    expect(of(`{street{${nested(1500, () => '...', 'name')}}}`).depth).toBeGreaterThan(1e14);
  });

  it('never throws and stays linear on 2,000 random documents', () => {
    const random = seeded(20211028);
    let largest = 0;
    for (let i = 0; i < 2000; i += 1) {
      const document = parse(randomDocument(random));
      const measured = queryCost(
        document,
        schema,
        `Q${i % 3}`,
        random() < 0.5 ? { n: random() * 1e6, m: [1, 2] } : undefined,
      );
      for (const value of Object.values(measured)) expect(Number.isFinite(value) && value >= 0).toBe(true);
      largest = Math.max(largest, measured.cost);
    }
    expect(largest).toBeGreaterThan(1e6);
  });
});
