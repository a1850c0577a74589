import { UserError } from '../../kernel/errors.js';
import { expectVersion, getById } from '../../kernel/expect.js';
import { idOf } from '../../kernel/global-id.js';
import {
  DatePrecision,
  type ImpreciseDateInput,
  type Interval,
  toInterval,
  todayInShanghai,
} from '../../kernel/imprecise-date.js';
import { byId } from '../../kernel/loader.js';
import { provenance } from '../../kernel/provenance.js';
import type { RequestContext } from '../../kernel/request-context.js';
import { rowUpdate } from '../../kernel/row-update.js';
import { optionalText } from '../../kernel/text-input.js';
import { type StageKind, compareStages } from '../procedure/procedure.enums.js';
import { stagesOfProcedure } from '../procedure/procedure.loaders.js';
import { Room } from '../rooms/room.entity.js';
import { topicMessages } from './messages.js';
import { Topic } from './topic.entity.js';
import { StepKind } from './topic.enums.js';
import type {
  TopicAdvanceInput,
  TopicProposeInput,
  TopicPublishInput,
  TopicReturnInput,
  TopicReviseInput,
  TopicStepInput,
  TopicTakeUpInput,
} from './topic.inputs.js';
import { approveTopic, assertOpen, takeStep } from './topic-progress.service.js';
import { firstOfMonth, proposeTopic, takeUp } from './topic-proposal.service.js';
import { requiredTitle, withPlainForm } from './topic-title.service.js';
import { topicPolicy } from './topic.policy.js';

type Action = keyof typeof topicPolicy.actions;
const MOST_CONCERNS = 50;

const REVISE = rowUpdate(Topic, ['title', 'plainTitle', 'summary', 'track', 'plannedMonth']);
/** Nothing changes but the version: the topic's concerns did. */
const TOUCH = rowUpdate(Topic, []);
const PUBLISH = rowUpdate(Topic, [], ['publishedAt']);

export async function propose(ctx: RequestContext, input: TopicProposeInput): Promise<Topic> {
  const room = await getById(ctx, Room, input.roomId);
  topicPolicy.assert('propose', ctx, room);
  assertFewConcerns(input.concernIds);
  return proposeTopic(
    ctx,
    room,
    {
      title: input.title,
      summary: input.summary ?? null,
      track: input.track,
      proposed: dayOrToday(input.proposedOn, ['input', 'proposedOn']),
      plannedMonth: input.plannedMonth ?? null,
      provenance: provenance(input.provenance),
    },
    input.concernIds.map((id) => idOf(id, 'Concern')),
  );
}

export async function revise(ctx: RequestContext, input: TopicReviseInput): Promise<Topic> {
  const topic = await getFor(ctx, 'revise', input);
  const title = input.title === undefined ? topic.title : requiredTitle(input.title ?? '');
  // The plain form is written even where the title stays: rows from before it was stored may lack it.
  const patch: Partial<Topic> = withPlainForm(title);
  if (input.summary !== undefined) patch.summary = optionalText(input.summary, 2000, ['input', 'summary']);
  if (input.track) patch.track = input.track;
  if (input.plannedMonth !== undefined) patch.plannedMonth = firstOfMonth(input.plannedMonth);
  await ctx.update(REVISE, topic, patch);
  return ctx.reread(Topic, topic.id);
}

/** Concerns that turn out to be the topic's own, e.g. after it was made from a paper record. */
export async function takeUpConcerns(ctx: RequestContext, input: TopicTakeUpInput): Promise<Topic> {
  const topic = await getFor(ctx, 'revise', input);
  assertOpen(topic);
  assertFewConcerns(input.concernIds);
  const room = (await ctx.load(byId(Room), topic.roomId))!;
  for (const id of new Set(input.concernIds)) await takeUp(ctx, room, topic.id, idOf(id, 'Concern'));
  await ctx.update(TOUCH, topic, {});
  return topic;
}

function assertFewConcerns(ids: readonly string[]): void {
  if (ids.length > MOST_CONCERNS)
    throw new UserError('TOO_MANY', topicMessages.tooManyConcerns(MOST_CONCERNS), ['input', 'concernIds']);
}

export async function approve(ctx: RequestContext, input: TopicStepInput): Promise<Topic> {
  const topic = await getFor(ctx, 'approve', input);
  return approveTopic(ctx, topic, happened(input), provenance(input.provenance));
}

export async function advance(ctx: RequestContext, input: TopicAdvanceInput): Promise<Topic> {
  const topic = await getFor(ctx, 'advance', input);
  const toStage = input.to ? await applicableStage(ctx, topic, input.to) : await nextStage(ctx, topic);
  return takeStep(ctx, topic, {
    kind: StepKind.ADVANCED,
    toStage,
    happened: happened(input),
    provenance: provenance(input.provenance),
  });
}

export async function stepBack(ctx: RequestContext, input: TopicReturnInput): Promise<Topic> {
  const topic = await getFor(ctx, 'stepBack', input);
  const toStage = await applicableStage(ctx, topic, input.to);
  return takeStep(ctx, topic, {
    kind: StepKind.STEPPED_BACK,
    toStage,
    happened: happened(input),
    reason: input.reason,
    provenance: provenance(input.provenance),
  });
}

export async function close(ctx: RequestContext, input: TopicStepInput): Promise<Topic> {
  const topic = await getFor(ctx, 'close', input);
  return takeStep(ctx, topic, {
    kind: StepKind.CLOSED,
    toStage: topic.stage,
    happened: happened(input),
    provenance: provenance(input.provenance),
  });
}

export async function reopen(ctx: RequestContext, input: TopicReturnInput): Promise<Topic> {
  const topic = await getFor(ctx, 'reopen', input);
  const toStage = await applicableStage(ctx, topic, input.to);
  return takeStep(ctx, topic, {
    kind: StepKind.REOPENED,
    toStage,
    happened: happened(input),
    reason: input.reason,
    provenance: provenance(input.provenance),
  });
}

/**
 * Both instants are the database's own and the same: what was changed before is public with it, what is changed later
 * is not.
 */
export async function publish(ctx: RequestContext, input: TopicPublishInput): Promise<Topic> {
  const topic = await getFor(ctx, 'publish', input);
  const room = await ctx.load(byId(Room), topic.roomId);
  if (!room?.publishedAt) throw new UserError('ROOM_NOT_PUBLISHED', topicMessages.roomNotPublished);
  await ctx.update(PUBLISH, topic, {});
  return ctx.reread(Topic, topic.id);
}

async function getFor(
  ctx: RequestContext,
  action: Action,
  input: { id: string; expectedVersion: number },
): Promise<Topic> {
  const topic = await getById(ctx, Topic, input.id);
  topicPolicy.assert(action, ctx, topic);
  expectVersion(topic, input.expectedVersion);
  return topic;
}

const dayOrToday = (input: ImpreciseDateInput | null | undefined, path: readonly string[]): Interval =>
  toInterval(input ?? { value: todayInShanghai(), precision: DatePrecision.DAY }, path);

const happened = (input: TopicStepInput): Interval => dayOrToday(input.happenedOn, ['input', 'happenedOn']);

/** At the last stage there is no next one: the present stage is answered, which no step leads on to. */
async function nextStage(ctx: RequestContext, topic: Topic): Promise<StageKind> {
  const stages = await ctx.load(stagesOfProcedure, topic.procedureId);
  return stages.find((stage) => compareStages(stage.kind, topic.stage) > 0)?.kind ?? topic.stage;
}

/** @throws UserError STAGE_NOT_APPLICABLE */
async function applicableStage(ctx: RequestContext, topic: Topic, kind: StageKind): Promise<StageKind> {
  const stages = await ctx.load(stagesOfProcedure, topic.procedureId);
  if (!stages.some((stage) => stage.kind === kind))
    throw new UserError('STAGE_NOT_APPLICABLE', topicMessages.stageNotApplicable, ['input', 'to']);
  return kind;
}
