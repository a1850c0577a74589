import { GraphQLError } from 'graphql';
import type { Message } from '../kernel/message.js';
import { graphqlMessages, limitMessages } from './messages.js';

/** An error that names the limit, the requested number, the allowed number, and what to do. */
export const refuse = (limit: keyof typeof limitMessages, asked: number, allowed: number): GraphQLError =>
  refusing(limitMessages[limit](asked, allowed), { limit, asked, allowed });

export const refuseTokens = (allowed: number): GraphQLError =>
  refusing(graphqlMessages.tooManyTokens(allowed), { limit: 'tokens', allowed });

/** `text` holds both languages for the formatter. Without formatting, the message has both. */
function refusing(text: Message, extensions: Record<string, unknown>): GraphQLError {
  return new GraphQLError(`${text.zh} ${text.en}`, {
    extensions: { code: 'BAD_USER_INPUT', http: { status: 400 }, ...extensions, text },
  });
}
