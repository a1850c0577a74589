import { fixedText } from '../../kernel/statement-text.js';
import type { RequestContext } from '../../kernel/request-context.js';

const LOCK_TURN = fixedText('take turns', 'SELECT pg_advisory_xact_lock(hashtextextended($1, 0))');

/**
 * Waits until no other transaction writes about the same object, then clears the request's read cache.
 * It is an advisory lock: row security does not let a viewer lock rows that he may not change.
 */
export async function lockForUpdate(ctx: RequestContext, id: string): Promise<void> {
  await ctx.tx.rows({ text: LOCK_TURN, values: [id] });
  ctx.forget();
}
