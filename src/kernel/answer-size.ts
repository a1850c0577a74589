import { badInput } from './errors.js';
import { kernelMessages } from './messages.js';

/**
 * The most objects that the lists of one answer may hold. The cost limit allows 40,000, but it only estimates the
 * lengths of lists.
 */
export const MOST_OBJECTS = 100_000;

/** Counts the objects of an answer while it is built. An object that appears twice counts twice. */
export class AnswerSize {
  private objects = 0;

  /** Called when another executor starts over. A count above the limit stays, so the answer is still refused. */
  restart(): void {
    if (this.objects <= MOST_OBJECTS) this.objects = 0;
  }

  /** @throws BAD_USER_INPUT when the count exceeds MOST_OBJECTS */
  count(objects: number): void {
    this.objects += objects;
    if (this.objects <= MOST_OBJECTS) return;
    throw badInput(kernelMessages.tooManyObjects(MOST_OBJECTS), { limit: 'objects', allowed: MOST_OBJECTS });
  }
}
