import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a transaction was begun on the strength of, asked of the database in the same batch: HS002 when it does not hold, and nothing of the transaction stands. */
export class Insist1790000000013 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE FUNCTION insist(holds boolean) RETURNS void LANGUAGE plpgsql SET search_path = pg_catalog AS $body$ BEGIN
      IF holds IS NOT TRUE THEN RAISE EXCEPTION 'what was remembered no longer holds' USING ERRCODE = 'HS002'; END IF; END $body$`);
    await runner.query('REVOKE ALL ON FUNCTION insist(boolean) FROM PUBLIC');
    await runner.query('GRANT EXECUTE ON FUNCTION insist(boolean) TO app_room, app_street, app_city');
    // Asked in the statement that puts on the viewer's role, which begins as the login.
    await runner.query('GRANT EXECUTE ON FUNCTION assert_session_current(uuid, uuid, text) TO app');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('REVOKE EXECUTE ON FUNCTION assert_session_current(uuid, uuid, text) FROM app');
    await runner.query('DROP FUNCTION insist(boolean)');
  }
}
