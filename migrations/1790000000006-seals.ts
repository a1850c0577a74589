import type { MigrationInterface, QueryRunner } from 'typeorm';
import { cityWide, placed } from './support/policies.js';

/** As TypeORM derives them from the entities. */
const UP = [
  `CREATE TABLE "seal" ("city_id" uuid NOT NULL, "id" uuid NOT NULL, "place_id" uuid NOT NULL, "place_path" text COLLATE "C" NOT NULL, "title" text NOT NULL, "code" text COLLATE "C" NOT NULL, "period_from" date NOT NULL, "period_to" date NOT NULL, "sealed_at" TIMESTAMP WITH TIME ZONE NOT NULL, "catalogue_version" text NOT NULL, "hash" text NOT NULL, "is_demo" boolean NOT NULL, CONSTRAINT "ck_seal_period" CHECK (period_from <= period_to), CONSTRAINT "PK_ca3df820f0fb4dcdec417b449d2" PRIMARY KEY ("city_id", "id"))`,
  `CREATE INDEX "IDX_88714c1d737f3f3f7cfc306867" ON "seal" ("place_path")`,
  `CREATE INDEX "ix_seal_place" ON "seal" ("city_id", "place_id", "sealed_at")`,
  `COMMENT ON TABLE "seal" IS 'CITY'`,
  `CREATE TABLE "sealed_place" ("city_id" uuid NOT NULL, "id" uuid NOT NULL, "place_id" uuid NOT NULL, "place_path" text COLLATE "C" NOT NULL, "seal_id" uuid NOT NULL, "code" text COLLATE "C" NOT NULL, "name" text NOT NULL, "above_codes" text array NOT NULL, "above_names" text array NOT NULL, "could_own_room" boolean NOT NULL, "room_id" uuid, "has_data" boolean NOT NULL, "residents" integer, "residents_as_of" date, CONSTRAINT "PK_49be6dd6798b89c8b9baa929bd3" PRIMARY KEY ("city_id", "id"))`,
  `CREATE INDEX "IDX_04a8e1a7414fc25ab6c6e417ce" ON "sealed_place" ("place_path")`,
  `CREATE UNIQUE INDEX "ux_sealed_place" ON "sealed_place" ("city_id", "seal_id", "place_id")`,
  `COMMENT ON TABLE "sealed_place" IS 'PLACED'`,
  `CREATE TABLE "sealed_value" ("city_id" uuid NOT NULL, "id" uuid NOT NULL, "place_id" uuid NOT NULL, "place_path" text COLLATE "C" NOT NULL, "seal_id" uuid NOT NULL, "room_id" uuid NOT NULL, "metric_id" text NOT NULL, "value" double precision, "bound" text, "numerator" double precision, "denominator" double precision, "denominator_as_of" date, "low" double precision, "high" double precision, "suppressed_reason" text, "carried_forward" double precision, CONSTRAINT "PK_8dc899a576ada50254384f7e6b8" PRIMARY KEY ("city_id", "id"))`,
  `CREATE INDEX "IDX_6317d1557518a0ec691641187b" ON "sealed_value" ("place_path")`,
  `CREATE UNIQUE INDEX "ux_sealed_value" ON "sealed_value" ("city_id", "seal_id", "room_id", "metric_id")`,
  `COMMENT ON TABLE "sealed_value" IS 'PLACED'`,
  `ALTER TABLE "seal" ADD CONSTRAINT "FK_ad72e84ff2935b0265e275f3f70" FOREIGN KEY ("city_id", "place_id", "place_path") REFERENCES "place"("city_id","id","path") ON DELETE NO ACTION ON UPDATE CASCADE`,
  `ALTER TABLE "sealed_place" ADD CONSTRAINT "FK_baa5b8dd6075cafab2a23e8cd93" FOREIGN KEY ("city_id", "room_id") REFERENCES "room"("city_id","id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
  `ALTER TABLE "sealed_place" ADD CONSTRAINT "FK_4b051c67badf60986e36091afc1" FOREIGN KEY ("city_id", "seal_id") REFERENCES "seal"("city_id","id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
  `ALTER TABLE "sealed_place" ADD CONSTRAINT "FK_2c7756eebea802d6c9df7b591f2" FOREIGN KEY ("city_id", "place_id", "place_path") REFERENCES "place"("city_id","id","path") ON DELETE NO ACTION ON UPDATE CASCADE`,
  `ALTER TABLE "sealed_value" ADD CONSTRAINT "FK_7feeb1cc48105a671f0fadcf782" FOREIGN KEY ("city_id", "room_id") REFERENCES "room"("city_id","id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
  `ALTER TABLE "sealed_value" ADD CONSTRAINT "FK_eba4f038f689d0d8a5f36a0b848" FOREIGN KEY ("city_id", "seal_id") REFERENCES "seal"("city_id","id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
  `ALTER TABLE "sealed_value" ADD CONSTRAINT "FK_1d04cbe570716321e8e8a9be214" FOREIGN KEY ("city_id", "place_id", "place_path") REFERENCES "place"("city_id","id","path") ON DELETE NO ACTION ON UPDATE CASCADE`,
];

/** The committee seals, and nobody changes what was sealed: there is no grant to update or to delete. */
const BY_COMMITTEE = `(SELECT current_setting('app.grant_role', true)) = 'CITY_COMMITTEE'`;
const TABLES = ['sealed_value', 'sealed_place', 'seal'];

export class Seals1790000000006 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
    await cityWide(runner, 'seal', { insert: { app_city: BY_COMMITTEE } });
    await placed(runner, 'sealed_place', { insert: { app_city: BY_COMMITTEE } });
    await placed(runner, 'sealed_value', { insert: { app_city: BY_COMMITTEE } });
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of TABLES) await runner.query(`DROP TABLE "${table}" CASCADE`);
  }
}
