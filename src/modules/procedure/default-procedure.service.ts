import { todayInShanghai } from '../../kernel/imprecise-date.js';
import type { Message } from '../../kernel/message.js';
import { uuidv7 } from '../../kernel/uuid.js';
import { procedureMessages } from './messages.js';
import { GateMode, StageKind } from './procedure.enums.js';

export interface StageDraft {
  readonly kind: StageKind;
  readonly title: string;
  readonly titleEn: string;
  readonly gateMode: GateMode;
  readonly deadlineDays: number | null;
}
export interface ProcedureDraft {
  readonly title: string;
  readonly stages: readonly StageDraft[];
}

const reminding = (kind: StageKind, title: Message): StageDraft => ({
  kind,
  title: title.zh,
  titleEn: title.en,
  gateMode: GateMode.REMIND,
  deadlineDays: null,
});

/** What a city begins with until it adopts its own: every kind of stage, every gate a reminder, no deadlines. */
export const defaultProcedure: ProcedureDraft = {
  title: procedureMessages.defaultTitle,
  stages: [
    reminding(StageKind.TOPIC_SELECTION, procedureMessages.topicSelection),
    reminding(StageKind.PARTICIPANT_DESIGNATION, procedureMessages.participantDesignation),
    reminding(StageKind.RESEARCH, procedureMessages.research),
    reminding(StageKind.DELIBERATION, procedureMessages.deliberation),
    reminding(StageKind.OUTCOME_REPORTING, procedureMessages.outcomeReporting),
    reminding(StageKind.IMPLEMENTATION, procedureMessages.implementation),
    reminding(StageKind.EVALUATION, procedureMessages.evaluation),
  ],
};

type Row = Record<string, unknown>;

/** A version of a procedure as rows of `procedure` and `procedure_stage`, with ids of its own. */
export function procedureRows(
  cityId: string,
  number: number,
  inForceFrom: string,
  draft: ProcedureDraft = defaultProcedure,
): { readonly procedure: Row; readonly stages: readonly Row[] } {
  const procedure = { city_id: cityId, id: uuidv7(), number, title: draft.title, in_force_from: inForceFrom };
  const stages = draft.stages.map((stage, index) => ({
    city_id: cityId,
    id: uuidv7(),
    procedure_id: procedure.id,
    ordinal: index + 1,
    kind: stage.kind,
    title: stage.title,
    title_en: stage.titleEn,
    gate_mode: stage.gateMode,
    deadline_days: stage.deadlineDays,
  }));
  return { procedure, stages };
}

/** Gives a new city its first version; for the owner's connection, inside the city's context. */
export async function adoptDefaultProcedure(
  query: (text: string, values?: readonly unknown[]) => Promise<unknown>,
  cityId: string,
  inForceFrom = todayInShanghai(),
): Promise<void> {
  const { procedure, stages } = procedureRows(cityId, 1, inForceFrom);
  await insert(query, 'procedure', procedure);
  for (const stage of stages) await insert(query, 'procedure_stage', stage);
}

async function insert(
  query: (text: string, values?: readonly unknown[]) => Promise<unknown>,
  table: 'procedure' | 'procedure_stage',
  row: Row,
): Promise<void> {
  const columns = Object.keys(row);
  await query(
    `INSERT INTO ${table} (${columns.join(', ')}) VALUES (${columns.map((_, index) => `$${index + 1}`).join(', ')})`,
    Object.values(row),
  );
}
