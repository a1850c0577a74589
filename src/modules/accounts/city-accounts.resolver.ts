import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { PageArgs, connectionOf } from '../../kernel/connection.js';
import { byId } from '../../kernel/loader.js';
import { type Page, loadPage } from '../../kernel/page.js';
import type { RequestContext } from '../../kernel/request-context.js';
import { City, type Place } from '../places/place.entity.js';
import { Account, Grant } from './account.entity.js';
import { accountsOfCity } from './account.loaders.js';
import { accountPolicy } from './account.policy.js';
import { ServiceToken } from './service-token.entity.js';
import { tokensOfCity } from './service-token.loaders.js';
import { secretOf } from './service-token.service.js';

const AccountConnection = connectionOf(Account, 'Account');
const keeps = (ctx: RequestContext, city: Place): boolean =>
  accountPolicy.can('keep', ctx.viewer, { placePath: city.path });

@Resolver(() => City)
export class CityAccountsResolver {
  @FieldResolver(() => AccountConnection, {
    nullable: true,
    description: "The city's accounts, ordered by user name. Null for everyone but its administrator.",
  })
  accounts(@Root() city: Place, @Args() args: PageArgs, @Ctx() ctx: RequestContext): Promise<Page<Account>> | null {
    return keeps(ctx, city) ? loadPage(ctx, accountsOfCity, city.id, args) : null;
  }

  @FieldResolver(() => [ServiceToken], {
    nullable: true,
    description: "The city's service tokens, newest first, without secrets. Null for everyone but its administrator.",
  })
  serviceTokens(@Root() city: Place, @Ctx() ctx: RequestContext): Promise<ServiceToken[]> | null {
    return keeps(ctx, city) ? ctx.load(tokensOfCity, city.id) : null;
  }
}

@Resolver(() => ServiceToken)
export class ServiceTokenResolver {
  @FieldResolver(() => Grant, { nullable: true, description: 'The grant that the token uses.' })
  grant(@Root() token: ServiceToken, @Ctx() ctx: RequestContext): Promise<Grant | null> {
    return ctx.load(byId(Grant), token.grantId);
  }

  @FieldResolver(() => String, {
    nullable: true,
    description:
      'The token itself, for `Authorization: Bearer …`. Only the answer that issued it contains it. It is null ' +
      'later, also when the request is repeated with its Idempotency-Key.',
  })
  secret(@Root() token: ServiceToken, @Ctx() ctx: RequestContext): string | null {
    return secretOf(ctx, token.id);
  }
}
