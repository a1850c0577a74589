import { GrantRole } from './grant-role.js';
import type { Lang } from './message.js';

/** The database role a viewer reads and writes under: the planner needs them apart (docs/ARCHITECTURE.md, tenancy). */
export type ReaderRole = 'app_city' | 'app_street' | 'app_room' | 'app_public';

/** What a service token may be used for, on top of its grant. A person's own sign-in has every scope. */
export type Scope = 'COMPARISON_READ' | 'RECORD_READ' | 'RECORD_WRITE';

/**
 * Who asks: one account acting under one grant, or the public. Made for each request, so that a revocation holds at
 * once.
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
  /** null: everything the grant allows. */
  readonly scopes: readonly Scope[] | null;
  readonly tokenId: string | null;
}

/** Where a request came from; kept apart from the viewer because a viewer can change within one (signIn). */
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

/** Paths are made of fixed-width segments of [0-9A-Z], so everything at or below a place lies in [path, path + '~'). */
export const pathEnd = (path: string): string => `${path}~`;

export const isWithin = (path: string, ancestorPath: string): boolean => path.startsWith(ancestorPath);

export const ROOM_ROLES: readonly GrantRole[] = [GrantRole.CONVENER, GrantRole.CLERK];

/** Convener and clerk see their own place only, at any level; everyone else sees what lies at or below their place. */
export function readerFor(role: GrantRole, placeKind: string): ReaderRole {
  if (ROOM_ROLES.includes(role) || placeKind === 'COMMUNITY') return 'app_room';
  return placeKind === 'CITY' ? 'app_city' : 'app_street';
}
