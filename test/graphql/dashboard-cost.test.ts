import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type GraphQLSchema, parse, validate } from 'graphql';
import { serverSchema } from '../../src/assemble.js';
import { defaultLimits, queryCost, refusal } from '../../src/graphql/limits.js';
import { CATALOGUE } from '../../src/modules/comparison/catalogue/catalogue.js';

const EIGHT =
  'SESSIONS_HELD SUGGESTIONS SUGGESTIONS_PER_1000 SUGGESTIONS_PER_SESSION COMPLETION_RATE SATISFACTION ' +
  'DISTINCT_PEOPLE MEDIAN_DAYS_TOPIC_TO_SESSION';
const ALL = CATALOGUE.map(({ id }) => id).join(' ');
const PERIOD = 'period: {from: "2024-01-01", to: "2025-12-31"}';
const WITHIN = `within: "320682", ${PERIOD}`;
const VALUE =
  'metric { id name unit decimals } value display low high numerator denominator suppressedReason parts { name }';
const STANDING = 'band notComparedBecause shrunk { value low high } heldAgainst { label }';
const aliases = (n: number, part: string): string =>
  `{ ${Array.from({ length: n }, (_, i) => `a${i}: ${part}`).join(' ')} }`;

const ordinary: [what: string, query: string, variables?: Record<string, unknown>][] = [
  [
    'rooms by eight metrics, with band and shrunk',
    `{ compareRooms(${WITHIN}, first: 50) { totalCount caution nodes { place { code name } values(metrics: [${EIGHT}]) {
      ${VALUE} band shrunk { value } } } } }`,
  ],
  [
    'the same with everything a value says of its standing, twice side by side',
    `{ compareRooms(${WITHIN}, first: 50) { caution(metrics: [${EIGHT}]) nodes { place { code name }
      values(metrics: [${EIGHT}]) { ${VALUE} ${STANDING} } outcome: value(metric: ANSWER_RATE) { ${VALUE} ${STANDING} }
      } columns(metrics: [${EIGHT}]) { metric { id } } } }`,
  ],
  [
    '500 rooms by eight metrics',
    `{ compareRooms(${WITHIN}, first: 500) { nodes { place { code name } values(metrics: [${EIGHT}]) {
      value low high band } } } }`,
  ],
  [
    'streets by eight metrics, with band and shrunk',
    `{ compareStreets(${WITHIN}, first: 20, against: CITY) { caution nodes { place { code name }
      values(metrics: [${EIGHT}]) { ${VALUE} ${STANDING} } } } }`,
  ],
  [
    '24 months by eight metrics',
    `{ trend(${WITHIN}, by: MONTH, metrics: [${EIGHT}]) { points { period { from to label } coverage {
      enrolled withData } values { ${VALUE} } } } }`,
  ],
  [
    '24 months by eight metrics, the metrics in a variable',
    `query ($m: [MetricId!]!) { trend(${WITHIN}, by: MONTH, metrics: $m) { points { period { from } ...V } } }
      fragment V on TrendPoint { values { ${VALUE} } }`,
    { m: EIGHT.split(' ') },
  ],
  [
    'a city and what lies below it by eight metrics',
    `{ summary(${WITHIN}, metrics: [${EIGHT}]) { caution coverage { enrolled } values { ${VALUE} } children { place {
      code name } coverage { enrolled } values { ${VALUE} } } } }`,
  ],
  [
    'four metrics of a room among its peers, and four funnels',
    `{ roomAmongPeers(${WITHIN}, metrics: [${EIGHT.split(' ').slice(0, 4).join(' ')}]) { standings { sentence } }
      ${[0, 1, 2, 3]
        .map(
          (i) => `f${i}:
      funnel(${WITHIN}, metric: COMPLETION_RATE) { caution points { size value place { code } } limits { size }
      }`,
        )
        .join(' ')}
      }`,
  ],
];

const bombs: [what: string, query: string, variables?: Record<string, unknown>][] = [
  ['cautions on no room at all', aliases(20, `compareRooms(${WITHIN}, first: 0) { caution(metrics: [${ALL}]) }`)],
  [
    'twenty cautions on eight metrics each',
    aliases(20, `compareRooms(${WITHIN}, first: 0) { caution(metrics: [${EIGHT}]) }`),
  ],
  [
    'cautions on metrics that are asked for elsewhere',
    aliases(20, `compareRooms(${WITHIN}, first: 1) { caution nodes { values(metrics: [${ALL}]) { value } } }`),
  ],
  [
    'cautions on streets, the metrics in a variable',
    aliases(20, `compareStreets(${WITHIN}, first: 0) { caution(metrics: $m) }`).replace(
      '{',
      'query ($m: [MetricId!]) {',
    ),
    { m: ALL.split(' ') },
  ],
  [
    'standings of one room by all metrics',
    aliases(20, `compareRooms(${WITHIN}, first: 1) { nodes { values(metrics: [${ALL}]) { band } } }`),
  ],
  [
    'the same behind a fragment',
    `${aliases(20, `compareRooms(${WITHIN}, first: 1) { ...F }`)} fragment F on RoomComparisonConnection { nodes {
      values(metrics: [${ALL}]) { ...B } } } fragment B on MetricValue { band }`,
  ],
  [
    'long trends by all metrics',
    aliases(
      20,
      `trend(within: "320682", period: {from: "2018-01-01", to: "2025-12-31"}, by: MONTH, metrics: [${ALL}]) { points {
        values { value } } }`,
    ),
  ],
  [
    'long trends by all metrics, behind a fragment and a variable',
    `${aliases(20, `trend(${WITHIN}, by: MONTH, metrics: $m) { ...P }`).replace('{', 'query ($m: [MetricId!]!) {')}
      fragment P on Trend { points { values { value } } }`,
    { m: ALL.split(' ') },
  ],
  ['summaries by all metrics', aliases(20, `summary(${WITHIN}, metrics: [${ALL}]) { children { values { value } } }`)],
  [
    'a room among its peers by all metrics',
    aliases(2, `roomAmongPeers(${WITHIN}, metrics: [${ALL}]) { standings { sentence } }`),
  ],
  [
    'funnels with their points',
    aliases(20, `funnel(${WITHIN}, metric: COMPLETION_RATE) { points { size value place { code name } } }`),
  ],
];

describe('what dashboards ask, and what is beyond them', () => {
  let schema: GraphQLSchema;
  beforeAll(async () => {
    schema = await serverSchema();
  });

  const refused = (query: string, variables?: Record<string, unknown>): unknown =>
    refusal(defaultLimits, parse(query), schema, null, variables)?.extensions['limit'];
  const cost = (query: string, variables?: Record<string, unknown>): number =>
    queryCost(parse(query), schema, null, variables).cost;

  it.each(ordinary)('lets pass %s', (...[, query, variables]) => {
    expect(validate(schema, parse(query)).map(({ message }) => message)).toEqual([]);
    expect([cost(query, variables), refused(query, variables)]).toEqual([expect.any(Number), undefined]);
  });

  it.each(bombs)('refuses %s', (...[, query, variables]) => {
    expect(validate(schema, parse(query)).map(({ message }) => message)).toEqual([]);
    expect([cost(query, variables), refused(query, variables)]).toEqual([expect.any(Number), 'cost']);
  });

  it('lets pass what the explorer opens with, what the start announces, and what is measured', async () => {
    const literals = (file: string): string[] =>
      [...readFileSync(file, 'utf8').matchAll(/= `([^`]*[{][^`]*)`;/g)].map(([, text]) => text!);
    const { queries } = (await import(pathToFileURL(resolve('bench/queries.mjs')).href)) as {
      queries: Record<string, { ours: (values: object) => { query: string; variables: Record<string, unknown> } }>;
    };
    const asked = [...literals('web/explorer/demo-queries.ts'), ...literals('src/announce.ts')].map((query) => ({
      query,
      variables: {},
    }));
    const measured = Object.values(queries).map(({ ours }) =>
      ours({ city: 'c', id: '0', code: '320682', from: '2024-01-01', to: '2025-12-31' }),
    );
    expect(asked).toHaveLength(4);
    expect(measured.length).toBeGreaterThanOrEqual(5);
    for (const { query, variables } of [...asked, ...measured]) {
      expect(validate(schema, parse(query)).map(({ message }) => message)).toEqual([]);
      expect([query, refused(query, variables)]).toEqual([query, undefined]);
    }
  });

  it(
    'multiplies values by the metrics of the field around them, in fragments too, and for each place they are ' +
      'asked at',
    () => {
      const trend = (metrics: string): number =>
        cost(`{ trend(${WITHIN}, by: MONTH, metrics: ${metrics}) { points { values { value } } } }`);
      expect(trend('[SESSIONS_HELD SUGGESTIONS]') - trend('[SESSIONS_HELD]')).toBeCloseTo(96 * 1.1, -1);
      const inFragment = `{ trend(${WITHIN}, by: MONTH, metrics: [${EIGHT}]) { points { ...V } } }
      fragment V on TrendPoint { values { value } }`;
      expect(cost(inFragment)).toBe(trend(`[${EIGHT}]`));
      const two = `{ a: trend(${WITHIN}, by: MONTH, metrics: [SESSIONS_HELD]) { ...T }
      b: trend(${WITHIN}, by: MONTH, metrics: [${EIGHT}]) { ...T } } fragment T on Trend { points { values { value } }
      }`;
      expect(Math.abs(cost(two) - trend('[SESSIONS_HELD]') - trend(`[${EIGHT}]`))).toBeLessThanOrEqual(1);
    },
  );

  it('charges what all rows share once, however many rows and however much of it is shown, and for each metric', () => {
    const rooms = (first: number, metrics: string, of: string): number =>
      cost(`{ compareRooms(${WITHIN}, first: ${first}) { nodes { values(metrics: [${metrics}]) { value ${of} } } } }`);
    const held = (first: number, metrics: string, of: string): number =>
      rooms(first, metrics, of) - rooms(first, metrics, '');
    expect(held(0, EIGHT, 'band')).toBe(8 * 500);
    expect(held(0, EIGHT, 'band notComparedBecause shrunk { value }')).toBe(8 * 500);
    expect(held(50, EIGHT, 'band')).toBe(8 * 500 + 50 * 8 * 0.1);
    expect(held(0, 'COMPLETION_RATE', 'band')).toBe(500);
    expect(
      cost(`{ compareRooms(${WITHIN}, first: 0) { caution(metrics: [${EIGHT}]) } }`) -
        cost(`{ compareRooms(${WITHIN}, first: 0) { totalCount } }`),
    ).toBe(8 * 500);
  });
});
