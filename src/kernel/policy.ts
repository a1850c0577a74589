import { forbidden, UserError } from './errors.js';
import type { GrantRole } from './grant-role.js';
import type { Message } from './message.js';
import type { RequestContext } from './request-context.js';
import { ROOM_ROLES, type Viewer, isWithin } from './viewer.js';

/** Where the object must be, relative to the place of the grant: at it, at or below it, or anywhere in the city. */
export type Reach = 'OWN_PLACE' | 'AT_OR_BELOW' | 'CITY';

export interface Action<R> {
  readonly roles: readonly GrantRole[];
  readonly at: Reach;
  /** Checks the state of the object. Returns what is wrong, or null when the action is allowed. */
  readonly unless?: (row: R) => { readonly code: string; readonly text: Message } | null;
}

export interface Located {
  readonly placePath: string;
}

export interface Policy<R extends Located, A extends string> {
  readonly name: string;
  readonly actions: Readonly<Record<A, Action<R>>>;
  /** Used by the `viewerCan…` fields. */
  can(action: A, viewer: Viewer, row: R): boolean;
  /**
   * @throws FORBIDDEN when the role or the place does not fit; UserError when the state of the object does not allow
   * the action
   */
  assert(action: A, ctx: RequestContext, row: R): void;
}

/**
 * Defines a policy once for enforcement, the `viewerCan…` fields and the table in docs/rights.md. Actions that are not
 * named are denied.
 */
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

/** Conveners and clerks act at their own place only, also where an action allows AT_OR_BELOW for a street. */
const reachOf = (at: Reach, role: GrantRole): Reach =>
  at === 'AT_OR_BELOW' && ROOM_ROLES.includes(role) ? 'OWN_PLACE' : at;

function fits(reach: Reach, viewerPath: string, rowPath: string): boolean {
  if (reach === 'OWN_PLACE') return rowPath === viewerPath;
  return reach === 'CITY' || isWithin(rowPath, viewerPath);
}
