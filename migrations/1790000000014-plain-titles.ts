import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Titles in one plain form, by which a topic is found (docs/adr/0015-one-plain-form.md).
 * Node computes the form, so rows that are there are filled by `migrate` after the migrations, in batches.
 * The check holds for every row written from now on. `migrate` marks it as valid once all rows are filled,
 * and until then no server is ready.
 */
const UP = [
  'ALTER TABLE "topic" ADD "plain_title" text',
  'ALTER TABLE "topic" ADD CONSTRAINT "ck_topic_plain_title" CHECK (plain_title IS NOT NULL) NOT VALID',
  'DROP INDEX "ix_topic_title"',
  'CREATE INDEX "ix_topic_plain_title" ON "topic" ("city_id", "room_id", "plain_title")',
  'GRANT UPDATE ("plain_title") ON topic TO app_room',
  // Nothing is remembered between requests any more.
  'DROP FUNCTION insist(boolean)',
];

const DOWN = [
  `CREATE FUNCTION insist(holds boolean) RETURNS void LANGUAGE plpgsql SET search_path = pg_catalog AS $body$ BEGIN
      IF holds IS NOT TRUE THEN RAISE EXCEPTION 'what was remembered no longer holds' USING ERRCODE = 'HS002'; END IF; END $body$`,
  'REVOKE ALL ON FUNCTION insist(boolean) FROM PUBLIC',
  'GRANT EXECUTE ON FUNCTION insist(boolean) TO app_room, app_street, app_city',
  'DROP INDEX "ix_topic_plain_title"',
  'CREATE INDEX "ix_topic_title" ON "topic" ("city_id", "room_id", "title")',
  'ALTER TABLE "topic" DROP COLUMN "plain_title"',
];

export class PlainTitles1790000000014 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await runner.query(statement);
  }
}
