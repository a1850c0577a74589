import type { MigrationInterface, QueryRunner } from 'typeorm';

export class ItemUnits1790000000026 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE "implementation_item" ALTER COLUMN "responsible_unit_id" DROP NOT NULL`);
    await runner.query(`ALTER TABLE "implementation_item" ADD CONSTRAINT "ck_item_responsible" CHECK (responsible_unit_id IS NOT NULL OR origin IN ('TAKEN_OVER', 'DERIVED'))`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE "implementation_item" DROP CONSTRAINT "ck_item_responsible"`);
    await runner.query(`ALTER TABLE "implementation_item" ALTER COLUMN "responsible_unit_id" SET NOT NULL`);
  }
}
