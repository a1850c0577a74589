import { Ctx, Extensions, FieldResolver, Resolver, Root } from 'type-graphql';
import type { LoadingContext } from '../../../../kernel/loader-definition.js';
import { Lang, inLang } from '../../../../kernel/message.js';
import type { RequestContext } from '../../../../kernel/request-context.js';
import { MetricValue } from './comparison-answer.js';
import { InLang } from './display-language.js';
import { Band, NotComparedReason } from '../../settings/fairness.enums.js';
import { groupLabel } from '../../fairness/group-label.js';
import { rankRangeOf } from './ranks.js';
import { loadSettings } from '../../settings/settings.loaders.js';
import { PeerGroupAnswer, RankRange, ShrunkValue, groupAnswer } from './relative-position-answer.js';
import { RELATIVE_POSITION_COST } from '../../fairness/relative-position-cost.js';
import type { RelativePosition } from '../../fairness/relative-position.js';

const positionOf = async (ctx: LoadingContext, { owner, metric }: MetricValue): Promise<RelativePosition | null> =>
  (await owner?.position?.(ctx, metric.id)) ?? null;

@Resolver(() => MetricValue)
export class RelativePositionResolver {
  @FieldResolver(() => Band, {
    nullable: true,
    description:
      'The position of the value in its group (`against`). Null with a reason in `notComparedBecause`. Null also ' +
      'for totals, trends, summaries and sealed numbers, which are not compared.',
  })
  @Extensions({ work: RELATIVE_POSITION_COST })
  async band(@Root() value: MetricValue, @Ctx() ctx: RequestContext): Promise<Band | null> {
    return (await positionOf(ctx, value))?.band ?? null;
  }

  @FieldResolver(() => ShrunkValue, {
    nullable: true,
    description: 'The value drawn towards the centre of its group; null where there is no band.',
  })
  @Extensions({ work: RELATIVE_POSITION_COST })
  async shrunk(@Root() value: MetricValue, @Ctx() ctx: RequestContext): Promise<ShrunkValue | null> {
    return (await positionOf(ctx, value))?.shrunk ?? null;
  }

  @FieldResolver(() => PeerGroupAnswer, {
    nullable: true,
    description: 'The group that the value is compared with; null where there is no band.',
  })
  @Extensions({ work: RELATIVE_POSITION_COST })
  async heldAgainst(@Root() value: MetricValue, @Ctx() ctx: RequestContext): Promise<PeerGroupAnswer | null> {
    const group = (await positionOf(ctx, value))?.group;
    return group ? groupAnswer(group) : null;
  }

  @FieldResolver(() => NotComparedReason, {
    nullable: true,
    description: 'Why there is no band; null when there is one, and where nothing is compared.',
  })
  @Extensions({ work: RELATIVE_POSITION_COST })
  async notComparedBecause(@Root() value: MetricValue, @Ctx() ctx: RequestContext): Promise<NotComparedReason | null> {
    return (await positionOf(ctx, value))?.reason ?? null;
  }

  @FieldResolver(() => RankRange, {
    nullable: true,
    description:
      'The plausible ranks of the value. Null unless the city turned ranks on (`comparisonSettings`). Only for ' +
      'outcome metrics, and only for viewers whose grant covers the city.',
  })
  @Extensions({ work: RELATIVE_POSITION_COST })
  async rankRange(@Root() value: MetricValue, @Ctx() ctx: RequestContext): Promise<RankRange | null> {
    const [position, settings] = await Promise.all([positionOf(ctx, value), loadSettings(ctx)]);
    return position?.group && settings.ranksOn && ctx.viewer.reader === 'app_city'
      ? rankRangeOf(position.group, position.member!.key)
      : null;
  }
}

@Resolver(() => PeerGroupAnswer)
export class PeerGroupResolver {
  @FieldResolver(() => String, { description: 'The name of the group.' })
  label(@Root() { group }: PeerGroupAnswer, @InLang() lang: Lang): string {
    return inLang(groupLabel(group.name), lang);
  }
}
