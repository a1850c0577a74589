import { UserError, notFound } from '../../kernel/errors.js';
import { expectVersion, getById } from '../../kernel/expect.js';
import type { Interval } from '../../kernel/imprecise-date.js';
import { byId } from '../../kernel/loader.js';
import type { Provenance } from '../../kernel/provenance.js';
import type { RequestContext } from '../../kernel/request-context.js';
import { optionalText, requiredText } from '../../kernel/text-input.js';
import { markTakenUp } from '../concerns/concern.service.js';
import type { ProcedureStage } from '../procedure/procedure.entity.js';
import { StageKind, compareStages } from '../procedure/procedure.enums.js';
import { procedureInForce, stagesOfProcedure } from '../procedure/procedure.loaders.js';
import type { Room } from '../rooms/room.entity.js';
import type { GatedTopic } from './stage-gate.port.js';
import { passGates } from './topic-missing.service.js';
import { Topic } from './topic.entity.js';
import { StepKind, TopicState, type TopicTrack } from './topic.enums.js';
import { TopicConcern, TopicStep } from './topic-parts.entity.js';
import { TOPIC_CLOSED } from './topic.policy.js';

/** One move of a topic. `toStage` is the stage it stands in afterwards; for APPROVED and CLOSED the one it stands in already. */
export interface Step { readonly kind: StepKind; readonly toStage: StageKind; readonly happened: Interval; readonly reason?: string | null; readonly provenance: Provenance }

const NEEDS_REASON: readonly StepKind[] = [StepKind.STEPPED_BACK, StepKind.REOPENED];

/**
 * Writes the step; the database moves the topic. On the way forward, and on closing, the gates of every applicable stage left
 * behind are asked: what is missing blocks, or is kept with the step. A stage that is not in the topic's procedure is skipped.
 * @returns the topic as it stands now.
 * @throws UserError CONFLICT, TOPIC_CLOSED, TOPIC_NOT_CLOSED, STAGE_NOT_LATER, STAGE_NOT_EARLIER, REASON_MISSING, CLOSED_BEFORE_PROPOSED, GATE_BLOCKED
 */
export async function takeStep(ctx: RequestContext, topic: Topic, step: Step): Promise<Topic> {
  const [stages, now] = await Promise.all([ctx.load(stagesOfProcedure, topic.procedureId), hold(ctx, topic)]);
  const move = { ...step, toStage: applicable(stages, topic, step) };
  assertMove(topic, move);
  if (!now) throw notFound();
  expectVersion(now, topic.version);
  const missing = await missingBehind(ctx, stages, topic, move);
  await insertStep(ctx, topic, move, { fromStage: topic.stage, missing });
  return (await ctx.load(byId(Topic), topic.id))!;
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

export interface Proposal {
  readonly title: string; readonly summary?: string | null; readonly track: TopicTrack; readonly proposed: Interval; readonly plannedMonth?: string | null;
  /** uuids of concerns of the same room. */
  readonly concernIds: readonly string[];
  readonly provenance: Provenance;
}

/**
 * A new topic under the procedure in force today, with the concerns it takes up and the first step of its history.
 * @throws UserError PROCEDURE_MISSING, TEXT_EMPTY, TEXT_TOO_LONG, CONCERN_UNKNOWN, CONCERN_SIFTED
 */
export async function proposeTopic(ctx: RequestContext, room: Room, fields: Proposal): Promise<Topic> {
  const { id } = await insertTopic(ctx, room, fields);
  for (const concernId of new Set(fields.concernIds)) await takeUp(ctx, room, id, concernId);
  await insertStep(ctx, { ...room, id }, proposalOf(fields), { fromStage: null, missing: [] });
  return (await ctx.load(byId(Topic), id))!;
}

const proposalOf = ({ proposed, provenance }: Proposal): Step => ({ kind: StepKind.PROPOSED, toStage: StageKind.TOPIC_SELECTION, happened: proposed, provenance });

async function insertTopic(ctx: RequestContext, room: Room, fields: Proposal): Promise<Pick<Topic, 'id' | 'procedureId'>> {
  const procedure = await ctx.load(procedureInForce, room.cityId);
  if (!procedure) throw new UserError('PROCEDURE_MISSING', { zh: '本市还没有生效的协商程序；请市级管理员先制定（procedureAdopt）。', en: 'The city has no procedure in force: its administrator adopts one first (procedureAdopt).' });
  const id = await ctx.insert(Topic, {
    placeId: room.placeId, placePath: room.placePath, roomId: room.id, procedureId: procedure.id, title: requiredText(fields.title, 100, ['input', 'title']),
    summary: optionalText(fields.summary, 2000, ['input', 'summary']), track: fields.track, plannedMonth: firstOfMonth(fields.plannedMonth),
    proposedFrom: fields.proposed.from, proposedTo: fields.proposed.to, proposedPrecision: fields.proposed.precision, ...fields.provenance,
  });
  return { id, procedureId: procedure.id };
}

/** What is known of a topic that this transaction has made. */
export type NewTopic = Pick<Topic, 'id' | 'placeId' | 'placePath' | 'roomId' | 'round' | 'state' | 'stage'>;

/**
 * A topic that is told of afterwards: proposed, approved and led on to `toStage` on the same day, as `proposeTopic`, `approveTopic` and `takeStep` would one after the other.
 * Nobody else knows of it yet, so it is neither held nor read back, and its three steps are one statement; only its gates are asked. @throws UserError as these
 */
export async function recordTopic(ctx: RequestContext, room: Room, fields: Omit<Proposal, 'concernIds'>, toStage: StageKind): Promise<NewTopic> {
  const proposal: Proposal = { ...fields, concernIds: [] };
  const { id, procedureId } = await insertTopic(ctx, room, proposal);
  const stages = await ctx.load(stagesOfProcedure, procedureId);
  const topic = {
    id, placeId: room.placeId, placePath: room.placePath, roomId: room.id, round: 1, state: TopicState.APPROVED, stage: StageKind.TOPIC_SELECTION, proposedFrom: fields.proposed.from, noAffectedPartyReason: null,
  };
  const proposed = proposalOf(proposal);
  const step: Step = { ...proposed, kind: StepKind.ADVANCED, toStage };
  const advance = { ...step, toStage: applicable(stages, topic, step) };
  assertMove(topic, advance);
  const missing = await missingBehind(ctx, stages, topic, advance);
  await insertStep(ctx, topic, proposed, { fromStage: null, missing: [] });
  await insertStep(ctx, topic, { ...proposed, kind: StepKind.APPROVED }, { fromStage: topic.stage, missing: [] });
  await insertStep(ctx, topic, advance, { fromStage: topic.stage, missing });
  return { ...topic, stage: advance.toStage };
}

/** A plan names months: whichever day was given, the first stands for it. */
export const firstOfMonth = (day: string | null | undefined): string | null => (day ? `${day.slice(0, 7)}-01` : null);

/** A concern of the same room becomes one the topic answers. @throws UserError CONCERN_UNKNOWN, CONCERN_SIFTED */
export async function takeUp(ctx: RequestContext, room: Room, topicId: string, concernId: string): Promise<void> {
  await markTakenUp(ctx, room, concernId);
  await ctx.insert(TopicConcern, { placeId: room.placeId, placePath: room.placePath, topicId, concernId });
}

/** The evidence its first gate asks for. The stage stays: `topicAdvance` leads on. @throws UserError as takeStep, TOPIC_APPROVED_ALREADY */
export async function approveTopic(ctx: RequestContext, topic: Topic, happened: Interval, provenance: Provenance): Promise<Topic> {
  if (topic.state === TopicState.APPROVED) throw new UserError('TOPIC_APPROVED_ALREADY', { zh: '该议题已经确定。', en: 'This topic has been approved already.' });
  return takeStep(ctx, topic, { kind: StepKind.APPROVED, toStage: topic.stage, happened, provenance });
}

/** The step row itself, with who entered it and on whose behalf as they are now: later renames must not change history. */
export async function insertStep(ctx: RequestContext, topic: Pick<Topic, 'id' | 'placeId' | 'placePath'>, step: Step, found: { fromStage: StageKind | null; missing: string[] }): Promise<void> {
  await ctx.insert(TopicStep, {
    placeId: topic.placeId, placePath: topic.placePath, topicId: topic.id, kind: step.kind, fromStage: found.fromStage, toStage: step.toStage, missing: found.missing,
    happenedFrom: step.happened.from, happenedTo: step.happened.to, happenedPrecision: step.happened.precision, reason: optionalText(step.reason, 500, ['input', 'reason']),
    accountId: ctx.viewer.accountId, actor: ctx.viewer.displayName ?? ctx.viewer.username ?? '', role: ctx.viewer.role,
    onBehalfOf: optionalText(step.provenance.onBehalfOf, 100, ['input', 'provenance', 'onBehalfOf']),
    paperReference: optionalText(step.provenance.paperReference, 200, ['input', 'provenance', 'paperReference']),
  });
}

/** What a move goes by. */
type Standing = Pick<Topic, 'state' | 'stage' | 'proposedFrom'>;

function applicable(stages: readonly ProcedureStage[], topic: Standing, step: Step): StageKind {
  if (step.toStage === topic.stage || stages.some((stage) => stage.kind === step.toStage)) return step.toStage;
  const later = stages.find((stage) => compareStages(stage.kind, step.toStage) > 0);
  return (later ?? stages.at(-1)!).kind;
}

function assertMove(topic: Standing, step: Step): void {
  if (step.kind === StepKind.REOPENED && topic.state !== TopicState.CLOSED) throw new UserError('TOPIC_NOT_CLOSED', { zh: '该议题尚未办结，无需重启。', en: 'This topic is not closed, so there is nothing to reopen.' });
  if (step.kind !== StepKind.REOPENED) assertOpen(topic);
  const distance = compareStages(step.toStage, topic.stage);
  if (step.kind === StepKind.ADVANCED && distance <= 0) throw new UserError('STAGE_NOT_LATER', { zh: '只能转入后面的阶段；已在最后阶段的请办结，退回请说明理由。', en: 'A topic goes on to a later stage only: close it at the last, or step back with a reason.' }, ['input', 'to']);
  if (step.kind === StepKind.STEPPED_BACK && distance >= 0) throw new UserError('STAGE_NOT_EARLIER', { zh: '只能退回到前面的阶段。', en: 'A topic steps back to an earlier stage only.' }, ['input', 'to']);
  if (NEEDS_REASON.includes(step.kind) && !step.reason?.trim()) throw new UserError('REASON_MISSING', { zh: '请说明理由。', en: 'Give a reason.' }, ['input', 'reason']);
  if (step.kind === StepKind.CLOSED && step.happened.to < topic.proposedFrom) throw new UserError('CLOSED_BEFORE_PROPOSED', { zh: '办结日期早于提出日期。', en: 'The topic would be closed before it was proposed.' }, ['input', 'happenedOn']);
}

/** Closing passes every stage that is left: a topic closed early says what was never there. */
function leftBehind(stages: readonly ProcedureStage[], topic: Standing, step: Step): ProcedureStage[] {
  if (step.kind !== StepKind.ADVANCED && step.kind !== StepKind.CLOSED) return [];
  const ahead = stages.filter((stage) => compareStages(stage.kind, topic.stage) >= 0);
  return step.kind === StepKind.CLOSED ? ahead : ahead.filter((stage) => compareStages(stage.kind, step.toStage) < 0);
}

/** Codes of what the gates left behind still miss, where the city only reminds. @throws UserError GATE_BLOCKED where it blocks. */
const missingBehind = async (ctx: RequestContext, stages: readonly ProcedureStage[], topic: Standing & GatedTopic, step: Step): Promise<string[]> =>
  (await passGates(ctx, topic, leftBehind(stages, topic, step))).map((item) => item.code);

/** Two people stepping at once would both start from the same stage: the second waits here and then sees that the topic has moved. */
async function hold(ctx: RequestContext, topic: Topic): Promise<{ version: number } | undefined> {
  const [row] = await ctx.rows<{ version: number }>({ text: 'SELECT version FROM topic WHERE city_id = $1 AND id = $2 FOR NO KEY UPDATE', values: [topic.cityId, topic.id] });
  return row;
}
