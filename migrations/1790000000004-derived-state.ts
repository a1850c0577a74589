import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Runs as the owner, whose own policy lets it see the row, inside the tenant's context, which the restrictive policy still asks of it. */
const trigger = (name: string, body: string): string =>
  `CREATE FUNCTION ${name}() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $body$ BEGIN ${body} RETURN NULL; END $body$`;

/** An update that touches no row would mean that the owner cannot see it: better a loud error than a silent nothing. */
const OR_FAIL = `IF NOT FOUND THEN RAISE EXCEPTION 'derived state: the parent row is out of sight'; END IF;`;

export const TRIGGERS: readonly [name: string, table: string, sql: string][] = [
  ['topic_follows_step', 'topic_step', trigger('topic_follows_step', `
    UPDATE topic SET stage = NEW.to_stage, version = version + 1,
      state = CASE NEW.kind WHEN 'PROPOSED' THEN 'PROPOSED' WHEN 'APPROVED' THEN 'APPROVED' WHEN 'REOPENED' THEN 'APPROVED' WHEN 'CLOSED' THEN 'CLOSED' ELSE state END,
      round = round + CASE NEW.kind WHEN 'REOPENED' THEN 1 ELSE 0 END,
      closed_from = CASE WHEN NEW.kind = 'CLOSED' THEN NEW.happened_from WHEN NEW.kind = 'REOPENED' THEN NULL ELSE closed_from END,
      closed_to = CASE WHEN NEW.kind = 'CLOSED' THEN NEW.happened_to WHEN NEW.kind = 'REOPENED' THEN NULL ELSE closed_to END,
      closed_precision = CASE WHEN NEW.kind = 'CLOSED' THEN NEW.happened_precision WHEN NEW.kind = 'REOPENED' THEN NULL ELSE closed_precision END
    WHERE city_id = NEW.city_id AND id = NEW.topic_id; ${OR_FAIL}`)],
  ['item_follows_event', 'implementation_event', trigger('item_follows_event', `
    IF NEW.state IS NOT NULL OR NEW.kind = 'CANCELLED' THEN
      UPDATE implementation_item SET version = version + 1, state = CASE WHEN NEW.kind = 'CANCELLED' THEN 'CANCELLED' ELSE NEW.state END, verified_on = NULL,
        completed_on = CASE WHEN NEW.kind <> 'CANCELLED' AND NEW.state = 'DONE' THEN NEW.happened_to END
      WHERE city_id = NEW.city_id AND id = NEW.item_id; ${OR_FAIL}
    END IF;`)],
  ['item_follows_verification', 'item_verification', trigger('item_follows_verification', `
    UPDATE implementation_item SET version = version + 1, state = CASE NEW.result WHEN 'CONFIRMED' THEN 'VERIFIED' ELSE 'UNDER_WAY' END,
      verified_on = CASE NEW.result WHEN 'CONFIRMED' THEN NEW.verified_to END,
      completed_on = CASE NEW.result WHEN 'CONFIRMED' THEN coalesce(completed_on, NEW.verified_to) END
    WHERE city_id = NEW.city_id AND id = NEW.item_id; ${OR_FAIL}`)],
];

export class DerivedState1790000000004 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const [name, table, sql] of TRIGGERS) {
      await runner.query(sql);
      await runner.query(`REVOKE ALL ON FUNCTION ${name}() FROM PUBLIC`);
      await runner.query(`CREATE TRIGGER ${name} AFTER INSERT ON ${table} FOR EACH ROW EXECUTE FUNCTION ${name}()`);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const [name, table] of TRIGGERS) {
      await runner.query(`DROP TRIGGER ${name} ON ${table}`);
      await runner.query(`DROP FUNCTION ${name}()`);
    }
  }
}
