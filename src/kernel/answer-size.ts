import { badInput } from './errors.js';

/** Objects of lists in one answer. The limit of cost allows 40,000, but assumes how long lists are. */
export const MOST_OBJECTS = 100_000;

/** How large an answer grows while it is made. The same object counts each time it appears. */
export class AnswerSize {
  private objects = 0;

  /** Another executor begins at the beginning; an answer that was too large stays so. */
  restart(): void {
    if (this.objects <= MOST_OBJECTS) this.objects = 0;
  }

  /** @throws BAD_USER_INPUT beyond MOST_OBJECTS */
  count(objects: number): void {
    this.objects += objects;
    if (this.objects <= MOST_OBJECTS) return;
    throw badInput(
      `结果中的对象超过上限 ${MOST_OBJECTS} 个。请减少嵌套列表，或分几次查询。`,
      `The answer holds more than ${MOST_OBJECTS} objects: nest fewer lists, or ask in several queries.`,
      { limit: 'objects', allowed: MOST_OBJECTS },
    );
  }
}
