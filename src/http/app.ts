import cookie from '@fastify/cookie';
import { ApolloServer } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { GraphQLError, type GraphQLSchema } from 'graphql';
import { answerLogPlugin } from '../graphql/answer-log.js';
import { documentStore, persistedQueries } from '../graphql/document-store.js';
import { createExecutor, gatewayOf } from '../graphql/executor.js';
import { viewerSource, withFreshViewer } from '../graphql/fresh-viewer.js';
import { errorsPlugin, formatError, stringifyResult } from '../graphql/errors-plugin.js';
import { textGuardPlugin } from '../graphql/text-guard.js';
import { defaultLimits, limitsPlugin, parseOptions } from '../graphql/limits.js';
import type { RowTypes } from '../graphql/plan/read-plan.js';
import { scopesPlugin } from '../graphql/scopes.js';
import type { Database } from '../kernel/database.js';
import { type FoundingDay, foundingDay } from '../kernel/founding.js';
import { type MutationJournal, type NodeLoader, mutationJournal, nodeLoader } from '../kernel/journal.js';
import { inBoth } from '../kernel/message.js';
import { RequestContext } from '../kernel/request-context.js';
import { Unavailable } from '../kernel/unavailable.js';
import { PUBLIC_VIEWER } from '../kernel/viewer.js';
import { type AuthStore, SESSION_HOURS, authStore, signInState } from '../modules/accounts/auth-store.service.js';
import { type Downloads, downloads } from './downloads.js';
import { explorer } from './explorer.js';
import { graphqlRoute } from './graphql.js';
import { type Health, health } from './health.js';
import type { Log } from './log.js';
import { httpMessages } from './messages.js';
import { SESSION_COOKIE, originOf, tokenOf } from './request-origin.js';

export interface AppParts {
  readonly schema: GraphQLSchema;
  readonly types: RowTypes;
  readonly database: Database;
  readonly auth: AuthStore;
  readonly journal: MutationJournal;
  readonly loadNode: NodeLoader;
  readonly foundingDay: FoundingDay;
  readonly health: Health;
  readonly downloads: Downloads;
  readonly explorerDir: string;
  readonly log: Log;
  readonly secureCookies?: boolean;
  /**
   * Number of proxies in front of the server. The client's address is the one that the proxy nearest to the client saw.
   */
  readonly trustProxy?: number;
}

const MAX_BODY = 256 * 1024;

/**
 * Trusts one hop for each proxy. Entries of X-Forwarded-For that the client wrote itself lie beyond them and are
 * ignored.
 */
const trusting = (proxies: number): false | ((address: string, hop: number) => boolean) =>
  proxies > 0 ? (_address, hop) => hop < proxies : false;

/** The fastify application: GraphQL, explorer, health, downloads. It never logs a body, a header or a variable. */
export async function createApp(parts: AppParts): Promise<FastifyInstance> {
  const app = Fastify({
    logger: false,
    bodyLimit: MAX_BODY,
    trustProxy: trusting(parts.trustProxy ?? 0),
    forceCloseConnections: 'idle',
  });
  app.setErrorHandler((error: { statusCode?: number; code?: string }, _request, reply) =>
    refuse(error, reply, parts.log),
  );
  // Answers contain tokens and people's records, so no cache may store them and no browser may guess their type.
  app.addHook('onSend', async (_request, reply) => {
    if (!reply.hasHeader('cache-control')) void reply.header('cache-control', 'no-store');
    void reply.header('x-content-type-options', 'nosniff');
  });
  await app.register(cookie);
  health(app, parts.health);
  downloads(app, parts.downloads, async (request) => {
    // The database is asked, not the cache of viewers: a download runs outside the transactions that check the sign-in.
    const token = tokenOf(request);
    return token ? parts.auth.freshViewer(token) : null;
  });
  await explorer(app, { distDir: parts.explorerDir });
  const apollo = apolloServer(parts);
  await apollo.start();
  graphqlRoute(app, apollo, (request, reply) => contextOf(request, reply, parts));
  app.addHook('onClose', async () => {
    await apollo.stop();
  });
  return app;
}

/**
 * Apollo's own plugins, all disabled. Reports would leave the deployment; traces and cache hints cost time in every
 * request.
 */
const WITHOUT = [
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
];

function apolloServer({ schema, types, log }: AppParts): ApolloServer<RequestContext> {
  const onPlanFault = (error: unknown, { origin }: RequestContext): void => log.planFault(error, origin.requestId);
  const executor = createExecutor({ schema, types, onPlanFault });
  return new ApolloServer<RequestContext>({
    gateway: gatewayOf(schema, withFreshViewer(executor)),
    introspection: true,
    parseOptions,
    formatError,
    stringifyResult,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    validationOptions: { maxErrors: 5 },
    documentStore: documentStore(),
    cache: persistedQueries(),
    plugins: [
      ...WITHOUT.map((off) => off()),
      limitsPlugin(defaultLimits),
      textGuardPlugin,
      scopesPlugin(),
      errorsPlugin((error, requestId) => log.failure(error, requestId)),
      ...(log.answer ? [answerLogPlugin(log.answer)] : []),
    ],
    logger: log.quiet,
  });
}

async function contextOf(request: FastifyRequest, reply: FastifyReply, parts: AppParts): Promise<RequestContext> {
  const token = tokenOf(request);
  const origin = originOf(request);
  const viewer = token
    ? await parts.auth.viewer(token).catch((error: unknown) => {
        throw error instanceof Unavailable ? error.in(origin.lang) : error;
      })
    : null;
  const services = new Map<symbol, unknown>([
    [mutationJournal.symbol, parts.journal],
    [nodeLoader.symbol, parts.loadNode],
    [foundingDay.symbol, parts.foundingDay],
    [authStore.symbol, parts.auth],
    [viewerSource.symbol, async () => (token ? await parts.auth.freshViewer(token) : null) ?? PUBLIC_VIEWER],
    [
      signInState.symbol,
      {
        token,
        setCookie: (value: string) =>
          void reply.setCookie(SESSION_COOKIE, value, {
            httpOnly: true,
            sameSite: 'lax',
            path: '/',
            secure: parts.secureCookies ?? false,
            maxAge: SESSION_HOURS * 3600,
          }),
        clearCookie: () => void reply.clearCookie(SESSION_COOKIE, { path: '/' }),
      },
    ],
  ]);
  return new RequestContext(parts.database, viewer ?? PUBLIC_VIEWER, origin, services);
}

/**
 * Answers requests that did not reach GraphQL: broken JSON, too large, wrong type. The answer repeats no part of the
 * request.
 */
function refuse(error: { statusCode?: number; code?: string }, reply: FastifyReply, log: Log): FastifyReply {
  if (error instanceof GraphQLError && error.extensions['code'] === 'UNAVAILABLE') {
    const { code, retryAfter } = error.extensions;
    return reply
      .status(503)
      .header('retry-after', String(retryAfter))
      .send({
        errors: [
          {
            message: error instanceof Unavailable ? inBoth(error.text) : error.message,
            extensions: { code, retryAfter },
          },
        ],
      });
  }
  const status = error.statusCode && error.statusCode >= 400 && error.statusCode < 500 ? error.statusCode : 500;
  if (status === 500) log.failure(error, reply.request.id);
  const message =
    status === 413
      ? httpMessages.bodyTooLarge
      : status === 500
        ? httpMessages.internalError
        : httpMessages.requestMalformed;
  return reply
    .status(status)
    .send({ errors: [{ message, extensions: { code: status === 500 ? 'INTERNAL_SERVER_ERROR' : 'BAD_USER_INPUT' } }] });
}
