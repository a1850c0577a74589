import { GrantRole } from '../../kernel/grant-role.js';
import { definePolicy } from '../../kernel/policy.js';

const ROOM = { roles: [GrantRole.CONVENER, GrantRole.CLERK], at: 'OWN_PLACE' } as const;

/** Everybody who reads the records of a place may export them. */
export const exportPolicy = definePolicy<{ placePath: string }>('export')({
  records: {
    roles: [
      GrantRole.CITY_COMMITTEE,
      GrantRole.CITY_ADMIN,
      GrantRole.STREET_CPPCC_LIAISON,
      GrantRole.STREET_PARTY_OFFICE,
      GrantRole.OBSERVER,
    ],
    at: 'AT_OR_BELOW',
  },
  ownRecords: ROOM,
  /** Names are personal data: the own room's business alone. */
  names: ROOM,
  /** What everybody in the city reads: its places, units, procedures, and that a period was sealed. */
  register: { roles: Object.values(GrantRole), at: 'CITY' },
  /** Who did what, for those who answer for the city; from which address, for its administrator alone. */
  audit: { roles: [GrantRole.CITY_ADMIN, GrantRole.CITY_COMMITTEE], at: 'CITY' },
  addresses: { roles: [GrantRole.CITY_ADMIN], at: 'CITY' },
});
