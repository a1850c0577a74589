import type { MigrationInterface, QueryRunner } from 'typeorm';
import { platform } from './support/policies.js';

/** Too many failures within this many minutes, and the pair of name and address (or either alone, at a higher bound) waits. */
const WINDOW = `interval '15 minutes'`;

const TABLES = [
  `CREATE TABLE sign_in_name (
    username text COLLATE "C" PRIMARY KEY, city_id uuid NOT NULL, account_id uuid NOT NULL, password_hash text NOT NULL, changed_at timestamptz NOT NULL DEFAULT now(),
    UNIQUE (city_id, account_id), FOREIGN KEY (city_id, account_id) REFERENCES account (city_id, id) ON DELETE CASCADE)`,
  `CREATE TABLE access_token (
    hash bytea PRIMARY KEY, id uuid NOT NULL UNIQUE, city_id uuid NOT NULL, account_id uuid NOT NULL, grant_id uuid NOT NULL,
    kind text NOT NULL CHECK (kind IN ('SESSION', 'SERVICE')), scopes text[], label text, created_at timestamptz NOT NULL DEFAULT now(), expires_at timestamptz NOT NULL, revoked_at timestamptz,
    FOREIGN KEY (city_id, account_id) REFERENCES account (city_id, id) ON DELETE CASCADE, FOREIGN KEY (city_id, grant_id) REFERENCES access_grant (city_id, id) ON DELETE CASCADE)`,
  `CREATE TABLE sign_in_attempt (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, username text NOT NULL, address text NOT NULL, at timestamptz NOT NULL DEFAULT now())`,
  `CREATE INDEX ix_sign_in_attempt_username ON sign_in_attempt (username, at)`,
  `CREATE INDEX ix_sign_in_attempt_address ON sign_in_attempt (address, at)`,
];

/** Every function runs as the owner, sees one city at most, and answers only what its caller must know. */
const functionOf = (signature: string, returns: string, body: string): string =>
  `CREATE FUNCTION ${signature} RETURNS ${returns} LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $body$ ${body} $body$`;

const FUNCTIONS: readonly [name: string, caller: string, sql: string][] = [
  // Asked first in every transaction of a signed-in viewer, in the same round trip. The server may remember a token; a
  // revoked one still reads and writes nothing.
  ['assert_session_current(uuid, uuid, text)', 'app_city, app_street, app_room', functionOf('assert_session_current(p_token uuid, p_grant uuid, p_path text)', 'void', `BEGIN
    PERFORM 1 FROM access_token t JOIN access_grant g ON g.city_id = t.city_id AND g.id = t.grant_id JOIN account a ON a.city_id = t.city_id AND a.id = t.account_id
        WHERE t.id = p_token AND t.grant_id = p_grant AND t.revoked_at IS NULL AND t.expires_at > now() AND g.revoked_at IS NULL AND g.place_path = p_path AND a.disabled_at IS NULL;
    IF NOT FOUND THEN RAISE EXCEPTION 'the session is no longer what it was' USING ERRCODE = 'HS001'; END IF; END`)],
  // An attempt is written down before the password is looked at, so that guesses made at once count each; a right one takes it back.
  ['auth_begin_attempt(text, text)', 'app_auth', functionOf('auth_begin_attempt(p_username text, p_address text)', 'bigint', `DECLARE attempt bigint; BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended(p_username, 0));
    IF (SELECT count(*) FROM sign_in_attempt WHERE username = p_username AND address = p_address AND at > now() - ${WINDOW}) >= 5
      OR (SELECT count(*) FROM sign_in_attempt WHERE address = p_address AND at > now() - ${WINDOW}) >= 50
      OR (SELECT count(*) FROM sign_in_attempt WHERE username = p_username AND at > now() - ${WINDOW}) >= 100
    THEN RETURN NULL; END IF;
    DELETE FROM sign_in_attempt WHERE at < now() - interval '1 day';
    INSERT INTO sign_in_attempt (username, address) VALUES (p_username, p_address) RETURNING id INTO attempt;
    RETURN attempt; END`)],
  ['auth_forgive_attempt(bigint)', 'app_auth', functionOf('auth_forgive_attempt(p_attempt bigint)', 'void', `BEGIN DELETE FROM sign_in_attempt WHERE id = p_attempt; END`)],
  ['auth_password(text)', 'app_auth', functionOf('auth_password(p_username text)', 'TABLE (city_id uuid, account_id uuid, password_hash text, grant_id uuid)', `DECLARE found sign_in_name; BEGIN
    SELECT * INTO found FROM sign_in_name s WHERE s.username = p_username;
    IF found.username IS NULL THEN RETURN; END IF;
    PERFORM set_config('app.city_id', found.city_id::text, true);
    RETURN QUERY SELECT found.city_id, found.account_id, found.password_hash,
        (SELECT g.id FROM access_grant g WHERE g.account_id = a.id AND g.revoked_at IS NULL ORDER BY g.id LIMIT 1)
      FROM account a WHERE a.id = found.account_id AND a.disabled_at IS NULL; END`)],
  ['auth_issue(bytea, uuid, uuid, uuid, uuid, timestamptz)', 'app_auth', functionOf('auth_issue(p_hash bytea, p_id uuid, p_city uuid, p_account uuid, p_grant uuid, p_expires timestamptz)', 'void', `BEGIN
    PERFORM set_config('app.city_id', p_city::text, true);
    IF NOT EXISTS (SELECT 1 FROM access_grant g WHERE g.id = p_grant AND g.account_id = p_account AND g.revoked_at IS NULL) THEN RAISE EXCEPTION 'grant does not belong to the account'; END IF;
    DELETE FROM access_token WHERE expires_at < now() - interval '7 days';
    INSERT INTO access_token (hash, id, city_id, account_id, grant_id, kind, expires_at) VALUES (p_hash, p_id, p_city, p_account, p_grant, 'SESSION', p_expires); END`)],
  ['auth_viewer(bytea)', 'app_auth', functionOf('auth_viewer(p_hash bytea)', `TABLE (account_id uuid, username text, display_name text, city_id uuid, grant_id uuid, role text, place_id uuid, place_path text, place_level text, scopes text[], token_id uuid)`, `DECLARE t access_token; BEGIN
    SELECT * INTO t FROM access_token x WHERE x.hash = p_hash AND x.revoked_at IS NULL AND x.expires_at > now();
    IF t.hash IS NULL THEN RETURN; END IF;
    PERFORM set_config('app.city_id', t.city_id::text, true);
    RETURN QUERY SELECT a.id, a.username, a.display_name, a.city_id, g.id, g.role, p.id, p.path, p.level, t.scopes, t.id
      FROM account a JOIN access_grant g ON g.account_id = a.id JOIN place p ON p.id = g.place_id
      WHERE a.id = t.account_id AND g.id = t.grant_id AND a.disabled_at IS NULL AND g.revoked_at IS NULL; END`)],
  ['auth_choose_grant(bytea, uuid)', 'app_auth', functionOf('auth_choose_grant(p_hash bytea, p_grant uuid)', 'boolean', `DECLARE t access_token; BEGIN
    SELECT * INTO t FROM access_token x WHERE x.hash = p_hash AND x.revoked_at IS NULL AND x.expires_at > now() AND x.kind = 'SESSION';
    IF t.hash IS NULL THEN RETURN false; END IF;
    PERFORM set_config('app.city_id', t.city_id::text, true);
    IF NOT EXISTS (SELECT 1 FROM access_grant g WHERE g.id = p_grant AND g.account_id = t.account_id AND g.revoked_at IS NULL) THEN RETURN false; END IF;
    UPDATE access_token SET grant_id = p_grant WHERE hash = p_hash; RETURN true; END`)],
  ['auth_revoke(bytea)', 'app_auth', functionOf('auth_revoke(p_hash bytea)', 'void', `BEGIN UPDATE access_token SET revoked_at = now() WHERE hash = p_hash AND revoked_at IS NULL; END`)],
  ['auth_set_password(text, text)', 'app_auth', functionOf('auth_set_password(p_username text, p_hash text)', 'void', `DECLARE found sign_in_name; BEGIN
    UPDATE sign_in_name SET password_hash = p_hash, changed_at = now() WHERE username = p_username RETURNING * INTO found;
    UPDATE access_token SET revoked_at = now() WHERE city_id = found.city_id AND account_id = found.account_id AND kind = 'SESSION' AND revoked_at IS NULL; END`)],
  // Called inside an administrator's own transaction, so that an account and its sign-in name come into being together or not at all.
  ['account_register(uuid, text, text)', 'app_city', functionOf('account_register(p_account uuid, p_username text, p_hash text)', 'boolean', `BEGIN
    IF current_setting('app.grant_role', true) IS DISTINCT FROM 'CITY_ADMIN' THEN RAISE insufficient_privilege; END IF;
    INSERT INTO sign_in_name (username, city_id, account_id, password_hash) VALUES (p_username, current_setting('app.city_id')::uuid, p_account, p_hash) ON CONFLICT (username) DO NOTHING;
    RETURN FOUND; END`)],
  ['service_token_issue(bytea, uuid, uuid, text[], text, timestamptz)', 'app_city', functionOf('service_token_issue(p_hash bytea, p_id uuid, p_grant uuid, p_scopes text[], p_label text, p_expires timestamptz)', 'boolean', `BEGIN
    IF current_setting('app.grant_role', true) IS DISTINCT FROM 'CITY_ADMIN' THEN RAISE insufficient_privilege; END IF;
    INSERT INTO access_token (hash, id, city_id, account_id, grant_id, kind, scopes, label, expires_at)
      SELECT p_hash, p_id, g.city_id, g.account_id, g.id, 'SERVICE', p_scopes, p_label, p_expires FROM access_grant g WHERE g.id = p_grant AND g.revoked_at IS NULL;
    RETURN FOUND; END`)],
  ['service_token_revoke(uuid)', 'app_city', functionOf('service_token_revoke(p_id uuid)', 'boolean', `BEGIN
    IF current_setting('app.grant_role', true) IS DISTINCT FROM 'CITY_ADMIN' THEN RAISE insufficient_privilege; END IF;
    UPDATE access_token SET revoked_at = coalesce(revoked_at, now()) WHERE id = p_id AND kind = 'SERVICE' AND city_id = current_setting('app.city_id')::uuid;
    RETURN FOUND; END`)],
  ['service_tokens()', 'app_city', functionOf('service_tokens()', 'TABLE (id uuid, city_id uuid, grant_id uuid, label text, scopes text[], created_at timestamptz, expires_at timestamptz, revoked_at timestamptz)', `BEGIN
    IF current_setting('app.grant_role', true) IS DISTINCT FROM 'CITY_ADMIN' THEN RAISE insufficient_privilege; END IF;
    RETURN QUERY SELECT t.id, t.city_id, t.grant_id, t.label, t.scopes, t.created_at, t.expires_at, t.revoked_at FROM access_token t
      WHERE t.kind = 'SERVICE' AND t.city_id = current_setting('app.city_id')::uuid ORDER BY t.created_at DESC, t.id; END`)],
];

export class SignIn1790000000002 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of TABLES) await runner.query(statement);
    for (const table of ['sign_in_name', 'access_token', 'sign_in_attempt']) await platform(runner, table);
    for (const [signature, caller, sql] of FUNCTIONS) {
      await runner.query(sql);
      await runner.query(`REVOKE ALL ON FUNCTION ${signature} FROM PUBLIC`);
      await runner.query(`GRANT EXECUTE ON FUNCTION ${signature} TO ${caller}`);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const [signature] of FUNCTIONS) await runner.query(`DROP FUNCTION ${signature}`);
    await runner.query('DROP TABLE sign_in_name, access_token, sign_in_attempt');
  }
}
