import { GrantRole } from '../../../kernel/grant-role.js';
import { definePolicy } from '../../../kernel/policy.js';

/**
 * A comparison shows other rooms. So it is open to those whose grant covers all rooms compared. A room's own people see
 * only their room.
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
