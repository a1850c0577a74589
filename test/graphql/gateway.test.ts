import { ApolloServer } from '@apollo/server';
import { gatewayOf } from '../../src/graphql/executor.js';
import { Lang } from '../../src/kernel/message.js';
import { RequestContext } from '../../src/kernel/request-context.js';
import { PUBLIC_VIEWER } from '../../src/kernel/viewer.js';
import { testSchema } from './limits-fixture.js';

describe('the gateway Apollo Server takes our executor from', () => {
  const asked: object[] = [];
  const gateway = gatewayOf(testSchema(), async (operation) => {
    asked.push(operation);
    return { data: { rooms: { totalCount: operation.variables['n'] } } };
  });
  const origin = { address: '127.0.0.1', requestId: 'r', lang: Lang.EN, idempotencyKey: null };
  const context = new RequestContext(
    { read: async () => [], write: () => Promise.reject(new Error('no writing')) },
    PUBLIC_VIEWER,
    origin,
  );

  const run = async (contextValue: object): Promise<{ data: unknown; messages: string[] }> => {
    const server = new ApolloServer<object>({ gateway, includeStacktraceInErrorResponses: false });
    try {
      await server.start();
      const { body } = await server.executeOperation(
        { query: 'query Q($n: Int) { rooms(first: $n) { totalCount } }', variables: { n: 7 }, operationName: 'Q' },
        { contextValue },
      );
      if (body.kind !== 'single') throw new Error('an answer in parts');
      return { data: body.singleResult.data, messages: (body.singleResult.errors ?? []).map(({ message }) => message) };
    } finally {
      await server.stop();
    }
  };

  it('hands over the operation with its variables and our context', async () => {
    expect(await run(context)).toEqual({ data: { rooms: { totalCount: 7 } }, messages: [] });
    expect(asked).toHaveLength(1);
    expect(asked[0]).toMatchObject({ operationName: 'Q', variables: { n: 7 }, operation: { operation: 'query' } });
  });

  it('executes nothing under a context that is not ours', async () => {
    const before = asked.length;
    expect(await run({ viewer: PUBLIC_VIEWER, origin })).toEqual({
      data: undefined,
      messages: ['The context must be a RequestContext.'],
    });
    expect(asked).toHaveLength(before);
  });
});
