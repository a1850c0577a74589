import type { MigrationInterface, QueryRunner } from 'typeorm';

const KINDS = [
  'COMPARISON', 'STREETS', 'SUMMARY', 'TREND', 'PLACES', 'PLACE_FACTS', 'PLACE_HONOURS', 'PLACE_CHANGES', 'UNITS', 'PROCEDURES', 'PROCEDURE_STAGES', 'SEALS', 'AUDIT_EVENTS', 'ROOMS', 'CONVENERS', 'CARRIED_TOTALS', 'CONCERNS', 'TOPICS',
  'TOPIC_STEPS', 'PARTICIPANTS', 'RESEARCH_RECORDS', 'SESSIONS', 'ATTENDANCE', 'SUGGESTIONS', 'OUTCOMES', 'OUTCOME_REPORTS', 'OUTCOME_DECISIONS', 'SUGGESTION_ANSWERS', 'IMPLEMENTATION_PLANS', 'IMPLEMENTATION_ITEMS', 'IMPLEMENTATION_EVENTS',
  'ITEM_VERIFICATIONS', 'EVALUATIONS', 'ATTENDEES',
];
const FORMER_KINDS = ['COMPARISON', 'STREETS', 'TREND', 'CONCERNS', 'TOPICS', 'SESSIONS', 'ATTENDANCE', 'SUGGESTIONS', 'OUTCOMES', 'IMPLEMENTATION_ITEMS', 'EVALUATIONS', 'ATTENDEES'];
const FAILURES = ['RIGHTS_LOST', 'INTERRUPTED', 'INTERNAL'];
const FORMER_FAILURES = ['RIGHTS_LOST', 'TOO_MANY_ROWS', 'INTERRUPTED', 'INTERNAL'];

const oneOf = (column: string, values: readonly string[]): string => `${column} IN (${values.map((value) => `'${value}'`).join(', ')})`;
const checks = (kinds: readonly string[], failures: readonly string[]): string[] => [
  `ALTER TABLE "export_job" DROP CONSTRAINT "ck_export_job_kind", ADD CONSTRAINT "ck_export_job_kind" CHECK (${oneOf('kind', kinds)})`,
  `ALTER TABLE "export_job" DROP CONSTRAINT "ck_export_job_failure", ADD CONSTRAINT "ck_export_job_failure" CHECK (failure IS NULL OR ${oneOf('failure', failures)})`,
];

/** The function that hands out work, with two columns more or less: what a function answers cannot be changed in place. */
async function reclaim(runner: QueryRunner, change: (source: string) => string): Promise<void> {
  const [{ source }] = await runner.query(`SELECT pg_get_functiondef('export_claim(uuid, int)'::regprocedure) AS source`) as [{ source: string }];
  await runner.query('DROP FUNCTION export_claim(uuid, int)');
  await runner.query(change(source));
  await runner.query('REVOKE ALL ON FUNCTION export_claim(uuid, int) FROM PUBLIC');
  await runner.query('GRANT EXECUTE ON FUNCTION export_claim(uuid, int) TO app_auth');
}

/** Every list of records the API shows, summaries, and comparisons as they were sealed. A workbook is written as it comes now, so it has no most rows to fail by. */
export class ExportKinds1790000000010 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE "export_job" ADD "seal_id" uuid, ADD "against" text');
    await runner.query(`ALTER TABLE "export_job" ADD CONSTRAINT "ck_export_job_against" CHECK (against IS NULL OR ${oneOf('against', ['CITY', 'STREET', 'PEERS'])})`);
    await runner.query('ALTER TABLE "export_job" ADD CONSTRAINT "FK_c0007157e886e577e3e2f17489a" FOREIGN KEY ("city_id", "seal_id") REFERENCES "seal"("city_id","id") ON DELETE NO ACTION ON UPDATE NO ACTION');
    for (const statement of checks(KINDS, FAILURES)) await runner.query(statement);
    await reclaim(runner, (source) => source.replace('trend_step text,', 'trend_step text, seal_id uuid, against text,').replace('j.trend_step,', 'j.trend_step, j.seal_id, j.against,'));
  }

  async down(runner: QueryRunner): Promise<void> {
    await reclaim(runner, (source) => source.replace('trend_step text, seal_id uuid, against text,', 'trend_step text,').replace('j.trend_step, j.seal_id, j.against,', 'j.trend_step,'));
    // What waits lasts a day, and can be asked for again.
    await runner.query('TRUNCATE export_queue, export_job');
    for (const statement of checks(FORMER_KINDS, FORMER_FAILURES)) await runner.query(statement);
    await runner.query('ALTER TABLE "export_job" DROP CONSTRAINT "FK_c0007157e886e577e3e2f17489a", DROP COLUMN "seal_id", DROP COLUMN "against"');
  }
}
