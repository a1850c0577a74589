import { GrantRole } from '../../kernel/grant-role.js';
import { definePolicy } from '../../kernel/policy.js';
import type { Room } from './room.entity.js';

/** Asked about the room, or about one of its registers: both have its place. */
export const roomRegisterPolicy = definePolicy<Pick<Room, 'placePath'>>('roomRegister')({
  /** To begin a register, or to give it up from now on. */
  keep: { roles: [GrantRole.CONVENER, GrantRole.CITY_ADMIN], at: 'AT_OR_BELOW' },
  /** To say that a register was not kept where it was said to be. */
  correct: { roles: [GrantRole.CITY_ADMIN], at: 'CITY' },
});
