import { Args, ArgsType, Ctx, Field, FieldResolver, Resolver, Root } from 'type-graphql';
import { PageArgs, connectionOf } from '../../kernel/connection.js';
import { byId } from '../../kernel/loader.js';
import { type Page, loadPage } from '../../kernel/page.js';
import type { RequestContext } from '../../kernel/request-context.js';
import { Room } from '../rooms/room.entity.js';
import { Topic } from '../topics/topic.entity.js';
import { Session, Suggestion } from './session.entity.js';
import { SessionState } from './session.enums.js';
import { sessionsOfRoom, sessionsOfTopic, suggestionsOfTopic } from './session.loaders.js';
import { deliberationPolicy } from './session.policy.js';
import { SuggestionConnection } from './session.resolver.js';

const SessionConnection = connectionOf(Session, 'Session');

@ArgsType()
class RoomSessionsArgs extends PageArgs {
  @Field(() => SessionState, { nullable: true, description: 'Only sessions that stand so; by default all.' })
  state?: SessionState | null;
}

@Resolver(() => Room)
export class RoomSessionResolver {
  @FieldResolver(() => SessionConnection, { description: 'Its sessions: scheduled ones first, the farthest ahead of them first; then the others, newest first.' })
  sessions(@Root() room: Room, @Args(() => RoomSessionsArgs) { first, after, state }: RoomSessionsArgs, @Ctx() ctx: RequestContext): Promise<Page<Session>> {
    return loadPage(ctx, sessionsOfRoom, room.id, { first, after, filter: { state } });
  }

  @FieldResolver(() => Boolean, { description: 'Whether the viewer may use sessionRecord for it.' })
  viewerCanRecordSession(@Root() room: Room, @Ctx() ctx: RequestContext): boolean {
    return deliberationPolicy.can('record', ctx.viewer, room);
  }
}

@Resolver(() => Topic)
export class TopicSessionResolver {
  @FieldResolver(() => SessionConnection, { description: 'Its sessions of all rounds, by number.' })
  sessions(@Root() topic: Topic, @Args(() => PageArgs) args: PageArgs, @Ctx() ctx: RequestContext): Promise<Page<Session>> {
    return loadPage(ctx, sessionsOfTopic, topic.id, args);
  }

  @FieldResolver(() => SuggestionConnection, { description: 'What was suggested at its sessions, in the order it was recorded.' })
  suggestions(@Root() topic: Topic, @Args(() => PageArgs) args: PageArgs, @Ctx() ctx: RequestContext): Promise<Page<Suggestion>> {
    return loadPage(ctx, suggestionsOfTopic, topic.id, args);
  }

  @FieldResolver(() => Boolean, { description: 'Whether the viewer may use sessionSchedule on it.' })
  viewerCanScheduleSession(@Root() topic: Topic, @Ctx() ctx: RequestContext): boolean {
    return deliberationPolicy.can('schedule', ctx.viewer, topic);
  }
}

@Resolver(() => Suggestion)
export class SuggestionResolver {
  @FieldResolver(() => Session, { nullable: true, description: 'The session it was made at; null when the viewer does not see it.' })
  session(@Root() suggestion: Suggestion, @Ctx() ctx: RequestContext): Promise<Session | null> {
    return ctx.load(byId(Session), suggestion.sessionId);
  }

  @FieldResolver(() => Topic, { nullable: true, description: 'The topic it is for; null when the viewer does not see it.' })
  topic(@Root() suggestion: Suggestion, @Ctx() ctx: RequestContext): Promise<Topic | null> {
    return ctx.load(byId(Topic), suggestion.topicId);
  }

  @FieldResolver(() => Room, { nullable: true, description: 'The room whose session it was made at; null when the viewer does not see it.' })
  room(@Root() suggestion: Suggestion, @Ctx() ctx: RequestContext): Promise<Room | null> {
    return ctx.load(byId(Room), suggestion.roomId);
  }
}
