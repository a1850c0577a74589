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
  @FieldResolver(() => Place, { description: 'The place of the grant.' })
  @Reads(grantPlace)
  place(@Root() grant: Grant, @Ctx() ctx: RequestContext): Promise<Place | null> {
    return grantPlace.load(ctx, grant);
  }

  @FieldResolver(() => Account, {
    nullable: true,
    description: 'The account that has the grant. Null when it is hidden from the viewer.',
  })
  @Reads(grantAccount)
  account(@Root() grant: Grant, @Ctx() ctx: RequestContext): Promise<Account | null> {
    return grantAccount.load(ctx, grant);
  }
}

@Resolver(() => Account)
export class AccountResolver {
  @FieldResolver(() => [Grant], { description: 'The valid grants of the account.' })
  @Reads(accountGrants)
  grants(@Root() account: Account, @Ctx() ctx: RequestContext): Promise<Grant[]> {
    return accountGrants.load(ctx, account);
  }
}
