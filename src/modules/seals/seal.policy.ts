import { GrantRole } from '../../kernel/grant-role.js';
import { definePolicy } from '../../kernel/policy.js';

/** A period is frozen by those who answer for the comparison, not by those who are compared. */
export const sealPolicy = definePolicy<{ placePath: string }>('seal')({
  seal: { roles: [GrantRole.CITY_COMMITTEE], at: 'AT_OR_BELOW' },
});
