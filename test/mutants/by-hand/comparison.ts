import type { Mutant } from '../mutant.js';

const FAIR = 'src/modules/comparison/fairness';
const SECRETS = 'comparison/fairness/secrets';

/** What numbers may say of people and of rooms out of sight. */
export const comparisonMutants: readonly Mutant[] = [
  {
    name: 'small groups of people are shown',
    file: 'src/modules/comparison/settings/privacy.js',
    pattern: 'part > 0 && part < smallestGroup',
    replacement: 'false',
    test: 'comparison/privacy',
    inGate: true,
  },
  {
    name: 'people are not rounded',
    file: 'src/modules/comparison/settings/privacy.js',
    pattern: 'Math.round(people / k) * k',
    replacement: 'people',
    test: 'comparison/privacy',
  },
  {
    name: 'a floor is rounded up',
    file: 'src/modules/comparison/settings/privacy.js',
    pattern: 'Math.floor(people / k) * k',
    replacement: 'Math.ceil(people / k) * k',
    test: 'comparison/privacy',
  },
  {
    name: 'rank ranges for every role',
    file: 'src/modules/comparison/answers/value/relative-position.resolver.js',
    pattern: ` && ctx.viewer.reader === 'app_city'`,
    replacement: '',
    test: 'comparison/fairness/among-peers',
  },
  {
    name: 'ranks though the city has not turned them on',
    file: 'src/modules/comparison/answers/value/relative-position.resolver.js',
    pattern: ' && settings.ranksOn',
    replacement: '',
    test: 'comparison/fairness/among-peers',
    named: 'ranks',
  },
  {
    name: 'figures of a hidden group are exact',
    file: `${FAIR}/closed-rounding.js`,
    pattern: 'Number(value.toPrecision(DIGITS))',
    replacement: 'value',
    test: SECRETS,
  },
  {
    name: 'groups that differ by fewer than k are shown',
    file: `${FAIR}/disclosure-ledger.js`,
    pattern: 'count === 0 || count >= this.k',
    replacement: 'true',
    test: SECRETS,
  },
  {
    name: 'the ledger is not asked',
    file: `${FAIR}/relative-positions.js`,
    pattern: '(group.isOpen || this.ledger.allows(group, this.hiddenOf(group)))',
    replacement: 'true',
    test: SECRETS,
  },
  {
    name: 'groups of any size',
    file: `${FAIR}/relative-positions.js`,
    pattern: 'members.length >= (name.parts.length > 0 ? smallestPeerGroup : smallestGroup)',
    replacement: 'true',
    test: 'comparison/fairness/among-peers',
  },
  {
    name: 'a street is shown beside groups that cover it',
    file: `${FAIR}/disclosure-ledger.js`,
    test: SECRETS,
    pattern: 'streets.every((street) => this.isSafe(leftOf(street, rests)))',
    replacement: 'true',
  },
  {
    name: 'a street less what covers it counts whole',
    file: `${FAIR}/disclosure-ledger.js`,
    test: SECRETS,
    pattern: 'street.size - covered',
    replacement: 'street.size',
  },
  {
    name: 'the rest of a divided group is not asked',
    file: `${FAIR}/disclosure-ledger.js`,
    test: SECRETS,
    pattern: 'rests.every((rest) => this.isSafe(rest.keys.size))',
    replacement: 'true',
  },
  {
    name: 'hidden points stand alone',
    file: `${FAIR}/distribution.js`,
    test: SECRETS,
    pattern: '...chunks(hidden, k)',
    replacement: '...chunks(hidden, 1)',
  },
  {
    name: 'points are mixed by what their values are',
    file: `${FAIR}/distribution.js`,
    test: SECRETS,
    pattern: 'a.size - b.size || (a.key < b.key ? -1 : 1)',
    replacement: '(group.valueOf?.(a) ?? 0) - (group.valueOf?.(b) ?? 0)',
  },
  {
    name: 'relative positions for nothing',
    file: `${FAIR}/relative-position-cost.js`,
    test: 'graphql/dashboard-cost',
    pattern: 'RELATIVE_POSITION_COST = 500',
    replacement: 'RELATIVE_POSITION_COST = 0',
  },
];
