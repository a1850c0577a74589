import type { CodedError } from '../../src/kernel/errors.js';
import { GrantRole } from '../../src/kernel/grant-role.js';
import type { RequestContext } from '../../src/kernel/request-context.js';
import { PUBLIC_VIEWER } from '../../src/kernel/viewer.js';
import { createAccount, disableAccount, giveGrant, revokeGrant } from '../../src/modules/accounts/account.service.js';
import { issueServiceToken, revokeServiceToken } from '../../src/modules/accounts/service-token.service.js';

type Service = (ctx: RequestContext, input: never) => Promise<unknown>;
const SERVICES: readonly [string, Service][] = [
  ['accountCreate', createAccount],
  ['accountDisable', disableAccount],
  ['grantGive', giveGrant],
  ['grantRevoke', revokeGrant],
  ['serviceTokenIssue', issueServiceToken],
  ['serviceTokenRevoke', revokeServiceToken],
];

/** A request that knows who asks and nothing else. Every other access comes too late to refuse, and throws. */
const contextOf = (role: GrantRole): RequestContext =>
  new Proxy(
    { viewer: { ...PUBLIC_VIEWER, grantId: 'grant', cityId: 'city', placePath: 'T001', role } },
    {
      get: (target, key) => {
        if (key === 'viewer') return target.viewer;
        throw new Error('went on');
      },
    },
  ) as never;

/** Later checks would refuse too, but only after something was looked up or a password was hashed. */
describe('the keeping of accounts', () => {
  it.each(SERVICES)('asks who keeps them before anything else: %s', async (_name, service) => {
    const outcome = (role: GrantRole): Promise<unknown> =>
      service(contextOf(role), {} as never).then(
        () => 'went on',
        (error: CodedError) => (error.code === 'FORBIDDEN' ? error.code : 'went on'),
      );
    for (const role of Object.values(GrantRole).filter((one) => one !== GrantRole.CITY_ADMIN))
      expect([role, await outcome(role)]).toEqual([role, 'FORBIDDEN']);
    expect(await outcome(GrantRole.CITY_ADMIN)).toBe('went on');
  });
});
