import { GrantRole } from '../../kernel/grant-role.js';
import { definePolicy } from '../../kernel/policy.js';

/** The city administrator manages accounts, grants and service tokens. */
export const accountPolicy = definePolicy<{ placePath: string }>('account')({
  keep: { roles: [GrantRole.CITY_ADMIN], at: 'CITY' },
});
