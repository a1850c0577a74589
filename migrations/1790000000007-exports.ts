import type { MigrationInterface, QueryRunner } from 'typeorm';
import { ofAccount, platform } from './support/policies.js';

/** As TypeORM derives it from the entity. */
const JOBS = [
  `CREATE TABLE "export_job" ("city_id" uuid NOT NULL, "id" uuid NOT NULL, "account_id" uuid NOT NULL, "grant_id" uuid NOT NULL, "within_id" uuid NOT NULL, "requested_as" text NOT NULL, "kind" text NOT NULL, "format" text NOT NULL, "period_from" date, "period_to" date, "metrics" text array NOT NULL DEFAULT '{}', "trend_step" text, "catalogue_version" text NOT NULL, "is_demo" boolean NOT NULL, "state" text NOT NULL DEFAULT 'QUEUED', "failure" text, "rows_done" integer NOT NULL DEFAULT '0', "row_count" integer, "byte_count" bigint, "sha256" text, "created_at" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(), "finished_at" TIMESTAMP WITH TIME ZONE, "downloaded_at" TIMESTAMP WITH TIME ZONE, "expires_at" TIMESTAMP WITH TIME ZONE NOT NULL, CONSTRAINT "ck_export_job_trend_step" CHECK (trend_step IS NULL OR trend_step = ANY ('{MONTH,QUARTER,YEAR}'::text[])), CONSTRAINT "ck_export_job_failure" CHECK (failure IS NULL OR failure = ANY ('{RIGHTS_LOST,TOO_MANY_ROWS,INTERRUPTED,INTERNAL}'::text[])), CONSTRAINT "ck_export_job_state" CHECK (state = ANY ('{QUEUED,RUNNING,DONE,FAILED,EXPIRED}'::text[])), CONSTRAINT "ck_export_job_format" CHECK (format = ANY ('{CSV,XLSX,JSONL}'::text[])), CONSTRAINT "ck_export_job_kind" CHECK (kind = ANY ('{COMPARISON,STREETS,TREND,CONCERNS,TOPICS,SESSIONS,ATTENDANCE,SUGGESTIONS,OUTCOMES,IMPLEMENTATION_ITEMS,EVALUATIONS,ATTENDEES}'::text[])), CONSTRAINT "PK_de04f43a482c7dbffa3da174c53" PRIMARY KEY ("city_id", "id"))`,
  `CREATE INDEX "ix_export_job_account" ON "export_job" ("city_id", "account_id", "id")`,
  `COMMENT ON TABLE "export_job" IS 'ACCOUNT'`,
  `ALTER TABLE "export_job" ADD CONSTRAINT "FK_1135e61964907702c1a8d702ac7" FOREIGN KEY ("city_id", "within_id") REFERENCES "place"("city_id","id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
  `ALTER TABLE "export_job" ADD CONSTRAINT "FK_76c538ac4f22f893a5e3ee621b2" FOREIGN KEY ("city_id", "grant_id") REFERENCES "access_grant"("city_id","id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
  `ALTER TABLE "export_job" ADD CONSTRAINT "FK_1819b6f36d400c83420d608f862" FOREIGN KEY ("city_id", "account_id") REFERENCES "account"("city_id","id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
];

/** Who waits, who writes, whose link it is: across cities, so it is nobody's to read and stands behind functions. */
const TABLE = `CREATE TABLE export_queue (
  export_id uuid PRIMARY KEY, city_id uuid NOT NULL, account_id uuid NOT NULL, secret_hash bytea NOT NULL,
  state text NOT NULL DEFAULT 'OPEN' CHECK (state = ANY ('{OPEN,READY,CLOSED}'::text[])), worker uuid, lease_until timestamptz, attempts int NOT NULL DEFAULT 0,
  queued_at timestamptz NOT NULL DEFAULT now(), expires_at timestamptz NOT NULL, data_taken_at timestamptz, cover_taken_at timestamptz,
  FOREIGN KEY (city_id, export_id) REFERENCES export_job (city_id, id) ON DELETE CASCADE)`;
const INDEX = `CREATE INDEX ix_export_queue_open ON export_queue (queued_at, export_id) WHERE state = 'OPEN'`;

const functionOf = (signature: string, returns: string, body: string): string =>
  `CREATE FUNCTION ${signature} RETURNS ${returns} LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $body$ ${body} $body$`;

/** Even the owner sees one city at a time. */
const IN_CITY = `PERFORM set_config('app.city_id', q.city_id::text, true);`;
const HOLDS = `EXISTS (SELECT 1 FROM export_job j JOIN account a ON a.id = j.account_id JOIN access_grant g ON g.id = j.grant_id AND g.account_id = a.id
  WHERE j.id = q.export_id AND a.disabled_at IS NULL AND g.revoked_at IS NULL)`;
const MINE = `SELECT * INTO q FROM export_queue x WHERE x.export_id = p_export AND x.worker = p_worker AND x.state = 'OPEN' FOR UPDATE;
  IF q.export_id IS NULL THEN RETURN false; END IF; ${IN_CITY}`;
const closed = (failure: string): string => `UPDATE export_queue x SET state = 'CLOSED', worker = NULL, lease_until = NULL WHERE x.export_id = q.export_id;
  UPDATE export_job j SET state = 'FAILED', failure = ${failure}, finished_at = now() WHERE j.id = q.export_id;`;

const CLAIM_COLUMNS = `export_id uuid, kind text, format text, within_id uuid, period_from date, period_to date, metrics text[], trend_step text, catalogue_version text, is_demo boolean,
  account_id uuid, username text, display_name text, city_id uuid, grant_id uuid, role text, place_id uuid, place_path text, place_level text`;

const FUNCTIONS: readonly [signature: string, callers: string, sql: string][] = [
  // Called by the requester inside the mutation's own transaction: what waits is what was asked for, or neither.
  ['export_enqueue(uuid, bytea)', 'app_city, app_street, app_room', functionOf('export_enqueue(p_export uuid, p_secret bytea)', 'void', `BEGIN
    INSERT INTO export_queue (export_id, city_id, account_id, secret_hash, expires_at) SELECT j.id, j.city_id, j.account_id, p_secret, j.expires_at FROM export_job j
      WHERE j.id = p_export AND j.state = 'QUEUED' AND j.account_id = nullif(current_setting('app.account_id', true), '')::uuid;
    IF NOT FOUND THEN RAISE insufficient_privilege; END IF; END`)],
  ['export_claim(uuid, int)', 'app_auth', functionOf('export_claim(p_worker uuid, p_lease int)', `TABLE (${CLAIM_COLUMNS})`, `DECLARE q export_queue; BEGIN
    LOOP
      SELECT * INTO q FROM export_queue x WHERE x.state = 'OPEN' AND (x.lease_until IS NULL OR x.lease_until < now()) AND x.expires_at > now()
        ORDER BY x.queued_at, x.export_id LIMIT 1 FOR UPDATE SKIP LOCKED;
      IF q.export_id IS NULL THEN RETURN; END IF;
      ${IN_CITY}
      IF NOT ${HOLDS} THEN ${closed(`'RIGHTS_LOST'`)} CONTINUE; END IF;
      IF q.attempts >= 3 THEN ${closed(`'INTERRUPTED'`)} CONTINUE; END IF;
      UPDATE export_queue x SET worker = p_worker, lease_until = now() + make_interval(secs => p_lease), attempts = x.attempts + 1 WHERE x.export_id = q.export_id;
      UPDATE export_job j SET state = 'RUNNING', rows_done = 0 WHERE j.id = q.export_id;
      RETURN QUERY SELECT j.id, j.kind, j.format, j.within_id, j.period_from, j.period_to, j.metrics, j.trend_step, j.catalogue_version, j.is_demo,
          a.id, a.username, a.display_name, j.city_id, g.id, g.role, p.id, p.path, p.level
        FROM export_job j JOIN account a ON a.id = j.account_id JOIN access_grant g ON g.id = j.grant_id JOIN place p ON p.id = g.place_id WHERE j.id = q.export_id;
      RETURN;
    END LOOP; END`)],
  ['export_progress(uuid, uuid, int, int)', 'app_auth', functionOf('export_progress(p_export uuid, p_worker uuid, p_rows int, p_lease int)', 'boolean', `DECLARE q export_queue; BEGIN ${MINE}
    IF NOT ${HOLDS} THEN ${closed(`'RIGHTS_LOST'`)} RETURN false; END IF;
    UPDATE export_queue x SET lease_until = now() + make_interval(secs => p_lease) WHERE x.export_id = p_export;
    UPDATE export_job j SET rows_done = p_rows WHERE j.id = p_export; RETURN true; END`)],
  ['export_finish(uuid, uuid, int, bigint, text)', 'app_auth', functionOf('export_finish(p_export uuid, p_worker uuid, p_rows int, p_bytes bigint, p_sha256 text)', 'boolean', `DECLARE q export_queue; BEGIN ${MINE}
    IF NOT ${HOLDS} THEN ${closed(`'RIGHTS_LOST'`)} RETURN false; END IF;
    UPDATE export_queue x SET state = 'READY', worker = NULL, lease_until = NULL WHERE x.export_id = p_export;
    UPDATE export_job j SET state = 'DONE', rows_done = p_rows, row_count = p_rows, byte_count = p_bytes, sha256 = p_sha256, finished_at = now() WHERE j.id = p_export; RETURN true; END`)],
  ['export_fail(uuid, uuid, text)', 'app_auth', functionOf('export_fail(p_export uuid, p_worker uuid, p_failure text)', 'boolean', `DECLARE q export_queue; BEGIN ${MINE} ${closed('p_failure')} RETURN true; END`)],
  ['export_release(uuid, uuid)', 'app_auth', functionOf('export_release(p_export uuid, p_worker uuid)', 'boolean', `DECLARE q export_queue; BEGIN ${MINE}
    UPDATE export_queue x SET worker = NULL, lease_until = NULL, attempts = greatest(x.attempts - 1, 0) WHERE x.export_id = p_export;
    UPDATE export_job j SET state = 'QUEUED', rows_done = 0 WHERE j.id = p_export; RETURN true; END`)],
  ['export_expire()', 'app_auth', functionOf('export_expire()', 'void', `DECLARE q export_queue; BEGIN
    FOR q IN SELECT * FROM export_queue x WHERE x.expires_at <= now() ORDER BY x.export_id FOR UPDATE SKIP LOCKED LOOP
      ${IN_CITY}
      UPDATE export_job j SET state = 'EXPIRED' WHERE j.id = q.export_id;
      DELETE FROM export_queue x WHERE x.export_id = q.export_id;
    END LOOP; END`)],
  // Each part once. Comparing hashes reveals nothing by the time it takes.
  ['export_take(uuid, bytea, uuid, text, text[])', 'app_auth', functionOf('export_take(p_export uuid, p_secret bytea, p_account uuid, p_part text, p_kinds text[])', 'TABLE (kind text, format text, created_at timestamptz)', `DECLARE q export_queue; BEGIN
    SELECT * INTO q FROM export_queue x WHERE x.export_id = p_export AND x.account_id = p_account AND x.secret_hash = p_secret AND x.state = 'READY' AND x.expires_at > now()
      AND CASE p_part WHEN 'data' THEN x.data_taken_at IS NULL WHEN 'cover' THEN x.cover_taken_at IS NULL ELSE false END FOR UPDATE;
    IF q.export_id IS NULL THEN RETURN; END IF;
    ${IN_CITY}
    IF NOT ${HOLDS} OR NOT EXISTS (SELECT 1 FROM export_job j WHERE j.id = p_export AND j.kind = ANY(p_kinds)) THEN RETURN; END IF;
    IF p_part = 'cover' THEN UPDATE export_queue x SET cover_taken_at = now() WHERE x.export_id = p_export;
    ELSE
      UPDATE export_queue x SET data_taken_at = now() WHERE x.export_id = p_export;
      UPDATE export_job j SET downloaded_at = now() WHERE j.id = p_export;
    END IF;
    RETURN QUERY SELECT j.kind, j.format, j.created_at FROM export_job j WHERE j.id = p_export; END`)],
];

export class Exports1790000000007 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of JOBS) await runner.query(statement);
    // Asked for by the account itself, as something still to be done; everything after that is the functions' work.
    const asked = `state = 'QUEUED' AND row_count IS NULL AND sha256 IS NULL AND finished_at IS NULL`;
    await ofAccount(runner, 'export_job', 'account_id', { own: { insert: { app_city: asked, app_street: asked, app_room: asked } } });
    await runner.query(TABLE);
    await runner.query(INDEX);
    await platform(runner, 'export_queue');
    for (const [signature, callers, sql] of FUNCTIONS) {
      await runner.query(sql);
      await runner.query(`REVOKE ALL ON FUNCTION ${signature} FROM PUBLIC`);
      await runner.query(`GRANT EXECUTE ON FUNCTION ${signature} TO ${callers}`);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const [signature] of FUNCTIONS) await runner.query(`DROP FUNCTION ${signature}`);
    await runner.query('DROP TABLE export_queue, export_job');
  }
}
