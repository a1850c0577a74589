import type { MigrationInterface, QueryRunner } from 'typeorm';
import { FILL, FUNCTIONS, TOUCHED, TRIGGERS } from './support/people.js';
import { placed } from './support/policies.js';

/** As TypeORM derives them from the entities. */
const UP = [
  `CREATE TABLE "room_people_stat" ("city_id" uuid NOT NULL, "room_id" uuid NOT NULL, "span" text NOT NULL, "from_day" date NOT NULL, "to_day" date NOT NULL, "place_id" uuid NOT NULL, "place_path" text COLLATE "C" NOT NULL, "people" integer NOT NULL, "names" integer NOT NULL, CONSTRAINT "ck_room_people_stat_span" CHECK (span IN ('MONTH', 'QUARTER', 'YEAR')), CONSTRAINT "PK_8e15a25192ff5926c780e45ea22" PRIMARY KEY ("city_id", "room_id", "span", "from_day"))`,
  `CREATE INDEX "IDX_5e83e130074527c55598ddc0b8" ON "room_people_stat" ("place_path")`,
  `COMMENT ON TABLE "room_people_stat" IS 'PLACED'`,
  `ALTER TABLE "room_people_stat" ADD CONSTRAINT "FK_8c22db094d981f9e5ce6dbc1867" FOREIGN KEY ("city_id", "room_id") REFERENCES "room"("city_id","id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
  `ALTER TABLE "room_people_stat" ADD CONSTRAINT "FK_5b5efc3b0e0b4b29cecd1c09a55" FOREIGN KEY ("city_id", "place_id", "place_path") REFERENCES "place"("city_id","id","path") ON DELETE NO ACTION ON UPDATE CASCADE`,
  'ALTER TABLE "sealed_value" ADD "parts" jsonb', 'ALTER TABLE "sealed_value" ADD "cases" jsonb',
];

/** By days alone: a period's few records of a long history, and those whose days span an edge. */
const INDEXES = [
  ['topic', 'ix_topic_proposed', 'proposed_from', 'proposed_to'], ['outcome_report', 'ix_outcome_report_reported', 'reported_from', 'reported_to'], ['session', 'ix_session_held', 'held_from', 'held_to'],
  ['evaluation', 'ix_evaluation_done', 'done_from', 'done_to'], ['implementation_item', 'ix_item_assigned', 'assigned_on', null],
] as const;

/** Numbers made of single cases: what seals keep of them, and how many people came, by name. */
export class Cases1790000000011 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
    for (const [table, name, from, to] of INDEXES) {
      await runner.query(`CREATE INDEX "${name}" ON "${table}" ("city_id", "${from}")`);
      if (to) await runner.query(`CREATE INDEX "${name}_within" ON "${table}" ("city_id", "${from}", "${to}") WHERE ${from} <> ${to}`);
    }
    await placed(runner, 'room_people_stat', {});
    for (const table of TOUCHED) await runner.query(`ALTER TABLE ${table} NO FORCE ROW LEVEL SECURITY`);
    await runner.query(FILL);
    for (const table of TOUCHED) await runner.query(`ALTER TABLE ${table} FORCE ROW LEVEL SECURITY`);
    for (const [name, sql] of FUNCTIONS) {
      await runner.query(sql);
      await runner.query(`REVOKE ALL ON FUNCTION ${name}() FROM PUBLIC`);
    }
    for (const [, name, sql] of TRIGGERS) await runner.query(`CREATE TRIGGER ${name} ${sql}`);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const [table, name] of TRIGGERS) await runner.query(`DROP TRIGGER ${name} ON ${table}`);
    for (const [name] of FUNCTIONS) await runner.query(`DROP FUNCTION ${name}()`);
    for (const [, name, , to] of INDEXES) await runner.query(`DROP INDEX "${name}"${to ? `, "${name}_within"` : ''}`);
    await runner.query('ALTER TABLE "sealed_value" DROP COLUMN "cases", DROP COLUMN "parts"');
    await runner.query('DROP TABLE room_people_stat');
  }
}
