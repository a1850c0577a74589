import { type Message, message } from '../../kernel/message.js';

export const sealMessages = {
  periodNotOver: (lastDay: string): Message =>
    message(
      `时段到 ${lastDay} 才结束，结束之后才能封存。`,
      `The period ends on ${lastDay}; it can be sealed once it is over.`,
    ),
};
