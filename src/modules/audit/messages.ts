import { type Message, message } from '../../kernel/message.js';

export const auditMessages = {
  idempotencyKeyInvalid: (most: number): Message =>
    message(
      `Idempotency-Key 须为 1 到 ${most} 个可见 ASCII 字符。`,
      `Idempotency-Key must be 1 to ${most} visible ASCII characters.`,
    ),
};
