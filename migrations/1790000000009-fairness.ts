import type { MigrationInterface, QueryRunner } from 'typeorm';
import { cityWide } from './support/policies.js';

/** As TypeORM derives them from the entity. */
const SETTINGS = [
  `CREATE TABLE "comparison_setting" ("city_id" uuid NOT NULL, "id" uuid NOT NULL, "version" integer NOT NULL DEFAULT '1', "changed_at" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(), "smallest_group" integer NOT NULL, "smallest_peer_group" integer NOT NULL, "population_edges" integer array NOT NULL, "age_edges" integer array NOT NULL, "ranks_on" boolean NOT NULL, CONSTRAINT "ck_comparison_setting_groups" CHECK (smallest_group BETWEEN 3 AND 100 AND smallest_peer_group BETWEEN smallest_group AND 1000), CONSTRAINT "PK_e1dd4bd2f186a6ed67a181e2111" PRIMARY KEY ("city_id", "id"))`,
  `CREATE UNIQUE INDEX "ux_comparison_setting" ON "comparison_setting" ("city_id")`,
  `COMMENT ON TABLE "comparison_setting" IS 'CITY'`,
  `ALTER TABLE "comparison_setting" ADD CONSTRAINT "FK_48269b18ff2a83cc0b0a935f94c" FOREIGN KEY ("city_id", "city_id") REFERENCES "place"("city_id","id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
];

/**
 * What the eyes of the peers see (docs/adr/0009-eyes-of-the-peers.md): numbers, and what groups them. No name, no text,
 * no person. The sums kept by month are seen whole, with every sum that is added to them later; a test holds that
 * nothing but numbers is.
 */
const SEEN: Readonly<Record<string, readonly string[] | 'ALL'>> = {
  place: ['city_id', 'id', 'path', 'level', 'kind', 'code', 'closed_on', 'is_demo'],
  place_fact: ['city_id', 'place_id', 'place_path', 'kind', 'count', 'as_of'],
  room: ['city_id', 'id', 'place_id', 'place_path', 'established_from', 'established_to', 'enrolled_on', 'data_complete_from'],
  implementation_item: ['city_id', 'id', 'place_id', 'place_path', 'due_on', 'state', 'completed_from', 'completed_on', 'verified_from', 'verified_on', 'cancelled_on'],
  room_month_stat: 'ALL',
  room_span_stat: 'ALL',
};
const CITY = `(SELECT nullif(current_setting('app.city_id', true), '')::uuid)`;
const BY_ADMIN = `(SELECT current_setting('app.grant_role', true)) = 'CITY_ADMIN'`;

export class Fairness1790000000009 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of SETTINGS) await runner.query(statement);
    await cityWide(runner, 'comparison_setting', {
      insert: { app_city: BY_ADMIN }, update: { app_city: ['smallest_group', 'smallest_peer_group', 'population_edges', 'age_edges', 'ranks_on', 'version', 'changed_at'] },
    });
    await runner.query(`CREATE POLICY by_admin ON comparison_setting AS RESTRICTIVE FOR UPDATE TO app_city USING (${BY_ADMIN}) WITH CHECK (${BY_ADMIN})`);
    for (const [table, columns] of Object.entries(SEEN)) {
      await runner.query(`CREATE POLICY peers ON ${table} AS RESTRICTIVE TO app_peers USING (city_id = ${CITY})`);
      await runner.query(`CREATE POLICY app_peers_read ON ${table} FOR SELECT TO app_peers USING (true)`);
      await runner.query(`GRANT SELECT${columns === 'ALL' ? '' : ` (${columns.map((column) => `"${column}"`).join(', ')})`} ON ${table} TO app_peers`);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of Object.keys(SEEN)) {
      await runner.query(`REVOKE ALL ON ${table} FROM app_peers`);
      await runner.query(`DROP POLICY app_peers_read ON ${table}`);
      await runner.query(`DROP POLICY peers ON ${table}`);
    }
    await runner.query('DROP TABLE comparison_setting');
  }
}
