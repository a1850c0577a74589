import { readerText } from '../../kernel/statement-text.js';
import { selectList } from '../../kernel/columns.js';
import { todayInShanghai } from '../../kernel/imprecise-date.js';
import { defineLoader, listBy } from '../../kernel/loader.js';
import { Procedure, ProcedureStage } from './procedure.entity.js';

const IN_FORCE = readerText(
  'procedure in force',
  (reader) =>
    `SELECT DISTINCT ON (t.city_id) ${selectList(Procedure, 't', reader)} FROM procedure t
      WHERE t.city_id = ANY($1::uuid[]) AND t.in_force_from <= $2::date
      ORDER BY t.city_id, t.number DESC`,
);

/** The version in force today, keyed by the city's uuid; null while the city has none. */
export const procedureInForce = defineLoader<string, Procedure | null>('procedureInForce', async (ctx, cityIds) => {
  const rows = await ctx.rows<Procedure>({
    text: IN_FORCE(ctx.viewer.reader),
    values: [cityIds, todayInShanghai()],
  });
  const found = new Map(rows.map((row) => [row.cityId, row]));
  return cityIds.map((id) => found.get(id) ?? null);
});

/** Every version a city has had or will have, the latest first; keyed by the city's uuid. */
export const proceduresOfCity = listBy(Procedure, 'cityId', 'city_id', { orderBy: 't.number DESC' });

/** The stages that apply, in their order. */
export const stagesOfProcedure = listBy(ProcedureStage, 'procedureId', 'procedure_id', { orderBy: 't.ordinal' });

const STAGES_IN_FORCE = readerText(
  'stages in force',
  (reader) =>
    `SELECT ${selectList(ProcedureStage, 't', reader)} FROM procedure_stage t WHERE t.procedure_id = (` +
    'SELECT p.id FROM procedure p WHERE p.city_id = $1 AND p.in_force_from <= $2::date ORDER BY p.number DESC LIMIT 1' +
    ') ORDER BY t.ordinal',
);

/** The stages of the version in force today, in their order; keyed by the city's uuid, empty while it has none. */
export const stagesInForce = defineLoader<string, ProcedureStage[]>('stagesInForce', async (ctx, cityIds) =>
  Promise.all(
    cityIds.map((cityId) =>
      ctx.rows<ProcedureStage>({
        text: STAGES_IN_FORCE(ctx.viewer.reader),
        values: [cityId, todayInShanghai()],
      }),
    ),
  ),
);
