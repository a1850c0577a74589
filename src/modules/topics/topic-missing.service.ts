import { UserError } from '../../kernel/errors.js';
import { RecordOrigin } from '../../kernel/record.js';
import type { RequestContext } from '../../kernel/request-context.js';
import { isSignedIn } from '../../kernel/viewer.js';
import type { ProcedureStage } from '../procedure/procedure.entity.js';
import { GateMode, type StageKind, compareStages } from '../procedure/procedure.enums.js';
import { stagesOfProcedure } from '../procedure/procedure.loaders.js';
import { type GatedTopic, type MissingEvidence, type StageGate, stageGates } from './stage-gate.port.js';
import type { Topic } from './topic.entity.js';
import { TopicState } from './topic.enums.js';

export interface MissingAtStage extends MissingEvidence { readonly stage: StageKind }

const gatesOf = (stages: readonly ProcedureStage[]): StageGate[] => stageGates.all()
  .filter((gate) => stages.some((stage) => stage.kind === gate.stage)).sort((a, b) => compareStages(a.stage, b.stage));

async function ask(ctx: RequestContext, topic: GatedTopic, gate: StageGate): Promise<MissingAtStage[]> {
  return (await gate.missing(ctx, topic)).map((missing) => ({ ...missing, stage: gate.stage }));
}

/** Asks the gates of stages a topic is about to leave. @returns what was missing where the city only reminds. @throws UserError GATE_BLOCKED where it blocks. */
export async function passGates(ctx: RequestContext, topic: GatedTopic, stages: readonly ProcedureStage[]): Promise<MissingAtStage[]> {
  const missing = (await Promise.all(gatesOf(stages).map((gate) => ask(ctx, topic, gate)))).flat();
  const blocking = new Set(stages.filter((stage) => stage.gateMode === GateMode.BLOCK).map((stage) => stage.kind));
  const blocked = missing.filter((item) => blocking.has(item.stage));
  if (blocked.length > 0) {
    throw new UserError('GATE_BLOCKED', {
      zh: `按本市程序，还不能离开这一阶段，尚缺：${blocked.map((item) => `${item.text.zh}（${item.code}）`).join('；')}`,
      en: `The city's procedure holds the topic here until this is there: ${blocked.map((item) => `${item.text.en} (${item.code})`).join('; ')}`,
    });
  }
  return missing;
}

/** What the gates of the present and the passed stages still miss; nothing for the public, and nothing for what was taken over, where no more can be known. */
export async function missingEvidence(ctx: RequestContext, topic: Topic): Promise<MissingAtStage[]> {
  if (!isSignedIn(ctx.viewer) || topic.origin === RecordOrigin.TAKEN_OVER || topic.origin === RecordOrigin.DERIVED) return [];
  const stages = await ctx.load(stagesOfProcedure, topic.procedureId);
  const passed = stages.filter((stage) => topic.state === TopicState.CLOSED || compareStages(stage.kind, topic.stage) <= 0);
  return (await Promise.all(gatesOf(passed).map((gate) => ask(ctx, topic, gate)))).flat();
}
