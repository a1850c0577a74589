import { atPlaceOf } from '../../kernel/placed-at.js';
import { fixedText } from '../../kernel/statement-text.js';
import { expectVersion, getById } from '../../kernel/expect.js';
import { type Interval, toInterval } from '../../kernel/imprecise-date.js';
import { holdBy, holder } from '../../kernel/held.js';
import { byId } from '../../kernel/loader.js';
import { type Provenance, provenance } from '../../kernel/provenance.js';
import type { RequestContext } from '../../kernel/request-context.js';
import { rowUpdate } from '../../kernel/row-update.js';
import { columnBySql } from '../../kernel/sql-value.js';
import { optionalText, requiredText } from '../../kernel/text-input.js';
import { assertOpen, getOpenTopic } from '../topics/topic-progress.service.js';
import { Topic } from '../topics/topic.entity.js';
import { Session, Suggestion } from './session.entity.js';
import { SessionState } from './session.enums.js';
import type {
  MinutesRecordInput,
  SessionCancelInput,
  SessionHoldInput,
  SessionRescheduleInput,
  SessionScheduleInput,
  SuggestionRecordInput,
} from './session.inputs.js';
import {
  linesOf,
  attendanceByRole,
  storeAttendance,
  storeSuggestions,
  suggestionText,
} from './session-parts.service.js';
import { deliberationPolicy, sessionPolicy } from './session.policy.js';

const LAST_SUGGESTION = fixedText(
  'number of the last suggestion',
  'SELECT coalesce(max(ordinal), 0) AS ordinal FROM suggestion WHERE session_id = $1',
);
const HOLD_SESSION = fixedText('hold a session', 'SELECT id FROM session WHERE id = $1 FOR NO KEY UPDATE');

const RESCHEDULE = rowUpdate(Session, ['scheduledFor', 'venue', 'agenda']);
const CANCEL = rowUpdate(Session, ['state', 'cancelReason']);
const HOLD = rowUpdate(Session, [
  'state',
  'heldFrom',
  'heldTo',
  'heldPrecision',
  'consensus',
  'minutes',
  'origin',
  'onBehalfOf',
  'paperReference',
]);
const MINUTES = rowUpdate(Session, ['minutes', 'consensus']);

const LONGEST_MINUTES = 20_000;

/** @throws UserError TOPIC_CLOSED, TEXT_TOO_LONG */
export async function scheduleSession(ctx: RequestContext, input: SessionScheduleInput): Promise<NewSession> {
  const topic = await getOpenTopic(ctx, input.topicId);
  deliberationPolicy.assert('schedule', ctx, topic);
  return addSession(ctx, topic, {
    state: SessionState.SCHEDULED,
    scheduledFor: input.scheduledFor,
    ...placeAndAgenda(input),
    ...provenance(input.provenance),
  });
}

const topicById = holder(Topic, 'id');

/**
 * Adds a session to a topic. Numbers have no gaps and no duplicates: the topic is locked, so a second addition waits.
 * @throws UserError TOPIC_CLOSED
 */
export async function addSession(
  ctx: RequestContext,
  topic: Pick<Topic, 'id'>,
  fields: Partial<Session>,
): Promise<NewSession> {
  return addSessionToHeld(ctx, (await holdBy(ctx, topicById, topic.id))!, fields);
}

/** The columns of a new session that are known without reading it. */
export type NewSession = Pick<Session, 'id' | 'placeId' | 'placePath' | 'roomId' | 'topicId'>;

/**
 * The number of a session. The INSERT computes it. The topic is locked, so no other transaction adds a session
 * meanwhile.
 */
const nextOrdinal = columnBySql(
  Session,
  'ordinal',
  '(SELECT coalesce(max(ordinal), 0) + 1 FROM session WHERE topic_id = ?)',
);

/** As `addSession`, for a topic that this transaction has locked. */
export async function addSessionToHeld(
  ctx: RequestContext,
  topic: Pick<Topic, 'id' | 'placeId' | 'placePath' | 'roomId' | 'round' | 'state'>,
  fields: Partial<Session>,
): Promise<NewSession> {
  assertOpen(topic);
  const at = { ...atPlaceOf(topic), roomId: topic.roomId, topicId: topic.id };
  return {
    ...at,
    id: await ctx.insert(Session, { ...at, round: topic.round, ordinal: nextOrdinal(topic.id), ...fields }),
  };
}

function placeAndAgenda(input: SessionScheduleInput): Partial<Session> {
  return {
    venue: optionalText(input.venue, 200, ['input', 'venue']),
    agenda: optionalText(input.agenda, 2000, ['input', 'agenda']),
  };
}

/** @throws UserError SESSION_NOT_SCHEDULED, CONFLICT, TOPIC_CLOSED, TEXT_TOO_LONG */
export async function rescheduleSession(ctx: RequestContext, input: SessionRescheduleInput): Promise<Session> {
  const session = await getById(ctx, Session, input.id);
  sessionPolicy.assert('reschedule', ctx, session);
  expectVersion(session, input.expectedVersion);
  await assertTopicOpen(ctx, session);
  const patch: Partial<Session> = { scheduledFor: input.scheduledFor };
  if (input.venue !== undefined) patch.venue = optionalText(input.venue, 200, ['input', 'venue']);
  if (input.agenda !== undefined) patch.agenda = optionalText(input.agenda, 2000, ['input', 'agenda']);
  await ctx.update(RESCHEDULE, session, patch);
  return session;
}

const assertTopicOpen = async (ctx: RequestContext, session: Session): Promise<void> =>
  assertOpen((await ctx.load(byId(Topic), session.topicId))!);

/**
 * Cancels a session. The topic may be closed.
 * @throws UserError SESSION_NOT_SCHEDULED, CONFLICT, TEXT_EMPTY, TEXT_TOO_LONG
 */
export async function cancelSession(ctx: RequestContext, input: SessionCancelInput): Promise<Session> {
  const session = await getById(ctx, Session, input.id);
  sessionPolicy.assert('cancel', ctx, session);
  expectVersion(session, input.expectedVersion);
  await ctx.update(CANCEL, session, {
    state: SessionState.CANCELLED,
    cancelReason: requiredText(input.reason, 500, ['input', 'reason']),
  });
  return session;
}

/**
 * @throws UserError SESSION_NOT_SCHEDULED, CONFLICT, TOPIC_CLOSED, and the errors of dates, attendance and suggestions
 */
export async function holdSession(ctx: RequestContext, input: SessionHoldInput): Promise<Session> {
  const session = await getById(ctx, Session, input.id);
  sessionPolicy.assert('hold', ctx, session);
  expectVersion(session, input.expectedVersion);
  await assertTopicOpen(ctx, session);
  const held = toInterval(input.heldOn, ['input', 'heldOn']);
  const source = input.provenance ? provenance(input.provenance) : null;
  const [seats, lines, minutes] = [
    attendanceByRole(input.attendance),
    linesOf(input.suggestions),
    minutesText(input.minutes, ['input', 'minutes']),
  ];
  await ctx.update(HOLD, session, { ...heldColumns(held), consensus: input.consensus ?? null, minutes, ...source });
  await storeAttendance(ctx, session, seats);
  await storeSuggestions(ctx, session, lines, source ?? provenance(null));
  return session;
}

export const heldColumns = (held: Interval): Partial<Session> => ({
  state: SessionState.HELD,
  heldFrom: held.from,
  heldTo: held.to,
  heldPrecision: held.precision,
});

export const minutesText = (text: string | null | undefined, path: readonly string[]): string | null =>
  optionalText(text, LONGEST_MINUTES, path);

/**
 * Records minutes. The topic may be closed, because papers arrive late.
 * @throws UserError SESSION_NOT_HELD, CONFLICT, TEXT_EMPTY, TEXT_TOO_LONG
 */
export async function recordMinutes(ctx: RequestContext, input: MinutesRecordInput): Promise<Session> {
  const session = await getById(ctx, Session, input.id);
  sessionPolicy.assert('recordMinutes', ctx, session);
  expectVersion(session, input.expectedVersion);
  const minutes = requiredText(input.minutes, LONGEST_MINUTES, ['input', 'minutes']);
  await ctx.update(MINUTES, session, { minutes, ...(input.consensus ? { consensus: input.consensus } : {}) });
  return session;
}

/** @throws UserError SESSION_NOT_HELD, TOPIC_CLOSED, TEXT_EMPTY, TEXT_TOO_LONG */
export async function recordSuggestion(ctx: RequestContext, input: SuggestionRecordInput): Promise<Suggestion> {
  const session = await getById(ctx, Session, input.sessionId);
  sessionPolicy.assert('recordSuggestion', ctx, session);
  await assertTopicOpen(ctx, session);
  const line = { text: suggestionText(input.text, ['input', 'text']), proposedBy: input.proposedBy ?? null };
  const source: Provenance = provenance(input.provenance);
  await ctx.rows({ text: HOLD_SESSION, values: [session.id] });
  const [last] = await ctx.rows<{ ordinal: number }>({ text: LAST_SUGGESTION, values: [session.id] });
  const id = await storeSuggestions(ctx, session, [line], source, last!.ordinal);
  return ctx.reread(Suggestion, id!);
}
