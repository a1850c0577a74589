import type { Message } from './message.js';

/**
 * The embedded PostgreSQL cannot start or continue. The message is for the user at the terminal, in Chinese and then in
 * English.
 * It says what is wrong, where, and what to do.
 */
export class EmbeddedError extends Error {
  constructor(
    readonly text: Message,
    options?: ErrorOptions,
  ) {
    super(`${text.zh}\n${text.en}`, options);
    this.name = 'EmbeddedError';
  }
}
