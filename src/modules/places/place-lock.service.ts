import type { RequestContext } from '../../kernel/request-context.js';
import { fixedText } from '../../kernel/statement-text.js';

const HOLD_PLACE = fixedText('hold a place', 'SELECT id FROM place WHERE id = $1 FOR UPDATE');

/** Locks a place for this transaction: of two people recording the same at once, the second sees what the first did. */
export async function holdPlace(ctx: RequestContext, placeId: string): Promise<void> {
  await ctx.rows({ text: HOLD_PLACE, values: [placeId] });
}
