import type { Statement } from '../kernel/database.js';
import { textFamily } from '../kernel/statement-text.js';
import { type Viewer, pathEnd } from '../kernel/viewer.js';

/**
 * Sets the viewer in the database. Every row security policy reads these settings; without them no row is visible. The
 * third argument `true` limits them to the transaction, so a pooled connection keeps nothing. For a signed-in viewer
 * the same statement then checks that token, grant, account and place are unchanged. If not, it raises HS001. One
 * statement does both, because a statement costs more than the check. The settings come first: the check reads them.
 * `before`: more settings of the transaction. The same statement makes them first, while the login role is still
 * active.
 */
export function tenantContext(viewer: Viewer, before = ''): Statement {
  return {
    text: contextText({ before, isSignedIn: Boolean(viewer.tokenId) }),
    values: [
      viewer.reader,
      viewer.cityId ?? '',
      viewer.placePath ?? '',
      viewer.placePath ? pathEnd(viewer.placePath) : '',
      viewer.accountId ?? '',
      viewer.role ?? '',
      ...(viewer.tokenId ? [viewer.tokenId, viewer.grantId, viewer.placePath] : []),
    ],
  };
}

const openings = new Set<string>(['']);

/** Declares settings for the start of a transaction, so that their texts are listed. */
export function opening(settings: string): string {
  openings.add(settings);
  return settings;
}

interface ContextShape {
  readonly before: string;
  readonly isSignedIn: boolean;
}
const CONTEXTS = (): ContextShape[] =>
  [...openings].flatMap((before) => [true, false].map((isSignedIn) => ({ before, isSignedIn })));
const contextText = textFamily(
  'context',
  CONTEXTS,
  ({ before, isSignedIn }) => `${isSignedIn} ${before}`,
  ({ before, isSignedIn }: ContextShape) =>
    `SELECT ${before}set_config('role', $1, true), set_config('app.city_id', $2, true), set_config('app.path', $3,
      true), ` +
    `set_config('app.path_end', $4, true), set_config('app.account_id', $5, true), set_config('app.grant_role', $6,
      true)` +
    (isSignedIn ? ', assert_session_current($7, $8, $9)' : ''),
);
