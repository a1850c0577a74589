import { type Message, inBoth } from '../kernel/message.js';

/** What an operator's command does not do, and what to do instead, in both languages. */
export class Refused extends Error {
  constructor(text: Message) {
    super(inBoth(text));
  }
}

/** Rows that the database refused, and by which constraint. */
export class LoadFailure extends Refused {
  constructor(
    text: Message,
    readonly constraint: string | undefined,
  ) {
    super(text);
  }
}
