// What clients send, as seen from Apollo Client 4.3.8 and @urql/core 6.0.3 on Node's fetch: headers, and the keys of
// the body in their order. Two things are left out, for both contenders alike: the `__typename` that Apollo Client adds
// to every selection, and urql's GET for short queries (`preferGetMethod: false` makes it POST).
const FETCH = {
  'accept-language': '*',
  'sec-fetch-mode': 'cors',
  'user-agent': 'node',
  'accept-encoding': 'gzip, deflate',
};
const nameOf = (query) => /^\s*(?:query|mutation)\s+(\w+)/.exec(query)?.[1];

export const CLIENTS = {
  apollo: {
    headers: {
      accept: 'application/graphql-response+json,application/json;q=0.9',
      'content-type': 'application/json',
      ...FETCH,
    },
    body: ({ query, variables }) => ({
      operationName: nameOf(query),
      variables,
      extensions: { clientLibrary: { name: '@apollo/client', version: '4.3.8' } },
      query,
    }),
  },
  urql: {
    headers: {
      accept:
        'application/graphql-response+json, application/graphql+json, application/json, text/event-stream, ' +
        'multipart/mixed',
      'content-type': 'application/json',
      ...FETCH,
    },
    body: ({ query, variables }) => ({ operationName: nameOf(query), query, variables }),
  },
};

/** A bare client: what the hand-written server is asked by, and every row that is not measured with both clients. */
export const PLAIN = {
  headers: { accept: 'application/json', 'content-type': 'application/json' },
  body: (request) => request,
};
