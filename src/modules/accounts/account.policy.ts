import { GrantRole } from '../../kernel/grant-role.js';
import { definePolicy } from '../../kernel/policy.js';

/** Accounts, grants and service tokens are kept by the city's administrator. */
export const accountPolicy = definePolicy<{ placePath: string }>('account')({
  keep: { roles: [GrantRole.CITY_ADMIN], at: 'CITY' },
});
