import { GraphQLLocalDate } from '../../kernel/local-date.js';
import { Arg, Args, Ctx, FieldResolver, ID, Int, Query, Resolver, Root } from 'type-graphql';
import { PageArgs, connectionOf } from '../../kernel/connection.js';
import { idOf } from '../../kernel/global-id.js';
import { ImpreciseDate, impreciseDate } from '../../kernel/imprecise-date.js';
import { byId } from '../../kernel/loader.js';
import { Lang } from '../../kernel/message.js';
import type { Page } from '../../kernel/page.js';
import { Reads, RootReads, fromRow, toList, toOne, toPageOf } from '../../kernel/relation.js';
import type { RequestContext } from '../../kernel/request-context.js';
import { Anyone } from '../../kernel/rule.js';
import { Concern } from '../concerns/concern.entity.js';
import { Place } from '../places/place.entity.js';
import { Procedure } from '../procedure/procedure.entity.js';
import { stagesOfProcedure } from '../procedure/procedure.loaders.js';
import { Room } from '../rooms/room.entity.js';
import { MissingEvidenceView } from './missing-evidence.resolver.js';
import { isOverdue, stageDueOn } from './topic-deadline.service.js';
import { type MissingAtStage, missingEvidence } from './topic-missing.service.js';
import { Topic } from './topic.entity.js';
import { concernsOfTopic, participantsOfTopic, stepsOfTopic } from './topic.loaders.js';
import { Participant, TopicStep } from './topic-parts.entity.js';

const TopicStepConnection = connectionOf(TopicStep, 'TopicStep');
const topicRoom = toOne(Room, 'roomId');
const topicPlace = toOne(Place, 'placeId');
const topicProcedure = toOne(Procedure, 'procedureId');
const topicParticipants = toList(participantsOfTopic);
const topicHistory = toPageOf(stepsOfTopic);

@Resolver(() => Topic)
export class TopicResolver {
  @Query(() => Topic, {
    nullable: true,
    description: 'A topic by its id; null when there is none, or none the viewer sees.',
  })
  @Anyone('the public sees topics that were published, without personal data')
  @RootReads({ kind: 'byId', entity: Topic, type: 'Topic', argument: 'id' })
  topic(
    @Arg('id', () => ID, { description: "The topic's id." }) id: string,
    @Ctx() ctx: RequestContext,
  ): Promise<Topic | null> {
    return ctx.load(byId(Topic), idOf(id, 'Topic'));
  }

  @FieldResolver(() => Boolean, {
    description: 'True when it is demonstration data 演示数据, invented or taken from a published article.',
  })
  async isDemo(@Root() topic: Topic, @Ctx() ctx: RequestContext): Promise<boolean> {
    return (await topicPlace.load(ctx, topic))?.isDemo ?? false;
  }

  @FieldResolver(() => Room, {
    nullable: true,
    description: 'The room deliberating it; null when the viewer does not see it.',
  })
  @Reads(topicRoom)
  room(@Root() topic: Topic, @Ctx() ctx: RequestContext): Promise<Room | null> {
    return topicRoom.load(ctx, topic);
  }

  @FieldResolver(() => Place, { description: 'The place of its room.' })
  @Reads(topicPlace)
  place(@Root() topic: Topic, @Ctx() ctx: RequestContext): Promise<Place | null> {
    return topicPlace.load(ctx, topic);
  }

  @FieldResolver(() => Procedure, {
    description: "The version of the city's procedure it follows: the one in force when it was proposed.",
  })
  @Reads(topicProcedure)
  procedure(@Root() topic: Topic, @Ctx() ctx: RequestContext): Promise<Procedure | null> {
    return topicProcedure.load(ctx, topic);
  }

  @FieldResolver(() => String, { description: "The city's own title for the stage it is in." })
  async stageTitle(
    @Root() topic: Topic,
    @Arg('lang', () => Lang, { nullable: true, description: "The language; the request's own when left out." })
    lang: Lang | null,
    @Ctx() ctx: RequestContext,
  ): Promise<string> {
    const stage = (await ctx.load(stagesOfProcedure, topic.procedureId)).find(
      (candidate) => candidate.kind === topic.stage,
    );
    return ((lang ?? ctx.origin.lang) === Lang.EN ? stage?.titleEn : stage?.title) ?? topic.stage;
  }

  @FieldResolver(() => ImpreciseDate, { description: 'When it was proposed.' })
  @Reads(fromRow('proposedFrom', 'proposedTo', 'proposedPrecision'))
  proposedOn(@Root() topic: Topic): ImpreciseDate {
    return impreciseDate(topic.proposedFrom, topic.proposedTo, topic.proposedPrecision);
  }

  @FieldResolver(() => ImpreciseDate, {
    nullable: true,
    description: 'When it was closed; null while it is under way.',
  })
  @Reads(fromRow('closedFrom', 'closedTo', 'closedPrecision'))
  closedOn(@Root() topic: Topic): ImpreciseDate | null {
    return topic.closedFrom ? impreciseDate(topic.closedFrom, topic.closedTo!, topic.closedPrecision!) : null;
  }

  @FieldResolver(() => [Concern], {
    description: 'The concerns it takes up, in the order they were received; nothing for the public.',
  })
  concerns(@Root() topic: Topic, @Ctx() ctx: RequestContext): Promise<Concern[]> {
    return ctx.load(concernsOfTopic, topic.id);
  }

  @FieldResolver(() => [Participant], { description: 'Who should be at the table 协商主体, by role.' })
  @Reads(topicParticipants)
  participants(@Root() topic: Topic, @Ctx() ctx: RequestContext): Promise<Participant[]> {
    return topicParticipants.load(ctx, topic);
  }

  @FieldResolver(() => Int, { description: 'How many different roles are among the participants. Shown, not forced.' })
  async breadth(@Root() topic: Topic, @Ctx() ctx: RequestContext): Promise<number> {
    return new Set((await ctx.load(participantsOfTopic, topic.id)).map((participant) => participant.role)).size;
  }

  @FieldResolver(() => TopicStepConnection, {
    description: 'Every step it took, oldest first; nothing for the public.',
  })
  @Reads(topicHistory)
  history(@Root() topic: Topic, @Args() args: PageArgs, @Ctx() ctx: RequestContext): Promise<Page<TopicStep>> {
    return topicHistory.load(ctx, topic, { ...args });
  }

  @FieldResolver(() => [MissingEvidenceView], {
    description:
      'What the gates of its present and its passed stages still miss, in the order of the stages. After a ' +
      'reopening each stage is asked of the last round that went through it. Nothing for the public, and nothing ' +
      'for topics taken over from a source.',
  })
  missingEvidence(@Root() topic: Topic, @Ctx() ctx: RequestContext): Promise<MissingAtStage[]> {
    return missingEvidence(ctx, topic);
  }

  @FieldResolver(() => GraphQLLocalDate, {
    nullable: true,
    description:
      'Last day the procedure gives it for its present stage; null without a deadline, once it is closed, and ' +
      'for the public.',
  })
  stageDueOn(@Root() topic: Topic, @Ctx() ctx: RequestContext): Promise<string | null> {
    return stageDueOn(ctx, topic);
  }

  @FieldResolver(() => Boolean, { description: 'Whether that day is over.' })
  isOverdue(@Root() topic: Topic, @Ctx() ctx: RequestContext): Promise<boolean> {
    return isOverdue(ctx, topic);
  }
}
