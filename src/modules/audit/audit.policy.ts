import { GrantRole } from '../../kernel/grant-role.js';
import { definePolicy } from '../../kernel/policy.js';

/** The list of who did what is for those who answer for the city; from which address, for its administrator alone. */
export const auditPolicy = definePolicy<{ placePath: string }>('audit')({
  read: { roles: [GrantRole.CITY_ADMIN, GrantRole.CITY_COMMITTEE], at: 'CITY' },
  seeAddress: { roles: [GrantRole.CITY_ADMIN], at: 'CITY' },
});
