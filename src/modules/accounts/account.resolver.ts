import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { Reads, toList, toOne } from '../../kernel/relation.js';
import type { RequestContext } from '../../kernel/request-context.js';
import { Place } from '../places/place.entity.js';
import { Account, Grant } from './account.entity.js';
import { grantsOfAccount } from './account.loaders.js';

const grantPlace = toOne(Place, 'placeId');
const grantAccount = toOne(Account, 'accountId');
const accountGrants = toList(grantsOfAccount);

@Resolver(() => Grant)
export class GrantResolver {
  @FieldResolver(() => Place, { description: 'Where it holds.' })
  @Reads(grantPlace)
  place(@Root() grant: Grant, @Ctx() ctx: RequestContext): Promise<Place | null> {
    return grantPlace.load(ctx, grant);
  }

  @FieldResolver(() => Account, {
    nullable: true,
    description: 'Whose it is; null when the viewer does not see the account.',
  })
  @Reads(grantAccount)
  account(@Root() grant: Grant, @Ctx() ctx: RequestContext): Promise<Account | null> {
    return grantAccount.load(ctx, grant);
  }
}

@Resolver(() => Account)
export class AccountResolver {
  @FieldResolver(() => [Grant], { description: 'Its valid grants.' })
  @Reads(accountGrants)
  grants(@Root() account: Account, @Ctx() ctx: RequestContext): Promise<Grant[]> {
    return accountGrants.load(ctx, account);
  }
}
