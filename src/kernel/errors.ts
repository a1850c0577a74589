import { GraphQLError } from 'graphql';
import type { Message } from './message.js';
import { kernelMessages } from './messages.js';

/** The only codes of top-level GraphQL errors. docs/errors.md describes each. */
export type ErrorCode =
  | 'UNAUTHENTICATED'
  | 'FORBIDDEN'
  | 'NOT_FOUND'
  | 'BAD_USER_INPUT'
  | 'CONFLICT'
  | 'RATE_LIMITED'
  | 'UNAVAILABLE'
  | 'INTERNAL_SERVER_ERROR';

/** A top-level error with its text in both languages. The answer is formatted later, in the language of the request. */
export class CodedError extends GraphQLError {
  constructor(
    readonly code: ErrorCode,
    readonly text: Message,
    extra: Record<string, unknown> = {},
    status?: number,
  ) {
    super(text.zh, { extensions: { code, ...extra, ...(status ? { http: { status } } : {}) } });
  }
}

/**
 * An error that the user can correct. A service throws it. The transaction rolls back, and the payload's `errors` lists
 * it.
 */
export class UserError extends Error {
  constructor(
    readonly code: string,
    readonly text: Message,
    readonly path: readonly string[] = ['input'],
    readonly current?: object,
  ) {
    super(text.zh);
  }
}

export const unauthenticated = (): CodedError => new CodedError('UNAUTHENTICATED', kernelMessages.signInFirst);

export const forbidden = (text?: Message): CodedError => new CodedError('FORBIDDEN', text ?? kernelMessages.forbidden);

/** The same error for missing and for hidden objects, so that it does not reveal whether an object exists. */
export const notFound = (): CodedError => new CodedError('NOT_FOUND', kernelMessages.notFound);

export const badInput = (text: Message, extra: Record<string, unknown> = {}): CodedError =>
  new CodedError('BAD_USER_INPUT', text, extra);
