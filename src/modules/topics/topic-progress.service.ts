import { atPlaceOf } from '../../kernel/placed-at.js';
import { fixedText } from '../../kernel/statement-text.js';
import { UserError, notFound } from '../../kernel/errors.js';
import { expectVersion, getById } from '../../kernel/expect.js';
import type { Interval } from '../../kernel/imprecise-date.js';
import { isBlank } from '../../kernel/plain-text.js';
import type { Provenance } from '../../kernel/provenance.js';
import type { RequestContext } from '../../kernel/request-context.js';
import { optionalText } from '../../kernel/text-input.js';
import type { ProcedureStage } from '../procedure/procedure.entity.js';
import { StageKind, compareStages } from '../procedure/procedure.enums.js';
import { stagesOfProcedure } from '../procedure/procedure.loaders.js';
import { topicMessages } from './messages.js';
import { passGates } from './topic-missing.service.js';
import { Topic } from './topic.entity.js';
import { StepKind, TopicState } from './topic.enums.js';
import { TopicStep } from './topic-parts.entity.js';
import { TOPIC_CLOSED } from './topic.policy.js';

const HOLD_TOPIC = fixedText(
  'hold a topic',
  'SELECT version FROM topic WHERE city_id = $1 AND id = $2 FOR NO KEY UPDATE',
);

/**
 * One move of a topic. `toStage` is the stage it stands in afterwards; for APPROVED and CLOSED the one it stands in
 * already.
 */
export interface Step {
  readonly kind: StepKind;
  readonly toStage: StageKind;
  readonly happened: Interval;
  readonly reason?: string | null;
  readonly provenance: Provenance;
}

const NEEDS_REASON: readonly StepKind[] = [StepKind.STEPPED_BACK, StepKind.REOPENED];

/**
 * Writes the step; the database moves the topic. On the way forward, and on closing, the gates of every applicable
 * stage left behind are asked: what is missing blocks, or is kept with the step. A stage that is not in the topic's
 * procedure is skipped.
 * @returns the topic as it stands now.
 * @throws UserError CONFLICT, TOPIC_CLOSED, TOPIC_NOT_CLOSED, STAGE_NOT_LATER, STAGE_NOT_EARLIER, REASON_MISSING,
 * CLOSED_BEFORE_PROPOSED, GATE_BLOCKED
 */
export async function takeStep(ctx: RequestContext, topic: Topic, step: Step): Promise<Topic> {
  const [stages, now] = await Promise.all([ctx.load(stagesOfProcedure, topic.procedureId), hold(ctx, topic)]);
  const move = { ...step, toStage: applicable(stages, topic, step) };
  assertMove(topic, move);
  if (!now) throw notFound();
  expectVersion(now, topic.version);
  const missing = await passGates(ctx, topic, leftBehind(stages, topic, move));
  await insertStep(ctx, topic, move, { fromStage: topic.stage, missing: missing.map(({ code }) => code) });
  return ctx.reread(Topic, topic.id);
}

/** @throws UserError TOPIC_CLOSED */
export function assertOpen(topic: Pick<Topic, 'state'>): void {
  if (topic.state === TopicState.CLOSED) throw new UserError(TOPIC_CLOSED.code, TOPIC_CLOSED.text);
}

/** @throws NOT_FOUND; UserError TOPIC_CLOSED */
export async function getOpenTopic(ctx: RequestContext, globalId: string): Promise<Topic> {
  const topic = await getById(ctx, Topic, globalId);
  assertOpen(topic);
  return topic;
}

/**
 * The evidence its first gate asks for. The stage stays: `topicAdvance` leads on.
 * @throws UserError as takeStep, TOPIC_APPROVED_ALREADY
 */
export async function approveTopic(
  ctx: RequestContext,
  topic: Topic,
  happened: Interval,
  provenance: Provenance,
): Promise<Topic> {
  if (topic.state === TopicState.APPROVED)
    throw new UserError('TOPIC_APPROVED_ALREADY', topicMessages.topicApprovedAlready);
  return takeStep(ctx, topic, { kind: StepKind.APPROVED, toStage: topic.stage, happened, provenance });
}

/**
 * The step row itself, with who entered it and on whose behalf as they are now: later renames must not change history.
 */
export async function insertStep(
  ctx: RequestContext,
  topic: Pick<Topic, 'id' | 'placeId' | 'placePath'>,
  step: Step,
  found: { fromStage: StageKind | null; missing: string[] },
): Promise<void> {
  await ctx.insert(TopicStep, {
    ...atPlaceOf(topic),
    topicId: topic.id,
    kind: step.kind,
    fromStage: found.fromStage,
    toStage: step.toStage,
    missing: found.missing,
    happenedFrom: step.happened.from,
    happenedTo: step.happened.to,
    happenedPrecision: step.happened.precision,
    reason: optionalText(step.reason, 500, ['input', 'reason']),
    accountId: ctx.viewer.accountId,
    actor: ctx.viewer.displayName ?? ctx.viewer.username ?? '',
    role: ctx.viewer.role,
    onBehalfOf: optionalText(step.provenance.onBehalfOf, 100, ['input', 'provenance', 'onBehalfOf']),
    paperReference: optionalText(step.provenance.paperReference, 200, ['input', 'provenance', 'paperReference']),
  });
}

/** What a move goes by. */
export type TopicPosition = Pick<Topic, 'state' | 'stage' | 'proposedFrom'>;

/** A stage that the procedure does not have is skipped. */
export function applicable(stages: readonly ProcedureStage[], topic: TopicPosition, step: Step): StageKind {
  if (step.toStage === topic.stage || stages.some((stage) => stage.kind === step.toStage)) return step.toStage;
  const later = stages.find((stage) => compareStages(stage.kind, step.toStage) > 0);
  return (later ?? stages.at(-1)!).kind;
}

export function assertMove(topic: TopicPosition, step: Step): void {
  if (step.kind === StepKind.REOPENED && topic.state !== TopicState.CLOSED)
    throw new UserError('TOPIC_NOT_CLOSED', topicMessages.topicNotClosed);
  if (step.kind !== StepKind.REOPENED) assertOpen(topic);
  const distance = compareStages(step.toStage, topic.stage);
  if (step.kind === StepKind.ADVANCED && distance <= 0)
    throw new UserError('STAGE_NOT_LATER', topicMessages.stageNotLater, ['input', 'to']);
  if (step.kind === StepKind.STEPPED_BACK && distance >= 0)
    throw new UserError('STAGE_NOT_EARLIER', topicMessages.stageNotEarlier, ['input', 'to']);
  if (NEEDS_REASON.includes(step.kind) && isBlank(step.reason ?? '')) {
    throw new UserError('REASON_MISSING', topicMessages.reasonMissing, ['input', 'reason']);
  }
  if (step.kind === StepKind.CLOSED && step.happened.to < topic.proposedFrom)
    throw new UserError('CLOSED_BEFORE_PROPOSED', topicMessages.closedBeforeProposed, ['input', 'happenedOn']);
}

/** Closing passes every stage that is left: a topic closed early says what was never there. */
export function leftBehind(stages: readonly ProcedureStage[], topic: TopicPosition, step: Step): ProcedureStage[] {
  if (step.kind !== StepKind.ADVANCED && step.kind !== StepKind.CLOSED) return [];
  const ahead = stages.filter((stage) => compareStages(stage.kind, topic.stage) >= 0);
  return step.kind === StepKind.CLOSED ? ahead : ahead.filter((stage) => compareStages(stage.kind, step.toStage) < 0);
}

/**
 * Two people stepping at once would both start from the same stage: the second waits here and then sees that the topic
 * has moved.
 */
async function hold(ctx: RequestContext, topic: Topic): Promise<{ version: number } | undefined> {
  const [row] = await ctx.rows<{ version: number }>({ text: HOLD_TOPIC, values: [topic.cityId, topic.id] });
  return row;
}
