import type { Statement } from '../kernel/database.js';
import { type Viewer, pathEnd } from '../kernel/viewer.js';

/**
 * Who asks, told to the database for this transaction only. Every policy reads these settings; without them no row is visible.
 * The third argument `true` is what makes them transaction-local: a pooled connection keeps nothing.
 * `before`: further settings of the transaction, made in the same statement, as the login role.
 */
export function tenantContext(viewer: Viewer, before = ''): Statement {
  return {
    text: `SELECT ${before}set_config('role', $1, true), set_config('app.city_id', $2, true), set_config('app.path', $3, true), `
      + `set_config('app.path_end', $4, true), set_config('app.account_id', $5, true), set_config('app.grant_role', $6, true)`,
    values: [
      viewer.reader, viewer.cityId ?? '', viewer.placePath ?? '', viewer.placePath ? pathEnd(viewer.placePath) : '',
      viewer.accountId ?? '', viewer.role ?? '',
    ],
  };
}

/** The first thing a signed-in viewer's transaction asks; raises HS001 when the token, grant, account or place is no longer what it was. */
export function stillCurrent(viewer: Viewer): Statement[] {
  if (!viewer.tokenId) return [];
  return [{ text: 'SELECT assert_session_current($1, $2, $3)', values: [viewer.tokenId, viewer.grantId, viewer.placePath] }];
}
