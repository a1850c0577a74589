import type { Message } from './message.js';

/**
 * The embedded PostgreSQL cannot be started or kept. The message is for the person at the terminal:
 * Chinese first, then English; each says what is wrong, where, and what would be right.
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
