import { GrantRole } from './grant-role.js';
import type { Lang } from './message.js';

/**
 * The database role of a viewer. Each role has its own row security policies, so that PostgreSQL can plan them well
 * (docs/ARCHITECTURE.md, tenancy).
 */
export type ReaderRole = 'app_city' | 'app_street' | 'app_room' | 'app_public';

/** What a service token may do within its grant. A person's own sign-in has every scope. */
export type Scope = 'COMPARISON_READ' | 'RECORD_READ' | 'RECORD_WRITE';

/**
 * The caller: one account with one grant, or the public. A new viewer is made for each request, so a revocation has
 * effect at once.
 */
export interface Viewer {
  readonly accountId: string | null;
  readonly username: string | null;
  readonly displayName: string | null;
  readonly cityId: string | null;
  readonly grantId: string | null;
  readonly role: GrantRole | null;
  readonly placeId: string | null;
  readonly placePath: string | null;
  readonly reader: ReaderRole;
  /** null: every scope. */
  readonly scopes: readonly Scope[] | null;
  readonly tokenId: string | null;
}

/** Where a request came from. It is separate from the viewer, because `signIn` changes the viewer during a request. */
export interface RequestOrigin {
  readonly address: string;
  readonly requestId: string;
  readonly lang: Lang;
  readonly idempotencyKey: string | null;
}

export const PUBLIC_VIEWER: Viewer = {
  accountId: null,
  username: null,
  displayName: null,
  cityId: null,
  grantId: null,
  role: null,
  placeId: null,
  placePath: null,
  reader: 'app_public',
  scopes: null,
  tokenId: null,
};

export const isSignedIn = (viewer: Viewer): boolean => viewer.grantId !== null;

/**
 * The exclusive end of the range of paths at or below a place. Path segments have a fixed width and the characters 0-9
 * and A-Z, so the range is [path, path + '~').
 */
export const pathEnd = (path: string): string => `${path}~`;

export const isWithin = (path: string, ancestorPath: string): boolean => path.startsWith(ancestorPath);

export const ROOM_ROLES: readonly GrantRole[] = [GrantRole.CONVENER, GrantRole.CLERK];

/** Whether the viewer is of the people of a room. They read private numbers whole; all others read them masked. */
export const isOfTheRoom = ({ role }: Pick<Viewer, 'role'>): boolean => role !== null && ROOM_ROLES.includes(role);

/**
 * The database role of a grant. Conveners and clerks see their own place only, at any level. All others see their place
 * and all places below it.
 */
export function readerFor(role: GrantRole, placeKind: string): ReaderRole {
  if (ROOM_ROLES.includes(role) || placeKind === 'COMMUNITY') return 'app_room';
  return placeKind === 'CITY' ? 'app_city' : 'app_street';
}
