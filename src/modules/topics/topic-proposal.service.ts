import { UserError } from '../../kernel/errors.js';
import type { Interval } from '../../kernel/imprecise-date.js';
import { atPlaceOf } from '../../kernel/placed-at.js';
import type { Provenance } from '../../kernel/provenance.js';
import type { RequestContext } from '../../kernel/request-context.js';
import { optionalText } from '../../kernel/text-input.js';
import { markTakenUp } from '../concerns/concern.service.js';
import type { ProcedureStage } from '../procedure/procedure.entity.js';
import { StageKind } from '../procedure/procedure.enums.js';
import { stagesInForce } from '../procedure/procedure.loaders.js';
import type { Room } from '../rooms/room.entity.js';
import { topicMessages } from './messages.js';
import { passGatesWhenNew } from './topic-missing.service.js';
import { Topic } from './topic.entity.js';
import { StepKind, TopicState, type TopicTrack } from './topic.enums.js';
import { TopicConcern } from './topic-parts.entity.js';
import { type Step, applicable, assertMove, insertStep, leftBehind } from './topic-progress.service.js';
import { requiredTitle, withPlainForm } from './topic-title.service.js';

export interface Proposal {
  readonly title: string;
  readonly summary?: string | null;
  readonly track: TopicTrack;
  readonly proposed: Interval;
  readonly plannedMonth?: string | null;
  readonly provenance: Provenance;
}

/**
 * A new topic under the procedure in force today, with the concerns it takes up and the first step of its history.
 * `concernIds`: uuids of concerns of the same room.
 * @throws UserError PROCEDURE_MISSING, TEXT_EMPTY, TEXT_TOO_LONG, CONCERN_UNKNOWN, CONCERN_SIFTED
 */
export async function proposeTopic(
  ctx: RequestContext,
  room: Room,
  proposal: Proposal,
  concernIds: readonly string[],
): Promise<Topic> {
  const id = await insertTopic(ctx, room, await ctx.load(stagesInForce, room.cityId), proposal);
  for (const concernId of new Set(concernIds)) await takeUp(ctx, room, id, concernId);
  await insertStep(ctx, { ...room, id }, proposalOf(proposal), { fromStage: null, missing: [] });
  return ctx.reread(Topic, id);
}

const proposalOf = ({ proposed, provenance }: Proposal): Step => ({
  kind: StepKind.PROPOSED,
  toStage: StageKind.TOPIC_SELECTION,
  happened: proposed,
  provenance,
});

/** `stages`: of the procedure the topic will follow. @throws UserError PROCEDURE_MISSING, TEXT_EMPTY, TEXT_TOO_LONG */
function insertTopic(
  ctx: RequestContext,
  room: Room,
  [stage]: readonly ProcedureStage[],
  fields: Proposal,
): Promise<string> {
  if (!stage) {
    throw new UserError('PROCEDURE_MISSING', topicMessages.procedureMissing);
  }
  return ctx.insert(Topic, {
    ...atPlaceOf(room),
    roomId: room.id,
    procedureId: stage.procedureId,
    ...withPlainForm(requiredTitle(fields.title)),
    summary: optionalText(fields.summary, 2000, ['input', 'summary']),
    track: fields.track,
    plannedMonth: firstOfMonth(fields.plannedMonth),
    ...fields.provenance,
    proposedFrom: fields.proposed.from,
    proposedTo: fields.proposed.to,
    proposedPrecision: fields.proposed.precision,
  });
}

/** What is known of a topic that this transaction has made. */
export type NewTopic = Pick<Topic, 'id' | 'placeId' | 'placePath' | 'roomId' | 'round' | 'state' | 'stage'>;

/**
 * A topic entered afterwards: proposed, approved and led on to `toStage` on the same day,
 * as `proposeTopic`, `approveTopic` and `takeStep` would one after the other.
 * Nobody else knows of it yet, so it is neither locked nor read back, and its gates answer without the database.
 * `stages`: of the procedure in force. @throws UserError as these
 */
export async function recordTopic(
  ctx: RequestContext,
  room: Room,
  stages: readonly ProcedureStage[],
  proposal: Proposal,
  toStage: StageKind,
): Promise<NewTopic> {
  const topic = {
    id: await insertTopic(ctx, room, stages, proposal),
    ...atPlaceOf(room),
    roomId: room.id,
    round: 1,
    state: TopicState.APPROVED,
    stage: StageKind.TOPIC_SELECTION,
    proposedFrom: proposal.proposed.from,
    noAffectedPartyReason: null,
  };
  const proposed = proposalOf(proposal);
  const asked: Step = { ...proposed, kind: StepKind.ADVANCED, toStage };
  const advanced: Step = { ...asked, toStage: applicable(stages, topic, asked) };
  assertMove(topic, advanced);
  const missing = passGatesWhenNew(topic, leftBehind(stages, topic, advanced)).map(({ code }) => code);
  await insertStep(ctx, topic, proposed, { fromStage: null, missing: [] });
  await insertStep(ctx, topic, { ...proposed, kind: StepKind.APPROVED }, { fromStage: topic.stage, missing: [] });
  await insertStep(ctx, topic, advanced, { fromStage: topic.stage, missing });
  return { ...topic, stage: advanced.toStage };
}

/** A plan names months: the first day is stored, whichever day was given. */
export const firstOfMonth = (day: string | null | undefined): string | null => (day ? `${day.slice(0, 7)}-01` : null);

/** A concern of the same room becomes one the topic answers. @throws UserError CONCERN_UNKNOWN, CONCERN_SIFTED */
export async function takeUp(ctx: RequestContext, room: Room, topicId: string, concernId: string): Promise<void> {
  await markTakenUp(ctx, room, concernId);
  await ctx.insert(TopicConcern, { ...atPlaceOf(room), topicId, concernId });
}
