import type { MigrationInterface, QueryRunner } from 'typeorm';

/** As TypeORM derives them from the entity: a city's spans of one kind by the month they begin in, and of these the ones that can matter within a single month. */
const UP = [
  `CREATE INDEX "ix_room_span_stat_measure" ON "room_span_stat" ("city_id", "measure", "from_month", "to_month")`,
  `CREATE INDEX "ix_room_span_stat_month" ON "room_span_stat" ("city_id", "measure", "from_month") WHERE since_month = from_month`,
];

export class SpanIndexes1790000000012 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX "ix_room_span_stat_month"');
    await runner.query('DROP INDEX "ix_room_span_stat_measure"');
  }
}
