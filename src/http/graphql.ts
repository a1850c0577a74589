import { type ApolloServer, HeaderMap } from '@apollo/server';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { RequestContext } from '../kernel/request-context.js';

type Apollo = ApolloServer<RequestContext>;
type MakeContext = (request: FastifyRequest, reply: FastifyReply) => Promise<RequestContext>;

/**
 * The headers that Apollo Server and our plugins read. A page of another site cannot set the last two without a
 * preflight request.
 */
const HEADERS = ['content-type', 'accept', 'x-apollo-operation-name', 'apollo-require-preflight'];

/** The only route for GraphQL. Every request goes through Apollo Server. */
export function graphqlRoute(app: FastifyInstance, apollo: Apollo, makeContext: MakeContext): void {
  app.route({
    method: ['GET', 'POST', 'OPTIONS'],
    url: '/graphql',
    handler: async (request, reply) => {
      const { method, url, body } = request;
      const answer = await apollo.executeHTTPGraphQLRequest({
        httpGraphQLRequest: { method, headers: headersOf(request), search: searchOf(url), body },
        context: () => makeContext(request, reply),
      });
      for (const [name, value] of answer.headers) void reply.header(name, value);
      // With a gateway the answer always has one part. Its body is text already, which fastify sends unchanged.
      if (answer.body.kind !== 'complete') throw new TypeError('An answer in parts.');
      return reply.code(answer.status ?? 200).send(answer.body.string);
    },
  });
}

const searchOf = (url: string): string => (url.includes('?') ? url.slice(url.indexOf('?')) : '');

function headersOf(request: FastifyRequest): HeaderMap {
  const headers = new HeaderMap();
  for (const name of HEADERS) {
    const value = request.headers[name];
    if (value) headers.set(name, Array.isArray(value) ? value.join(', ') : value);
  }
  return headers;
}
