import { UserError, notFound } from './errors.js';
import type { EntityClass } from './columns.js';
import { idOf } from './global-id.js';
import { byId } from './loader.js';
import { kernelMessages } from './messages.js';
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
    throw new UserError('CONFLICT', kernelMessages.versionOutdated(row.version, expected), [
      'input',
      'expectedVersion',
    ]);
  }
}
