import { UserError, notFound } from '../../kernel/errors.js';
import { idOf } from '../../kernel/global-id.js';
import { holdBy, holder } from '../../kernel/held.js';
import { type Interval, toInterval } from '../../kernel/imprecise-date.js';
import { byId } from '../../kernel/loader.js';
import { type Provenance, provenance } from '../../kernel/provenance.js';
import { RecordOrigin } from '../../kernel/record.js';
import type { RequestContext } from '../../kernel/request-context.js';
import { StageKind, compareStages } from '../procedure/procedure.enums.js';
import { stagesInForce } from '../procedure/procedure.loaders.js';
import { Room } from '../rooms/room.entity.js';
import { takeStep } from '../topics/topic-progress.service.js';
import { type NewTopic, recordTopic } from '../topics/topic-proposal.service.js';
import { type HeldTopic, holdTopicById, holdTopicByTitle, requiredTitle } from '../topics/topic-title.service.js';
import { Topic } from '../topics/topic.entity.js';
import { StepKind, TopicState, TopicTrack } from '../topics/topic.enums.js';
import { sessionMessages } from './messages.js';
import type { Session } from './session.entity.js';
import {
  linesOfPaper,
  attendanceByRole,
  storeAttendance,
  storeSuggestions,
  withTotal,
} from './session-parts.service.js';
import { deliberationPolicy } from './session.policy.js';
import type { SessionRecordInput } from './session-record.inputs.js';
import { type NewSession, addSessionToHeld, heldColumns, minutesText } from './session.service.js';

const roomByPlaceId = holder(Room, 'place_id');

/** Stores one paper record: checks it, finds or creates its topic, adds the session, attendance and suggestions. */
export async function recordSession(ctx: RequestContext, input: SessionRecordInput): Promise<NewSession> {
  const paper = check(input);
  const topic = await topicOf(ctx, paper);
  const session = await addSessionToHeld(ctx, topic, paper.session);
  await storeAttendance(ctx, session, paper.seats);
  await storeSuggestions(ctx, session, paper.lines, paper.source);
  return session;
}

/** The topic of the paper, the day of the session, and the source of the record. */
interface Paper {
  readonly topic: AskedTopic;
  readonly held: Interval;
  readonly source: Provenance;
}
type AskedTopic = { readonly id: string } | { readonly title: string };

/**
 * Checks the whole input before the first query.
 * @throws UserError; the path names the line
 */
function check(input: SessionRecordInput) {
  const topic = askedTopic(input);
  const held = toInterval(input.heldOn, ['input', 'heldOn']);
  const seats = withTotal(attendanceByRole(input.attendance), input.headcount);
  const lines = linesOfPaper(input.suggestions);
  const minutes = minutesText(input.result, ['input', 'result']);
  const source = fromPaper(input);
  const session: Partial<Session> = { ...heldColumns(held), consensus: input.consensus ?? null, minutes, ...source };
  return { topic, held, seats, lines, source, session };
}

/** @throws BAD_USER_INPUT; UserError TOPIC_NOT_NAMED, TEXT_EMPTY, TEXT_TOO_LONG, TEXT_INVALID */
function askedTopic({ topicId, topicTitle }: SessionRecordInput): AskedTopic {
  if (Boolean(topicId) === Boolean(topicTitle?.trim())) {
    throw new UserError('TOPIC_NOT_NAMED', sessionMessages.topicNotNamed, ['input', 'topicTitle']);
  }
  return topicId ? { id: idOf(topicId, Topic.name) } : { title: requiredTitle(topicTitle!, ['input', 'topicTitle']) };
}

function fromPaper({ provenance: given }: SessionRecordInput): Provenance {
  return { ...provenance(given), origin: given?.origin ?? RecordOrigin.RECORDED_FROM_PAPER };
}

/**
 * The topic of the paper, locked for this transaction and moved to deliberation.
 * @throws NOT_FOUND, and as `newTopic`
 */
async function topicOf(ctx: RequestContext, paper: Paper): Promise<NewTopic> {
  if (!('id' in paper.topic)) {
    const found = await holdTopicByTitle(ctx, paper.topic.title);
    return found ? leadToDeliberation(ctx, found, paper) : newTopic(ctx, paper, paper.topic.title);
  }
  const found = await holdTopicById(ctx, paper.topic.id);
  if (!found) throw notFound();
  return leadToDeliberation(ctx, found, paper);
}

/**
 * Creates a topic. Two papers on one new topic may be entered at once. The second waits here for the lock on the room.
 * Then it looks for the title again and finds the first's topic.
 * @throws UserError ROOM_MISSING, PROCEDURE_MISSING, GATE_BLOCKED
 */
async function newTopic(ctx: RequestContext, paper: Paper, title: string): Promise<NewTopic> {
  const [room, made, stages] = await Promise.all([
    holdBy(ctx, roomByPlaceId, ctx.viewer.placeId!),
    holdTopicByTitle(ctx, title),
    ctx.load(stagesInForce, ctx.cityId),
  ]);
  if (!room) {
    throw new UserError('ROOM_MISSING', sessionMessages.roomMissing);
  }
  deliberationPolicy.assert('record', ctx, room);
  if (made) return leadToDeliberation(ctx, made, paper);
  // The room accepted the topic at this session, so all steps of the topic name the paper as their source.
  const proposal = { title, track: TopicTrack.SIMPLE, proposed: paper.held, provenance: paper.source };
  return recordTopic(ctx, room, stages, proposal, StageKind.DELIBERATION);
}

/**
 * Moves a topic to deliberation. A later stage stays, because the paper was only entered late.
 * @throws UserError GATE_BLOCKED
 */
async function leadToDeliberation(ctx: RequestContext, topic: HeldTopic, paper: Paper): Promise<NewTopic> {
  deliberationPolicy.assert('record', ctx, topic);
  const isThere = compareStages(topic.stage, StageKind.DELIBERATION) >= 0;
  if (isThere || topic.state === TopicState.CLOSED) return topic;
  const whole = (await ctx.load(byId(Topic), topic.id))!;
  const toStage = StageKind.DELIBERATION;
  return takeStep(ctx, whole, { kind: StepKind.ADVANCED, toStage, happened: paper.held, provenance: paper.source });
}
