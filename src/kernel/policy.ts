import { forbidden, UserError } from './errors.js';
import type { GrantRole } from './grant-role.js';
import type { Message } from './message.js';
import type { RequestContext } from './request-context.js';
import { ROOM_ROLES, type Viewer, isWithin } from './viewer.js';

/** Where the object must stand, seen from the grant: exactly there, there or below, or anywhere in the city. */
export type Reach = 'OWN_PLACE' | 'AT_OR_BELOW' | 'CITY';

export interface Action<R> {
  readonly roles: readonly GrantRole[];
  readonly at: Reach;
  /** A state the object must be in; answers what is wrong, or null when the action may go ahead. */
  readonly unless?: (row: R) => { readonly code: string; readonly text: Message } | null;
}

export interface Located {
  readonly placePath: string;
}

export interface Policy<R extends Located, A extends string> {
  readonly name: string;
  readonly actions: Readonly<Record<A, Action<R>>>;
  /** For `viewerCan…`. */
  can(action: A, viewer: Viewer, row: R): boolean;
  /** @throws FORBIDDEN when the role or the place does not fit; UserError when the object's state does not allow it. */
  assert(action: A, ctx: RequestContext, row: R): void;
}

/** A rule is written once: it feeds enforcement, `viewerCan…` and the rights table. What is not named is denied. */
export function definePolicy<R extends Located>(name: string) {
  return <A extends string>(actions: Readonly<Record<A, Action<R>>>): Policy<R, A> => {
    const reaches = (action: Action<R>, viewer: Viewer, row: R): boolean =>
      viewer.role !== null &&
      viewer.placePath !== null &&
      action.roles.includes(viewer.role) &&
      fits(reachOf(action.at, viewer.role), viewer.placePath, row.placePath);
    return {
      name,
      actions,
      can: (key, viewer, row) => reaches(actions[key], viewer, row) && !actions[key].unless?.(row),
      assert: (key, ctx, row) => {
        if (!reaches(actions[key], ctx.viewer, row)) throw forbidden();
        const wrong = actions[key].unless?.(row);
        if (wrong) throw new UserError(wrong.code, wrong.text);
      },
    };
  };
}

/**
 * A room's own people act at their own place alone, also where an action is shared with a street that reaches further.
 */
const reachOf = (at: Reach, role: GrantRole): Reach =>
  at === 'AT_OR_BELOW' && ROOM_ROLES.includes(role) ? 'OWN_PLACE' : at;

function fits(reach: Reach, viewerPath: string, rowPath: string): boolean {
  if (reach === 'OWN_PLACE') return rowPath === viewerPath;
  return reach === 'CITY' || isWithin(rowPath, viewerPath);
}
