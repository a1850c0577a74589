import { type EntityClass, selectList, tableOf } from './columns.js';
import type { RequestContext } from './request-context.js';

/**
 * The row as it stands now, held for this transaction: whoever wants it too waits. One statement locks and reads, so nothing can come in between.
 * @returns null when it is missing or not the viewer's to change.
 */
export async function holdBy<T extends object>(ctx: RequestContext, entity: EntityClass<T>, column: string, value: string): Promise<T | null> {
  const [row] = await ctx.rows<T>({ text: `SELECT ${selectList(entity, 't', ctx.viewer.reader)} FROM ${tableOf(entity)} t WHERE t.${column} = $1 FOR NO KEY UPDATE`, values: [value] });
  return row ?? null;
}
