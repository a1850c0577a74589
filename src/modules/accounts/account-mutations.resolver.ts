import { Arg, Ctx, Resolver } from 'type-graphql';
import { type Payload, Writes, payloadOf } from '../../kernel/payload.js';
import type { RequestContext } from '../../kernel/request-context.js';
import { Requires } from '../../kernel/rule.js';
import { Account, Grant } from './account.entity.js';
import {
  AccountCreateInput,
  AccountDisableInput,
  GrantGiveInput,
  GrantRevokeInput,
  ServiceTokenIssueInput,
  ServiceTokenRevokeInput,
} from './account.inputs.js';
import { accountPolicy } from './account.policy.js';
import { createAccount, disableAccount, giveGrant, revokeGrant } from './account.service.js';
import { ServiceToken } from './service-token.entity.js';
import { issueServiceToken, revokeServiceToken } from './service-token.service.js';

const AccountCreatePayload = payloadOf(Account, 'account', 'accountCreate');
const AccountDisablePayload = payloadOf(Account, 'account', 'accountDisable');
const GrantGivePayload = payloadOf(Grant, 'grant', 'grantGive');
const GrantRevokePayload = payloadOf(Grant, 'grant', 'grantRevoke');
const ServiceTokenIssuePayload = payloadOf(ServiceToken, 'serviceToken', 'serviceTokenIssue');
const ServiceTokenRevokePayload = payloadOf(ServiceToken, 'serviceToken', 'serviceTokenRevoke');

@Resolver()
export class AccountMutations {
  @Writes(AccountCreatePayload, {
    description:
      'Creates an account with its first grant 开户. Errors: USERNAME_FORM, USERNAME_TAKEN, PASSWORD_WEAK, ' +
      'PLACE_UNKNOWN, PLACE_CLOSED, PLACE_STATISTICAL_ONLY, GRANT_LEVEL, TEXT_EMPTY, TEXT_TOO_LONG.',
  })
  @Requires(accountPolicy, 'keep')
  async accountCreate(
    @Arg('input', () => AccountCreateInput, { description: 'The account.' }) input: AccountCreateInput,
    @Ctx() ctx: RequestContext,
  ): Promise<Payload<'account', Account>> {
    return AccountCreatePayload.of(await createAccount(ctx, input));
  }

  @Writes(AccountDisablePayload, {
    description:
      'Disables an account 停用. Its tokens become invalid at once. Errors: CONFLICT, ACCOUNT_OWN, ' +
      'ACCOUNT_DISABLED.',
  })
  @Requires(accountPolicy, 'keep')
  async accountDisable(
    @Arg('input', () => AccountDisableInput, { description: 'Which account.' }) input: AccountDisableInput,
    @Ctx() ctx: RequestContext,
  ): Promise<Payload<'account', Account>> {
    return AccountDisablePayload.of(await disableAccount(ctx, input));
  }

  @Writes(GrantGivePayload, {
    description:
      'Gives an account a further role at a place 授权. Errors: ACCOUNT_DISABLED, PLACE_UNKNOWN, PLACE_CLOSED, ' +
      'PLACE_STATISTICAL_ONLY, GRANT_LEVEL, GRANT_EXISTS.',
  })
  @Requires(accountPolicy, 'keep')
  async grantGive(
    @Arg('input', () => GrantGiveInput, { description: 'The account, the role and the place.' }) input: GrantGiveInput,
    @Ctx() ctx: RequestContext,
  ): Promise<Payload<'grant', Grant>> {
    return GrantGivePayload.of(await giveGrant(ctx, input));
  }

  @Writes(GrantRevokePayload, {
    description: 'Revokes a grant 撤销授权. It becomes invalid at once, also on signed-in devices. Errors: GRANT_OWN.',
  })
  @Requires(accountPolicy, 'keep')
  async grantRevoke(
    @Arg('input', () => GrantRevokeInput, { description: 'Which grant.' }) input: GrantRevokeInput,
    @Ctx() ctx: RequestContext,
  ): Promise<Payload<'grant', Grant>> {
    return GrantRevokePayload.of(await revokeGrant(ctx, input));
  }

  @Writes(ServiceTokenIssuePayload, {
    description:
      'Issues a token for a program of another system 服务令牌. Only this answer contains `secret`. ' +
      'Errors: GRANT_REVOKED, SCOPE_MISSING, TOKEN_EXPIRY, TEXT_EMPTY, TEXT_TOO_LONG.',
  })
  @Requires(accountPolicy, 'keep')
  async serviceTokenIssue(
    @Arg('input', () => ServiceTokenIssueInput, { description: 'The token.' }) input: ServiceTokenIssueInput,
    @Ctx() ctx: RequestContext,
  ): Promise<Payload<'serviceToken', ServiceToken>> {
    return ServiceTokenIssuePayload.of(await issueServiceToken(ctx, input));
  }

  @Writes(ServiceTokenRevokePayload, { description: 'Revokes a service token. It becomes invalid at once.' })
  @Requires(accountPolicy, 'keep')
  async serviceTokenRevoke(
    @Arg('input', () => ServiceTokenRevokeInput, { description: 'Which token.' }) input: ServiceTokenRevokeInput,
    @Ctx() ctx: RequestContext,
  ): Promise<Payload<'serviceToken', ServiceToken>> {
    return ServiceTokenRevokePayload.of(await revokeServiceToken(ctx, input));
  }
}
