import { GrantRole } from '../../kernel/grant-role.js';
import { definePolicy } from '../../kernel/policy.js';

/** Units belong to the whole city: everybody who hands something out may name one. */
export const unitPolicy = definePolicy<{ placePath: string }>('unit')({
  record: {
    roles: [GrantRole.CONVENER, GrantRole.CLERK, GrantRole.STREET_PARTY_OFFICE, GrantRole.CITY_ADMIN],
    at: 'CITY',
  },
});
