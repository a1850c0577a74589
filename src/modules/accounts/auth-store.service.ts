import { createHash, hash as digest, randomBytes } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';
import type { AuthPool } from '../../db/auth-pool.js';
import { CodedError, UserError } from '../../kernel/errors.js';
import type { GrantRole } from '../../kernel/grant-role.js';
import { defineService } from '../../kernel/request-context.js';
import { uuidv7 } from '../../kernel/uuid.js';
import { type Scope, type Viewer, readerFor } from '../../kernel/viewer.js';
import { accountMessages } from './messages.js';

/** OWASP's recommendation for argon2id: 19 MiB, two passes. */
const ARGON2 = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;
export const SESSION_HOURS = 12;
const MOST_KNOWN = 10_000;
/** Names have 3 to 40 characters (see USERNAME). */
const MOST_NAME = 40;
const KNOWN_FOR_MS = 60_000;

export const hashPassword = (password: string): Promise<string> => hash(password, ARGON2);
export const hashToken = (token: string): Buffer => createHash('sha256').update(token).digest();
/** The cache key of a token. */
const keyOf = (token: string): string => digest('sha256', token, 'base64');
/** 256 random bits. The prefix lets secret scanners recognise a token. */
export const newToken = (): string => `hsl_${randomBytes(32).toString('base64url')}`;

interface ViewerRow {
  account_id: string;
  username: string;
  display_name: string;
  city_id: string;
  grant_id: string;
  role: GrantRole;
  place_id: string;
  place_path: string;
  place_level: string;
  scopes: Scope[] | null;
  token_id: string;
}
interface PasswordRow {
  city_id: string;
  account_id: string;
  password_hash: string;
  grant_id: string | null;
}

/** Signs in with names, passwords and tokens. Only this class uses the login role app_auth. */
export class AuthStore {
  /** This hash is verified when the name is unknown, so that the time does not reveal whether a name exists. */
  private readonly decoy = hashPassword(randomBytes(16).toString('hex'));

  private readonly known = new Map<string, { readonly viewer: Viewer; readonly until: number }>();

  private readonly turns = new Map<string, Promise<void>>();

  constructor(private readonly pool: AuthPool) {}

  /**
   * @returns a new token
   * @throws RATE_LIMITED after too many failures; UserError SIGN_IN_FAILED for a wrong name or password, without saying
   * which; UserError NO_GRANT
   */
  async signIn(username: string, password: string, address: string): Promise<string> {
    // No account has a longer name, and the database would store it as a failed attempt.
    const found = username.length > MOST_NAME ? null : await this.proven(username, password, address);
    if (!found) throw new UserError('SIGN_IN_FAILED', accountMessages.signInFailed);
    if (!found.grant_id) throw new UserError('NO_GRANT', accountMessages.noGrant);
    return this.issue(found.city_id, found.account_id, found.grant_id);
  }

  /**
   * Runs attempts with one name from one address one after another. Otherwise several correct ones at once would count
   * as failures.
   */
  private async proven(username: string, password: string, address: string): Promise<PasswordRow | null> {
    const key = `${username} ${address}`;
    const turn = (this.turns.get(key) ?? Promise.resolve()).then(() => this.attempt(username, password, address));
    const settled = turn.then(
      () => undefined,
      () => undefined,
    );
    this.turns.set(key, settled);
    const forget = (): void => {
      if (this.turns.get(key) === settled) this.turns.delete(key);
    };
    settled.then(forget, forget);
    return turn;
  }

  /**
   * Checks a password. No other code does.
   * @throws RATE_LIMITED
   */
  private async attempt(username: string, password: string, address: string): Promise<PasswordRow | null> {
    const [begun] = await this.pool.rows<{ attempt: string | null }>('SELECT auth_begin_attempt($1, $2) AS attempt', [
      username,
      address,
    ]);
    if (begun?.attempt === null || !begun) throw new CodedError('RATE_LIMITED', accountMessages.tooManyAttempts);
    const [found] = await this.pool.rows<PasswordRow>('SELECT * FROM auth_password($1)', [username]);
    const isRight = await verify(found?.password_hash ?? (await this.decoy), password).catch(() => false);
    if (!isRight || !found) return null;
    await this.pool.rows('SELECT auth_forgive_attempt($1)', [begun.attempt]);
    return found;
  }

  private async issue(cityId: string, accountId: string, grantId: string): Promise<string> {
    const token = newToken();
    const expires = new Date(Date.now() + SESSION_HOURS * 3_600_000);
    await this.pool.rows('SELECT auth_issue($1, $2, $3, $4, $5, $6)', [
      hashToken(token),
      uuidv7(),
      cityId,
      accountId,
      grantId,
      expires,
    ]);
    return token;
  }

  /**
   * The viewer of a token, cached for a minute. The first statement of every transaction checks that the viewer is
   * still valid (assert_session_current).
   * So a revoked token, grant or account has no rights, even while it is cached.
   */
  async viewer(token: string): Promise<Viewer | null> {
    const key = keyOf(token);
    const known = this.known.get(key);
    if (known && known.until > Date.now()) return known.viewer;
    return this.freshViewer(token);
  }

  /** The viewer of a token, read from the database. */
  async freshViewer(token: string): Promise<Viewer | null> {
    const hashed = hashToken(token);
    const [row] = await this.pool.rows<ViewerRow>('SELECT * FROM auth_viewer($1)', [hashed]);
    const key = keyOf(token);
    this.known.delete(key);
    if (!row) return null;
    const viewer: Viewer = {
      accountId: row.account_id,
      username: row.username,
      displayName: row.display_name,
      cityId: row.city_id,
      grantId: row.grant_id,
      role: row.role,
      placeId: row.place_id,
      placePath: row.place_path,
      reader: readerFor(row.role, row.place_level),
      scopes: row.scopes,
      tokenId: row.token_id,
    };
    // Removes the oldest entry: a Map keeps the order of insertion.
    if (this.known.size >= MOST_KNOWN) this.known.delete(this.known.keys().next().value!);
    this.known.set(key, { viewer, until: Date.now() + KNOWN_FOR_MS });
    return viewer;
  }

  async chooseGrant(token: string, grantId: string): Promise<boolean> {
    const [row] = await this.pool.rows<{ done: boolean }>('SELECT auth_choose_grant($1, $2) AS done', [
      hashToken(token),
      grantId,
    ]);
    return row?.done ?? false;
  }

  async revoke(token: string): Promise<void> {
    await this.pool.rows('SELECT auth_revoke($1)', [hashToken(token)]);
  }

  /**
   * Changes the password and signs the account out everywhere. A wrong old password counts as a failed attempt.
   * @throws RATE_LIMITED; UserError PASSWORD_WRONG
   */
  async changePassword(username: string, oldPassword: string, newPassword: string, address: string): Promise<void> {
    if (!(await this.proven(username, oldPassword, address))) {
      throw new UserError('PASSWORD_WRONG', accountMessages.passwordWrong, ['input', 'oldPassword']);
    }
    await this.pool.rows('SELECT auth_set_password($1, $2)', [username, await hashPassword(newPassword)]);
  }
}

/** The token of a request, and access to the browser's cookie. */
export interface SignInState {
  readonly token: string | null;
  setCookie(token: string): void;
  clearCookie(): void;
}

export const authStore = defineService<AuthStore>('authStore');
export const signInState = defineService<SignInState>('signInState');
