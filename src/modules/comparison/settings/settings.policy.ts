import { GrantRole } from '../../../kernel/grant-role.js';
import { definePolicy } from '../../../kernel/policy.js';

/** Only the city's administrator may change the settings. Neither those who are compared nor those who compare may. */
export const settingsPolicy = definePolicy<{ placePath: string }>('comparisonSettings')({
  adopt: { roles: [GrantRole.CITY_ADMIN], at: 'CITY' },
});
