import type { MigrationInterface, QueryRunner } from 'typeorm';

export class EvaluationAnswers1790000000020 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE "evaluation" ADD "issued" integer`);
    await runner.query(`ALTER TABLE "evaluation" ADD "collected" integer`);
    await runner.query(`ALTER TABLE "evaluation" ADD "valid" integer`);
    await runner.query(`ALTER TABLE "evaluation" ADD "satisfied" integer`);
    await runner.query(`ALTER TABLE "evaluation" ADD "basically_satisfied" integer`);
    await runner.query(`ALTER TABLE "evaluation" ADD "not_satisfied" integer`);
    await runner.query(`ALTER TABLE "evaluation" ADD "do_not_know" integer`);
    await runner.query(`ALTER TABLE "evaluation" ALTER COLUMN "satisfaction" DROP NOT NULL`);
    await runner.query(`ALTER TABLE "evaluation" ADD CONSTRAINT "ck_evaluation_answers" CHECK (CASE WHEN valid IS NULL THEN satisfaction IS NOT NULL AND num_nonnulls(issued, collected, satisfied,
    basically_satisfied, not_satisfied, do_not_know) = 0
  ELSE evaluator = 'PUBLIC' AND num_nulls(issued, collected, satisfied, basically_satisfied, not_satisfied,
    do_not_know) = 0 AND collected <= issued AND valid <= collected
    AND satisfied + basically_satisfied + not_satisfied + do_not_know <= valid
    AND least(satisfied, basically_satisfied, not_satisfied, do_not_know) >= 0 END)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE "evaluation" DROP CONSTRAINT "ck_evaluation_answers"`);
    await runner.query(`ALTER TABLE "evaluation" ALTER COLUMN "satisfaction" SET NOT NULL`);
    await runner.query(`ALTER TABLE "evaluation" DROP COLUMN "do_not_know"`);
    await runner.query(`ALTER TABLE "evaluation" DROP COLUMN "not_satisfied"`);
    await runner.query(`ALTER TABLE "evaluation" DROP COLUMN "basically_satisfied"`);
    await runner.query(`ALTER TABLE "evaluation" DROP COLUMN "satisfied"`);
    await runner.query(`ALTER TABLE "evaluation" DROP COLUMN "valid"`);
    await runner.query(`ALTER TABLE "evaluation" DROP COLUMN "collected"`);
    await runner.query(`ALTER TABLE "evaluation" DROP COLUMN "issued"`);
  }
}
