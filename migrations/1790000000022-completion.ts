import type { MigrationInterface, QueryRunner } from 'typeorm';
import { FILL_OUTCOMES, OUTCOME_SETTLE as OUTCOME_SETTLE_BEFORE } from './support/catalogue-derived.js';
import { ADDED, RECOUNTED, ITEMS, ITEMS_BEFORE, OUTCOMES, OUTCOMES_BEFORE, OUTCOME_FOLLOWS_ANSWER, OUTCOME_SETTLE, SETTLE_ALL } from './support/completion.js';
import { createFunction } from './support/roll-up-triggers.js';
import { type RollUpSource, additions, upserts } from './support/roll-ups.js';

const COLUMNS = [...ADDED.map((measure) => ['room_month_stat', measure.toLowerCase(), `integer NOT NULL DEFAULT '0'`] as const), ['outcome', 'declined', 'boolean'] as const];
const INDEXES = [
  'CREATE INDEX "ix_item_completed" ON "implementation_item" ("city_id", "completed_from")',
  'CREATE INDEX "ix_item_completed_within" ON "implementation_item" ("city_id", "completed_from", "completed_on") WHERE completed_from <> completed_on',
];
const followsItem = (columns: string): string =>
  `CREATE TRIGGER outcome_follows_item AFTER INSERT OR DELETE OR UPDATE OF ${columns} ON implementation_item FOR EACH ROW EXECUTE FUNCTION outcome_follows_item()`;
const VERIFIED = 'state, verified_on, verified_from';

const DELETE_ADDED = `DELETE FROM room_span_stat WHERE measure IN (${ADDED.map((measure) => `'${measure}'`).join(', ')})`;

const replacing = (sql: string): string => sql.replace(/^CREATE FUNCTION/, 'CREATE OR REPLACE FUNCTION');
/** What the owner must read and write in every city at once, for the length of the migration. */
const TOUCHED = ['outcome', 'outcome_report', 'outcome_decision', 'suggestion_answer', 'implementation_plan', 'implementation_item', 'room', 'place', 'room_month_stat', 'room_span_stat', 'city_change'];

/** Takes away what the records of a table added to the changed sums, or adds it. */
async function count(runner: QueryRunner, { table, parts }: RollUpSource, sign: 1 | -1): Promise<void> {
  const some = parts.filter(({ measure }) => RECOUNTED.includes(measure));
  for (const statement of upserts(some, additions(some, table, sign))) await runner.query(statement);
}

/** The triggers of records rest, because they count in one way only: what changes is counted here. */
async function recount(runner: QueryRunner, before: readonly RollUpSource[], after: readonly RollUpSource[], settle: readonly string[]): Promise<void> {
  for (const table of TOUCHED) await runner.query(`ALTER TABLE ${table} NO FORCE ROW LEVEL SECURITY`);
  await runner.query('ALTER TABLE outcome DISABLE TRIGGER USER');
  for (const source of before) await count(runner, source, -1);
  for (const statement of settle) await runner.query(statement);
  for (const source of after) await count(runner, source, 1);
  await runner.query('DELETE FROM room_span_stat WHERE value = 0 AND records = 0');
  await runner.query('ALTER TABLE outcome ENABLE TRIGGER USER');
  for (const table of TOUCHED) await runner.query(`ALTER TABLE ${table} FORCE ROW LEVEL SECURITY`);
}

export class Completion1790000000022 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const [table, column, type] of COLUMNS) await runner.query(`ALTER TABLE "${table}" ADD "${column}" ${type}`);
    for (const statement of INDEXES) await runner.query(statement);
    await runner.query('GRANT SELECT ("plan_kind") ON implementation_item TO app_peers');
    await recount(runner, [ITEMS_BEFORE, OUTCOMES_BEFORE], [ITEMS, OUTCOMES], [SETTLE_ALL]);
    await runner.query(OUTCOME_SETTLE);
    await runner.query(OUTCOME_FOLLOWS_ANSWER);
    await runner.query('REVOKE ALL ON FUNCTION outcome_follows_answer() FROM PUBLIC');
    await runner.query('CREATE TRIGGER outcome_follows_answer AFTER INSERT OR DELETE OR UPDATE OF result, decision_id ON suggestion_answer FOR EACH ROW EXECUTE FUNCTION outcome_follows_answer()');
    await runner.query('DROP TRIGGER outcome_follows_item ON implementation_item');
    await runner.query(followsItem(`${VERIFIED}, completed_on, completed_from`));
    for (const source of [ITEMS, OUTCOMES]) await runner.query(replacing(createFunction(source)));
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const source of [ITEMS_BEFORE, OUTCOMES_BEFORE]) await runner.query(replacing(createFunction(source)));
    await runner.query('DROP TRIGGER outcome_follows_item ON implementation_item');
    await runner.query(followsItem(VERIFIED));
    await runner.query('DROP TRIGGER outcome_follows_answer ON suggestion_answer');
    await runner.query('DROP FUNCTION outcome_follows_answer()');
    await runner.query(OUTCOME_SETTLE_BEFORE);
    await recount(runner, [ITEMS, OUTCOMES], [ITEMS_BEFORE, OUTCOMES_BEFORE], [FILL_OUTCOMES, DELETE_ADDED]);
    await runner.query('REVOKE SELECT ("plan_kind") ON implementation_item FROM app_peers');
    for (const name of ['ix_item_completed_within', 'ix_item_completed']) await runner.query(`DROP INDEX "${name}"`);
    for (const [table, column] of COLUMNS) await runner.query(`ALTER TABLE "${table}" DROP COLUMN "${column}"`);
  }
}
