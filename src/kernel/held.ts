import { type EntityClass, selectList, tableOf } from './columns.js';
import type { RequestContext } from './request-context.js';
import { readerText } from './statement-text.js';
import type { ReaderRole } from './viewer.js';

/** How a row is found that is to be held. */
export interface Holder<T extends object> {
  readonly entity: EntityClass<T>;
  readonly text: (reader: ReaderRole) => string;
}

export const holder = <T extends object>(entity: EntityClass<T>, column: string): Holder<T> => ({
  entity,
  text: readerText(
    `hold ${entity.name} by ${column}`,
    (reader) =>
      `SELECT ${selectList(entity, 't', reader)} FROM ${tableOf(entity)} t WHERE t.${column} = $1 FOR NO KEY UPDATE`,
  ),
});

/**
 * The row as it stands now, held for this transaction: a second writer waits. One statement locks and reads, so nothing
 * can come in between.
 * @returns null when it is missing or not the viewer's to change.
 */
export async function holdBy<T extends object>(
  ctx: RequestContext,
  { text }: Holder<T>,
  value: string,
): Promise<T | null> {
  const [row] = await ctx.rows<T>({ text: text(ctx.viewer.reader), values: [value] });
  return row ?? null;
}
