import type { ApolloServerPlugin, HTTPGraphQLHead } from '@apollo/server';
import { unwrapResolverError } from '@apollo/server/errors';
import { type FormattedExecutionResult, GraphQLError, type GraphQLFormattedError, Kind } from 'graphql';
import { CodedError, type ErrorCode } from '../kernel/errors.js';
import { type Message, inBoth, inLang } from '../kernel/message.js';
import type { RequestContext } from '../kernel/request-context.js';
import { graphqlMessages } from './messages.js';

const PASSED_ON: readonly ErrorCode[] = [
  'UNAUTHENTICATED',
  'FORBIDDEN',
  'NOT_FOUND',
  'BAD_USER_INPUT',
  'CONFLICT',
  'RATE_LIMITED',
  'UNAVAILABLE',
];
const CALLERS_FAULT = new Set([
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'BAD_USER_INPUT',
  'BAD_REQUEST',
  'OPERATION_RESOLUTION_FAILURE',
]);
/** Clients of persisted queries react to these codes and messages: after the first they send the text with its hash. */
const PROTOCOL = new Set(['PERSISTED_QUERY_NOT_FOUND', 'PERSISTED_QUERY_NOT_SUPPORTED']);
const CROSS_SITE = /^This operation has been blocked as a potential Cross-Site Request Forgery/;
const TOO_MANY_MISTAKES = /^Too many errors processing variables/;

/**
 * Formats every error. Our own errors keep code and text. Mistakes of the caller become BAD_USER_INPUT.
 * Persisted-query errors and early UNAVAILABLE pass through. All remaining errors are masked.
 * Both languages stay in `extensions` until the language of the request is known.
 */
export function formatError(formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError {
  const original = unwrapResolverError(error);
  if (original instanceof CodedError) return withTexts(formatted, original.code, original.text, original.extensions);
  const code = String(formatted.extensions?.['code'] ?? '');
  if (PASSED_ON.includes(code as ErrorCode) && (error as GraphQLError).extensions?.['text']) {
    return withTexts(
      formatted,
      code as ErrorCode,
      (error as GraphQLError).extensions['text'] as Message,
      formatted.extensions ?? {},
    );
  }
  // This error was made before the request had a context. Its text is already in the language of the request.
  if (code === 'UNAVAILABLE') return formatted;
  if (PROTOCOL.has(code)) return { message: formatted.message, extensions: { code } };
  if (isCallersFault(error)) {
    const text = CROSS_SITE.test(formatted.message)
      ? graphqlMessages.notByForm
      : graphqlMessages.requestWrong(formatted.message);
    return withTexts(formatted, 'BAD_USER_INPUT', text, {});
  }
  return withTexts(
    { ...(formatted.path ? { path: formatted.path } : {}), message: '' },
    'INTERNAL_SERVER_ERROR',
    graphqlMessages.internalError,
    { masked: true },
  );
}

/**
 * Whether graphql-js or Apollo raised an error because of the caller's request. Most such errors have a code or an HTTP
 * status.
 * Three have neither: a variable that is null where null is not allowed, an unknown operation type (subscription), and
 * too many wrong variables.
 */
function isCallersFault(error: unknown): boolean {
  const original = unwrapResolverError(error);
  if (!(original instanceof GraphQLError)) return false;
  const { code, http } = original.extensions as { code?: string; http?: { status?: number } };
  if (CALLERS_FAULT.has(code ?? '') || PROTOCOL.has(code ?? '')) return true;
  const kind = original.nodes?.[0]?.kind;
  if (TOO_MANY_MISTAKES.test(original.message)) return true;
  if (kind === Kind.VARIABLE || kind === Kind.OPERATION_DEFINITION) return true;
  return http?.status !== undefined && http.status >= 400 && http.status < 500;
}

function withTexts(
  formatted: GraphQLFormattedError,
  code: ErrorCode,
  text: Message,
  extra: Readonly<Record<string, unknown>>,
): GraphQLFormattedError {
  const { http: _http, stacktrace: _stacktrace, ...rest } = extra;
  return { ...formatted, message: text.zh, extensions: { ...rest, code, text } };
}

/**
 * Puts errors into the language of the request, and adds the request id to masked errors.
 * For clients that accept only application/json it sets status 200, as the GraphQL-over-HTTP specification requires.
 */
export function errorsPlugin(log: (error: unknown, requestId: string) => void): ApolloServerPlugin<RequestContext> {
  return {
    requestDidStart: async () => ({
      didEncounterErrors: async ({ errors, contextValue }) => {
        for (const error of errors) {
          const original = unwrapResolverError(error);
          if (!(original instanceof CodedError) && !isCallersFault(error)) log(original, contextValue.origin.requestId);
        }
      },
      willSendResponse: async ({ response, contextValue, request }) => {
        if (response.body.kind !== 'single') return;
        const { singleResult } = response.body;
        if (singleResult.errors?.some(isUnavailable) && !isUnanswered(singleResult)) beOrdinary(response.http);
        if (singleResult.errors)
          singleResult.errors = singleResult.errors.map((error) => inReadersLanguage(error, contextValue));
        const accept = request.http?.headers.get('accept') ?? '*/*';
        const status = response.http.status;
        if (
          status &&
          status >= 400 &&
          status < 500 &&
          accept.includes('application/json') &&
          !accept.includes('graphql-response+json') &&
          !accept.includes('*/*')
        )
          response.http.status = 200;
      },
    }),
  };
}

const isUnavailable = (error: GraphQLFormattedError): boolean => error.extensions?.['code'] === 'UNAVAILABLE';

/** Whether every root field failed, each with UNAVAILABLE. */
function isUnanswered({ data, errors }: FormattedExecutionResult): boolean {
  const failed = new Set(errors?.map((error) => error.path?.[0]));
  return (
    errors!.every(isUnavailable) &&
    Object.entries(data ?? {}).every(([name, value]) => value === null && failed.has(name))
  );
}

/** Removes status 503 and `retry-after` (see Unavailable), because other root fields have data. */
function beOrdinary(http: HTTPGraphQLHead): void {
  delete http.status;
  http.headers.delete('retry-after');
}

/** Serialises the answer. An error that was made before the language was known has both languages. */
export function stringifyResult(answer: FormattedExecutionResult): string {
  const errors = answer.errors?.map((error) => {
    const { text, masked: _masked, ...extensions } = (error.extensions ?? {}) as Carried;
    return text ? { ...error, message: inBoth(text), extensions } : error;
  });
  return `${JSON.stringify(errors ? { ...answer, errors } : answer)}\n`;
}

/** Fields of `extensions` that exist only until the language is known. */
interface Carried {
  text?: Message;
  masked?: boolean;
}

function inReadersLanguage(error: GraphQLFormattedError, ctx: RequestContext): GraphQLFormattedError {
  const { text, masked, ...extensions } = (error.extensions ?? {}) as Carried;
  return {
    ...error,
    message: text ? inLang(text, ctx.origin.lang) : error.message,
    extensions: { ...extensions, ...(masked ? { requestId: ctx.origin.requestId } : {}) },
  };
}
