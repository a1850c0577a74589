import { GrantRole } from '../../kernel/grant-role.js';
import { definePolicy } from '../../kernel/policy.js';

/** Places are kept by the city's administrator alone. */
export const placePolicy = definePolicy<{ placePath: string }>('place')({
  keep: { roles: [GrantRole.CITY_ADMIN], at: 'CITY' },
});
