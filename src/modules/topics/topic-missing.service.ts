import { UserError } from '../../kernel/errors.js';
import { RecordOrigin } from '../../kernel/record.js';
import type { RequestContext } from '../../kernel/request-context.js';
import { isSignedIn } from '../../kernel/viewer.js';
import type { ProcedureStage } from '../procedure/procedure.entity.js';
import { GateMode, type StageKind, compareStages } from '../procedure/procedure.enums.js';
import { stagesOfProcedure } from '../procedure/procedure.loaders.js';
import { topicMessages } from './messages.js';
import { type GatedTopic, type MissingEvidence, type StageGate, stageGates } from './stage-gate.port.js';
import type { Topic } from './topic.entity.js';
import { TopicState } from './topic.enums.js';
import { stagesOfRounds } from './topic.loaders.js';

export interface MissingAtStage extends MissingEvidence {
  readonly stage: StageKind;
}

const gatesOf = (stages: readonly ProcedureStage[]): StageGate[] =>
  stageGates
    .all()
    .filter((gate) => stages.some((stage) => stage.kind === gate.stage))
    .sort((a, b) => compareStages(a.stage, b.stage));

const at = ({ stage }: StageGate, missing: readonly MissingEvidence[]): MissingAtStage[] =>
  missing.map((item) => ({ ...item, stage }));

const ask = async (ctx: RequestContext, topic: GatedTopic, gate: StageGate): Promise<MissingAtStage[]> =>
  at(gate, await gate.missing(ctx, topic));

/**
 * Asks the gates of stages a topic is about to leave.
 * @returns what was missing where the city only reminds. @throws UserError GATE_BLOCKED where it blocks.
 */
export async function passGates(
  ctx: RequestContext,
  topic: GatedTopic,
  stages: readonly ProcedureStage[],
): Promise<MissingAtStage[]> {
  return unlessBlocked(stages, (await Promise.all(gatesOf(stages).map((gate) => ask(ctx, topic, gate)))).flat());
}

/** The same for a topic that this transaction makes, without the database. @throws UserError GATE_BLOCKED */
export const passGatesWhenNew = (topic: GatedTopic, stages: readonly ProcedureStage[]): MissingAtStage[] =>
  unlessBlocked(
    stages,
    gatesOf(stages).flatMap((gate) => at(gate, gate.missingWhenNew(topic))),
  );

function unlessBlocked(stages: readonly ProcedureStage[], missing: MissingAtStage[]): MissingAtStage[] {
  const blocking = new Set(stages.filter((stage) => stage.gateMode === GateMode.BLOCK).map((stage) => stage.kind));
  const blocked = missing.filter((item) => blocking.has(item.stage));
  if (blocked.length === 0) return missing;
  const listed = blocked.map(({ text, code }) => topicMessages.missingWithCode(text, code));
  throw new UserError('GATE_BLOCKED', topicMessages.gateBlocked(listed));
}

/**
 * What the gates of the present and the passed stages still miss; nothing for the public, and nothing for what was
 * taken over, where no more can be known.
 */
export async function missingEvidence(ctx: RequestContext, topic: Topic): Promise<MissingAtStage[]> {
  if (!isSignedIn(ctx.viewer) || topic.origin === RecordOrigin.TAKEN_OVER || topic.origin === RecordOrigin.DERIVED)
    return [];
  const stages = await ctx.load(stagesOfProcedure, topic.procedureId);
  const passed = stages.filter(
    (stage) => topic.state === TopicState.CLOSED || compareStages(stage.kind, topic.stage) <= 0,
  );
  const inRounds = topic.round > 1 ? await ctx.load(stagesOfRounds, topic.id) : new Map<number, never>();
  return (
    await Promise.all(
      gatesOf(passed).map((gate) => ask(ctx, { ...topic, round: roundOf(gate.stage, topic, inRounds) }, gate)),
    )
  ).flat();
}

/**
 * The last round that went through a stage. A topic that was opened again at a later stage passed this one in an
 * earlier round: its evidence is there, as the history says.
 */
function roundOf(
  stage: StageKind,
  { round }: Pick<Topic, 'round'>,
  inRounds: ReadonlyMap<number, readonly StageKind[]>,
): number {
  for (let last = round; last > 1; last -= 1) {
    const stages = inRounds.get(last);
    if (!stages || stages.some((reached) => compareStages(reached, stage) <= 0)) return last;
  }
  return 1;
}
