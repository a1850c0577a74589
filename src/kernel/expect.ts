import { UserError, notFound } from './errors.js';
import type { EntityClass } from './columns.js';
import { idOf } from './global-id.js';
import { byId } from './loader.js';
import type { RequestContext } from './request-context.js';

/**
 * Loads the row of a global id.
 * @throws NOT_FOUND when it is missing or hidden from the viewer; BAD_USER_INPUT for an id of another type
 */
export async function getById<T extends object>(
  ctx: RequestContext,
  entity: EntityClass<T>,
  globalId: string,
  type: string = entity.name,
): Promise<T> {
  const row = await ctx.load(byId(entity), idOf(globalId, type));
  if (!row) throw notFound();
  return row;
}

/**
 * Checks that the caller has seen the current version of the row.
 * @throws UserError CONFLICT; the payload then shows the current state
 */
export function expectVersion(row: { readonly version: number }, expected: number): void {
  if (row.version !== expected) {
    throw new UserError(
      'CONFLICT',
      {
        zh: `这条记录刚刚被别人改过（现在是第 ${row.version} 版，您依据的是第 ${expected} 版）；请看看现在的内容，再改一次。`,
        en:
          `Somebody has changed this record in the meantime (it is at version ${row.version}, yours ` +
          `was ${expected}): look at its current state and try again.`,
      },
      ['input', 'expectedVersion'],
    );
  }
}
