import type { MigrationInterface, QueryRunner } from 'typeorm';

export class PlaceKinds1790000000018 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE "place_change" ADD "former_kind" text`);
    await runner.query(`ALTER TABLE "place_change" ADD "former_code" text`);
    await runner.query(`ALTER TABLE "place" DROP CONSTRAINT "ck_place_kind", ADD CONSTRAINT "ck_place_kind" CHECK (CASE level WHEN 'STREET' THEN kind IS NOT NULL AND kind = ANY ('{SUBDISTRICT,TOWN,TOWNSHIP,DEVELOPMENT_ZONE,OTHER,STATISTICAL_ONLY}'::text[]) WHEN 'COMMUNITY' THEN kind IS NOT NULL AND kind = ANY ('{NEIGHBOURHOOD,VILLAGE,OTHER,STATISTICAL_ONLY}'::text[]) ELSE kind IS NULL END)`);
    await runner.query(`ALTER TABLE "place_change" DROP CONSTRAINT "ck_place_change_kind", ADD CONSTRAINT "ck_place_change_kind" CHECK (kind = ANY ('{RENAMED,MOVED,MERGED,KIND_CHANGED,CODE_FREED}'::text[]))`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE "place_change" DROP CONSTRAINT "ck_place_change_kind", ADD CONSTRAINT "ck_place_change_kind" CHECK ((kind = ANY ('{RENAMED,MOVED,MERGED}'::text[])))`);
    await runner.query(`ALTER TABLE "place" DROP CONSTRAINT "ck_place_kind", ADD CONSTRAINT "ck_place_kind" CHECK (
CASE level
    WHEN 'STREET'::text THEN ((kind IS NOT NULL) AND (kind = ANY ('{SUBDISTRICT,TOWN,TOWNSHIP,DEVELOPMENT_ZONE,STATISTICAL_ONLY}'::text[])))
    WHEN 'COMMUNITY'::text THEN ((kind IS NOT NULL) AND (kind = ANY ('{NEIGHBOURHOOD,VILLAGE,STATISTICAL_ONLY}'::text[])))
    ELSE (kind IS NULL)
END)`);
    await runner.query(`ALTER TABLE "place_change" DROP COLUMN "former_code"`);
    await runner.query(`ALTER TABLE "place_change" DROP COLUMN "former_kind"`);
  }
}
