import { Args, ArgsType, Ctx, Field, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import { PageArgs, connectionOf } from '../../kernel/connection.js';
import { notFound } from '../../kernel/errors.js';
import { toGlobalId } from '../../kernel/global-id.js';
import { type Page, loadPage } from '../../kernel/page.js';
import { Reads, fromRow, toOne } from '../../kernel/relation.js';
import type { RequestContext } from '../../kernel/request-context.js';
import { Requires } from '../../kernel/rule.js';
import { Place } from '../places/place.entity.js';
import { placeByCode } from '../places/place.loaders.js';
import { AuditEvent } from './audit.entity.js';
import { auditEventsWithin } from './audit.loaders.js';
import { auditPolicy } from './audit.policy.js';

const AuditEventConnection = connectionOf(AuditEvent, 'AuditEvent');
const eventPlace = toOne(Place, 'placeId');

@ArgsType()
class AuditEventsArgs extends PageArgs {
  @Field(() => String, { description: 'Official code of a place; what was done there and below is listed.' })
  within!: string;
}

@Resolver(() => AuditEvent)
export class AuditResolver {
  @Query(() => AuditEventConnection, {
    description:
      "Who did what 操作记录, newest first; for the city's administrator and committee. NOT_FOUND when the viewer " +
      'does not see the place.',
  })
  @Requires(auditPolicy, 'read', 'RECORD_READ')
  async auditEvents(
    @Args(() => AuditEventsArgs) args: AuditEventsArgs,
    @Ctx() ctx: RequestContext,
  ): Promise<Page<AuditEvent>> {
    const place = await ctx.load(placeByCode, args.within);
    if (!place) throw notFound();
    auditPolicy.assert('read', ctx, { placePath: place.path });
    return loadPage(ctx, auditEventsWithin, place.path, args);
  }

  @FieldResolver(() => Place, {
    nullable: true,
    description: 'Where it was done: the place of the object, else that of the grant.',
  })
  @Reads(eventPlace)
  place(@Root() event: AuditEvent, @Ctx() ctx: RequestContext): Promise<Place | null> {
    return eventPlace.load(ctx, event);
  }

  @FieldResolver(() => ID, { description: 'Global id of the object it was done to.' })
  @Reads(fromRow('objectType', 'objectId'))
  object(@Root() event: AuditEvent): string {
    return toGlobalId(event.objectType, event.cityId, event.objectId);
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: "Network address it came from; null for everyone but the city's administrator.",
  })
  @Reads(fromRow('placePath', 'address'))
  address(@Root() event: AuditEvent, @Ctx() ctx: RequestContext): string | null {
    return auditPolicy.can('seeAddress', ctx.viewer, event) ? event.address : null;
  }
}
