import type { MigrationInterface, QueryRunner } from 'typeorm';
import { TRIGGERS } from './1790000000004-derived-state.js';
import { DERIVED_FUNCTIONS, DERIVED_TRIGGERS, FILLS } from './support/catalogue-derived.js';
import { BIG_MEASURES, NEW_MEASURES } from './support/catalogue-measures.js';
import { CATALOGUE_SOURCES } from './support/catalogue-sources.js';
import { createFunction, createTriggers, dropTriggers, functionOf } from './support/roll-up-triggers.js';
import { SOURCES, additions, upserts } from './support/roll-ups.js';

/** As TypeORM derives them from the entities. */
const COLUMNS: readonly (readonly [table: string, column: string, type: string])[] = [
  ['topic', 'approved_from', 'date'], ['topic', 'approved_to', 'date'], ['topic', 'deliberated_from', 'date'], ['topic', 'deliberated_to', 'date'], ['topic', 'researched_from', 'date'], ['topic', 'researched_to', 'date'],
  ['suggestion', 'answer_result', 'text'], ['implementation_plan', 'outcome_id', 'uuid'],
  ['outcome', 'reported_from', 'date'], ['outcome', 'reported_to', 'date'], ['outcome', 'decided_from', 'date'], ['outcome', 'decided_to', 'date'], ['outcome', 'converted_from', 'date'], ['outcome', 'converted_to', 'date'],
  ...NEW_MEASURES.map((measure) => ['room_month_stat', measure.toLowerCase(), `${BIG_MEASURES.includes(measure) ? 'bigint' : 'integer'} NOT NULL DEFAULT '0'`] as const),
];
const UP = [
  ...COLUMNS.map(([table, column, type]) => `ALTER TABLE "${table}" ADD "${column}" ${type}`),
  `CREATE INDEX "ix_plan_outcome" ON "implementation_plan" ("city_id", "outcome_id")`,
];

const replacing = (sql: string): string => sql.replace(/^CREATE FUNCTION/, 'CREATE OR REPLACE FUNCTION');
const KNOWN = new Set(SOURCES.map(functionOf));
/** Tables whose records added nothing before. */
const ADDED = CATALOGUE_SOURCES.filter((source) => !KNOWN.has(functionOf(source)));
const functionNames = DERIVED_TRIGGERS.map(([name]) => name);

/** What the owner must read and write in every city at once, for the length of the migration: elsewhere even the owner sees one tenant at a time. */
const TOUCHED = [...new Set([...CATALOGUE_SOURCES.map((source) => source.table), 'room', 'place', 'suggestion_answer', 'implementation_plan', 'room_month_stat', 'room_span_stat'])];

const everywhere = async (runner: QueryRunner, work: () => Promise<void>): Promise<void> => {
  for (const table of TOUCHED) await runner.query(`ALTER TABLE ${table} NO FORCE ROW LEVEL SECURITY`);
  await work();
  for (const table of TOUCHED) await runner.query(`ALTER TABLE ${table} FORCE ROW LEVEL SECURITY`);
};

export class Catalogue1790000000008 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
    await everywhere(runner, () => this.fill(runner));
    for (const statement of DERIVED_FUNCTIONS) await runner.query(statement);
    await runner.query('REVOKE ALL ON FUNCTION outcome_settle(uuid, uuid) FROM PUBLIC');
    for (const name of functionNames) await runner.query(`REVOKE ALL ON FUNCTION ${name}() FROM PUBLIC`);
    for (const [name, table, when] of DERIVED_TRIGGERS) await runner.query(`CREATE TRIGGER ${name} ${when} ON ${table} FOR EACH ROW EXECUTE FUNCTION ${name}()`);
    for (const source of CATALOGUE_SOURCES) {
      await runner.query(replacing(createFunction(source)));
      if (!ADDED.includes(source)) continue;
      await runner.query(`REVOKE ALL ON FUNCTION ${functionOf(source)}() FROM PUBLIC`);
      for (const statement of createTriggers(source)) await runner.query(statement);
    }
  }

  private async fill(runner: QueryRunner): Promise<void> {
    for (const statement of FILLS) await runner.query(statement);
    for (const { table, parts } of CATALOGUE_SOURCES) {
      const added = parts.filter(({ measure }) => (NEW_MEASURES as readonly string[]).includes(measure));
      if (added.length > 0) for (const statement of upserts(added, additions(added, table, 1))) await runner.query(statement);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const source of ADDED) {
      for (const statement of dropTriggers(source)) await runner.query(statement);
      await runner.query(`DROP FUNCTION ${functionOf(source)}()`);
    }
    for (const source of SOURCES) await runner.query(replacing(createFunction(source)));
    for (const [name, table] of DERIVED_TRIGGERS) await runner.query(`DROP TRIGGER ${name} ON ${table}`);
    for (const name of functionNames) await runner.query(`DROP FUNCTION ${name}()`);
    await runner.query('DROP FUNCTION outcome_settle(uuid, uuid)');
    for (const [name, , sql] of TRIGGERS) if (name === 'topic_follows_step') await runner.query(replacing(sql));
    await everywhere(runner, async () => { await runner.query('DELETE FROM room_span_stat WHERE measure = ANY($1)', [[...NEW_MEASURES]]); });
    await runner.query('DROP INDEX "ix_plan_outcome"');
    for (const [table, column] of COLUMNS) await runner.query(`ALTER TABLE "${table}" DROP COLUMN "${column}"`);
  }
}
