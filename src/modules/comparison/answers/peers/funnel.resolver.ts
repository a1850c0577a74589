import { Args, Ctx, Extensions, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import { byId } from '../../../../kernel/loader.js';
import { Lang, inLang } from '../../../../kernel/message.js';
import type { RequestContext } from '../../../../kernel/request-context.js';
import { SignedIn } from '../../../../kernel/rule.js';
import { Place } from '../../../places/place.entity.js';
import { InLang } from '../value/display-language.js';
import { RELATIVE_POSITION_COST } from '../../fairness/relative-position-cost.js';
import { sentenceOf } from '../../fairness/metric-caution.js';
import { Funnel, FunnelLimit, FunnelPoint, FunnelSpread } from './funnel-answer.js';
import { FunnelArgs } from './funnel.inputs.js';
import { funnel, funnelLimits, funnelPoints, funnelSpread } from './funnel.service.js';

@Resolver(() => Funnel)
export class FunnelResolver {
  @Query(() => Funnel, {
    description:
      'The funnel plot of a metric: points, centre and exact limits. Bands use the same exact centre for every ' +
      'viewer. Centre and limits are rounded unless the viewer may see all members. Names are shown only for ' +
      'places that the grant covers. For viewers whose grant covers `within`. ' +
      "NOT_FOUND when there is no such place in the viewer's city; FORBIDDEN when the grant does not cover it, " +
      'BAD_USER_INPUT for a metric without a funnel, a place without such a group, or a period that is not of ' +
      'whole months.',
  })
  @SignedIn('COMPARISON_READ')
  @Extensions({ work: RELATIVE_POSITION_COST })
  funnel(@Args(() => FunnelArgs) args: FunnelArgs, @Ctx() ctx: RequestContext): Promise<Funnel> {
    return funnel(ctx, args);
  }

  @FieldResolver(() => Place, { description: 'The place given as `within`.' })
  place(@Root() answer: Funnel, @Ctx() ctx: RequestContext): Promise<Place | null> {
    return ctx.load(byId(Place), answer.placeId);
  }

  @FieldResolver(() => [FunnelPoint], {
    description: 'The points: first those with names, then the others, several rooms or streets in each.',
  })
  @Extensions({ listSize: 2000 })
  points(@Root() answer: Funnel, @Ctx() ctx: RequestContext): Promise<FunnelPoint[]> {
    return funnelPoints(ctx, answer);
  }

  @FieldResolver(() => [FunnelLimit], {
    description: 'The limits over all sizes, the smallest first, in steps of about 4 %.',
  })
  @Extensions({ listSize: 100 })
  limits(@Root() answer: Funnel): FunnelLimit[] {
    return funnelLimits(answer);
  }

  @FieldResolver(() => FunnelSpread, {
    nullable: true,
    description:
      'How much more the units differ than by chance. Null for a metric whose limits are never widened, and when ' +
      'nothing is drawn.',
  })
  spread(@Root() answer: Funnel): FunnelSpread | null {
    return funnelSpread(answer);
  }

  @FieldResolver(() => String, {
    description:
      'One sentence: how many are outside the limits, how many would be by chance, and what must not be ' +
      'concluded. It is about the whole group, not only about `within`.',
  })
  caution(@InLang() lang: Lang, @Root() { positions, by, group }: Funnel): string {
    return inLang(sentenceOf(group ? group.group.tally() : positions.tally(() => true), by), lang);
  }
}

@Resolver(() => FunnelPoint)
export class FunnelPointResolver {
  @FieldResolver(() => Place, {
    nullable: true,
    description: 'The street, or the place of the room; null for several.',
  })
  async place(@Root() { placeId }: FunnelPoint, @Ctx() ctx: RequestContext): Promise<Place | null> {
    return placeId === null ? null : ctx.load(byId(Place), placeId);
  }
}
