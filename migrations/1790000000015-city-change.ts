import type { MigrationInterface, QueryRunner } from 'typeorm';
import { cityWide } from './support/policies.js';

/** As TypeORM derives it from the entity. */
const TABLE = [
  `CREATE TABLE "city_change" ("city_id" uuid NOT NULL, "id" uuid NOT NULL, "changed_in" bigint NOT NULL, CONSTRAINT "PK_city_change" PRIMARY KEY ("city_id", "id"))`,
  `COMMENT ON TABLE "city_change" IS 'CITY'`,
  // Few rows, changed all the time: a new version finds room on its page, and no index entry is added.
  'ALTER TABLE city_change SET (fillfactor = 20)',
];

/** Every table that the kept statements read, themselves or through a policy. A test compares this with their texts. */
const READ = [
  'attendance', 'evaluation', 'implementation_event', 'implementation_item', 'item_verification', 'outcome_decision', 'outcome_report', 'place', 'place_fact',
  'room', 'room_month_stat', 'room_people_stat', 'room_span_stat', 'session', 'topic',
];

const CITY = `(SELECT nullif(current_setting('app.city_id', true), '')::uuid)`;

/**
 * Writes down the current transaction as one that changed the city: once for each transaction and city.
 * It takes a row that nobody holds, else it adds one. So writers never wait here, and no deadlock begins here.
 * Row security asks for the city, which a superuser need not have set, or may have set to another: it is put back after.
 */
const CHANGE_CITY = `CREATE FUNCTION change_city(the_city uuid) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $body$
  DECLARE the_row uuid; before text := coalesce(current_setting('app.city_id', true), ''); BEGIN
    IF current_setting('app.changed_city', true) = the_city::text THEN RETURN; END IF;
    PERFORM set_config('app.city_id', the_city::text, true);
    SELECT id INTO the_row FROM city_change WHERE city_id = the_city ORDER BY id LIMIT 1 FOR NO KEY UPDATE SKIP LOCKED;
    IF FOUND THEN
      UPDATE city_change SET changed_in = pg_current_xact_id()::text::bigint WHERE city_id = the_city AND id = the_row;
    ELSE
      INSERT INTO city_change (city_id, id, changed_in) VALUES (the_city, gen_random_uuid(), pg_current_xact_id()::text::bigint);
    END IF;
    PERFORM set_config('app.city_id', before, true), set_config('app.changed_city', the_city::text, true);
  END $body$`;

/** TRUNCATE has no rows to name a city: it changes every city somebody can sign in to. */
const CITY_CHANGED = `CREATE FUNCTION city_changed() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $body$ BEGIN
    IF TG_OP = 'TRUNCATE' THEN PERFORM change_city(s.city_id) FROM (SELECT DISTINCT city_id FROM sign_in_name) s;
    ELSIF TG_OP = 'DELETE' THEN PERFORM change_city(OLD.city_id);
    ELSE PERFORM change_city(NEW.city_id);
    END IF;
    RETURN NULL; END $body$`;

/** The condition is asked without a call: it costs the second row of a transaction next to nothing. */
const TRIGGERS: Readonly<Record<string, string>> = {
  zz_city_changed: `INSERT OR UPDATE ON %t FOR EACH ROW WHEN (current_setting('app.changed_city', true) IS DISTINCT FROM NEW.city_id::text)`,
  zz_city_changed_delete: `DELETE ON %t FOR EACH ROW WHEN (current_setting('app.changed_city', true) IS DISTINCT FROM OLD.city_id::text)`,
  zz_city_changed_truncate: 'TRUNCATE ON %t FOR EACH STATEMENT',
};

export class CityChange1790000000015 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of TABLE) await runner.query(statement);
    await cityWide(runner, 'city_change', {});
    await runner.query(`CREATE POLICY peers ON city_change AS RESTRICTIVE TO app_peers USING (city_id = ${CITY})`);
    await runner.query('CREATE POLICY app_peers_read ON city_change FOR SELECT TO app_peers USING (true)');
    await runner.query('GRANT SELECT ON city_change TO app_peers');
    for (const [name, sql] of [['change_city(uuid)', CHANGE_CITY], ['city_changed()', CITY_CHANGED]] as const) {
      await runner.query(sql);
      await runner.query(`REVOKE ALL ON FUNCTION ${name} FROM PUBLIC`);
    }
    for (const table of READ) {
      for (const [name, when] of Object.entries(TRIGGERS)) {
        await runner.query(`CREATE TRIGGER ${name} AFTER ${when.replace('%t', table)} EXECUTE FUNCTION city_changed()`);
        // Also where a bulk load switches the usual triggers off (session_replication_role).
        await runner.query(`ALTER TABLE ${table} ENABLE ALWAYS TRIGGER ${name}`);
      }
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of READ) for (const name of Object.keys(TRIGGERS)) await runner.query(`DROP TRIGGER ${name} ON ${table}`);
    await runner.query('DROP FUNCTION city_changed()');
    await runner.query('DROP FUNCTION change_city(uuid)');
    await runner.query('DROP TABLE city_change');
  }
}
