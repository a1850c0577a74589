import { Arg, Args, Ctx, FieldResolver, ID, Int, Query, Resolver, Root } from 'type-graphql';
import { PageArgs, connectionOf } from '../../kernel/connection.js';
import { idOf } from '../../kernel/global-id.js';
import { ImpreciseDate, impreciseDate } from '../../kernel/imprecise-date.js';
import { byId } from '../../kernel/loader.js';
import type { Page } from '../../kernel/page.js';
import { Reads, RootReads, fromRow, toList, toOne, toPageOf } from '../../kernel/relation.js';
import type { RequestContext } from '../../kernel/request-context.js';
import { Anyone } from '../../kernel/rule.js';
import { ViewerCan } from '../../kernel/viewer-can.js';
import { Place } from '../places/place.entity.js';
import { Room } from '../rooms/room.entity.js';
import { Topic } from '../topics/topic.entity.js';
import { Attendance, AttendancePerson, Session, Suggestion } from './session.entity.js';
import { attendanceOfSession, attendeesOfSession, suggestionsOfSession } from './session.loaders.js';
import { sessionPolicy } from './session.policy.js';

export const SuggestionConnection = connectionOf(Suggestion, 'Suggestion');
const sessionTopic = toOne(Topic, 'topicId');
const sessionRoom = toOne(Room, 'roomId');
const sessionAttendance = toList(attendanceOfSession);
const sessionSuggestions = toPageOf(suggestionsOfSession);
const PUBLISHED_ONLY = 'the public sees the sessions of published topics, without personal data';

const sessionPlace = toOne(Place, 'placeId');

@Resolver(() => Session)
@ViewerCan(Session, sessionPolicy, ['placePath', 'state'], {
  viewerCanReschedule: ['reschedule', 'Whether the viewer may use sessionReschedule on it.'],
  viewerCanCancel: ['cancel', 'Whether the viewer may use sessionCancel on it.'],
  viewerCanHold: ['hold', 'Whether the viewer may use sessionHold on it.'],
  viewerCanRecordMinutes: ['recordMinutes', 'Whether the viewer may use minutesRecord on it.'],
  viewerCanRecordSuggestion: ['recordSuggestion', 'Whether the viewer may use suggestionRecord on it.'],
})
export class SessionResolver {
  @Query(() => Session, {
    nullable: true,
    description: 'A session by its id. Null when it does not exist or is hidden from the viewer.',
  })
  @Anyone(PUBLISHED_ONLY)
  @RootReads({ kind: 'byId', entity: Session, type: 'Session', argument: 'id' })
  session(
    @Arg('id', () => ID, { description: "The session's id." }) id: string,
    @Ctx() ctx: RequestContext,
  ): Promise<Session | null> {
    return ctx.load(byId(Session), idOf(id, 'Session'));
  }

  @FieldResolver(() => Boolean, {
    description: 'True when it is demonstration data 演示数据, invented or taken from a published article.',
  })
  async isDemo(@Root() session: Session, @Ctx() ctx: RequestContext): Promise<boolean> {
    return (await sessionPlace.load(ctx, session))?.isDemo ?? false;
  }

  @FieldResolver(() => ImpreciseDate, { nullable: true, description: 'When it was held; null: not held.' })
  @Reads(fromRow('heldFrom', 'heldTo', 'heldPrecision'))
  heldOn(@Root() session: Session): ImpreciseDate | null {
    return session.heldFrom ? impreciseDate(session.heldFrom, session.heldTo!, session.heldPrecision!) : null;
  }

  @FieldResolver(() => Topic, {
    nullable: true,
    description: 'The topic of the session. Null when hidden from the viewer.',
  })
  @Reads(sessionTopic)
  topic(@Root() session: Session, @Ctx() ctx: RequestContext): Promise<Topic | null> {
    return sessionTopic.load(ctx, session);
  }

  @FieldResolver(() => Room, {
    nullable: true,
    description: 'The room that holds the session. Null when hidden from the viewer.',
  })
  @Reads(sessionRoom)
  room(@Root() session: Session, @Ctx() ctx: RequestContext): Promise<Room | null> {
    return sessionRoom.load(ctx, session);
  }

  @FieldResolver(() => [Attendance], {
    description: 'The headcount of each role, ordered by role. Empty when not recorded.',
  })
  @Reads(sessionAttendance)
  attendance(@Root() session: Session, @Ctx() ctx: RequestContext): Promise<Attendance[]> {
    return sessionAttendance.load(ctx, session);
  }

  @FieldResolver(() => Int, {
    nullable: true,
    description: 'Number of all participants 参加人次. Null when not recorded.',
  })
  async attendanceTotal(@Root() session: Session, @Ctx() ctx: RequestContext): Promise<number | null> {
    const attendance = await ctx.load(attendanceOfSession, session.id);
    return attendance.reduce<number | null>((sum, { headcount }) => (sum ?? 0) + headcount, null);
  }

  @FieldResolver(() => [AttendancePerson], {
    nullable: true,
    description:
      "The recorded names of participants. Only the room's own convener and clerk see them; null for everyone else.",
  })
  attendees(@Root() session: Session, @Ctx() ctx: RequestContext): Promise<AttendancePerson[]> | null {
    return sessionPolicy.can('readNames', ctx.viewer, session) ? ctx.load(attendeesOfSession, session.id) : null;
  }

  @FieldResolver(() => SuggestionConnection, { description: 'The suggestions made at the session, ordered by number.' })
  @Reads(sessionSuggestions)
  suggestions(
    @Root() session: Session,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() ctx: RequestContext,
  ): Promise<Page<Suggestion>> {
    return sessionSuggestions.load(ctx, session, { ...args });
  }
}
