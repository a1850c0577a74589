import { createHash } from 'node:crypto';
import type { PlaceRow } from './place-check.service.js';
import type { RegisterEntry, RegisteredPlace } from './register-plan.service.js';

/** What one city's part of a plan follows from, apart from the answers. */
export interface PlanGround {
  readonly rows: readonly PlaceRow[];
  readonly registered: readonly RegisteredPlace[];
  /** Places of the file that another city has. */
  readonly elsewhere: readonly RegisterEntry[];
}

/**
 * Names the plan of an import. It changes with the file and with the register, and not with the answers: they are
 * given after the plan was read.
 */
export function planHash(grounds: readonly PlanGround[]): string {
  const hash = createHash('sha256');
  for (const { rows, registered, elsewhere } of grounds) {
    const places = registered.map(comparedOf).toSorted((a, b) => (a.code < b.code ? -1 : 1));
    const others = elsewhere.map(({ line, code, reasons }) => ({ line, code, reasons }));
    hash.update(JSON.stringify([rows, places, others]));
  }
  return hash.digest('hex');
}

/** What the plan compares. A room that opens or a move above the place changes no line of the plan. */
const comparedOf = ({
  id,
  code,
  parentId,
  level,
  kind,
  name,
  otherNames,
  closedOn,
  namesGivenUp,
  kindWasSet,
}: RegisteredPlace) => ({
  id,
  code,
  parentId,
  level,
  kind,
  name,
  otherNames,
  closedOn,
  namesGivenUp: namesGivenUp.toSorted(),
  kindWasSet,
});
