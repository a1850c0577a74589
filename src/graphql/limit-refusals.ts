import { GraphQLError } from 'graphql';
import type { Message } from '../kernel/message.js';
import { graphqlMessages, limitMessages } from './messages.js';

/** A refusal names the limit, what was asked, what is allowed and how to do it right. */
export const refuse = (limit: keyof typeof limitMessages, asked: number, allowed: number): GraphQLError =>
  refusing(limitMessages[limit](asked, allowed), { limit, asked, allowed });

export const refuseTokens = (allowed: number): GraphQLError =>
  refusing(graphqlMessages.tooManyTokens(allowed), { limit: 'tokens', allowed });

/**
 * Both texts are kept under `text` until the answer is formatted in the reader's language. Unformatted, the message
 * holds both.
 */
function refusing(text: Message, extensions: Record<string, unknown>): GraphQLError {
  return new GraphQLError(`${text.zh} ${text.en}`, {
    extensions: { code: 'BAD_USER_INPUT', http: { status: 400 }, ...extensions, text },
  });
}
