import { Args, ArgsType, Ctx, Field, FieldResolver, Resolver, Root } from 'type-graphql';
import { PageArgs, connectionOf } from '../../kernel/connection.js';
import { type Page, loadPage } from '../../kernel/page.js';
import { Reads, toList, toPageOf } from '../../kernel/relation.js';
import type { RequestContext } from '../../kernel/request-context.js';
import { ViewerCanWhen } from '../../kernel/viewer-can.js';
import { Place } from '../places/place.entity.js';
import { Suggestion } from '../sessions/session.entity.js';
import { TopicState } from '../topics/topic.enums.js';
import { Topic } from '../topics/topic.entity.js';
import { ImplementationItem, ImplementationPlan } from './implementation.entity.js';
import { ItemLateness, ItemState } from './implementation.enums.js';
import { itemsOfSuggestion, itemsWithin, plansOfTopic } from './implementation.loaders.js';
import { planPolicy } from './implementation.policy.js';
import { Unit } from './unit.entity.js';
import { unitsOfCity } from './unit.loaders.js';
import { unitNameFilter } from './unit.service.js';

const topicPlans = toList(plansOfTopic);
const suggestionItems = toList(itemsOfSuggestion);
const placeItems = toPageOf(itemsWithin, 'path');
const ImplementationItemConnection = connectionOf(ImplementationItem, 'ImplementationItem');
const UnitConnection = connectionOf(Unit, 'Unit');

@ArgsType()
class ImplementationItemsArgs extends PageArgs {
  @Field(() => Boolean, {
    nullable: true,
    description: 'true: only those that are overdue; false: only those that are not; null: all.',
  })
  overdue?: boolean | null;
  @Field(() => ItemLateness, { nullable: true, description: 'Only those that are late so; null: all.' })
  lateness?: ItemLateness | null;
  @Field(() => ItemState, { nullable: true, description: 'Only those that stand so; null: all.' })
  state?: ItemState | null;
}

@ArgsType()
class UnitsArgs extends PageArgs {
  @Field(() => String, { nullable: true, description: 'Only those whose name holds this; null: all.' })
  name?: string | null;
}

@Resolver(() => Topic)
@ViewerCanWhen(Topic, {
  viewerCanHandOutPlan: {
    description: 'Whether the viewer may use implementationPlanHandOut on it.',
    reads: ['placePath', 'state'],
    can: ({ viewer }, topic) => topic.state !== TopicState.CLOSED && planPolicy.can('handOut', viewer, topic),
  },
  viewerCanRecordList: {
    description: 'Whether the viewer may use responsibilityListRecord on it.',
    reads: ['placePath', 'state'],
    can: ({ viewer }, topic) => topic.state !== TopicState.CLOSED && planPolicy.can('recordList', viewer, topic),
  },
})
export class TopicImplementationResolver {
  @FieldResolver(() => [ImplementationPlan], {
    description: 'Its plans and lists, of all rounds, as they were entered.',
  })
  @Reads(topicPlans)
  plans(@Root() topic: Topic, @Ctx() ctx: RequestContext): Promise<ImplementationPlan[]> {
    return topicPlans.load(ctx, topic);
  }
}

@Resolver(() => Suggestion)
export class SuggestionImplementationResolver {
  @FieldResolver(() => [ImplementationItem], { description: 'The items that carry it out, as they were entered.' })
  @Reads(suggestionItems)
  items(@Root() suggestion: Suggestion, @Ctx() ctx: RequestContext): Promise<ImplementationItem[]> {
    return suggestionItems.load(ctx, suggestion);
  }
}

@Resolver(() => Place)
export class PlaceImplementationResolver {
  @FieldResolver(() => ImplementationItemConnection, {
    description: 'Items at or below it, the first due first, those without a day last: the worklist for following up.',
  })
  @Reads(placeItems)
  implementationItems(
    @Root() place: Place,
    @Args(() => ImplementationItemsArgs) args: ImplementationItemsArgs,
    @Ctx() ctx: RequestContext,
  ): Promise<Page<ImplementationItem>> {
    return placeItems.load(ctx, place, { ...args });
  }

  @FieldResolver(() => UnitConnection, { description: 'The responsible units of its city, by name.' })
  units(
    @Root() place: Place,
    @Args(() => UnitsArgs) { name, ...page }: UnitsArgs,
    @Ctx() ctx: RequestContext,
  ): Promise<Page<Unit>> {
    return loadPage(ctx, unitsOfCity, place.cityId, { ...page, filter: { name: unitNameFilter(name) } });
  }
}
