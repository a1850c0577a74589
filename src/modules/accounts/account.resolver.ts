import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { byId } from '../../kernel/loader.js';
import type { RequestContext } from '../../kernel/request-context.js';
import { Place } from '../places/place.entity.js';
import { Account, Grant } from './account.entity.js';
import { grantsOfAccount } from './account.loaders.js';

@Resolver(() => Grant)
export class GrantResolver {
  @FieldResolver(() => Place, { description: 'Where it holds.' })
  place(@Root() grant: Grant, @Ctx() ctx: RequestContext): Promise<Place | null> {
    return ctx.load(byId(Place), grant.placeId);
  }

  @FieldResolver(() => Account, { nullable: true, description: 'Whose it is; null when the viewer does not see the account.' })
  account(@Root() grant: Grant, @Ctx() ctx: RequestContext): Promise<Account | null> {
    return ctx.load(byId(Account), grant.accountId);
  }
}

@Resolver(() => Account)
export class AccountResolver {
  @FieldResolver(() => [Grant], { description: 'Its valid grants.' })
  grants(@Root() account: Account, @Ctx() ctx: RequestContext): Promise<Grant[]> {
    return ctx.load(grantsOfAccount, account.id);
  }
}
