export interface FuzzedRequest {
  readonly body: string | Buffer;
  readonly contentType: string | null;
}

/** Pseudo-random numbers, equal for equal seeds on every machine. */
export function randomNumbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const TYPES = [
  'application/json',
  'application/json',
  'application/json',
  'application/json; charset=utf-8',
  'application/json; charset=utf-16',
  'application/graphql',
  'text/plain',
  'application/xml',
  'application/x-www-form-urlencoded',
  'multipart/form-data',
  'multipart/form-data; boundary=x',
  ';',
  'application/json;;charset',
  null,
];

/** Bodies with a wrong shape, wrong bytes, wrong encoding or wrong GraphQL. Each contains the canary. */
export function fuzzedRequests(count: number, seed: number, canary: string): FuzzedRequest[] {
  const random = randomNumbers(seed);
  const below = (limit: number): number => Math.floor(random() * limit);
  const pick = <T>(items: readonly T[]): T => items[below(items.length)]!;
  const sound = (): string =>
    JSON.stringify({ query: `query Q($id: ID!) { node(id: $id) { id } } # ${canary}`, variables: { id: canary } });
  const shapes: readonly (() => string | Buffer)[] = [
    () => sound().slice(0, below(sound().length)),
    () => {
      const bytes = Buffer.from(sound());
      for (let i = 0; i < 1 + below(8); i += 1) bytes[below(bytes.length)] = below(256);
      return bytes;
    },
    () =>
      JSON.stringify({
        query: pick([null, 1, true, [canary], { canary }, '']),
        variables: pick([canary, 1, [], null]),
        operationName: pick([canary, 1, null, {}]),
        extensions: pick([canary, 1, [], null, {}]),
      }),
    () =>
      JSON.stringify(
        pick<unknown>([null, 1, canary, [], [{ query: `{ ${canary} }` }], {}, { [canary]: canary }, true]),
      ),
    () =>
      JSON.stringify({
        query: pick([
          '{',
          '}',
          `{ ${canary} }`,
          `query { ...${canary} }`,
          `{ viewer(x: "${canary}") { account { id } } }`,
          `fragment ${canary} on Query { viewer { account { id } } }`,
          `{ node(id: "${canary}") { id } }`,
          `{ room(id: "${canary}\\u0000") { id } }`,
          `subscription { ${canary} }`,
          '{ __schema { ',
          `{ city(code: 1${canary}) { name } }`,
          `mutation { signIn(input: {username: "${canary}"}) { token } }`,
        ]),
        variables: { x: canary },
      }),
    () =>
      JSON.stringify({
        query:
          'query Q($ids: [ID!]!, $first: Int) { nodes(ids: $ids) { id } rooms(within: "x", first: $first) { ' +
          'totalCount } }',
        variables: {
          ids: pick<unknown>([canary, [canary], [[canary]], [null], { canary }]),
          first: pick<unknown>([-1, 1e9, canary, 1.5, null, [1]]),
        },
      }),
    () => Buffer.from(Array.from({ length: below(400) }, () => below(256))),
    () => Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(sound(), 'utf16le')]),
    () => `${'['.repeat(below(20_000))}${canary}`,
    () =>
      `{"query":"{ viewer { account { id } } }","__proto__":{"${canary}":1},` +
      `"constructor":{"prototype":{"x":"${canary}"}}}`,
    () => `query=${encodeURIComponent(`{ ${canary} }`)}`,
    () => '',
  ];
  return Array.from({ length: count }, () => ({ body: pick(shapes)(), contentType: pick(TYPES) }));
}
