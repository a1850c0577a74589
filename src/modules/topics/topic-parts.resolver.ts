import { Args, ArgsType, Ctx, Field, FieldResolver, Resolver, Root } from 'type-graphql';
import { PageArgs, connectionOf } from '../../kernel/connection.js';
import { ImpreciseDate, impreciseDate } from '../../kernel/imprecise-date.js';
import type { Page } from '../../kernel/page.js';
import { Reads, fromRow, toPageOf } from '../../kernel/relation.js';
import type { RequestContext } from '../../kernel/request-context.js';
import { ViewerCan } from '../../kernel/viewer-can.js';
import { Concern } from '../concerns/concern.entity.js';
import { StageKind } from '../procedure/procedure.enums.js';
import { Room } from '../rooms/room.entity.js';
import { Topic } from './topic.entity.js';
import { TopicState } from './topic.enums.js';
import { personsOfParticipant, topicsOfConcern, topicsOfRoom } from './topic.loaders.js';
import { Participant, ParticipantPerson, TopicStep } from './topic-parts.entity.js';
import { topicPolicy } from './topic.policy.js';

const TopicConnection = connectionOf(Topic, 'Topic');
const roomTopics = toPageOf(topicsOfRoom);

@ArgsType()
class TopicsArgs extends PageArgs {
  @Field(() => TopicState, { nullable: true, description: 'Only those standing like this as a whole.' })
  state?: TopicState | null;
  @Field(() => StageKind, { nullable: true, description: 'Only those in this stage.' })
  stage?: StageKind | null;
}

@Resolver(() => Room)
@ViewerCan(Room, topicPolicy, ['placePath'], {
  viewerCanProposeTopic: ['propose', 'Whether the viewer may use topicPropose for it.'],
})
export class RoomTopicResolver {
  @FieldResolver(() => TopicConnection, { description: 'Its topics, those proposed last first.' })
  @Reads(roomTopics)
  topics(
    @Root() room: Room,
    @Args(() => TopicsArgs) args: TopicsArgs,
    @Ctx() ctx: RequestContext,
  ): Promise<Page<Topic>> {
    return roomTopics.load(ctx, room, { ...args });
  }
}

@Resolver(() => Concern)
export class ConcernTopicResolver {
  @FieldResolver(() => [Topic], { description: 'The topics it was taken up in, oldest first.' })
  topics(@Root() concern: Concern, @Ctx() ctx: RequestContext): Promise<Topic[]> {
    return ctx.load(topicsOfConcern, concern.id);
  }
}

@Resolver(() => TopicStep)
export class TopicStepResolver {
  @FieldResolver(() => ImpreciseDate, { description: 'When it happened.' })
  @Reads(fromRow('happenedFrom', 'happenedTo', 'happenedPrecision'))
  happenedOn(@Root() step: TopicStep): ImpreciseDate {
    return impreciseDate(step.happenedFrom, step.happenedTo, step.happenedPrecision);
  }
}

@Resolver(() => Participant)
export class ParticipantResolver {
  @FieldResolver(() => [ParticipantPerson], {
    nullable: true,
    description: 'Their names, where known; null for everyone but the own room.',
  })
  persons(@Root() participant: Participant, @Ctx() ctx: RequestContext): Promise<ParticipantPerson[]> | null {
    return topicPolicy.can('readPersons', ctx.viewer, participant)
      ? ctx.load(personsOfParticipant, participant.id)
      : null;
  }
}
