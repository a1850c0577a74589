import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { Reads, fromRow } from '../../kernel/relation.js';
import type { RequestContext } from '../../kernel/request-context.js';
import { Topic } from './topic.entity.js';
import { topicPolicy } from './topic.policy.js';

const ROW = fromRow('placePath', 'state');

/** What the viewer may do next: the same policy that guards the mutations answers here. */
@Resolver(() => Topic)
export class TopicRightsResolver {
  @FieldResolver(() => Boolean, { description: 'Whether the viewer may use topicRevise on it as it stands.' })
  @Reads(ROW)
  viewerCanRevise(@Root() topic: Topic, @Ctx() ctx: RequestContext): boolean {
    return topicPolicy.can('revise', ctx.viewer, topic);
  }

  @FieldResolver(() => Boolean, { description: 'Whether the viewer may use participantsDesignate on it as it stands.' })
  @Reads(ROW)
  viewerCanDesignate(@Root() topic: Topic, @Ctx() ctx: RequestContext): boolean {
    return topicPolicy.can('designate', ctx.viewer, topic);
  }

  @FieldResolver(() => Boolean, { description: 'Whether the viewer may use topicApprove on it as it stands.' })
  @Reads(ROW)
  viewerCanApprove(@Root() topic: Topic, @Ctx() ctx: RequestContext): boolean {
    return topicPolicy.can('approve', ctx.viewer, topic);
  }

  @FieldResolver(() => Boolean, { description: 'Whether the viewer may use topicAdvance on it as it stands.' })
  @Reads(ROW)
  viewerCanAdvance(@Root() topic: Topic, @Ctx() ctx: RequestContext): boolean {
    return topicPolicy.can('advance', ctx.viewer, topic);
  }

  @FieldResolver(() => Boolean, { description: 'Whether the viewer may use topicStepBack on it as it stands.' })
  @Reads(ROW)
  viewerCanStepBack(@Root() topic: Topic, @Ctx() ctx: RequestContext): boolean {
    return topicPolicy.can('stepBack', ctx.viewer, topic);
  }

  @FieldResolver(() => Boolean, { description: 'Whether the viewer may use topicClose on it as it stands.' })
  @Reads(ROW)
  viewerCanClose(@Root() topic: Topic, @Ctx() ctx: RequestContext): boolean {
    return topicPolicy.can('close', ctx.viewer, topic);
  }

  @FieldResolver(() => Boolean, { description: 'Whether the viewer may use topicReopen on it as it stands.' })
  @Reads(ROW)
  viewerCanReopen(@Root() topic: Topic, @Ctx() ctx: RequestContext): boolean {
    return topicPolicy.can('reopen', ctx.viewer, topic);
  }

  @FieldResolver(() => Boolean, { description: 'Whether the viewer may use topicPublish on it as it stands.' })
  @Reads(ROW)
  viewerCanPublish(@Root() topic: Topic, @Ctx() ctx: RequestContext): boolean {
    return topicPolicy.can('publish', ctx.viewer, topic);
  }
}
