import { GrantRole } from '../../kernel/grant-role.js';
import { definePolicy } from '../../kernel/policy.js';
import type { Room } from '../rooms/room.entity.js';

/** Asked about the room it belongs to. */
export const roomEventPolicy = definePolicy<Pick<Room, 'placePath'>>('roomEvent')({
  record: { roles: [GrantRole.CONVENER, GrantRole.CLERK], at: 'OWN_PLACE' },
});
