import type { Mutant } from '../mutant.js';

const RULES = 'src/graphql/enforce-rules.js';
const DOORS = 'guards/isolation/doors';
const KERNEL = 'src/kernel/policy.js';

/** The code that every rule goes through. */
export const doorMutants: readonly Mutant[] = [
  {
    name: 'a sign-in is not asked',
    file: RULES,
    pattern: 'if (!isSignedIn(viewer))',
    replacement: 'if (false)',
    test: DOORS,
    inGate: true,
  },
  {
    name: 'a role is not asked',
    file: RULES,
    pattern: `if (rule.kind === 'policy' && `,
    replacement: 'if (false && ',
    test: DOORS,
    inGate: true,
  },
  {
    name: 'a scope is not asked',
    file: RULES,
    pattern: 'if (rule.scope && viewer.scopes && ',
    replacement: 'if (false && ',
    test: 'accounts/service-token',
    named: 'RECORD_WRITE and not without',
  },
  { name: 'a rule is not asked', file: RULES, pattern: 'assertRule(rule, ctx);', replacement: '', test: DOORS },
  {
    name: 'records below a root field without the scope',
    file: 'src/graphql/scopes.js',
    pattern: `!scopes || scopes.includes('RECORD_READ')`,
    replacement: 'true',
    test: 'accounts/service-token',
    named: 'reaches no record',
  },
  {
    name: 'a policy lets every role in',
    file: KERNEL,
    pattern: 'action.roles.includes(viewer.role)',
    replacement: 'true',
    test: 'topics/topic-rights',
  },
  {
    name: 'a policy asks no place',
    file: KERNEL,
    pattern: 'fits(reachOf(action.at, viewer.role), viewer.placePath, row.placePath)',
    replacement: 'true',
    test: 'comparison/rights',
  },
  {
    name: 'a policy asks no state',
    file: KERNEL,
    pattern: 'if (wrong)',
    replacement: 'if (false)',
    test: 'concerns/concern',
  },
];
