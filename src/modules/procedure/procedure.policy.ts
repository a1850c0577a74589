import { GrantRole } from '../../kernel/grant-role.js';
import { definePolicy } from '../../kernel/policy.js';

/** The city's own rules are kept by its administrator alone; those who deliberate cannot bend them. */
export const procedurePolicy = definePolicy<{ placePath: string }>('procedure')({
  adopt: { roles: [GrantRole.CITY_ADMIN], at: 'CITY' },
});
