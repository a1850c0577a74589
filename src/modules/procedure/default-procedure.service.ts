import { todayInShanghai } from '../../kernel/imprecise-date.js';
import { uuidv7 } from '../../kernel/uuid.js';
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

const reminding = (kind: StageKind, title: string, titleEn: string): StageDraft => ({
  kind,
  title,
  titleEn,
  gateMode: GateMode.REMIND,
  deadlineDays: null,
});

/** What a city begins with until it adopts its own: every kind of stage, every gate a reminder, no deadlines. */
export const defaultProcedure: ProcedureDraft = {
  title: '有事好商量协商程序',
  stages: [
    reminding(StageKind.TOPIC_SELECTION, '议题确定', 'Topic selection'),
    reminding(StageKind.PARTICIPANT_DESIGNATION, '明确主体', 'Naming the participants'),
    reminding(StageKind.RESEARCH, '商前调研', 'Research'),
    reminding(StageKind.DELIBERATION, '开展协商', 'Deliberation'),
    reminding(StageKind.OUTCOME_REPORTING, '报送成果', 'Reporting the outcome'),
    reminding(StageKind.IMPLEMENTATION, '转化落实', 'Implementation'),
    reminding(StageKind.EVALUATION, '质效评估', 'Evaluation'),
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
