import { Args, ArgsType, Ctx, Field, FieldResolver, Resolver, Root } from 'type-graphql';
import { PageArgs, connectionOf } from '../../kernel/connection.js';
import type { Page } from '../../kernel/page.js';
import { Reads, toOne, toPageOf } from '../../kernel/relation.js';
import type { RequestContext } from '../../kernel/request-context.js';
import { ViewerCan } from '../../kernel/viewer-can.js';
import { Room } from '../rooms/room.entity.js';
import { Topic } from '../topics/topic.entity.js';
import { Session, Suggestion } from './session.entity.js';
import { SessionState } from './session.enums.js';
import { sessionsOfRoom, sessionsOfTopic, suggestionsOfTopic } from './session.loaders.js';
import { deliberationPolicy } from './session.policy.js';
import { SuggestionConnection } from './session.resolver.js';

const SessionConnection = connectionOf(Session, 'Session');
const roomSessions = toPageOf(sessionsOfRoom);
const topicSessions = toPageOf(sessionsOfTopic);
const topicSuggestions = toPageOf(suggestionsOfTopic);
const suggestionSession = toOne(Session, 'sessionId');
const suggestionTopic = toOne(Topic, 'topicId');
const suggestionRoom = toOne(Room, 'roomId');

@ArgsType()
class RoomSessionsArgs extends PageArgs {
  @Field(() => SessionState, { nullable: true, description: 'Only sessions in this state. The default is all.' })
  state?: SessionState | null;
}

@Resolver(() => Room)
@ViewerCan(Room, deliberationPolicy, ['placePath'], {
  viewerCanRecordSession: ['record', 'Whether the viewer may use sessionRecord for the room.'],
})
export class RoomSessionResolver {
  @FieldResolver(() => SessionConnection, {
    description:
      'The sessions of the room. Scheduled ones come first, latest date first. The others follow, newest first.',
  })
  @Reads(roomSessions)
  sessions(
    @Root() room: Room,
    @Args(() => RoomSessionsArgs) args: RoomSessionsArgs,
    @Ctx() ctx: RequestContext,
  ): Promise<Page<Session>> {
    return roomSessions.load(ctx, room, { ...args });
  }
}

@Resolver(() => Topic)
@ViewerCan(Topic, deliberationPolicy, ['placePath'], {
  viewerCanScheduleSession: ['schedule', 'Whether the viewer may use sessionSchedule on it.'],
})
export class TopicSessionResolver {
  @FieldResolver(() => SessionConnection, { description: 'The sessions of all rounds, ordered by number.' })
  @Reads(topicSessions)
  sessions(
    @Root() topic: Topic,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() ctx: RequestContext,
  ): Promise<Page<Session>> {
    return topicSessions.load(ctx, topic, { ...args });
  }

  @FieldResolver(() => SuggestionConnection, {
    description: 'The suggestions made at its sessions, in the order of recording.',
  })
  @Reads(topicSuggestions)
  suggestions(
    @Root() topic: Topic,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() ctx: RequestContext,
  ): Promise<Page<Suggestion>> {
    return topicSuggestions.load(ctx, topic, { ...args });
  }
}

@Resolver(() => Suggestion)
export class SuggestionResolver {
  @FieldResolver(() => Session, {
    nullable: true,
    description: 'The session where it was made. Null when hidden from the viewer.',
  })
  @Reads(suggestionSession)
  session(@Root() suggestion: Suggestion, @Ctx() ctx: RequestContext): Promise<Session | null> {
    return suggestionSession.load(ctx, suggestion);
  }

  @FieldResolver(() => Topic, {
    nullable: true,
    description: 'The topic of the suggestion. Null when hidden from the viewer.',
  })
  @Reads(suggestionTopic)
  topic(@Root() suggestion: Suggestion, @Ctx() ctx: RequestContext): Promise<Topic | null> {
    return suggestionTopic.load(ctx, suggestion);
  }

  @FieldResolver(() => Room, {
    nullable: true,
    description: 'The room of the session. Null when hidden from the viewer.',
  })
  @Reads(suggestionRoom)
  room(@Root() suggestion: Suggestion, @Ctx() ctx: RequestContext): Promise<Room | null> {
    return suggestionRoom.load(ctx, suggestion);
  }
}
