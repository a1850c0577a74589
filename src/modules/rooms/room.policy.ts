import { GrantRole } from '../../kernel/grant-role.js';
import { definePolicy } from '../../kernel/policy.js';
import type { Room } from './room.entity.js';

export const roomPolicy = definePolicy<Pick<Room, 'placePath'>>('room')({
  /** A room joins the deployment. */
  enrol: { roles: [GrantRole.CITY_ADMIN], at: 'CITY' },
  /** The room says what it is: name, set-up, equipment. */
  describe: { roles: [GrantRole.CONVENER], at: 'OWN_PLACE' },
  publish: { roles: [GrantRole.CONVENER], at: 'OWN_PLACE' },
  appointConvener: { roles: [GrantRole.CITY_ADMIN], at: 'CITY' },
  /** Totals of the time before it kept its records here. */
  carryForward: { roles: [GrantRole.CONVENER, GrantRole.CLERK], at: 'OWN_PLACE' },
});
