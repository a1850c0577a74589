import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { PageArgs, connectionOf } from '../../kernel/connection.js';
import { ImpreciseDate, impreciseDate } from '../../kernel/imprecise-date.js';
import { byId } from '../../kernel/loader.js';
import type { Page } from '../../kernel/page.js';
import { Reads, fromRow, toList, toOne, toPageOf } from '../../kernel/relation.js';
import type { RequestContext } from '../../kernel/request-context.js';
import { ViewerCan, ViewerCanWhen } from '../../kernel/viewer-can.js';
import { OutcomeDecision } from '../outcomes/outcome.entity.js';
import { Suggestion } from '../sessions/session.entity.js';
import { TopicState } from '../topics/topic.enums.js';
import { Topic } from '../topics/topic.entity.js';
import {
  ImplementationEvent,
  ImplementationItem,
  ImplementationPlan,
  ItemVerification,
} from './implementation.entity.js';
import { ItemLateness } from './implementation.enums.js';
import { eventsOfItem, itemsOfPlan, verificationsOfItem } from './implementation.loaders.js';
import { itemPolicy, itemPolicyOf } from './implementation.policy.js';
import { isOverdue, latenessOf } from './item-due.service.js';
import { Unit } from './unit.entity.js';
import { coUnitsOfItem } from './unit.loaders.js';

const topicOf = toOne(Topic, 'topicId');
const planDecision = toOne(OutcomeDecision, 'decisionId');
const planItems = toList(itemsOfPlan);
const itemPlan = toOne(ImplementationPlan, 'planId');
const itemSuggestion = toOne(Suggestion, 'suggestionId');
const itemUnit = toOne(Unit, 'responsibleUnitId');
const itemLeadUnit = toOne(Unit, 'leadUnitId');
const itemEvents = toPageOf(eventsOfItem);
const itemVerifications = toList(verificationsOfItem);
const itemOf = toOne(ImplementationItem, 'itemId');
const ImplementationEventConnection = connectionOf(ImplementationEvent, 'ImplementationEvent');

@Resolver(() => ImplementationPlan)
@ViewerCanWhen(ImplementationPlan, {
  viewerCanAddItem: {
    description: 'Whether the viewer may use itemAdd on it.',
    can: async (ctx, plan) => {
      const topic = await ctx.load(byId(Topic), plan.topicId);
      return topic?.state !== TopicState.CLOSED && itemPolicyOf(plan.kind).can('add', ctx.viewer, plan);
    },
  },
})
export class ImplementationPlanResolver {
  @FieldResolver(() => Topic, { description: 'The topic it belongs to.' })
  @Reads(topicOf)
  topic(@Root() plan: ImplementationPlan, @Ctx() ctx: RequestContext): Promise<Topic | null> {
    return topicOf.load(ctx, plan);
  }

  @FieldResolver(() => OutcomeDecision, {
    nullable: true,
    description: "The decision it carries out; null on the community's own list, or where no decision was named.",
  })
  @Reads(planDecision)
  decision(@Root() plan: ImplementationPlan, @Ctx() ctx: RequestContext): Promise<OutcomeDecision | null> {
    return planDecision.load(ctx, plan);
  }

  @FieldResolver(() => [ImplementationItem], { description: 'Its items, as they were entered.' })
  @Reads(planItems)
  items(@Root() plan: ImplementationPlan, @Ctx() ctx: RequestContext): Promise<ImplementationItem[]> {
    return planItems.load(ctx, plan);
  }
}

@Resolver(() => ImplementationItem)
@ViewerCan(ImplementationItem, itemPolicy, ['placePath', 'state'], {
  viewerCanVerify: ['verify', 'Whether the viewer may use itemVerify on it.'],
})
@ViewerCanWhen(ImplementationItem, {
  viewerCanRecordEvent: {
    description: 'Whether the viewer may use itemEventRecord on it.',
    reads: ['placePath', 'planKind'],
    can: ({ viewer }, item) => itemPolicyOf(item.planKind).can('recordEvent', viewer, item),
  },
  viewerCanCancel: {
    description: 'Whether the viewer may use itemCancel on it.',
    reads: ['placePath', 'planKind', 'state'],
    can: ({ viewer }, item) => itemPolicyOf(item.planKind).can('cancel', viewer, item),
  },
})
export class ImplementationItemResolver {
  @FieldResolver(() => Topic, { description: 'The topic it belongs to.' })
  @Reads(topicOf)
  topic(@Root() item: ImplementationItem, @Ctx() ctx: RequestContext): Promise<Topic | null> {
    return topicOf.load(ctx, item);
  }

  @FieldResolver(() => ImplementationPlan, { description: 'The plan it stands in.' })
  @Reads(itemPlan)
  plan(@Root() item: ImplementationItem, @Ctx() ctx: RequestContext): Promise<ImplementationPlan | null> {
    return itemPlan.load(ctx, item);
  }

  @FieldResolver(() => Suggestion, {
    nullable: true,
    description: 'The suggestion it carries out; null: none was named.',
  })
  @Reads(itemSuggestion)
  suggestion(@Root() item: ImplementationItem, @Ctx() ctx: RequestContext): Promise<Suggestion | null> {
    return itemSuggestion.load(ctx, item);
  }

  @FieldResolver(() => Unit, {
    nullable: true,
    description: 'The responsible unit 责任单位; null only where a published source does not name it.',
  })
  @Reads(itemUnit)
  responsibleUnit(@Root() item: ImplementationItem, @Ctx() ctx: RequestContext): Promise<Unit | null> {
    return itemUnit.load(ctx, item);
  }

  @FieldResolver(() => Unit, {
    nullable: true,
    description: 'The unit that leads 牵头单位; null: the responsible unit itself.',
  })
  @Reads(itemLeadUnit)
  leadUnit(@Root() item: ImplementationItem, @Ctx() ctx: RequestContext): Promise<Unit | null> {
    return itemLeadUnit.load(ctx, item);
  }

  @FieldResolver(() => [Unit], { description: 'Units that help 协办单位, by name.' })
  coUnits(@Root() item: ImplementationItem, @Ctx() ctx: RequestContext): Promise<Unit[]> {
    return ctx.load(coUnitsOfItem, item.id);
  }

  @FieldResolver(() => ImplementationEventConnection, {
    description: 'What happened to it, in the order it happened. The public sees none.',
  })
  @Reads(itemEvents)
  events(
    @Root() item: ImplementationItem,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() ctx: RequestContext,
  ): Promise<Page<ImplementationEvent>> {
    return itemEvents.load(ctx, item, { ...args });
  }

  @FieldResolver(() => [ItemVerification], {
    description: 'What the room found, as it was entered; the last one holds. The public sees none.',
  })
  @Reads(itemVerifications)
  verifications(@Root() item: ImplementationItem, @Ctx() ctx: RequestContext): Promise<ItemVerification[]> {
    return itemVerifications.load(ctx, item);
  }

  @FieldResolver(() => Boolean, {
    description: 'Whether `lateness` is LATE.',
  })
  @Reads(fromRow('dueOn', 'state'))
  isOverdue(@Root() item: ImplementationItem): boolean {
    return isOverdue(item);
  }

  @FieldResolver(() => ItemLateness, { description: 'Whether it is late, or done and waiting for the check.' })
  @Reads(fromRow('dueOn', 'state'))
  lateness(@Root() item: ImplementationItem): ItemLateness {
    return latenessOf(item);
  }
}

@Resolver(() => ImplementationEvent)
export class ImplementationEventResolver {
  @FieldResolver(() => ImplementationItem, { description: 'The item it happened to.' })
  @Reads(itemOf)
  item(@Root() event: ImplementationEvent, @Ctx() ctx: RequestContext): Promise<ImplementationItem | null> {
    return itemOf.load(ctx, event);
  }

  @FieldResolver(() => ImpreciseDate, { description: 'When it happened.' })
  @Reads(fromRow('happenedFrom', 'happenedTo', 'happenedPrecision'))
  happenedOn(@Root() event: ImplementationEvent): ImpreciseDate {
    return impreciseDate(event.happenedFrom, event.happenedTo, event.happenedPrecision);
  }
}

@Resolver(() => ItemVerification)
export class ItemVerificationResolver {
  @FieldResolver(() => ImplementationItem, { description: 'The item that was looked at.' })
  @Reads(itemOf)
  item(@Root() verification: ItemVerification, @Ctx() ctx: RequestContext): Promise<ImplementationItem | null> {
    return itemOf.load(ctx, verification);
  }

  @FieldResolver(() => ImpreciseDate, { description: 'When the room looked.' })
  @Reads(fromRow('verifiedFrom', 'verifiedTo', 'verifiedPrecision'))
  verifiedOn(@Root() verification: ItemVerification): ImpreciseDate {
    return impreciseDate(verification.verifiedFrom, verification.verifiedTo, verification.verifiedPrecision);
  }
}
