import { Arg, Ctx, Resolver } from 'type-graphql';
import { type Payload, Writes, payloadOf } from '../../kernel/payload.js';
import type { RequestContext } from '../../kernel/request-context.js';
import { Requires } from '../../kernel/rule.js';
import { Session, Suggestion } from './session.entity.js';
import {
  MinutesRecordInput,
  SessionCancelInput,
  SessionHoldInput,
  SessionRescheduleInput,
  SessionScheduleInput,
  SuggestionRecordInput,
} from './session.inputs.js';
import { deliberationPolicy, sessionPolicy } from './session.policy.js';
import { SessionRecordInput } from './session-record.inputs.js';
import { recordSession } from './session-record.service.js';
import {
  type NewSession,
  cancelSession,
  holdSession,
  recordMinutes,
  recordSuggestion,
  rescheduleSession,
  scheduleSession,
} from './session.service.js';

const SessionSchedulePayload = payloadOf<Session, 'session', NewSession>(Session, 'session', 'sessionSchedule');
const SessionReschedulePayload = payloadOf(Session, 'session', 'sessionReschedule');
const SessionCancelPayload = payloadOf(Session, 'session', 'sessionCancel');
const SessionHoldPayload = payloadOf(Session, 'session', 'sessionHold');
const SessionRecordPayload = payloadOf<Session, 'session', NewSession>(Session, 'session', 'sessionRecord');
const MinutesRecordPayload = payloadOf(Session, 'session', 'minutesRecord');
const SuggestionRecordPayload = payloadOf(Suggestion, 'suggestion', 'suggestionRecord');

@Resolver()
export class SessionMutations {
  @Writes(SessionSchedulePayload, {
    description: 'Schedules a session for a day 排定协商会. Errors: TOPIC_CLOSED, TEXT_TOO_LONG, TEXT_INVALID.',
  })
  @Requires(deliberationPolicy, 'schedule')
  async sessionSchedule(
    @Arg('input', () => SessionScheduleInput, { description: 'The session.' }) input: SessionScheduleInput,
    @Ctx() ctx: RequestContext,
  ): Promise<Payload<'session', NewSession>> {
    return SessionSchedulePayload.of(await scheduleSession(ctx, input));
  }

  @Writes(SessionReschedulePayload, {
    description:
      'Moves a session to another day 改期. Errors: SESSION_NOT_SCHEDULED, CONFLICT, TOPIC_CLOSED, ' +
      'TEXT_TOO_LONG, TEXT_INVALID.',
  })
  @Requires(sessionPolicy, 'reschedule')
  async sessionReschedule(
    @Arg('input', () => SessionRescheduleInput, { description: 'What changes.' }) input: SessionRescheduleInput,
    @Ctx() ctx: RequestContext,
  ): Promise<Payload<'session', Session>> {
    return SessionReschedulePayload.of(await rescheduleSession(ctx, input));
  }

  @Writes(SessionCancelPayload, {
    description:
      'Cancels a session 取消. Errors: SESSION_NOT_SCHEDULED, CONFLICT, TEXT_EMPTY, TEXT_TOO_LONG, TEXT_INVALID.',
  })
  @Requires(sessionPolicy, 'cancel')
  async sessionCancel(
    @Arg('input', () => SessionCancelInput, { description: 'Which one, and why.' }) input: SessionCancelInput,
    @Ctx() ctx: RequestContext,
  ): Promise<Payload<'session', Session>> {
    return SessionCancelPayload.of(await cancelSession(ctx, input));
  }

  @Writes(SessionHoldPayload, {
    description:
      'Records that a scheduled session was held, with attendance and suggestions 召开. Errors: ' +
      'SESSION_NOT_SCHEDULED, CONFLICT, TOPIC_CLOSED, DATE_IN_FUTURE, DATE_AFTER_SOURCE, ' +
      'ROLE_REPEATED, HEADCOUNT_MISSING, HEADCOUNT_BELOW_NAMES, NUMBER_OUT_OF_RANGE, TOO_MANY_SUGGESTIONS, ' +
      'TEXT_EMPTY, TEXT_TOO_LONG, TEXT_INVALID.',
  })
  @Requires(sessionPolicy, 'hold')
  async sessionHold(
    @Arg('input', () => SessionHoldInput, { description: 'What happened.' }) input: SessionHoldInput,
    @Ctx() ctx: RequestContext,
  ): Promise<Payload<'session', Session>> {
    return SessionHoldPayload.of(await holdSession(ctx, input));
  }

  @Writes(MinutesRecordPayload, {
    description:
      'Records the minutes of a held session 会议记录. The topic may be closed. Errors: ' +
      'SESSION_NOT_HELD, CONFLICT, TEXT_EMPTY, TEXT_TOO_LONG, TEXT_INVALID.',
  })
  @Requires(sessionPolicy, 'recordMinutes')
  async minutesRecord(
    @Arg('input', () => MinutesRecordInput, { description: 'The minutes.' }) input: MinutesRecordInput,
    @Ctx() ctx: RequestContext,
  ): Promise<Payload<'session', Session>> {
    return MinutesRecordPayload.of(await recordMinutes(ctx, input));
  }

  @Writes(SuggestionRecordPayload, {
    description:
      'Adds a suggestion to a held session 补记意见建议. Errors: SESSION_NOT_HELD, TOPIC_CLOSED, ' +
      'TEXT_EMPTY, TEXT_TOO_LONG, TEXT_INVALID.',
  })
  @Requires(sessionPolicy, 'recordSuggestion')
  async suggestionRecord(
    @Arg('input', () => SuggestionRecordInput, { description: 'The suggestion.' }) input: SuggestionRecordInput,
    @Ctx() ctx: RequestContext,
  ): Promise<Payload<'suggestion', Suggestion>> {
    return SuggestionRecordPayload.of(await recordSuggestion(ctx, input));
  }

  @Writes(SessionRecordPayload, {
    description:
      'Stores one paper record in one request 一次补录. It finds the topic, or creates it as proposed and approved on ' +
      'the day of the session. It moves the topic to deliberation, and stores the session as held. ' +
      'Errors: ROOM_MISSING, TOPIC_NOT_NAMED, TOPIC_CLOSED, PROCEDURE_MISSING, GATE_BLOCKED, DATE_IN_FUTURE, ' +
      'DATE_AFTER_SOURCE, ROLE_REPEATED, HEADCOUNT_MISSING, HEADCOUNT_BELOW_NAMES, ' +
      'HEADCOUNT_BELOW_ROLES, NUMBER_OUT_OF_RANGE, TOO_MANY_SUGGESTIONS, TEXT_EMPTY, TEXT_TOO_LONG, TEXT_INVALID.',
  })
  @Requires(deliberationPolicy, 'record')
  async sessionRecord(
    @Arg('input', () => SessionRecordInput, { description: 'The paper.' }) input: SessionRecordInput,
    @Ctx() ctx: RequestContext,
  ): Promise<Payload<'session', NewSession>> {
    return SessionRecordPayload.of(await recordSession(ctx, input));
  }
}
