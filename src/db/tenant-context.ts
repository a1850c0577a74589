import type { Statement } from '../kernel/database.js';
import { textFamily } from '../kernel/statement-text.js';
import { type Viewer, pathEnd } from '../kernel/viewer.js';

/**
 * Who asks, set in the database for this transaction only. Every policy reads these settings; without them no row is
 * visible. The third argument `true` is what makes them transaction-local: a pooled connection keeps nothing. In the
 * same statement, behind them, a signed-in viewer's transaction asks whether token, grant, account and place are still
 * what they were: it raises HS001 when they are not. A statement costs more than the question; were the settings not
 * made yet when it is asked, it would find nothing and refuse. `before`: further settings of the transaction, made in
 * the same statement, as the login role.
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

/** Declares settings a transaction may open with, so that their texts are listed. */
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
