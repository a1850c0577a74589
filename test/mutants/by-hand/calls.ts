import type { Mutant } from '../mutant.js';

const SERVICE = 'src/modules/accounts/service-token.service.js';
const FIRST = 'accounts/keeping-first';

/**
 * Calls that something behind them would refuse as well, later or by another word, so that the services' matrix cannot
 * miss them; what each adds is held by a test of its own. Their sites are left out of the services' lane.
 */
export const callMutants: readonly Mutant[] = [
  {
    name: 'a service token is issued before it is asked who keeps accounts',
    file: SERVICE,
    pattern: 'issueServiceToken(ctx, input) {\n    assertKeepsAccounts(ctx);',
    replacement: 'issueServiceToken(ctx, input) {',
    test: FIRST,
  },
  {
    name: 'a service token is revoked before it is asked who keeps accounts',
    file: SERVICE,
    pattern: 'revokeServiceToken(ctx, input) {\n    assertKeepsAccounts(ctx);',
    replacement: 'revokeServiceToken(ctx, input) {',
    test: FIRST,
  },
  {
    name: 'a topic moves on from where it no longer stands',
    file: 'src/modules/topics/topic-progress.service.js',
    pattern: 'expectVersion(now, topic.version);',
    replacement: '',
    test: 'topics/topic-steps',
    named: 'come at once',
  },
];

/** Whether a call the services' lane would leave out is one of those. */
export const isHeldByHand = (site: string): boolean => {
  const [file = '', call = ''] = site.replace(/ \(\d+\)$/, '').split(': ');
  return callMutants.some((mutant) => mutant.file === `src/modules/${file}.js` && mutant.pattern.includes(call));
};
