import type { Mutant } from '../mutant.js';

const constant = (name: string, file: string, pattern: string, replacement: string): Mutant => ({
  name: `constant: ${name}`,
  file,
  pattern,
  replacement,
  test: 'guards/constants/constants',
});
const AUTH = 'src/modules/accounts/auth-store.service.js';

/** Numbers that everything else takes from the code: that they are what they are is held by one test. */
export const constantMutants: readonly Mutant[] = [
  constant(
    'groups of two people',
    'src/modules/comparison/settings/privacy.js',
    'SMALLEST_GROUP = 5',
    'SMALLEST_GROUP = 2',
  ),
  constant('argon2 with 8 KB', AUTH, 'memoryCost: 19_456', 'memoryCost: 8'),
  constant('argon2 with one pass', AUTH, 'timeCost: 2', 'timeCost: 1'),
  constant('a session of a year', AUTH, 'SESSION_HOURS = 12', 'SESSION_HOURS = 8_760'),
  constant('a viewer remembered for a day', AUTH, 'KNOWN_FOR_MS = 60_000', 'KNOWN_FOR_MS = 86_400_000'),
  constant(
    'a service token of twenty years',
    'src/modules/accounts/service-token.service.js',
    'MAX_DAYS = 731',
    'MAX_DAYS = 7_310',
  ),
  constant('a tenfold cost', 'src/graphql/limits.js', 'maxCost: 40_000', 'maxCost: 400_000'),
  constant('pages of a thousand', 'src/kernel/page.js', 'MAX_PAGE = 100', 'MAX_PAGE = 1_000'),
];
