import { GrantRole } from '../../../kernel/grant-role.js';
import { definePolicy } from '../../../kernel/policy.js';

/**
 * Comparing looks sideways, so it is for those whose grant covers the whole of what is compared; a room's own people
 * see their room.
 */
export const comparisonPolicy = definePolicy<{ placePath: string }>('comparison')({
  compareRooms: {
    roles: [
      GrantRole.CITY_COMMITTEE,
      GrantRole.CITY_ADMIN,
      GrantRole.STREET_CPPCC_LIAISON,
      GrantRole.STREET_PARTY_OFFICE,
      GrantRole.OBSERVER,
    ],
    at: 'AT_OR_BELOW',
  },
  compareOwnRoom: { roles: [GrantRole.CONVENER, GrantRole.CLERK], at: 'OWN_PLACE' },
});
