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
      'The funnel of a metric, for drawing: points, centre and exact limits. Bands are by the same centre for ' +
      "everyone; centre and limits are rounded where some are out of the viewer's sight, and names are only of " +
      'what the grant covers. For those whose grant covers `within`. ' +
      "NOT_FOUND when there is no such place in the viewer's city, FORBIDDEN when the grant does not cover it, " +
      'BAD_USER_INPUT for a metric without a funnel, a place without such a group, or a period that is not of ' +
      'whole months.',
  })
  @SignedIn('COMPARISON_READ')
  @Extensions({ work: RELATIVE_POSITION_COST })
  funnel(@Args(() => FunnelArgs) args: FunnelArgs, @Ctx() ctx: RequestContext): Promise<Funnel> {
    return funnel(ctx, args);
  }

  @FieldResolver(() => Place, { description: 'The place asked about.' })
  place(@Root() answer: Funnel, @Ctx() ctx: RequestContext): Promise<Place | null> {
    return ctx.load(byId(Place), answer.placeId);
  }

  @FieldResolver(() => [FunnelPoint], {
    description: 'The points: first what the viewer sees by name, then the others, several a point.',
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
      'How much more the units differ than chance explains; null for a metric whose limits are never widened, ' +
      'and when nothing is drawn.',
  })
  spread(@Root() answer: Funnel): FunnelSpread | null {
    return funnelSpread(answer);
  }

  @FieldResolver(() => String, {
    description:
      'One sentence: how many lie outside, how many would by chance, and what may not be concluded. Of all ' +
      'that is compared with each other, not of `within` alone.',
  })
  caution(@InLang() lang: Lang, @Root() { positions, by, group }: Funnel): string {
    return inLang(sentenceOf(group ? group.group.tally() : positions.tally(() => true), by), lang);
  }
}

@Resolver(() => FunnelPoint)
export class FunnelPointResolver {
  @FieldResolver(() => Place, { nullable: true, description: 'The street, or the place of the room; null of several.' })
  async place(@Root() { placeId }: FunnelPoint, @Ctx() ctx: RequestContext): Promise<Place | null> {
    return placeId === null ? null : ctx.load(byId(Place), placeId);
  }
}
