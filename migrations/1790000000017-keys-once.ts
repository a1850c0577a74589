import type { MigrationInterface, QueryRunner } from 'typeorm';

const LEVELS = ['app_city', 'app_street', 'app_room'] as const;
const WRITERS = LEVELS.join(', ');
const OWN = `account_id = (SELECT nullif(current_setting('app.account_id', true), '')::uuid)`;
const RESULTS = 'object_type, object_id, object_version';

/**
 * A key is locked when a request begins, and its row is written once, with the object it led to.
 * Before, the row was inserted first and filled at the end: two versions of each row.
 * The error is that of the primary key, which the server knows.
 */
const LOCK_KEY = `CREATE FUNCTION lock_key(the_city uuid, the_account uuid, the_key text, the_field text) RETURNS void LANGUAGE plpgsql AS $body$ BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended(concat_ws(' ', the_city, the_account, the_field, the_key), 0));
    IF EXISTS (SELECT FROM public.idempotency_key k
        WHERE k.city_id = the_city AND k.account_id = the_account AND k.key = the_key AND k.field = the_field) THEN
      RAISE unique_violation USING MESSAGE = 'the key was used', TABLE = 'idempotency_key';
    END IF; END $body$`;

/** The same as before (1790000000015) with one statement instead of two. */
const changeCity = (find: string): string => `CREATE OR REPLACE FUNCTION change_city(the_city uuid) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $body$
  DECLARE the_row uuid; before text := coalesce(current_setting('app.city_id', true), ''); BEGIN
    IF current_setting('app.changed_city', true) = the_city::text THEN RETURN; END IF;
    PERFORM set_config('app.city_id', the_city::text, true);
    ${find}
      INSERT INTO city_change (city_id, id, changed_in) VALUES (the_city, gen_random_uuid(), pg_current_xact_id()::text::bigint);
    END IF;
    PERFORM set_config('app.city_id', before, true), set_config('app.changed_city', the_city::text, true);
  END $body$`;
const FREE_ROW = 'SELECT id FROM city_change WHERE city_id = the_city ORDER BY id LIMIT 1 FOR NO KEY UPDATE SKIP LOCKED';
const IN_ONE = `UPDATE city_change SET changed_in = pg_current_xact_id()::text::bigint WHERE city_id = the_city AND id = (${FREE_ROW});
    IF NOT FOUND THEN`;
const IN_TWO = `${FREE_ROW.replace('SELECT id', 'SELECT id INTO the_row')};
    IF FOUND THEN
      UPDATE city_change SET changed_in = pg_current_xact_id()::text::bigint WHERE city_id = the_city AND id = the_row;
    ELSE`;

export class KeysOnce1790000000017 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(LOCK_KEY);
    await runner.query('REVOKE ALL ON FUNCTION lock_key(uuid, uuid, text, text) FROM PUBLIC');
    await runner.query(`GRANT EXECUTE ON FUNCTION lock_key(uuid, uuid, text, text) TO ${WRITERS}`);
    for (const level of LEVELS) await runner.query(`DROP POLICY ${level}_update ON idempotency_key`);
    await runner.query(`REVOKE UPDATE (${RESULTS}) ON idempotency_key FROM ${WRITERS}`);
    await runner.query(changeCity(IN_ONE));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(changeCity(IN_TWO));
    await runner.query(`GRANT UPDATE (${RESULTS}) ON idempotency_key TO ${WRITERS}`);
    for (const level of LEVELS) {
      await runner.query(`CREATE POLICY ${level}_update ON idempotency_key FOR UPDATE TO ${level} USING (${OWN}) WITH CHECK (${OWN})`);
    }
    await runner.query('DROP FUNCTION lock_key(uuid, uuid, text, text)');
  }
}
