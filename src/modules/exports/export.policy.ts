import { GrantRole } from '../../kernel/grant-role.js';
import { definePolicy } from '../../kernel/policy.js';

const ROOM = { roles: [GrantRole.CONVENER, GrantRole.CLERK], at: 'OWN_PLACE' } as const;

/** Whoever reads the records of a place may take them away. */
export const exportPolicy = definePolicy<{ placePath: string }>('export')({
  records: {
    roles: [GrantRole.CITY_COMMITTEE, GrantRole.CITY_ADMIN, GrantRole.STREET_CPPCC_LIAISON, GrantRole.STREET_PARTY_OFFICE, GrantRole.OBSERVER],
    at: 'AT_OR_BELOW',
  },
  ownRecords: ROOM,
  /** Names are personal data: the own room's business alone. */
  names: ROOM,
});
