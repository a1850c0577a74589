import type { MigrationInterface, QueryRunner } from 'typeorm';
import { PEOPLE_BY_NAME, PEOPLE_BY_PLAIN_NAME } from './support/plain-people.js';

/**
 * Names of people in one plain form, by which they are counted (docs/adr/0015-one-plain-form.md).
 * Node computes the form, so rows that are there are filled by `migrate` after the migrations, in batches.
 * The triggers count the people of each batch again.
 */
const UP = [
  'ALTER TABLE "attendance_person" ADD "plain_name" text',
  'ALTER TABLE "attendance_person" ADD CONSTRAINT "ck_attendance_person_plain_name" CHECK (plain_name IS NOT NULL) NOT VALID',
  ...PEOPLE_BY_PLAIN_NAME,
];

const DOWN = [...PEOPLE_BY_NAME, 'ALTER TABLE "attendance_person" DROP COLUMN "plain_name"'];

export class PlainNames1790000000023 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await runner.query(statement);
  }
}
