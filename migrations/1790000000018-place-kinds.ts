import type { MigrationInterface, QueryRunner } from 'typeorm';
import { cityWide } from './support/policies.js';

const ADMIN = `(SELECT current_setting('app.grant_role', true)) = 'CITY_ADMIN'`;

export class PlaceKinds1790000000018 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE "place_fact_correction" ("city_id" uuid NOT NULL, "id" uuid NOT NULL, "place_id" uuid NOT NULL, "place_path" text COLLATE "C" NOT NULL, "fact_id" uuid NOT NULL, "former_count" integer NOT NULL, "reason" text NOT NULL, "corrected_at" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(), CONSTRAINT "ck_place_fact_correction" CHECK (former_count >= 0), CONSTRAINT "PK_f5513c4f080a7eaa4c0f182f2fa" PRIMARY KEY ("city_id", "id"))`);
    await runner.query(`CREATE INDEX "IDX_b64cde9562078a7a3ace779fbb" ON "place_fact_correction"  ("place_path") `);
    await runner.query(`CREATE INDEX "ix_place_fact_correction" ON "place_fact_correction"  ("city_id", "fact_id") `);
    await runner.query(`COMMENT ON TABLE "place_fact_correction" IS 'CITY'`);
    await runner.query(`ALTER TABLE "place_fact" ADD "version" integer NOT NULL DEFAULT '1'`);
    await runner.query(`ALTER TABLE "place_fact" ADD "changed_at" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now()`);
    await runner.query(`ALTER TABLE "place_change" ADD "former_kind" text`);
    await runner.query(`ALTER TABLE "place_change" ADD "former_code" text`);
    await runner.query(`ALTER TABLE "place_fact_correction" ADD CONSTRAINT "FK_bdf660ea91d298b210751121dd4" FOREIGN KEY ("city_id", "fact_id") REFERENCES "place_fact"("city_id","id") ON DELETE NO ACTION ON UPDATE NO ACTION`);
    await runner.query(`ALTER TABLE "place_fact_correction" ADD CONSTRAINT "FK_974fc977c8aa106bc5baeda3289" FOREIGN KEY ("city_id", "place_id", "place_path") REFERENCES "place"("city_id","id","path") ON DELETE NO ACTION ON UPDATE CASCADE`);
    await runner.query(`ALTER TABLE "place" DROP CONSTRAINT "ck_place_kind", ADD CONSTRAINT "ck_place_kind" CHECK (CASE level WHEN 'STREET' THEN kind IS NOT NULL AND kind = ANY ('{SUBDISTRICT,TOWN,TOWNSHIP,DEVELOPMENT_ZONE,OTHER,STATISTICAL_ONLY}'::text[]) WHEN 'COMMUNITY' THEN kind IS NOT NULL AND kind = ANY ('{NEIGHBOURHOOD,VILLAGE,OTHER,STATISTICAL_ONLY}'::text[]) ELSE kind IS NULL END)`);
    await runner.query(`ALTER TABLE "place_change" DROP CONSTRAINT "ck_place_change_kind", ADD CONSTRAINT "ck_place_change_kind" CHECK (kind = ANY ('{RENAMED,MOVED,MERGED,KIND_CHANGED,CODE_FREED}'::text[]))`);
    await cityWide(runner, 'place_fact_correction', { insert: { app_city: ADMIN } });
    await runner.query(`CREATE POLICY app_city_update ON place_fact FOR UPDATE TO app_city USING (${ADMIN}) WITH CHECK (${ADMIN})`);
    await runner.query(`GRANT UPDATE ("count", "version", "changed_at") ON place_fact TO app_city`);
    await runner.query(`GRANT SELECT ("version") ON place_fact TO app_public`);
    await runner.query(`GRANT SELECT ("former_kind", "former_code") ON place_change TO app_public`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`REVOKE UPDATE ("count", "version", "changed_at") ON place_fact FROM app_city`);
    await runner.query(`DROP POLICY app_city_update ON place_fact`);
    await runner.query(`ALTER TABLE "place_change" DROP CONSTRAINT "ck_place_change_kind", ADD CONSTRAINT "ck_place_change_kind" CHECK ((kind = ANY ('{RENAMED,MOVED,MERGED}'::text[])))`);
    await runner.query(`ALTER TABLE "place" DROP CONSTRAINT "ck_place_kind", ADD CONSTRAINT "ck_place_kind" CHECK (
CASE level
    WHEN 'STREET'::text THEN ((kind IS NOT NULL) AND (kind = ANY ('{SUBDISTRICT,TOWN,TOWNSHIP,DEVELOPMENT_ZONE,STATISTICAL_ONLY}'::text[])))
    WHEN 'COMMUNITY'::text THEN ((kind IS NOT NULL) AND (kind = ANY ('{NEIGHBOURHOOD,VILLAGE,STATISTICAL_ONLY}'::text[])))
    ELSE (kind IS NULL)
END)`);
    await runner.query(`ALTER TABLE "place_fact_correction" DROP CONSTRAINT "FK_974fc977c8aa106bc5baeda3289"`);
    await runner.query(`ALTER TABLE "place_fact_correction" DROP CONSTRAINT "FK_bdf660ea91d298b210751121dd4"`);
    await runner.query(`ALTER TABLE "place_change" DROP COLUMN "former_code"`);
    await runner.query(`ALTER TABLE "place_change" DROP COLUMN "former_kind"`);
    await runner.query(`ALTER TABLE "place_fact" DROP COLUMN "changed_at"`);
    await runner.query(`ALTER TABLE "place_fact" DROP COLUMN "version"`);
    await runner.query(`COMMENT ON TABLE "place_fact_correction" IS NULL`);
    await runner.query(`DROP INDEX "public"."ix_place_fact_correction"`);
    await runner.query(`DROP INDEX "public"."IDX_b64cde9562078a7a3ace779fbb"`);
    await runner.query(`DROP TABLE "place_fact_correction"`);
  }
}
