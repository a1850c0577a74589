import { fixedText } from '../../kernel/statement-text.js';
import { UserError, notFound } from '../../kernel/errors.js';
import { byId } from '../../kernel/loader.js';
import type { RequestContext } from '../../kernel/request-context.js';
import { numberWithin, requiredText } from '../../kernel/text-input.js';
import { Place } from '../places/place.entity.js';
import { procedureMessages } from './messages.js';
import { Procedure, ProcedureStage } from './procedure.entity.js';
import { StageKind, compareStages } from './procedure.enums.js';
import type { ProcedureAdoptInput, ProcedureStageInput } from './procedure.inputs.js';
import { proceduresOfCity } from './procedure.loaders.js';
import { procedurePolicy } from './procedure.policy.js';

const HOLD_CITY = fixedText(
  'hold the city for its procedures',
  'SELECT id FROM place WHERE city_id = $1 AND id = $1 FOR NO KEY UPDATE',
);

/** Without a choice of topic and a session there is nothing that could be called deliberation. */
const ALWAYS: readonly StageKind[] = [StageKind.TOPIC_SELECTION, StageKind.DELIBERATION];
const STAGES = ['input', 'stages'] as const;

/** Versions are only ever added: a topic's history must stay readable under the rules it went by. */
export async function adoptProcedure(ctx: RequestContext, input: ProcedureAdoptInput): Promise<Procedure> {
  const city = await ctx.load(byId(Place), ctx.cityId);
  if (!city) throw notFound();
  procedurePolicy.assert('adopt', ctx, { placePath: city.path });
  assertStages(input.stages);
  const number = await nextNumber(ctx);
  const id = await ctx.insert(Procedure, {
    number,
    title: requiredText(input.title, 100, ['input', 'title']),
    inForceFrom: input.inForceFrom,
  });
  for (const [index, stage] of input.stages.entries())
    await ctx.insert(ProcedureStage, { procedureId: id, ordinal: index + 1, ...stageColumns(stage, index) });
  return ctx.reread(Procedure, id);
}

/** @throws UserError STAGE_REPEATED, STAGES_OUT_OF_ORDER, STAGE_REQUIRED */
function assertStages(stages: readonly ProcedureStageInput[]): void {
  stages.forEach((stage, index) => {
    const path = [...STAGES, String(index), 'kind'];
    if (stages.findIndex((other) => other.kind === stage.kind) < index)
      throw new UserError('STAGE_REPEATED', procedureMessages.stageRepeated(stage.kind), path);
    if (index > 0 && compareStages(stages[index - 1]!.kind, stage.kind) > 0) {
      throw new UserError(
        'STAGES_OUT_OF_ORDER',
        procedureMessages.stagesOutOfOrder(stage.kind, stages[index - 1]!.kind),
        path,
      );
    }
  });
  const missing = ALWAYS.filter((kind) => !stages.some((stage) => stage.kind === kind));
  if (missing.length > 0) throw new UserError('STAGE_REQUIRED', procedureMessages.stagesMissing(missing), STAGES);
}

function stageColumns(
  stage: ProcedureStageInput,
  index: number,
): Pick<ProcedureStage, 'kind' | 'title' | 'titleEn' | 'gateMode' | 'deadlineDays'> {
  const path = (field: string): string[] => [...STAGES, String(index), field];
  return {
    kind: stage.kind,
    gateMode: stage.gateMode,
    title: requiredText(stage.title, 30, path('title')),
    titleEn: requiredText(stage.titleEn, 60, path('titleEn')),
    deadlineDays: stage.deadlineDays == null ? null : numberWithin(stage.deadlineDays, 1, 3650, path('deadlineDays')),
  };
}

/** Two versions adopted at once wait for each other at the city's own row: numbers have no gaps and no doubles. */
async function nextNumber(ctx: RequestContext): Promise<number> {
  await ctx.rows({ text: HOLD_CITY, values: [ctx.cityId] });
  const [latest] = await ctx.load(proceduresOfCity, ctx.cityId);
  return (latest?.number ?? 0) + 1;
}
