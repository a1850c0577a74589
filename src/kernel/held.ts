import { type EntityClass, selectList, tableOf } from './columns.js';
import type { RequestContext } from './request-context.js';
import { readerText } from './statement-text.js';
import type { ReaderRole } from './viewer.js';

/** Finds a row by one column and locks it until the transaction ends. */
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
 * Reads the current row and locks it: a second writer waits. One statement does both, so the row cannot change in
 * between.
 * @returns null when the row is missing, or the viewer may not change it
 */
export async function holdBy<T extends object>(
  ctx: RequestContext,
  { text }: Holder<T>,
  value: string,
): Promise<T | null> {
  const [row] = await ctx.rows<T>({ text: text(ctx.viewer.reader), values: [value] });
  return row ?? null;
}
