import type { Mutant } from '../mutant.js';

const SIGN_IN = 'accounts/sign-in';
const KEEPING = 'accounts/keeping';
const CONSTANTS = 'guards/constants/constants';
const FUNCTIONS = 'accounts/functions';
const SERVICE = 'accounts/service-token';
const ADMINISTRATOR = `IF current_setting('app.grant_role', true) IS DISTINCT FROM 'CITY_ADMIN' THEN`;
const AUTH = 'src/modules/accounts/auth-store.service.js';

const anyRole = (name: string): Mutant => ({
  name: `${name} for every role`,
  file: `function ${name}`,
  pattern: ADMINISTRATOR,
  replacement: 'IF false THEN',
  test: FUNCTIONS,
});
/** One condition of the check every transaction begins with. */
const session = (name: string, pattern: string, test: string, named?: string): Mutant => ({
  name,
  file: 'function assert_session_current',
  pattern,
  replacement: '',
  test,
  ...(named ? { named } : {}),
});

/** Who somebody is, and for how long. */
export const signInMutants: readonly Mutant[] = [
  {
    name: 'a service token chooses another grant',
    file: 'function auth_choose_grant',
    pattern: ` AND x.kind = 'SESSION'`,
    replacement: '',
    test: FUNCTIONS,
    inGate: true,
  },
  {
    name: 'a revoked grant is chosen',
    file: 'function auth_choose_grant',
    pattern: ' AND g.revoked_at IS NULL',
    replacement: '',
    test: FUNCTIONS,
  },
  {
    name: "anybody's grant is chosen",
    file: 'function auth_choose_grant',
    pattern: ' AND g.account_id = t.account_id',
    replacement: '',
    test: SIGN_IN,
    named: 'grant',
  },
  anyRole('account_register'),
  anyRole('service_token_issue'),
  anyRole('service_token_revoke'),
  anyRole('service_tokens'),
  {
    name: 'service tokens of any city are revoked',
    file: 'function service_token_revoke',
    pattern: ` AND city_id = current_setting('app.city_id')::uuid`,
    replacement: '',
    test: FUNCTIONS,
  },
  {
    name: 'service tokens of any city are listed',
    file: 'function service_tokens',
    pattern: ` AND t.city_id = current_setting('app.city_id')::uuid`,
    replacement: '',
    test: FUNCTIONS,
  },
  {
    name: 'no bound on wrong passwords for a name at an address',
    file: 'function auth_begin_attempt',
    pattern: '>= 5\n',
    replacement: '>= 5000\n',
    test: SIGN_IN,
    inGate: true,
  },
  {
    name: 'no bound on wrong passwords from an address',
    file: 'function auth_begin_attempt',
    pattern: '>= 50\n',
    replacement: '>= 5000\n',
    test: CONSTANTS,
    named: 'close the sign-in',
  },
  {
    name: 'no bound on wrong passwords for a name',
    file: 'function auth_begin_attempt',
    pattern: '>= 100\n',
    replacement: '>= 100000\n',
    test: CONSTANTS,
    named: 'close the sign-in',
  },
  {
    name: 'failures are remembered for a second',
    file: 'function auth_begin_attempt',
    pattern: `username = p_username AND address = p_address AND at > now() - interval '15 minutes'`,
    replacement: `username = p_username AND address = p_address AND at > now() - interval '1 second'`,
    test: CONSTANTS,
    named: 'close the sign-in',
  },
  {
    name: 'a wrong attempt is forgiven',
    file: AUTH,
    pattern: 'if (!isRight || !found)',
    replacement: 'if (isRight && !found)',
    test: SIGN_IN,
    named: 'wrong password',
  },
  {
    name: 'no decoy for unknown names',
    file: AUTH,
    pattern: '?? (await this.decoy)',
    replacement: `?? ''`,
    test: 'accounts/decoy',
    inGate: true,
  },
  {
    name: 'attempts for one name are taken at once',
    file: AUTH,
    pattern: '(this.turns.get(key) ?? Promise.resolve())',
    replacement: 'Promise.resolve()',
    test: SIGN_IN,
    named: 'right ones at once',
  },
  {
    name: 'a password change keeps sessions',
    file: 'function auth_set_password',
    pattern: 'SET revoked_at = now()',
    replacement: 'SET revoked_at = revoked_at',
    test: SIGN_IN,
    named: 'password changes',
  },
  {
    name: 'signing out keeps the token',
    file: 'function auth_revoke',
    pattern: 'SET revoked_at = now()',
    replacement: 'SET revoked_at = revoked_at',
    test: SIGN_IN,
    named: 'signing out',
  },
  session('a session lives on after its end', ' AND t.expires_at > now()', SIGN_IN),
  session('a disabled account goes on', ' AND a.disabled_at IS NULL', KEEPING, 'disables an account'),
  session('a revoked grant goes on', ' AND g.revoked_at IS NULL', KEEPING, 'revoked one ends'),
  session('a place that moved keeps its sessions', ' AND g.place_path = p_path', 'accounts/remembered'),
  session('a revoked token goes on', ' AND t.revoked_at IS NULL', SERVICE, 'ends at once'),
  {
    name: 'a download for a token that has ended',
    file: 'function auth_viewer',
    pattern: ' AND x.revoked_at IS NULL',
    replacement: '',
    test: 'exports/link',
    named: 'sign-in that has ended',
  },
  {
    name: 'a cookie that scripts can read',
    file: 'src/http/app.js',
    pattern: 'httpOnly: true',
    replacement: 'httpOnly: false',
    test: SIGN_IN,
    named: 'cookie',
  },
  {
    name: 'SECURE_COOKIES is ignored',
    file: 'src/http/app.js',
    pattern: 'secure: parts.secureCookies ?? false',
    replacement: 'secure: false',
    test: CONSTANTS,
    named: 'as its cookie does',
  },
  {
    name: 'the address is what the client wrote',
    file: 'src/http/app.js',
    pattern: 'hop < proxies',
    replacement: 'true',
    test: SIGN_IN,
    named: 'proxy',
  },
];
