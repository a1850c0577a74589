import { type Message, message } from '../../kernel/message.js';

export const roomMessages = {
  // Enrolling a room.
  roomExists: (name: string): Message =>
    message(`${name}已有协商议事室，一地一室。`, `${name} has a room already: one room a place.`),

  // Terms of conveners.
  termBackwards: message('任期结束日早于开始日。', 'The term would end before it began.'),

  // Totals carried forward from before this system.
  periodBackwards: message('开始日期晚于结束日期。', 'The period ends before it begins.'),
  periodNotOver: message('建系统前累计数只能用于已过去的时期。', 'A carried total is for a period that is over.'),
};
