import { ApolloServer } from '@apollo/server';
import { buildSchema, GraphQLError, type GraphQLFieldResolver, type GraphQLSchema } from 'graphql';
import { defaultLimits, limitsPlugin, parseOptions, type QueryLimits } from '../../src/graphql/limits.js';

/**
 * A small schema: a street and its communities, which refer back to the street. It has lists, connections and an
 * unbounded argument.
 */
export function testSchema(): GraphQLSchema {
  const schema = buildSchema(`
    type Query { street(code: String): Street  rooms(first: Int = 20, after: String): RoomConnection! 
      nodes(ids: [ID!]!): [Room]!  version: String!
      compare(first: Int = 20): RoomConnection! }
    type Street { name: String! c: Community! community: Community! communities: [Community!]!
      rooms(first: Int = 20): RoomConnection! }
    type Community { name: String! s: Street! street: Street! room: Room! }
    type Room { id: ID! name: String! community: Community!
      sessions(first: Int = 20): RoomConnection! values(metrics: [String!]!): [Value!]! }
    type Value { value: Float }
    type RoomEdge { cursor: String! node: Room! }
    type PageInfo { hasNextPage: Boolean! }
    type RoomConnection { edges: [RoomEdge!]! nodes: [Room!]! pageInfo: PageInfo! totalCount: Int! }
  `);
  schema.getQueryType()!.getFields()['compare']!.extensions = { pageMax: 500 };
  return schema;
}

/** Resolvers: every object is `{}`, every list has the requested length. `calls` counts them. */
export function testServer(limits: QueryLimits | null = defaultLimits): {
  server: ApolloServer;
  work: { calls: number };
} {
  const work = { calls: 0 };
  const resolver: GraphQLFieldResolver<unknown, unknown> = (source, args, _context, info) => {
    work.calls += 1;
    const type = String(info.returnType);
    if (type.startsWith('[')) return Array.from({ length: (source as { size?: number }).size ?? 2 }, () => ({}));
    if (/^(String|ID|Int|Float|Boolean)/.test(type)) return type.startsWith('Boolean') ? true : 1;
    return { size: (args as { first?: number }).first };
  };
  const server = new ApolloServer({
    schema: testSchema(),
    fieldResolver: resolver,
    parseOptions,
    validationOptions: { maxErrors: 5 },
    includeStacktraceInErrorResponses: false,
    introspection: true,
    csrfPrevention: false,
    rootValue: {},
    plugins: limits ? [limitsPlugin(limits)] : [],
  });
  return { server, work };
}

export interface Answer {
  status: number | undefined;
  code: unknown;
  limit: unknown;
  message: string;
  errors: number;
  data: unknown;
}

/** Sends one request through Apollo's whole pipeline. */
export async function ask(
  server: ApolloServer,
  query: string,
  variables?: Record<string, unknown>,
  operationName?: string,
): Promise<Answer> {
  const { body, http } = await server.executeOperation({ query, variables, operationName });
  if (body.kind !== 'single') throw new GraphQLError('expected one result');
  const errors = body.singleResult.errors ?? [];
  const extensions = errors[0]?.extensions ?? {};
  return {
    status: http.status,
    code: extensions['code'],
    limit: extensions['limit'],
    message: errors[0]?.message ?? '',
    errors: errors.length,
    data: body.singleResult.data,
  };
}

/** `n` fragments. Each spreads the next one twice, so naive work doubles with each. */
export function fragmentBomb(n: number): string {
  let text = 'query{street{...F0}}';
  for (let i = 0; i < n; i += 1) {
    const on = i % 2 === 0 ? 'Street' : 'Community';
    const to = i % 2 === 0 ? 'c' : 's';
    text +=
      i === n - 1
        ? `fragment F${i} on ${on}{name}`
        : `fragment F${i} on ${on}{a:${to}{...F${i + 1}}b:${to}{...F${i + 1}}}`;
  }
  return text;
}

/** A seeded source of numbers in [0, 1): mulberry32. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const names = [
  'street',
  'community',
  'communities',
  'room',
  'rooms',
  'sessions',
  'nodes',
  'edges',
  'node',
  'name',
  '__typename',
  '__type',
  '__schema',
  'fields',
  'type',
  'ofType',
  'nonsense',
  'values',
  'constructor',
  '__proto__',
];
const types = ['Query', 'Street', 'Community', 'Room', 'RoomConnection', '__Type', '__Field', 'Nowhere', 'String'];
const sizes = [
  '(first:3)',
  '(first:$n)',
  '(first:-5)',
  '(first:99999999999999999999)',
  '(last:null)',
  '(ids:[1,2,3])',
  '(metrics:$m)',
  '',
];

/** A random document that parses but is seldom valid. Fragments may form cycles. */
export function randomDocument(random: () => number): string {
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)]!;
  const fragments = 1 + Math.floor(random() * 24);
  const selection = (depth: number): string => {
    const parts = Array.from({ length: 1 + Math.floor(random() * 4) }, () => {
      const roll = random();
      if (roll < 0.35) return `...F${Math.floor(random() * (fragments + 1))}`;
      if (roll < 0.45 && depth > 0) return `... ${random() < 0.5 ? `on ${pick(types)}` : ''}{${selection(depth - 1)}}`;
      const alias = random() < 0.3 ? `${pick(['a', 'b', 'constructor'])}:` : '';
      return `${alias}${pick(names)}${pick(sizes)}${depth > 0 && random() < 0.7 ? `{${selection(depth - 1)}}` : ''}`;
    });
    return parts.join(' ');
  };
  let text = '';
  for (let i = 0; i <= Math.floor(random() * 3); i += 1)
    text +=
      `${pick(['query', 'mutation', 'subscription'])} Q${i}($n:Int` +
      `${random() < 0.5 ? '=7' : ''},$m:[String!]){${selection(4)}}`;
  for (let i = 0; i < fragments; i += 1) text += `fragment F${i} on ${pick(types)}{${selection(3)}}`;
  return text;
}
