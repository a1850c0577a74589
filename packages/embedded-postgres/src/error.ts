/**
 * The embedded PostgreSQL cannot be started or kept. The message is for the person at the terminal:
 * Chinese first, then English; each says what is wrong, where, and what would be right.
 */
export class EmbeddedError extends Error {
  constructor(
    readonly zh: string,
    readonly en: string,
    options?: ErrorOptions,
  ) {
    super(`${zh}\n${en}`, options);
    this.name = 'EmbeddedError';
  }
}
