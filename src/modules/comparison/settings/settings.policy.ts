import { GrantRole } from '../../../kernel/grant-role.js';
import { definePolicy } from '../../../kernel/policy.js';

/**
 * By which rules a city is compared is kept like its procedure: by its administrator alone. Whoever is compared, and
 * whoever compares, does not bend them.
 */
export const settingsPolicy = definePolicy<{ placePath: string }>('comparisonSettings')({
  adopt: { roles: [GrantRole.CITY_ADMIN], at: 'CITY' },
});
