import { GraphQLError } from 'graphql';
import { CodedError } from './errors.js';
import { type Lang, type Message, inLang } from './message.js';
import { kernelMessages } from './messages.js';

/**
 * How long a client should wait before it retries. PostgreSQL is usually back by then after a crash or a switch-over.
 */
export const RETRY_AFTER_SECONDS = 5;

const TEXTS = {
  read: kernelMessages.busyReading,
  write: kernelMessages.busyNothingWritten,
  undecided: kernelMessages.perhapsWritten,
} satisfies Record<string, Message>;

/** What was lost. `undecided`: COMMIT was sent but its answer did not arrive. */
export type Lost = keyof typeof TEXTS;

/**
 * The database or the connection to it fails at the moment. The same request may succeed later. `reason` is for the
 * log.
 */
export class Unavailable extends CodedError {
  constructor(
    readonly reason: string,
    lost: Lost,
  ) {
    super('UNAVAILABLE', TEXTS[lost], {
      retryAfter: RETRY_AFTER_SECONDS,
      ...(lost === 'undecided' ? { mayBeWritten: true } : {}),
      http: { status: 503, headers: new Map([['retry-after', String(RETRY_AFTER_SECONDS)]]) },
    });
  }

  /** The error in one language, for code paths that do not translate errors later. */
  in(lang: Lang): GraphQLError {
    const { text: _text, ...extensions } = this.extensions;
    return new GraphQLError(inLang(this.text, lang), { extensions });
  }
}
